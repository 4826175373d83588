"""When an action is due: what people write, resolved against the day of the report."""

import calendar
import re
from datetime import date, timedelta

from course.content import load

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS |= {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), start=1)}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2}

#: The names of the months, as a pattern has them.
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?({MONTH})\.?,?(?: (\d{{4}}))?\b")
_MONTH_DAY = re.compile(rf"({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,?(?: (\d{{4}}))?\b")
_NUMERIC = re.compile(
    r"(?<![\d./])(?P<first>\d{1,2})(?:/|(?P<dot>\.))(?P<second>\d{1,2})"
    r"(?:[./](?P<year>\d{4}|\d\d)|(?(dot)\.))(?![\d/])"
)
_AHEAD = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)}) (working |business |calendar )?"
    r"(day|week|month|sprint)s?\b(?! (?:ago|before|earlier|late)\b)"
)
_END_OF = re.compile(rf"(?:the )?end of (?:the |this )?(week|month|year|quarter|{MONTH})\b")
# "Sat" and "sun" are words as well, and are days where a day is said.
_WEEKDAY = re.compile(
    rf"\b(next |this |on |by )?({'|'.join(name.lower() for name in calendar.day_name)})\b"
    rf"|(?:^|\b(next |this |on |by |until |before |due ))({'|'.join(_DAYS)})\b"
)
#: How often, and no day: what is done 24/7, twice a week or every 2 weeks is never done.
_OFTEN = re.compile(
    rf"\b(?:every|each|per) (?:(?:other|single|{'|'.join(_NUMBERS)}|\d+) )?"
    r"(?:working |business )?[a-z]+"
    r"|\b(?:once|twice|times|hours|minutes|days) (?:a|an) (?:day|week|month|sprint)s?\b"
)
_AROUND_THE_CLOCK = re.compile(r"(?<![\d./])24/7(?![\d/.])")
#: What is numbered like a date and is none.
_VERSION = re.compile(r"(?:\bv|\bversion |\brelease )\d+(?:\.\d+)+\.?")
_AT_ONCE = re.compile(r"\b(?:immediate(?:ly)?|at once|today|now|right away|as of today|same day)\b")
_IN_A_WEEK, _OF_A_MONTH, _FRIDAY, _MONTHS_IN_YEAR = 7, 30, 4, 12


def resolved(written: str, day: date) -> date | None:
    """Tell the date that is meant, or None where the words leave it open.

    Examples
    --------
    >>> report = date(2026, 6, 16)
    >>> [str(resolved(due, report)) for due in ("3 days", "19 June", "effective immediately")]
    ['2026-06-19', '2026-06-19', '2026-06-16']
    >>> resolved("soon", report) is None
    True
    """
    # `day` is that of the report, from which “3 days” counts.
    words = " ".join(written.lower().split())
    for no_day in (_VERSION, _OFTEN):
        words = no_day.sub("", words)
    try:
        return _named(words, day) or _counted(words, day)
    except (ValueError, OverflowError):  # as of 31 June
        return None


def in_words(days: int) -> str:
    """Say in how many days one of the course's own actions is due.

    Examples
    --------
    >>> in_words(3), in_words(0)
    ('3 days after the meeting', 'effective immediately, on the day of the meeting')
    """
    words: dict[str, str] = load("reveal")["cell"]
    return words["days"].format(days=days) if days else words["at_once"]


def report_day(written: str) -> date | None:
    """Read the date of a report: as ISO has it, or with its month in letters and its year.

    Examples
    --------
    >>> str(report_day("2026-06-16")), str(report_day("16 June 2026")), report_day("16 June")
    ('2026-06-16', '2026-06-16', None)
    """
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        words = " ".join(written.lower().split())
        found = [match for form in (_DAY_MONTH, _MONTH_DAY) if (match := form.fullmatch(words))]
        try:
            return _named(words, date.min) if found and found[0][3] else None
        except ValueError:  # as of 31 June
            return None


def _named(words: str, day: date) -> date | None:
    if found := _ISO.search(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_MONTH.search(words):
        return _in_year(int(found[1]), _MONTHS[found[2]], found[3], day)
    if found := _MONTH_DAY.search(words):
        return _in_year(int(found[2]), _MONTHS[found[1]], found[3], day)
    if (found := _NUMERIC.search(words)) and not either(words):
        first, second, year = int(found["first"]), int(found["second"]), found["year"]
        number, month = (second, first) if second > _MONTHS_IN_YEAR else (first, second)
        return _in_year(number, month, f"20{year}"[-4:] if year else None, day)
    return None


def either(written: str) -> tuple[str, str] | None:
    """Give the two things that figures may mean; None where they leave nothing open.

    Examples
    --------
    >>> either("6/7/2026"), either("23/6"), either("6.7.2026")
    (('6 July', '7 June'), None, None)
    >>> either("24/7")
    ('24 July', 'around the clock')
    """
    if _AROUND_THE_CLOCK.search(written):
        return f"24 {calendar.month_name[7]}", str(load("checks")["around_the_clock"])
    found = _NUMERIC.search(written)
    if not found or found["dot"]:
        return None
    first, second = int(found["first"]), int(found["second"])
    if first == second or not 0 < min(first, second) <= max(first, second) <= _MONTHS_IN_YEAR:
        return None
    months = calendar.month_name
    return f"{first} {months[second]}", f"{second} {months[first]}"


def _in_year(number: int, month: int, year: str | None, day: date) -> date:
    if year:
        return date(int(year), month, number)
    this = date(day.year, month, number)
    # “9 January”, written in December, is the next one.
    return date(day.year + 1, month, number) if (day - this).days > 2 * _OF_A_MONTH else this


def _counted(words: str, day: date) -> date | None:
    if found := _AHEAD.search(words):
        number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
        return _ahead(number, found[3], day, is_working=found[2] in {"working ", "business "})
    if "tomorrow" in words:
        return day + timedelta(days=1)
    if found := _END_OF.search(words):
        return _end_of(found[1], day)
    if _AT_ONCE.search(words):
        return day
    if found := _WEEKDAY.search(words):
        ahead = (_DAYS[found[2] or found[4]] - day.weekday()) % _IN_A_WEEK
        is_this = "this " in {found[1], found[3]}
        return day + timedelta(days=ahead or _IN_A_WEEK * (not is_this))
    return None


def _ahead(number: int, unit: str, day: date, *, is_working: bool) -> date | None:
    if unit == "sprint":
        return None
    if unit == "month":
        months = day.month - 1 + number
        year, month = day.year + months // _MONTHS_IN_YEAR, months % _MONTHS_IN_YEAR + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if not is_working:
        return day + timedelta(days=number * (_IN_A_WEEK if unit == "week" else 1))
    while number:
        day += timedelta(days=1)
        number -= day.weekday() <= _FRIDAY
    return day


def _end_of(unit: str, day: date) -> date:
    if unit == "week":
        return day + timedelta(days=(_FRIDAY - day.weekday()) % _IN_A_WEEK)
    if unit == "year":
        return date(day.year, 12, 31)
    of_quarter = (day.month - 1) // 3 * 3 + 3
    month = of_quarter if unit == "quarter" else _MONTHS.get(unit, day.month)
    year = day.year + (month < day.month)
    return date(year, month, calendar.monthrange(year, month)[1])
