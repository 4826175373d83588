"""Sections of a report: which lines stand under the heading of its timeline."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from course.content import load

_HEADING = re.compile(r"(?P<level>#{1,6}|={2,6})\s*(?P<text>.+?)[\s#=]*|\*\*(?P<bold>[^*]+)\*\*:?")
# A line that is nothing but what a heading says of a timeline, with what stands in brackets.
_PLAIN = r"(?:[^\W\d_]+ ){{0,2}}(?:{words})(?: of [a-z ]{{3,30}})?\s*(?:\([^()\n]{{1,60}}\))?\s*:?"
_ENOUGH = 2


def timeline_section(lines: Sequence[str], is_timed: Callable[[str], bool]) -> range:
    """Give the numbers of the lines under the heading of the timeline; none where it has none.

    Examples
    --------
    >>> report = ["# Report", "At 9:50 it failed.", "## Timeline", "9:49 Begin", "## Why"]
    >>> timeline_section(report, lambda line: ":" in line)
    range(4, 5)
    >>> timeline_section(["Due", "Timeline (UTC)", "9:49 Begin"], lambda line: ":" in line)
    range(3, 4)
    """
    # A line without the sign of a heading is one where hardly any time stands above it.
    begin, level = 0, 0
    for number, line in enumerate(lines, 1):
        found = _HEADING.fullmatch(line.strip())
        if not found:
            continue
        its = len(found["level"] or "") or len("#######")
        if begin and its <= level:
            return range(begin, number)
        if not begin and _words().search(found["text"] or found["bold"]):
            begin, level = number + 1, its
    if not begin:
        begin = next((number for number, line in enumerate(lines, 2) if _is_plain(line)), 0)
        if sum(map(is_timed, lines[: max(begin - 2, 0)])) >= _ENOUGH:
            begin = 0
    return range(begin, len(lines) + 1) if begin else range(0)


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
