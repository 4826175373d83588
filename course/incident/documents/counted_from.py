"""Times that are counted from a beginning, such as T+15m, written as the moments that they are."""

import re
from datetime import datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from course.incident.documents.line_heads import BULLET, is_clock
from course.incident.documents.written import day_in
from course.incident.findings import Findings, shortened
from course.incident.iso_times import form_of, shape_of
from course.incident.notices import noticed
from course.incident.time_words import recognise
from course.incident.written_times import read_times

_LENGTH = r"(?=\d)" + r"\s?".join(
    rf"(?:(?P<{unit}>\d{{1,6}})\s?{word})?"
    for unit, word in (
        ("days", "d(?:ays?)?"),
        ("hours", "h(?:(?:ou)?rs?)?"),
        ("minutes", "(?:m(?:in(?:ute)?s?)?)?"),
        ("seconds", "s(?:ec(?:ond)?s?)?"),
    )
)
# Within a line, of which a paste may have very many that are empty.
_SIGNS = BULLET.pattern.replace(r"\s", r"[ \t]")
_BULLET = rf"(?>{_SIGNS}[ \t*#>•–—\-\[(`|\"]*)"
_CLOCK = r"(?P<h>\d{1,3}):(?P<m>\d\d)(?::(?P<s>\d\d))?"
# Without its T only at the beginning of a line, and with a unit or as a clock.
_COUNTED = re.compile(
    rf"(?:(?P<begin>^{_BULLET}|[|\t,;] *)T(?:\s?0)?\s?(?P<sign>[+\-−–])\s?"
    rf"|(?P<alone>^{_BULLET})\+(?=\d[\d ]*(?:[dhms]|:\d\d)))"
    rf"(?:{_CLOCK}|{_LENGTH})"
    r"(?=[\s\]):*`|\",;]|$)(?!:\d)",
    re.MULTILINE,
)
# The row of the beginning itself, among those that are counted.
_NOUGHT = re.compile(
    rf"(?P<begin>^{_BULLET}|[|\t,;] *)T\s?=?\s?0\b(?!\s?[+\-−–:.]\s?\d)", re.MULTILINE
)
# The clock that stands behind one, in brackets or not.
_BEHIND = re.compile(
    r"(?:[*_`]{0,3}\s?\((?P<clock>\d{1,2}:\d\d[^()\n]{0,20})\)|\s(?P<bare>\d{1,2}:\d\d(?::\d\d)?)(?=[\]\s]))"
)
# What each of them has in it, found fast in a long file that has none.
_SIGNED, _PLUS = re.compile(r"T\s?0?\s?[+\-−–]"), re.compile(r"^[^\w\n]*\+\d", re.MULTILINE)
_BEGINNING = re.compile(r"\bT\s?[-+=]?\s?(?:0m?|zero)\b|\bstart|\bbegan\b|\bbegin", re.IGNORECASE)
# A line that says when it began and nothing else, as no row does.
_SAYS_WHEN = re.compile(
    r"^[ \t*#>•–—_-]*T\s?[-+=]?\s?(?:0|zero)[*_]*[ \t]*"
    r"(?:is|was|means|at|[:=])[*_]*[ \t]*(?P<when>.+)$",
    re.MULTILINE | re.IGNORECASE,
)
_AT_NOUGHT = re.compile(
    r"\bT\s?[-+=]?\s?0\w{0,3}\b[^\w\n]{1,4}(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?: ?[A-Za-z]{1,5})?)"
)
_DIAL = re.compile(r"\d:\d\d")
_WORD = re.compile(r"\S+")
_MARKS = " \t#*_:=|>~`-–—.,;()[]"
_MOST_WORDS = 7
_ENOUGH = 2
_ANYWHERE = ZoneInfo("UTC")


def _may_count(text: str) -> bool:
    # A sign alone is looked for many times faster than a pattern.
    return bool(_SIGNED.search(text) or ("+" in text and _PLUS.search(text)))


def as_moments(text: str, findings: Findings) -> str:
    r"""Write times that are counted from a beginning as moments, where the beginning is said.

    Examples
    --------
    >>> print(as_moments("T0 is 2026-06-11 18:14\nT+5m Calls\nT+1h10m Well", Findings("a.txt")))
    <BLANKLINE>
    2026-06-11T18:19 Calls
    2026-06-11T19:24 Well
    """
    counted = list(_COUNTED.finditer(text)) if _may_count(text) else []
    if len(counted) < _ENOUGH:
        return text
    lines = text.splitlines()
    # What says so of T0 itself is asked before a line in which anything may have begun.
    saying = chain(filter(_SAYS_WHEN.search, lines), filter(_BEGINNING.search, lines))
    beginning = next(filter(None, map(_moment_in, saying)), None)
    beginning = beginning or _on_the_day(lines)
    if beginning is None and all(_has_a_clock(text, found) for found in counted):
        return text
    if beginning is None and all(_BEHIND.match(text, found.end()) for found in counted):
        # The clocks say it better.
        return re.sub(
            f"{_COUNTED.pattern}{_BEHIND.pattern}",
            r"\g<begin>\g<alone>\g<clock>\g<bare>",
            text,
            flags=re.MULTILINE,
        )
    if beginning is None:
        example = shortened(counted[0][0].strip())
        findings.problem(
            "found times that are counted from a beginning, as in {example}",
            "a line that says when that was, such as T0: 2026-06-11 18:14",
            example=example,
        )
        return text
    findings.say(noticed("counted_from", at=beginning.isoformat(timespec="minutes")))
    text = _SAYS_WHEN.sub(_unless_an_event, text)
    text = _COUNTED.sub(lambda found: f"{_begin(found)}{_written(beginning, found)}", text)
    return _NOUGHT.sub(lambda found: f"{found['begin']}{_iso(beginning)}", text)


def _on_the_day(lines: list[str]) -> datetime | None:
    """Give the moment of a beginning of which only the clock is said, on the day of a heading."""
    clock = next(filter(None, map(_AT_NOUGHT.search, lines)), None)
    day = next(filter(None, map(day_in, lines)), None) if clock else None
    return _moment_in(f"{day} {clock['clock']}") if clock and day else None


def _unless_an_event(found: re.Match[str]) -> str:
    """Leave out a line that says when it began and nothing of what happened."""
    return "" if is_clock(found["when"].strip(_MARKS)) else found[0]


def _has_a_clock(text: str, counted: re.Match[str]) -> bool:
    """Tell whether a time that is counted stands behind one that is not, in its line."""
    before = text[text.rfind("\n", 0, counted.start()) + 1 : counted.start() + 1]
    return bool(_DIAL.search(before))


def _written(beginning: datetime, found: re.Match[str]) -> str:
    parts = {
        name: int(text or 0)
        for name, text in found.groupdict().items()
        if name not in {"begin", "alone", "sign"}
    }
    after = timedelta(
        days=parts["days"],
        hours=parts["hours"] + parts["h"],
        minutes=parts["minutes"] + parts["m"],
        seconds=parts["seconds"] + parts["s"],
    )
    try:
        at = beginning + (after if (found["sign"] or "+") == "+" else -after)
    except OverflowError:
        # No calendar goes as far: what stands there is told as no time.
        return found[0].removeprefix(_begin(found))
    return _iso(at)


def _begin(found: re.Match[str]) -> str:
    return found["begin"] or found["alone"] or ""


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds" if at.second else "minutes")


def _moment_in(line: str) -> datetime | None:
    """Give the moment in a line: with its offset where its zone stands there, else a clock."""
    words = list(_WORD.finditer(line))
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(len(words) - count + 1):
            text = line[words[first].start() : words[first + count - 1].end()].strip(_MARKS)
            form, found = form_of(shape_of(text)), recognise(shape_of(text))
            is_iso = form.parts and form.parts["hour"]
            if is_iso or (found and found.date and found.hour):
                (at,) = read_times([1], [text], _ANYWHERE, Findings(""))
                if at:
                    has_zone = (
                        form.parts["offset"] if is_iso and form.parts else found and found.zone
                    )
                    return at.instant if has_zone else at.instant.replace(tzinfo=None)
    return None
