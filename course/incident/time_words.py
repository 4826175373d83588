"""How people and programs write a time besides ISO 8601, recognised by its shape.

A shape is a text in which every digit is a nought: cells of one shape are taken apart alike.
Here it is only found where in a cell which number stands. What the numbers mean, such as which
of two is the month, is decided over the column (`course.incident.respelling`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from course.content import load
from course.incident.clock_patterns import (
    AFTERNOON,
    AHEAD,
    CLOCK,
    EAST_ASIAN_CLOCK,
    ELSEWHERE,
    HOUR,
    HOUR_ALONE,
    NAMED_CLOCK,
    OF_UTC,
    UNTIL,
    UNTIL_ANOTHER,
    WITHOUT_A_SIGN,
)
from course.incident.date_patterns import (
    EAST_ASIAN,
    NUMBERS_ALONE,
    YEAR_FIRST_DATE,
    months,
    with_a_month,
)
from course.incident.iso_times import form_of, shape_of
from course.incident.time_parts import NAMED, NUMBERS, YEAR_FIRST, Words
from course.incident.zone_words import is_zone, zone_words

NO_MOMENT = re.compile(
    r"\?+|tb[cd]|n/?a|none|unknown|unclear|time unknown|--:--|xx:xx|\?{1,2}:\?\?", re.IGNORECASE
)
"""What people write where they do not know when it was."""

LONGEST = 80
"""Characters; nothing longer is a time."""

_FIRST_CELLS = 50


@lru_cache(maxsize=4096)
def recognise(shape: str) -> Words | None:
    """Take a shape apart, or tell that it is no time.

    Examples
    --------
    >>> recognise("Aug 00 0000 - 00:00 UTC").month
    8
    >>> recognise("not a time") is None
    True
    """
    if len(shape) > LONGEST or not _MAY_BE.search(shape):
        return None
    return _Reading(shape).words() or _range(shape)


def has_a_clock(text: str) -> bool:
    """Tell whether a text is a moment with a time of day, in whatever form.

    Examples
    --------
    >>> has_a_clock("2024-03-01 10:05"), has_a_clock("10:05 UTC"), has_a_clock("1 March 2024")
    (True, True, False)
    """
    shape = shape_of(text)
    form, words = form_of(shape), recognise(shape)
    return bool((form.parts and form.parts["hour"]) or (words and words.hour))


def has_a_date(text: str) -> bool:
    """Tell whether a text is a moment with its day, in whatever form.

    Examples
    --------
    >>> has_a_date("2024-03-01 10:05"), has_a_date("10:05 UTC"), has_a_date("1 March, 10:05")
    (True, False, True)
    """
    shape = shape_of(text)
    form, words = form_of(shape), recognise(shape)
    return bool(form.parts or (words and words.date))


def letters_of(cells: Sequence[str]) -> str:
    """Give the letters of the zone that stand in all of the first cells which have any, or nothing.

    Examples
    --------
    >>> letters_of(["10:02 BST", "10:05", "10:10 BST"]), letters_of(["10:02 BST", "09:05 UTC"])
    ('BST', '')
    """
    read = ((cell, recognise(shape_of(cell))) for cell in cells[:_FIRST_CELLS])
    found = {cell[words.zone].upper() for cell, words in read if words and words.zone}
    return found.pop() if len(found) == 1 else ""


def _range(shape: str) -> Words | None:
    """Take a range apart whose end says as much as its beginning, as in 18:00 UTC - 19:00 UTC."""
    for found in UNTIL_ANOTHER.finditer(shape):
        begin, end = (
            _Reading(part).words() for part in (shape[: found.start()], shape[found.end() :])
        )
        if begin and end and begin.hour and end.hour and end.minute:
            hour, minute = (
                slice(part.start + found.end(), part.stop + found.end())
                for part in (end.hour, end.minute)
            )
            return replace(begin, until=(hour, minute), is_hyphen=False)
    return None


@lru_cache(maxsize=4096)
def first_moment(shape: str) -> Words | None:
    """Take the first moment out of a cell that says more, and mark it as roughly known by words.

    Examples
    --------
    >>> first_moment("00:00:00–00").seconds, first_moment("00:00 in Lyon").is_about
    (slice(6, 8, None), True)
    >>> first_moment("00:00 XST"), first_moment("0 of 00") is None
    (None, True)
    """
    if len(shape) > LONGEST:
        return None
    words = list(_WORD.finditer(shape))
    for first, begin in enumerate(words):
        for last in reversed(words[first:]):
            # Blanks before it keep its parts in their places.
            found = recognise(f"{' ' * begin.start()}{shape[begin.start() : last.end()]}")
            rest = f"{shape[: begin.start()]} {shape[last.end() :]}"
            if found and _is_beside(rest, found):
                words_beside = _LETTERS.search(_OTHER_HALF.sub(" ", rest).lower())
                is_about = found.is_about or bool(words_beside)
                return replace(found, is_about=is_about, is_first=True)
    return None


def _is_beside(rest: str, moment: Words) -> bool:
    """Tell whether what else a cell says leaves a moment as it is."""
    if moment.hour is None:
        return not _OTHER_CLOCK.search(rest)
    changes = _MAY_BE_ZONE.search(rest) or (not moment.half and _OTHER_HALF.search(rest))
    return moment.minute is not None and not changes


class _Reading:
    """A shape from which one part after another is taken."""

    def __init__(self, shape: str) -> None:
        self.shape = shape
        lower = shape.lower()
        #: What is left: parts that have been taken are blank.
        self.left = re.sub("(?<=0)t(?=0)", " ", lower if len(lower) == len(shape) else shape)
        self.is_about = False
        self.weekday: int | None = None

    def words(self) -> Words | None:
        """Take all parts, or give None where something is left that is none."""
        self._same_elsewhere()
        counted = self._take(_COUNTED_DAY)
        date, kind, month = self._date()
        clock = self._take(CLOCK) or self._take(HOUR) or self._take(WITHOUT_A_SIGN)
        clock = clock or self._take(HOUR_ALONE) or self._take(EAST_ASIAN_CLOCK)
        name = None if clock else self._take(NAMED_CLOCK)
        until = self._until(clock) if clock and "minute" in clock.groupdict() else None
        year = _span(date, "year")
        if date and not year:
            year = _span(self._take(_LATE_YEAR), "year")
        ahead = self._take(AHEAD) if clock else None
        letters = None if ahead or not (clock or name) else self._letters()
        is_date_enough = bool(date) and (kind != NUMBERS or year is not None or clock is not None)
        if not (clock or name or is_date_enough) or not self._is_done():
            return None
        half = _half(clock) or _half(until) or (name[0] if name else "")
        return Words(
            date=kind,
            year=year,
            first=_span(date, "first"),
            second=_span(date, "second"),
            month=month,
            between=_group(date, "between"),
            hour=_span(clock, "hour"),
            minute=_span(clock, "minute"),
            seconds=_span(clock, "seconds"),
            fraction=_span(clock, "fraction"),
            half=half,
            zone=letters,
            sign=_group(ahead, "sign"),
            ahead=_span(ahead, "hours"),
            ahead_minutes=_span(ahead, "minutes"),
            until=(slice(*until.span("hour")), slice(*until.span("minute"))) if until else None,
            # An offset has no seconds.
            is_hyphen=_group(until, "between") in {"-", "−"} and not _group(until, "seconds"),
            is_about=self.is_about,
            weekday=self.weekday,
            counted=_span(counted, "day"),
        )

    def _date(self) -> tuple[re.Match[str] | None, str, int]:
        for pattern, kind in ((YEAR_FIRST_DATE, YEAR_FIRST), (EAST_ASIAN, YEAR_FIRST)):
            if found := self._take(pattern):
                return found, kind, 0
        for pattern in with_a_month():
            if found := self._take(pattern):
                return found, NAMED, months()[found["month"]]
        found = self._take(NUMBERS_ALONE)
        return found, NUMBERS if found else "", 0

    def _until(self, clock: re.Match[str]) -> re.Match[str] | None:
        """Take the end of a range; after seconds a clock without any is an offset."""
        found = UNTIL.search(self.left)
        # UTC-3:00 is an offset, while UTC - 19:00 is the end of a range.
        is_offset = (
            found and found["between"] in {"-", "−"} and OF_UTC.search(self.left, 0, found.start())
        )
        if found and not is_offset and bool(clock["seconds"]) <= bool(found["seconds"]):
            return self._take(UNTIL)
        return None

    def _same_elsewhere(self) -> None:
        """Take the same moment on the clock of another place, as in 14:03 UTC (07:03 PDT)."""
        found = ELSEWHERE.search(self.left)
        if found and not zone_words().isdisjoint(_LETTERS.findall(found[0])):
            self._blank(*found.span())

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.left)
        if found:
            self._blank(*found.span())
        return found

    def _blank(self, begin: int, end: int) -> None:
        self.left = f"{self.left[:begin]}{' ' * (end - begin)}{self.left[end:]}"

    def _letters(self) -> slice | None:
        for found in _LETTERS.finditer(self.left):
            if self._is_rough(found):
                continue
            if is_zone(found[0]):
                self._blank(*found.span())
                return slice(*found.span())
        return None

    def _is_rough(self, letters: re.Match[str]) -> bool:
        """Tell whether small letters are short for a word, as in (est.), and no zone."""
        is_short = (
            self.left[letters.end() : letters.end() + 1] == "." and letters[0] + "." in _rough()
        )
        return is_short and not self.shape[slice(*letters.span())].isupper()

    def _is_done(self) -> bool:
        """Tell whether nothing is left but marks, and words that do not say when."""
        for word in _BETWEEN.sub(" ", self.left).split():
            if not word.strip("?") or word in _rough() or word.rstrip(".") in _rough():
                self.is_about = True
            elif word.rstrip(".") not in _fillers():
                return False
            elif word[:3] in _WEEK:
                self.weekday = _WEEK.index(word[:3])
        return True


def _group(found: re.Match[str] | None, name: str) -> str:
    return (found.groupdict().get(name) or "") if found else ""


def _span(found: re.Match[str] | None, name: str) -> slice | None:
    return slice(*found.span(name)) if found and found.groupdict().get(name) else None


def _half(clock: re.Match[str] | None) -> str:
    half = _group(clock, "half")
    if half and not half.isascii():
        return "pm" if half in AFTERNOON else "am"
    return f"{half[0]}m" if half else ""


_MAY_BE = re.compile(r"0|noon|midday|midnight", re.IGNORECASE)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTED_DAY = re.compile(r"\b(?:day|tag|jour|dag)\s?(?P<day>00?)\b(?![:.]0)")
_LATE_YEAR = re.compile(r"(?<![0:+-])(?P<year>0000)(?![0:])")
_WORD = re.compile(r"[^\s–—〜～/,;]+")
_MAY_BE_ZONE = re.compile(r"\b(?!AM\b|PM\b)[A-Z]{2,5}\b|[+−-]\s?0|\b(?:UTC|GMT)")
_OTHER_HALF = re.compile(r"(?:\b|(?<=0))[ap]\.?m\b", re.IGNORECASE)
_OTHER_CLOCK = re.compile(r"0\s?[:.h]\s?0")
_LETTERS = re.compile(r"[a-zа-я]+(?:/[a-z_+-]+)*")
_BETWEEN = re.compile(r"[\s,;:|@·•()（）\[\]<>*`_\"'“”>–—-]+|(?<=\s)\.|^\.")


@cache
def _fillers() -> frozenset[str]:
    return frozenset([*load("reading")["fillers"], *load("reading")["weekdays"]])


@cache
def _rough() -> frozenset[str]:
    return frozenset(load("reading")["roughly"])
