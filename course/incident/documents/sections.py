"""Sections of a report: which lines stand under the heading of its timeline."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from course.content import load
from course.incident.documents.written import is_a_day

_HEADING = re.compile(r"(?P<level>#{1,6}(?!\d)|={2,6})\s*(?P<text>.+)|\*\*(?P<bold>[^*]+)\*\*:?")
# A line that is nothing but what a heading says of a timeline, with what stands in brackets.
_PLAIN = r"(?:[^\W\d_]+ ){{0,2}}(?:{words})(?: of [a-z ]{{3,30}})?\s*(?:\([^()\n]{{1,60}}\)\s*)?:?"
_SENTENCE = re.compile(r"[^\W\d_].*[.!]\s*")
_ENOUGH = 2


def timeline_section(lines: Sequence[str], time_of: Callable[[str], str]) -> set[int]:
    """Give the numbers of the lines under headings of a timeline; none where it has none.

    Examples
    --------
    >>> report = ["# Report", "At 9:50 it failed.", "## Timeline", "9:49 Begin", "## Why"]
    >>> time_of = lambda line: line.split()[0] if line[0] == "9" else ""
    >>> timeline_section(report, time_of)
    {4}
    >>> timeline_section([*report, "# Later timeline", "9:58 Report"], time_of)
    {4, 7}
    >>> timeline_section(["Due", "Timeline (UTC)", "9:49 Begin"], time_of)
    {3}
    """
    # A second one that tells none of the moments again goes on with the first.
    sections: list[range] = []
    known: set[str] = set()
    while found := _section(lines, sections[-1].stop if sections else 1):
        times = {time for number in found if (time := time_of(lines[number - 1]))}
        if not times and not known:
            # Its parts have headings of the same level, and all below is of it.
            return set(range(found.start, len(lines) + 1))
        if times.isdisjoint(known):
            known |= times
            sections.append(found)
        else:
            break
    if not sections:
        # A line without the sign of a heading is one where hardly any time stands above it.
        begin = next((number for number, line in enumerate(lines, 2) if _is_plain(line)), 0)
        # What a sentence says above it, as in "At 9:50", the list may tell again.
        above = (line for line in lines[: max(begin - 2, 0)] if not _SENTENCE.fullmatch(line))
        if begin and sum(bool(time_of(line)) for line in above) < _ENOUGH:
            sections = [range(begin, len(lines) + 1)]
    return {number for section in sections for number in section}


def _section(lines: Sequence[str], start: int) -> range:
    """Give the first section of a timeline from a line on."""
    begin, level = 0, 0
    for number, line in enumerate(lines[start - 1 :], start):
        found = _HEADING.fullmatch(line.strip())
        if not found:
            continue
        its = len(found["level"] or "") or len("#######")
        if begin and its <= level and not is_a_day(line):
            return range(begin, number)
        if not begin and names_a_timeline(found["text"] or found["bold"]):
            begin, level = number + 1, its
    return range(begin, len(lines) + 1) if begin else range(0)


def names_a_timeline(text: str) -> bool:
    """Tell whether a heading or a name says that a timeline is below it."""
    return bool(_words().search(text))


def is_of_timeline(line: str) -> bool:
    """Tell whether a line is the heading of a timeline, with the sign of one or without.

    Examples
    --------
    >>> [is_of_timeline(line) for line in ("## Timeline (UTC)", "Timeline", "A timeline is due.")]
    [True, True, False]
    """
    found = _HEADING.fullmatch(line.strip())
    return bool(found and _words().search(found["text"] or found["bold"])) or _is_plain(line)


def _is_plain(line: str) -> bool:
    return bool(_plain().fullmatch(line.strip()))


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(_PLAIN.format(words=_either()), re.IGNORECASE)


def _either() -> str:
    return "|".join(map(re.escape, load("reading")["timeline_words"]))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{_either()})\b")
