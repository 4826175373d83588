"""Turn what a timeline calls a time into moments in the incident's zone.

What a column may hold is decided here, by the column as a whole, and by no parser's
kindness: a form that is known is read, one that is known but says no single moment is
named, and all else is told. Nothing is guessed. A time with an offset is a moment as it
stands. One without is read in the incident's zone, and there, twice a year in many
places, an hour does not exist or comes twice: the row is named instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from course.incident.findings import Findings, quoted, rows_named
from course.page.moments import DAY, MINUTE, SECOND, Moment

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""As they are written. A year beyond them is a slip, or stands for an open end, such as
9999-12-31; and not far beyond them lengths of time and offsets end that can be reckoned with."""

COLUMN = "timestamp"

_DATE = r"(?P<year>\d{4})(?P<between>[-/. ]?)(?P<month>\d\d?)(?P=between)(?P<day>\d\d?)"
_CLOCK = (
    r"(?P<hour>\d\d?(?=:)|\d\d(?=\d\d)):?(?P<minute>\d\d)"
    r"(?::?(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)?"
)
_OFFSET = r"(?P<offset>[Zz]|[+-]\d\d?(?::\d\d)?|[+-]\d{4})"
_ISO = re.compile(rf"{_DATE}(?:(?P<t>[Tt ]){_CLOCK}(?: ?{_OFFSET})?)?", re.ASCII)

_SOME_DATE = r"\d{4}[-/. ]?\d\d?[-/. ]?\d\d?"
_SOME_CLOCK = r"\d\d?:\d\d(?::\d\d)?"
_TO = r"\s*(?:-|–|—|/|to|until|till)\s*"
_RANGE = re.compile(
    rf"(?P<begin>{_SOME_DATE}(?:[T ]\s*{_SOME_CLOCK})?){_TO}"
    rf"(?:{_SOME_DATE}(?:[T ]\s*{_SOME_CLOCK})?|{_SOME_CLOCK})",
    re.ASCII | re.IGNORECASE,
)
_HOUR_ALONE = re.compile(rf"{_SOME_DATE}[T ]\d\d?", re.ASCII | re.IGNORECASE)
_ONE_DIGIT = re.compile(r"[+-]\d(?!\d)", re.ASCII)
_MAY_BE_END = re.compile(r"-\d\d?:\d\d", re.ASCII)

_QUARTER = timedelta(minutes=15)
_LOWEST_OFFSET, _HIGHEST_OFFSET = timedelta(hours=-12), timedelta(hours=14)

_EXPECTED = "year, month, day and time, such as 2026-06-11T18:14 (ISO 8601)"
_EXPECTED_YEAR = f"a year from {FIRST_YEAR} to {LAST_YEAR}: what has not come yet has no row"
_EXPECTED_OFFSET = "one from -12:00 to +14:00, on a quarter of an hour, such as +05:30"


def read_times(
    cells: Mapping[int, str], zone: ZoneInfo, findings: Findings
) -> dict[int, Moment | None]:
    """Read a column of times.

    Parameters
    ----------
    cells
        By row: ISO 8601, each with or without an offset, or a date alone.
    zone
        Where a time without an offset is read, and where all of them are shown.
    findings
        Takes down what must be mended, and what was read with a grain of salt.

    Returns
    -------
    dict
        A moment by row; None where there is a problem.

    Examples
    --------
    >>> cells = {2: "2026-06-11T18:14", 3: "2026-06-11T06:15Z", 4: "2026-06-12"}
    >>> times = read_times(cells, ZoneInfo("Pacific/Auckland"), Findings("a.csv"))
    >>> [at.isoformat() for at in times.values()]
    ['2026-06-11T18:14:00+12:00', '2026-06-11T18:15:00+12:00', '2026-06-12']
    """
    written = {row: _ISO.fullmatch(text) for row, text in cells.items()}
    ranges = _ranges(cells, written, zone)
    times: dict[int, Moment | None] = {}
    for row, text in cells.items():
        read = ranges.get(row) or _read(text, written[row], zone)
        times[row] = read if isinstance(read, Moment) else None
        if not isinstance(read, Moment):
            found = f"found {quoted(text) if text else 'nothing'}{read.how}"
            findings.problem(found, read.expected, row=row, column=COLUMN)
    days = [row for row, at in times.items() if at and at.precision == DAY]
    if days:
        verb = "has" if len(days) == 1 else "have"
        findings.notice(
            f"{rows_named(days)} {verb} a date without a time of day: known to the day only."
        )
    short = [
        row
        for row, found in written.items()
        if times[row] and found and _ONE_DIGIT.match(found["offset"] or "")
    ]
    if short:
        findings.notice(
            f"{rows_named(short)}: an offset with one digit, as in {quoted(cells[short[0]])}, "
            "is read as one with a nought before it."
        )
    return times


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a cell is no moment: how it is wrong, where there is a name for it, and what to write."""

    how: str
    expected: str


def _read(text: str, found: re.Match[str] | None, zone: ZoneInfo) -> Moment | _Refusal:
    if found is None:
        return _named(text)
    if not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return _Refusal("", _EXPECTED_YEAR)
    naive = _naive(found)
    if naive is None:
        return _Refusal("", _EXPECTED)
    if not found["hour"]:
        return _day(naive, zone)
    precision = SECOND if found["second"] else MINUTE
    if found["offset"]:
        return _with_offset(naive, _offset(found["offset"]), zone, precision)
    return _on_the_clock(naive, zone, precision)


def _with_offset(
    naive: datetime, offset: timedelta, zone: ZoneInfo, precision: str
) -> Moment | _Refusal:
    if not _is_offset(offset):
        return _Refusal(", an offset that no place has", _EXPECTED_OFFSET)
    return Moment((naive - offset).replace(tzinfo=UTC), zone, precision)


def _day(midnight: datetime, zone: ZoneInfo) -> Moment | _Refusal:
    day = Moment(midnight.replace(tzinfo=zone).astimezone(UTC), zone, DAY)
    if day.date() == midnight.date():
        return day
    return _Refusal(f", a day that {zone.key} left out", "a day that there was")


def _on_the_clock(naive: datetime, zone: ZoneInfo, precision: str) -> Moment | _Refusal:
    first, second = (
        naive.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta(0) for fold in (0, 1)
    )
    if first == second:
        return Moment((naive - first).replace(tzinfo=UTC), zone, precision)
    how = (
        "happened twice, as clocks went back"
        if first > second
        else "did not happen, as clocks went forward"
    )
    return _Refusal(f", which in {zone.key} {how}", "a time with its offset")


def _named(text: str) -> _Refusal:
    """Name what is no single moment, and say what to write in its place."""
    if found := _RANGE.fullmatch(text):
        return _range(found["begin"])
    if _HOUR_ALONE.fullmatch(text):
        return _Refusal(", an hour without its minutes", f"them as well, such as {text}:00")
    return _Refusal("", _EXPECTED)


def _range(begin: str) -> _Refusal:
    expected = f"one moment: its beginning, {begin}, and a row of its own for its end"
    return _Refusal(", a range", expected)


def _ranges(
    cells: Mapping[int, str], written: Mapping[int, re.Match[str] | None], zone: ZoneInfo
) -> dict[int, _Refusal]:
    """Find the ranges among what could be an offset as well, such as 09:00-10:00.

    Beside one that can only be a range, all of them are. Else an offset is believed when
    it is the zone's own or stands in the column where it can be nothing else.
    """
    certain: dict[int, _Refusal] = {}
    doubtful: dict[int, tuple[timedelta, str]] = {}
    believed: set[timedelta] = set()
    for row, found in written.items():
        if found is None or not found["offset"]:
            if found is None and _RANGE.fullmatch(cells[row]):
                certain[row] = _named(cells[row])
            continue
        offset = _offset(found["offset"])
        begin = cells[row][: found.start("offset")].rstrip()
        if not _MAY_BE_END.fullmatch(found["offset"]) or found["second"]:
            believed.add(offset)
        elif not _is_offset(offset):
            certain[row] = _range(begin)
        elif found["t"] == " " and -offset >= _clock(found):
            doubtful[row] = offset, begin
        else:
            believed.add(offset)
    if certain:
        return certain | {row: _range(begin) for row, (_, begin) in doubtful.items()}
    ranges = {}
    for row, (offset, begin) in doubtful.items():
        naive = _naive(written[row])
        own = naive and naive.replace(tzinfo=zone).utcoffset()
        if offset not in {own, *believed}:
            end = cells[row][len(begin) :].strip()
            ranges[row] = _Refusal(
                ", a range or a time with an offset",
                f"its beginning, {begin}, or the offset after seconds, {begin}:00{end}",
            )
    return ranges


def _naive(found: re.Match[str] | None) -> datetime | None:
    """Give what a calendar and a clock showed, or None where neither ever shows that."""
    if found is None or (not found["between"] and found.end("day") - found.start("month") != 4):  # noqa: PLR2004 - MMDD
        return None
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if not found["hour"]:
        numbers = (0, 0, 0, 0)
    else:
        micro = (found["fraction"] or "").ljust(6, "0")[:6]
        second = int(found["second"] or 0)
        numbers = (int(found["hour"]), int(found["minute"]), second, int(micro))
    try:
        return datetime(year, month, day, *numbers)  # noqa: DTZ001 - its zone comes after
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> timedelta:
    return timedelta(hours=int(found["hour"]), minutes=int(found["minute"]))


def _offset(written: str) -> timedelta:
    if written in "Zz":
        return timedelta(0)
    hours, _, minutes = written[1:].partition(":")
    hours, minutes = hours[:2], minutes or hours[2:]
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return -offset if written.startswith("-") else offset


def _is_offset(offset: timedelta) -> bool:
    return _LOWEST_OFFSET <= offset <= _HIGHEST_OFFSET and not offset % _QUARTER
