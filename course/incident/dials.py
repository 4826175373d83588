"""The clock and the offset in a cell, as they stand on a dial of 24 hours."""

from datetime import timedelta

from course.incident.clock_patterns import MIDDAY
from course.incident.iso_times import EXPECTED, Refusal
from course.incident.time_parts import Words

_LONGEST_NIGHT = 6 * 60
"""Minutes: a range of clocks that goes past midnight is rarely longer."""

_NOON, _LAST_HOUR, _LAST_MINUTE = 12, 23, 59


def clock(words: Words, text: str) -> timedelta | Refusal | None:
    """Give how long after midnight it was; None where the cell has no clock."""
    if words.hour is None:
        if words.half not in MIDDAY:
            return None
        return timedelta(hours=MIDDAY[words.half])
    hour = int(text[words.hour])
    if words.half and hour <= _NOON:
        hour = hour % _NOON + _NOON * (words.half == "pm")
    minute = int(text[words.minute]) if words.minute else 0
    second = int(text[words.seconds]) if words.seconds else 0
    if hour > _LAST_HOUR or max(minute, second) > _LAST_MINUTE:
        # A number of hours alone is rather a length.
        how = ", a time that no clock shows" if words.minute or words.half else ""
        return Refusal(how, EXPECTED, "no such clock")
    return timedelta(hours=hour, minutes=minute, seconds=second)


def is_of_twelve(hour: str) -> bool:
    """Tell whether an hour may stand on a dial of twelve, as it is written there."""
    return not hour.startswith("0") and int(hour) <= _NOON


def on_twelve_hours(after_midnight: timedelta, earliest: timedelta) -> timedelta:
    """Give the half of the day in which a clock of twelve hours comes next.

    Examples
    --------
    >>> str(on_twelve_hours(timedelta(hours=2, minutes=5), timedelta(hours=14)))
    '14:05:00'
    """
    half = timedelta(hours=_NOON)
    morning = after_midnight % half
    return morning + half if morning < earliest <= morning + half else morning


def on_a_dial(after_midnight: timedelta, words: Words, text: str) -> str:
    """Write a clock as ISO 8601 does, as exactly as the cell has it."""
    minutes, second = divmod(int(after_midnight.total_seconds()), 60)
    hour, minute = divmod(minutes, 60)
    written = f"{hour:02}:{minute:02}"
    if words.seconds:
        written += f":{second:02}"
    return written + (f".{text[words.fraction][:6]}" if words.fraction else "")


def offset(words: Words, text: str) -> str | None:
    """Give the offset that is written in numbers, or None."""
    if words.ahead is not None:
        minutes = text[words.ahead_minutes] if words.ahead_minutes else "00"
        return f"{'-' if words.sign == '−' else words.sign}{text[words.ahead]:0>2}:{minutes}"
    if words.until and words.is_hyphen and words.hour and words.minute and not words.zone:
        # 14:05-07:00 ends before it begins, so it is no range.
        begin = int(text[words.hour]), int(text[words.minute])
        hour, minute = (int(text[part]) for part in words.until)
        # 23:20-2:00 goes past midnight: an offset has two digits, and a short night is a range.
        is_short = len(text[words.until[0]]) < len("00")
        night = 24 * 60 + 60 * (hour - begin[0]) + minute - begin[1]
        is_night = not words.date and night <= _LONGEST_NIGHT
        if (hour, minute) <= begin and hour <= _NOON and not (words.half or is_short or is_night):
            return f"-{hour:02}:{minute:02}"
    return None
