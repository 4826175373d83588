"""Lines in which a word stands before the time: the level of a log, a service, a milestone."""

import re

from course.incident.documents.line_heads import begins_with_a_clock, time_and_text
from course.incident.documents.milestone_lines import milestone_in

_BULLET = r"(?P<bullet>[ \t]*(?:(?:[-*+•·‣▪●○]|\d{1,3}[.)])[ \t]+)?)"
_BEFORE = re.compile(_BULLET + r"(?P<word>[^\W\d_][\w./-]{0,15}:?)[ \t]+(?P<rest>[\w\[(~].*)")
# A line is looked at more closely where a clock stands near its beginning.
_CLOCK = re.compile(r"[^\n]{3,40}?\d[:.h]\d\d")
_LONGEST_BEGIN = 20_000
_FIRST = 100
_ENOUGH = 2
_MANY = 3
_MOSTLY = 0.6


def with_times_first(text: str) -> str:
    r"""Put the time before the word where most lines begin with one, or where it is a milestone.

    Examples
    --------
    >>> print(with_times_first("WARN 10:05 Slow\nINFO 10:09 Rolled back\nINFO 10:10 Well"))
    10:05 WARN Slow
    10:09 INFO Rolled back
    10:10 INFO Well
    >>> print(with_times_first("Start: 2024-03-01 10:05 - Slow\n10:09 Why?\n10:10 Well"))
    2024-03-01 10:05 Start: Slow
    10:09 Why?
    10:10 Well
    """
    begin = [line for line in text[:_LONGEST_BEGIN].splitlines() if line.strip()][:_FIRST]
    # A table has its words where they are.
    if not begin or "\t" in begin[-1] or text.lstrip()[:1] in {"{", "[", "<", "|"}:
        return text
    behind = sum(_behind_a_word(line) is not None for line in begin)
    if behind >= _MANY and behind > _MOSTLY * len(begin):
        return "\n".join(map(_time_first, text.splitlines()))
    stated = [line for line in begin if _milestone_first(line) != line]
    beside = sum(map(begins_with_a_clock, begin))
    if stated and beside and beside + len(stated) > _ENOUGH:
        return "\n".join(map(_milestone_first, text.splitlines()))
    return text


def _behind_a_word(line: str) -> re.Match[str] | None:
    """Take a line apart that begins with a word and then a clock."""
    found = _BEFORE.match(line) if _CLOCK.match(line) else None
    if found and begins_with_a_clock(found["rest"]) and not begins_with_a_clock(line):
        return found
    return None


def _time_first(line: str) -> str:
    found = _behind_a_word(line)
    head = time_and_text(found["rest"]) if found else None
    return f"{found['bullet']}{head[0]} {found['word']} {head[1]}" if found and head else line


def _milestone_first(line: str) -> str:
    """Put the time first in a line that says a milestone, its moment and what happened."""
    found = milestone_in(line) if _CLOCK.match(line) else None
    return f"{found.time} {found.name}: {found.text}" if found and found.text else line
