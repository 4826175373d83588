"""The times of a timeline's rows, as people write them into a table."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from course.report.contents import Row
from course.report.due import report_day, resolved

_CLOCK = re.compile(r"\b(\d{1,2})[:.h](\d{2})(?::\d{2})?(?!\d)(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
_ANY_DAY = re.compile(
    r"\d{4}-\d\d?-\d\d?|\b\d{1,2}(?:st|nd|rd|th)?\.? [a-z]{3,9}\b|\b[a-z]{3,9} \d{1,2}\b"
)
_YEAR = re.compile(r"\d{4}")
_NOON = 12
#: A report is added to for so many days after its own.
_AFTERWARDS = 60


def clock(text: str) -> tuple[int, int] | None:
    """Find the time of day in a text.

    Examples
    --------
    >>> clock("Thursday 11 June 2026, 18:14 NZST"), clock("6:14 PM"), clock("four days before")
    ((18, 14), (18, 14), None)
    """
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % _NOON + (_NOON if found[3].lower() == "p" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - of a clock


def times(rows: Sequence[Row], day: str) -> Iterator[tuple[Row, datetime]]:
    """Give the rows whose moment can be told; a row without a date is of the day before it."""
    # A date without a year is the last such one before `day`, that of the report.
    of_report = report_day(day)
    # Without it, a clock alone, of no day; and days that are in order among themselves.
    latest = of_report or date(2000, 12, 31)
    last = datetime.combine(of_report or date(2000, 1, 1), time.min)
    for row in rows:
        words = row.when.lower()
        dated = resolved(words, last.date()) if _ANY_DAY.search(words) else None
        if dated and (dated - latest).days > _AFTERWARDS and not _YEAR.search(words):
            # “30 December”, in a report of January, is the one before it.
            dated = resolved(f"{dated.year - 1}-{dated:%m-%d}", latest)
        at = clock(row.when)
        if dated is None and at is None:
            continue
        if dated:
            last = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - as it is written
        if at:
            yield row, last.replace(hour=at[0], minute=at[1])
        else:
            yield row, last
