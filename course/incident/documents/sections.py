"""Sections of a report: which lines stand under the heading of its timeline."""

import re
from collections.abc import Sequence
from functools import cache

from course.content import load

_HEADING = re.compile(r"(?P<level>#{1,6}|={2,6})\s*(?P<text>.+?)[\s#=]*|\*\*(?P<bold>[^*]+)\*\*:?")


def timeline_section(lines: Sequence[str]) -> range:
    """Give the numbers of the lines under the heading of the timeline; none where it has none.

    Examples
    --------
    >>> timeline_section(["# Report", "At 9:50 it failed.", "## Timeline", "9:49 Begin", "## Why"])
    range(4, 5)
    """
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
    return range(begin, len(lines) + 1) if begin else range(0)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, load('reading')['timeline_words']))})\b")
