"""Times as ISO 8601 has them: recognised by their shape, read in a zone, or told why not.

A time with an offset is a moment as it stands. One without is read in a zone, and there, twice
a year in many places, an hour does not exist or comes twice: the row is named instead.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from course.page.moments import DAY, MINUTE, SECOND, Moment

_NOUGHTS = bytes.maketrans(b"123456789", b"000000000")

EXPECTED = "year, month, day and time, such as 2026-06-11T18:14 (ISO 8601)"

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""As they are written. A year beyond them is a slip, or stands for an open end, such as
9999-12-31; and not far beyond them lengths of time and offsets end that can be reckoned with."""

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
    rf"(?P<begin>{_SOME_DATE}(?P<clock>[T ]\s*{_SOME_CLOCK})?){_TO}"
    # No clock is the end of a day.
    rf"(?:{_SOME_DATE}(?:[T ]\s*{_SOME_CLOCK})?|(?(clock){_SOME_CLOCK}|(?!)))",
    re.IGNORECASE,
)
_HOUR_ALONE = re.compile(rf"{_SOME_DATE}[T ]00?", re.IGNORECASE)

OFFSETS = frozenset(timedelta(minutes=15 * quarters) for quarters in range(-48, 57))
"""What places are ahead of UTC: from -12:00 to +14:00, on a quarter of an hour."""

_HOUR = len("2026-06-11T18")

_EXPECTED_YEAR = f"a year from {FIRST_YEAR} to {LAST_YEAR}: what has not come yet has no row"
_EXPECTED_OFFSET = "one from -12:00 to +14:00, on a quarter of an hour, such as +05:30"


def shape_of(text: str) -> str:
    """Give the shape of a text, in which every digit is a nought.

    Examples
    --------
    >>> shape_of("16 Aug 2024")
    '00 Aug 0000'
    """
    # Bytes are turned several times faster than letters, and logs have many rows.
    return (
        text.encode("utf-8", "surrogatepass").translate(_NOUGHTS).decode("utf-8", "surrogatepass")
    )


def forms_of(texts: Sequence[str]) -> list["Form"]:
    """Recognise the form of each cell of a column."""
    shapes = shape_of("\n".join(texts)).split("\n")
    if len(shapes) != len(texts):
        shapes = list(map(shape_of, texts))
    return list(map(form_of, shapes))


class Refusal(NamedTuple):
    """Why a cell is no moment: how it is wrong, where there is a name for it, and what to write."""

    how: str
    expected: str
    #: Cells of one kind are told together.
    kind: str = ""
    #: What `expected` names.
    parts: Mapping[str, str] = MappingProxyType({})


class Respelt(NamedTuple):
    """A cell as ISO 8601, and what ISO 8601 cannot say."""

    text: str
    #: Where its clock is read, when that is not the incident's zone.
    zone: tzinfo | None = None
    is_about: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """How cells of one shape are written."""

    #: Where in it the numbers of a date, a clock and an offset stand; None where it has none.
    parts: re.Match[str] | None
    #: How exactly it says a moment.
    precision: str = ""
    #: Whether the standard library reads it as it stands.
    is_plain: bool = False
    #: Whether it is plain and has a clock without an offset.
    is_clock_alone: bool = False
    #: Where the offset begins, if it is plain and has one.
    begin_of_offset: int = 0
    #: How far the beginning of a range goes, where it is one.
    begin: int = 0
    #: Whether it has an hour without minutes.
    is_hour_alone: bool = False

    @property
    def is_other(self) -> bool:
        """Whether it is not known here: neither a form of ISO 8601 nor one that is near it."""
        return self.parts is None and not self.is_hour_alone

    @property
    def has_short_offset(self) -> bool:
        """Whether its offset has an hour of one digit."""
        return bool(self.parts and self.parts["hours"] == "0")

    def read(self, text: str, zone: tzinfo) -> Moment | Refusal:
        """Read a cell of this form."""
        return self._named(text) if self.parts is None else self._with_care(text, zone)

    def read_all(self, texts: Sequence[str], zone: tzinfo) -> list[Moment | Refusal]:
        """Read cells of this form, together where that is as sure: logs have many rows."""
        precision = self.precision
        return [
            Moment(instant, zone, precision) if instant else self.read(text, zone)
            for text, instant in zip(texts, self._instants(texts, zone), strict=True)
        ]

    def _instants(self, texts: Sequence[str], zone: tzinfo) -> Sequence[datetime | None]:
        """Give in UTC those that leave nothing open."""
        # Rows of a log have few offsets, and share hours in which no clock changes.
        cut = self.begin_of_offset
        if not (cut or self.is_clock_alone):
            return [None] * len(texts)
        shared = [text[cut:] if cut else text[:_HOUR] for text in texts]
        try:
            clocks = [datetime.fromisoformat(f"{text[: cut or None]}Z") for text in texts]
            ahead = {
                part: ahead_of_utc(part) if cut else _steady(part, zone) for part in set(shared)
            }
        except ValueError:
            return [None] * len(texts)
        if min(clocks).year < FIRST_YEAR or max(clocks).year > LAST_YEAR:
            return [None] * len(texts)
        return [
            None if (before := ahead[part]) is None else clock - before
            for clock, part in zip(clocks, shared, strict=True)
        ]

    def _with_care(self, text: str, zone: tzinfo) -> Moment | Refusal:
        try:
            at = datetime.fromisoformat(text if self.is_plain else self.respelt(text))
        except ValueError:
            return Refusal("", EXPECTED)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            return Refusal("", _EXPECTED_YEAR)
        if at.tzinfo is None:
            return _day(at, zone) if self.precision == DAY else _on_the_clock(at, zone, self)
        if at.utcoffset() not in OFFSETS:
            return Refusal(", an offset that no place has", _EXPECTED_OFFSET)
        return Moment(at.astimezone(UTC), zone, self.precision)

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

    def _named(self, text: str) -> Refusal:
        """Name what is no single moment, and say what to write in its place."""
        if self.is_hour_alone:
            how = ", an hour without its minutes"
            return Refusal(how, f"them as well, such as {text}:00", "hour alone")
        return Refusal("", EXPECTED)


@lru_cache(maxsize=1024)
def form_of(shape: str) -> Form:
    """Recognise the form of all cells of one shape."""
    found = _WRITTEN.fullmatch(shape)
    # Without anything between them, month and day have two digits each.
    if found and (found["between"] or found.end("day") - found.start("month") == len("MMDD")):
        clock = SECOND if found["second"] else MINUTE
        precision = clock if found["hour"] else DAY
        is_plain = bool(_PLAIN.fullmatch(shape))
        is_clock_alone = is_plain and precision != DAY and not found["offset"]
        begin_of_offset = found.start("offset") if is_plain and found["offset"] else 0
        return Form(found, precision, is_plain, is_clock_alone, begin_of_offset)
    if as_range := _RANGE.fullmatch(shape):
        return Form(None, begin=as_range.end("begin"))
    return Form(None, is_hour_alone=bool(_HOUR_ALONE.fullmatch(shape)))


def _day(midnight: datetime, zone: tzinfo) -> Moment | Refusal:
    day = Moment(midnight.replace(tzinfo=zone).astimezone(UTC), zone, DAY)
    if day.date() == midnight.date():
        return day
    return Refusal(f", a day that {zone} left out", "a day that there was")


@lru_cache(maxsize=1024)
def ahead_of_utc(offset: str) -> timedelta | None:
    """Give how far ahead of UTC an offset is; None where no place is."""
    try:
        ahead = datetime.fromisoformat(f"2000-01-01T00:00{offset}").utcoffset()
    except ValueError:
        return None
    return ahead if ahead in OFFSETS else None


@lru_cache(maxsize=1024)
def _steady(hour: str, zone: tzinfo) -> timedelta | None:
    """Give how far ahead of UTC a zone is all through an hour; None where clocks change in it."""
    begin = datetime.fromisoformat(f"{hour}:00").replace(tzinfo=zone)
    ends = (begin, begin.replace(minute=59, second=59))
    ahead = {at.replace(fold=fold).utcoffset() for at in ends for fold in (0, 1)}
    return ahead.pop() if len(ahead) == 1 else None


def _on_the_clock(naive: datetime, zone: tzinfo, form: Form) -> Moment | Refusal:
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
    return Refusal(f", which in {zone} {how}", "a time with its offset")
