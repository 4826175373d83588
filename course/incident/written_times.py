"""Turn what a timeline calls a time into moments in the incident's zone.

What a column may hold is decided here, by the column as a whole, and by no parser's
kindness. Cells of one shape have one form: a form that is known is read, one that is
known but says no single moment is named, and all else is told. Nothing is guessed. A time
with an offset is a moment as it stands. One without is read in the incident's zone, and
there, twice a year in many places, an hour does not exist or comes twice: the row is named
instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from course.incident.findings import Findings, quoted, rows_named
from course.page.moments import DAY, MINUTE, SECOND, Moment

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""As they are written. A year beyond them is a slip, or stands for an open end, such as
9999-12-31; and not far beyond them lengths of time and offsets end that can be reckoned with."""

COLUMN = "timestamp"

# What these match is a shape: a text in which every digit is a nought.
_DATE = r"(?P<year>0000)(?P<between>[-/. ]?)(?P<month>00?)(?P=between)(?P<day>00?)"
_CLOCK = r"(?P<hour>00?(?=:)|00(?=00)):?(?P<minute>00)(?::?(?P<second>00)(?:\.(?P<fraction>0+))?)?"
_OFFSET = r"(?P<offset>[Zz]|[+-](?P<hours>00?)(?::(?P<minutes>00))?|[+-]0000)"
_WRITTEN = re.compile(rf"{_DATE}(?:(?P<t>[Tt ]){_CLOCK}(?: ?{_OFFSET})?)?")
_PLAIN = re.compile(r"0000-00-00(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:00)?)?")

_SOME_DATE = r"0000[-/. ]?00?[-/. ]?00?"
_SOME_CLOCK = r"00?:00(?::00)?"
_TO = r"\s*(?:-|–|—|/|to|until|till)\s*"
_RANGE = re.compile(
    rf"(?P<begin>{_SOME_DATE}(?:[T ]\s*{_SOME_CLOCK})?){_TO}"
    rf"(?:{_SOME_DATE}(?:[T ]\s*{_SOME_CLOCK})?|{_SOME_CLOCK})",
    re.IGNORECASE,
)
_HOUR_ALONE = re.compile(rf"{_SOME_DATE}[T ]00?", re.IGNORECASE)
_MAY_BE_END = re.compile(r"-00?:00")

_NOUGHTS = str.maketrans("123456789", "000000000")
_OFFSETS = frozenset(timedelta(minutes=15 * quarters) for quarters in range(-48, 57))
"""What places are ahead of UTC: from -12:00 to +14:00, on a quarter of an hour."""

_HOUR = len("2026-06-11T18")

_EXPECTED = "year, month, day and time, such as 2026-06-11T18:14 (ISO 8601)"
_EXPECTED_YEAR = f"a year from {FIRST_YEAR} to {LAST_YEAR}: what has not come yet has no row"
_EXPECTED_OFFSET = "one from -12:00 to +14:00, on a quarter of an hour, such as +05:30"


def read_times(
    rows: Sequence[int], cells: Sequence[str], zone: ZoneInfo, findings: Findings
) -> list[Moment | None]:
    """Read a column of times.

    Examples
    --------
    >>> cells = ["2026-06-11T18:14", "2026-06-11T06:15Z", "2026-06-12"]
    >>> times = read_times([2, 3, 4], cells, ZoneInfo("Pacific/Auckland"), Findings("a.csv"))
    >>> [at.isoformat() for at in times]
    ['2026-06-11T18:14:00+12:00', '2026-06-11T18:15:00+12:00', '2026-06-12']
    """
    forms = [_form(text.translate(_NOUGHTS)) for text in cells]
    kinds = set(forms)
    ranges = _ranges(cells, forms, zone) if any(map(_could_be_range, kinds)) else {}
    times: list[Moment | None] = []
    for place, (text, form) in enumerate(zip(cells, forms, strict=True)):
        read = form.read(text, zone) if place not in ranges else ranges[place]
        if type(read) is Moment:
            times.append(read)
            continue
        assert isinstance(read, _Refusal)
        times.append(None)
        found = f"found {quoted(text) if text else 'nothing'}{read.how}"
        findings.problem(found, read.expected, row=rows[place], column=COLUMN)
    if any(form.precision == DAY or form.has_short_offset for form in kinds):
        _notice_losses(rows, cells, forms, times, findings)
    return times


def _notice_losses(
    rows: Sequence[int],
    cells: Sequence[str],
    forms: "Sequence[_Form]",
    times: Sequence[Moment | None],
    findings: Findings,
) -> None:
    """Say what was read as less, or as other, than a reader might take it for."""
    read = [place for place, at in enumerate(times) if at]
    if days := [rows[place] for place in read if forms[place].precision == DAY]:
        verb = "has" if len(days) == 1 else "have"
        findings.notice(
            f"{rows_named(days)} {verb} a date without a time of day: known to the day only."
        )
    if short := [place for place in read if forms[place].has_short_offset]:
        findings.notice(
            f"{rows_named([rows[place] for place in short])}: an offset with one digit, as in "
            f"{quoted(cells[short[0]])}, is read as one with a nought before it."
        )


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a cell is no moment: how it is wrong, where there is a name for it, and what to write."""

    how: str
    expected: str


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """How cells of one shape are written."""

    #: Where in it the numbers of a date, a clock and an offset stand; None where it has none.
    parts: re.Match[str] | None
    #: How exactly it says a moment.
    precision: str = ""
    #: Whether the standard library reads it as it stands.
    is_plain: bool = False
    #: Whether it is plain and has a clock without an offset.
    is_clock_alone: bool = False
    #: How far the beginning of a range goes, where it is one.
    begin: int = 0
    #: Whether it has an hour without minutes.
    is_hour_alone: bool = False

    @property
    def has_short_offset(self) -> bool:
        """Whether its offset has an hour of one digit."""
        return bool(self.parts and self.parts["hours"] == "0")

    def read(self, text: str, zone: ZoneInfo) -> Moment | _Refusal:
        """Read a cell of this form."""
        if self.is_clock_alone and (moment := self._in_a_steady_hour(text, zone)):
            return moment
        return self._named(text) if self.parts is None else self._with_care(text, zone)

    def _with_care(self, text: str, zone: ZoneInfo) -> Moment | _Refusal:
        try:
            at = datetime.fromisoformat(text if self.is_plain else self.respelt(text))
        except ValueError:
            return _Refusal("", _EXPECTED)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            return _Refusal("", _EXPECTED_YEAR)
        if at.tzinfo is None:
            return _day(at, zone) if self.precision == DAY else _on_the_clock(at, zone, self)
        if at.utcoffset() not in _OFFSETS:
            return _Refusal(", an offset that no place has", _EXPECTED_OFFSET)
        return Moment(at.astimezone(UTC), zone, self.precision)

    def _in_a_steady_hour(self, text: str, zone: ZoneInfo) -> Moment | None:
        """Read a clock the short way, since rows of a log share hours in which none changes."""
        try:
            at = datetime.fromisoformat(f"{text}Z")
        except ValueError:
            return None
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            return None
        ahead = _steady(text[:_HOUR], zone)
        return None if ahead is None else Moment(at - ahead, zone, self.precision)

    def respelt(self, text: str) -> str:
        """Write a cell of this form as the standard library reads it."""
        assert self.parts is not None
        part = {
            name: text[slice(*self.parts.span(name))]
            for name, found in self.parts.groupdict().items()
            if found
        }
        written = f"{part['year']}-{part['month']:0>2}-{part['day']:0>2}"
        if "hour" not in part:
            return written
        written += f"T{part['hour']:0>2}:{part['minute']}:{part.get('second', '00')}"
        written += f".{part['fraction']}" if "fraction" in part else ""
        offset = part.get("offset", "").upper()
        if "hours" in part:
            offset = f"{offset[0]}{part['hours']:0>2}:{part.get('minutes', '00')}"
        return written + offset

    def _named(self, text: str) -> _Refusal:
        """Name what is no single moment, and say what to write in its place."""
        if self.begin:
            return _range(text[: self.begin])
        if self.is_hour_alone:
            return _Refusal(", an hour without its minutes", f"them as well, such as {text}:00")
        return _Refusal("", _EXPECTED)


@lru_cache(maxsize=1024)
def _form(shape: str) -> _Form:
    """Recognise the form of all cells of one shape."""
    found = _WRITTEN.fullmatch(shape)
    # Without anything between them, month and day have two digits each.
    if found and (found["between"] or found.end("day") - found.start("month") == len("MMDD")):
        clock = SECOND if found["second"] else MINUTE
        precision = clock if found["hour"] else DAY
        is_plain = bool(_PLAIN.fullmatch(shape))
        is_clock_alone = is_plain and precision != DAY and not found["offset"]
        return _Form(found, precision, is_plain, is_clock_alone)
    if as_range := _RANGE.fullmatch(shape):
        return _Form(None, begin=as_range.end("begin"))
    return _Form(None, is_hour_alone=bool(_HOUR_ALONE.fullmatch(shape)))


def _day(midnight: datetime, zone: ZoneInfo) -> Moment | _Refusal:
    day = Moment(midnight.replace(tzinfo=zone).astimezone(UTC), zone, DAY)
    if day.date() == midnight.date():
        return day
    return _Refusal(f", a day that {zone.key} left out", "a day that there was")


@lru_cache(maxsize=1024)
def _steady(hour: str, zone: ZoneInfo) -> timedelta | None:
    """Give how far ahead of UTC a zone is all through an hour; None where clocks change in it."""
    begin = datetime.fromisoformat(f"{hour}:00").replace(tzinfo=zone)
    ends = (begin, begin.replace(minute=59, second=59))
    ahead = {at.replace(fold=fold).utcoffset() for at in ends for fold in (0, 1)}
    return ahead.pop() if len(ahead) == 1 else None


def _on_the_clock(naive: datetime, zone: ZoneInfo, form: _Form) -> Moment | _Refusal:
    here = naive.replace(tzinfo=zone)
    first, second = here.utcoffset(), here.replace(fold=1).utcoffset()
    assert first is not None
    assert second is not None
    if first == second:
        return Moment((naive - first).replace(tzinfo=UTC), zone, form.precision)
    how = (
        "happened twice, as clocks went back"
        if first > second
        else "did not happen, as clocks went forward"
    )
    return _Refusal(f", which in {zone.key} {how}", "a time with its offset")


def _range(begin: str) -> _Refusal:
    expected = f"one moment: its beginning, {begin}, and a row of its own for its end"
    return _Refusal(", a range", expected)


def _ranges(cells: Sequence[str], forms: Sequence[_Form], zone: ZoneInfo) -> dict[int, _Refusal]:
    """Find the ranges among what could be an offset as well, such as 09:00-10:00.

    Beside one that can only be a range, all of them are. Else an offset is believed when
    it is the zone's own or stands in the column where it can be nothing else.
    """
    certain: dict[int, _Refusal] = {}
    doubtful: dict[int, datetime] = {}
    believed: set[timedelta | None] = set()
    for place, (text, form) in enumerate(zip(cells, forms, strict=True)):
        if form.parts is None or not form.parts["offset"]:
            if form.begin:
                certain[place] = _range(text[: form.begin])
            continue
        try:
            at = datetime.fromisoformat(form.respelt(text))
        except ValueError:
            continue
        offset = at.utcoffset() or timedelta(0)
        if not _could_be_range(form):
            believed.add(offset)
        elif offset not in _OFFSETS:
            certain[place] = _range(_begin(text, form))
        elif form.parts["t"] == " " and -offset >= timedelta(hours=at.hour, minutes=at.minute):
            doubtful[place] = at
        else:
            believed.add(offset)
    if certain:
        return certain | {place: _range(_begin(cells[place], forms[place])) for place in doubtful}
    return {
        place: _either(cells[place], _begin(cells[place], forms[place]))
        for place, at in doubtful.items()
        if at.utcoffset() not in {at.replace(tzinfo=zone).utcoffset(), *believed}
    }


def _could_be_range(form: _Form) -> bool:
    if form.parts is None:
        return bool(form.begin)
    has_end = _MAY_BE_END.fullmatch(form.parts["offset"] or "")
    return bool(has_end) and not form.parts["second"]


def _begin(text: str, form: _Form) -> str:
    assert form.parts is not None
    return text[: form.parts.start("offset")].rstrip()


def _either(text: str, begin: str) -> _Refusal:
    return _Refusal(
        ", a range or a time with an offset",
        f"its beginning, {begin}, or the offset after seconds, "
        f"{begin}:00{text[len(begin) :].strip()}",
    )
