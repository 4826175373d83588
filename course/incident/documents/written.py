"""What a document says of all its rows, gathered while it is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from course.content import load
from course.incident.date_patterns import months
from course.incident.findings import Findings
from course.incident.iso_times import shape_of
from course.incident.refusals import ORDER
from course.incident.surroundings import Surroundings
from course.incident.time_parts import NAMED, YEAR_FIRST
from course.incident.time_words import recognise
from course.incident.written_times import read_times
from course.incident.zone_words import zone_words

_MOST_WORDS = 5
_MOST_HEARD = 40
_ANYWHERE = ZoneInfo("UTC")
_IN_BRACKETS = re.compile(r"[(\[]([A-Z]{2,5})[)\]]\s*$")
_AHEAD = re.compile(r"\s*[,/(=]\s*(?P<zone>(?:UTC|GMT)[+-]\d{1,2}(?::\d\d)?)(?!\d)")
_NUMBERS_ALONE = re.compile(
    r"\s*(?P<mark>#{1,6}\s+)?\**(?P<day>\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{4})(?!\d)"
    # Without the sign of a heading nothing stands behind it but what brackets say.
    r"(?(mark)(?!.*\d:\d)|\**:?\s*(?:\([^()\n]*\))?[:*]*\s*$)"
)
# Without a year it is one in a heading or a list alone: elsewhere 3/4 may count something.
_IN_NUMBERS = re.compile(r"\s*(?:[-*+•·]|#{1,6})\s+\**(?P<day>\d{1,2}/\d{1,2})\**:?\s*")
_WORD = re.compile(r"[^\s（）「」【】]+")
_COUNTED_DAY = re.compile(r"[\W_]*(?:day|tag|jour|dag|día|dia)\s?\d{1,2}\b(?=.*\d)", re.IGNORECASE)
_AROUND = " \t#*_:：=|<>~`-–—.,、;[]📅📆🗓\ufe0f"
_MARKS = f"{_AROUND}()（）「」【】"


@dataclass(slots=True)
class Written:
    """Headings, and what is said of all times."""

    #: The title in a document, or nothing.
    title: str = ""
    #: Dates in headings, by the number of the row above which they stand.
    dates: dict[int, date] = field(default_factory=dict)
    #: Days in headings that leave out the year, as they are written, by row as well.
    days: dict[int, str] = field(default_factory=dict)
    #: Dates of the document and not of what happened, taken where there is no other.
    dates_beside: dict[int, date] = field(default_factory=dict)
    #: What stands above the first row of a text, by the number of its line.
    above: dict[int, str] = field(default_factory=dict)
    #: The line above, which may say what the day below it is.
    label: str = ""
    #: The first day of a month that is named with its year, as in "September 2024".
    near: date | None = None
    #: Letters or the name of the zone of all times.
    zone: str = ""
    #: Names of people by the way in which they are written, such as the id of an account.
    people: dict[str, str] = field(default_factory=dict)
    #: Whether it is a document of this kind, and cannot be read.
    is_refused: bool = False

    def hear(self, line: str, row: int) -> bool:
        """Take a date and a zone from a heading or a sentence; tell whether there was a date."""
        day, numbers = day_in(line), day_in_numbers(line)
        if zone := zone_in(line) or (zone_beside(line) if day else ""):
            self.zone = zone
        self.near = self.near or month_in(line)
        label, self.label = self.label, line
        if numbers:
            # The order of its numbers is settled by all of them.
            self.days[row] = numbers
            return True
        if day:
            sentence = f"{label} {line}" if is_a_day(line) else line
            (self.dates_beside if _of_the_document().search(sentence) else self.dates)[row] = day
        elif is_a_day(line):
            # Numbers are a date beside a clock.
            found = _IN_NUMBERS.fullmatch(line)
            self.days[row] = f"{found['day']} 00:00" if found else line.strip(_MARKS)
            return True
        return day is not None

    def dates_from(
        self, day: date | None, findings: Findings, *, day_first: bool | None = None
    ) -> dict[int, date]:
        """Give all dates of headings; a year that is left out is the one nearest to a day."""
        # What leaves it open which number is the month is asked for in `findings`.
        dates = dict(self.dates or self.dates_beside)
        known = min(dates.items(), default=(0, day))[1] or day
        around = Surroundings(day=known, day_first=day_first)
        # Together, so that one that can be read in one way only settles the others.
        asked = Findings("")
        days = read_times(list(self.days), list(self.days.values()), _ANYWHERE, asked, around)
        for order in (finding for finding in asked.problems if finding.kind == ORDER):
            findings.take(order)
        return dates | {row: at.date() for row, at in zip(self.days, days, strict=True) if at}


def day_in(line: str) -> date | None:
    """Give the date that stands in a heading, where it has year, month and day, and no clock.

    Examples
    --------
    >>> day_in("## Thursday, 30 May 2019")
    datetime.date(2019, 5, 30)
    """
    for text in _spans(line):
        found = recognise(shape_of(text))
        if found and found.date and found.year and not found.hour:
            (at,) = read_times([1], [text], _ANYWHERE, Findings(""))
            return at.date() if at else None
    return None


def day_in_numbers(line: str) -> str:
    """Give the date that stands in a heading as numbers with its year last, or nothing.

    Examples
    --------
    >>> day_in_numbers("### 03-10-2021 (All times CEST)"), day_in_numbers("3/10 of 2021")
    ('03-10-2021', '')
    """
    found = _NUMBERS_ALONE.match(line)
    return found["day"] if found else ""


def day_without_year_in(line: str) -> str:
    """Give the day that stands in a line with the name of its month and without its year, or "".

    Examples
    --------
    >>> day_without_year_in("Outage of 3 November, tills"), day_without_year_in("3 Nov 9:20")
    ('3 November', '3 Nov')
    >>> day_without_year_in("Outage of 3 November 2024, or 3/11")
    ''
    """
    read = ((text, recognise(shape_of(text))) for text in _spans(line))
    days = [(text, day) for text, day in read if day and day.date == NAMED and not day.hour]
    # The longest has a year where there is one, and the shortest has no words around the day.
    return "" if not days or days[0][1].year else days[-1][0]


def _spans(line: str) -> Iterator[str]:
    """Give what stands in a line word by word, the longest first."""
    # The number of a day that is counted is none of its date: Day 1 - 3 June 2023.
    counted = _COUNTED_DAY.match(line)
    words = list(_WORD.finditer(line, counted.end() if counted else 0))[:_MOST_HEARD]
    for count in range(_MOST_WORDS, 0, -1):
        for first in range(len(words) - count + 1):
            yield line[words[first].start() : words[first + count - 1].end()].strip(_MARKS)


def month_in(line: str) -> date | None:
    """Give the first day of a month that a line names with its year.

    Examples
    --------
    >>> month_in("Date: September 2024"), month_in("In September")
    (datetime.date(2024, 9, 1), None)
    """
    found = _month().search(line)
    return date(int(found["year"]), months()[found["month"].casefold()], 1) if found else None


def is_a_day(line: str) -> bool:
    """Tell whether a line is a day and nothing else, with its year or without.

    Examples
    --------
    >>> is_a_day("## Tue 12 Mar"), is_a_day("* 11/25"), is_a_day("12 March we met")
    (True, True, False)
    >>> is_a_day("**12 Mar 2024 (UTC):**"), is_a_day("📅 12 Mar")
    (True, True)
    """
    inner = line.strip(_AROUND)
    day = _IN_BRACKETS.sub("", inner) if zone_beside(inner) else line
    found = recognise(shape_of(day.strip(_MARKS)))
    is_named = bool(found and found.date in {NAMED, YEAR_FIRST} and not (found.hour or found.half))
    return is_named or bool(_IN_NUMBERS.fullmatch(line))


def zone_in(line: str) -> str:
    """Give the zone that a sentence says of times, such as "all times in PDT".

    Examples
    --------
    >>> zone_in("All times in PDT, 30 May 2019"), zone_in("Times (Europe/Berlin)")
    ('PDT', 'Europe/Berlin')
    >>> zone_in("All times in PST (UTC-7)")
    'UTC-7'
    """
    found = _of_times().search(line)
    # An offset in numbers says more than the letters before it.
    ahead = _AHEAD.match(line, found.end()) if found else None
    return ahead["zone"] if ahead else found["zone"] if found else ""


def zone_beside(line: str) -> str:
    """Give the letters in brackets with which a heading ends, where they are those of a zone.

    Examples
    --------
    >>> zone_beside("30 May 2019 (NZST)"), zone_beside("30 May 2019 (Thu)")
    ('NZST', '')
    """
    found = _IN_BRACKETS.search(line)
    return found[1] if found and found[1].casefold() in zone_words() else ""


@cache
def _month() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(rf"(?i)\b(?P<month>{names})\s+(?P<year>(?:19|20)\d\d)\b")


@cache
def _of_the_document() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("reading")["of_the_document"]))
    return re.compile(rf"(?i)\b(?:{words})\b")


@cache
def _of_times() -> re.Pattern[str]:
    words = "|".join(
        map(re.escape, sorted(load("reading")["zone_statement"], key=len, reverse=True))
    )
    letters = "|".join(word.upper() for word in sorted(zone_words(), key=len, reverse=True))
    return re.compile(
        rf"(?i:\b(?:{words})\b)[^.;\n]{{0,40}}?(?:\b|\()"
        rf"(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{{1,2}}(?::\d\d)?|[A-Z][A-Za-z]+/[A-Z]\w+(?:/\w+)?|(?:{letters})(?!\w))"
    )
