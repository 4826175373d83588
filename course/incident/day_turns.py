"""On which day a row without a date is: by its clock, a day of the week, or a count of days."""

from datetime import date, timedelta

from course.incident.time_parts import Words

MOST_BACK = timedelta(hours=1)
"""A clock that falls by less stands out of order; by more, midnight lies between."""

MOST_OF_A_DIP = timedelta(hours=4)
"""The same of one clock alone, above another that goes on from where the clocks before it were."""

MIDNIGHT = timedelta(0)

_WEEK = 7
_BACK_OF_A_ROW, _BACK_OF_A_HEADING = 1, 5


def in_turn(
    words: Words,
    on: date,
    clock: timedelta | None,
    latest: timedelta,
    following: timedelta | None = None,
) -> tuple[date, timedelta]:
    """Give the day of a row and the latest clock so far: a clock that falls is on the next day."""
    if words.date or words.counted or words.weekday is not None:
        return on, clock or MIDNIGHT
    if clock is None:
        return on, latest
    is_dip = following is not None and following >= latest
    if clock + (MOST_OF_A_DIP if is_dip else MOST_BACK) <= latest and on < date.max:
        return on + timedelta(days=1), clock
    return on, max(latest, clock)


def on_weekday(weekday: int, day: date, *, is_below_a_row: bool) -> date:
    """Give the day of this name next to another: below a row rarely the one before.

    Examples
    --------
    >>> str(on_weekday(0, date(2006, 4, 18), is_below_a_row=False))
    '2006-04-17'
    >>> str(on_weekday(4, date(2006, 4, 17), is_below_a_row=True))
    '2006-04-21'
    """
    # A heading may be of the day on which all of it was written down.
    back = _BACK_OF_A_ROW if is_below_a_row else _BACK_OF_A_HEADING
    return later(day, (weekday - day.weekday() + back) % _WEEK - back)


def later(day: date, days: int) -> date:
    """Give the day that lies so many days later, as far as a calendar goes."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
