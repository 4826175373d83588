"""Milestones in lines of their own, each with its moment, as at the top of a report."""

import re
from typing import NamedTuple

from course.incident.cells import Cells
from course.incident.columns import is_time
from course.incident.documents.left_out import note_left_out
from course.incident.documents.markdown import plain
from course.incident.documents.speakers import EVENT, TIME
from course.incident.documents.written import Written
from course.incident.findings import Findings
from course.incident.headers import header
from course.incident.phases import is_phase, near_phase

_LINE = re.compile(
    r"(?:\s*(?:\(?\d{1,2}[.)]|o)\s)?[^\w\n]*(?P<name>[^\W\d_][^:|*\n]{1,38}?)[\s*_]*[:|][\s*_|]*"
    r"(?P<time>[^|\n]{4,60}?)[\s*_|.]*(?:\s[–—-]\s+(?P<text>\S.*))?"
)
# The moment of what is no milestone, behind its name or before it.
_SAYS_WHEN = re.compile(
    r"[^:|\n]{2,60}[:|][^\n]*\d[:.h]\d\d\D.*|[\W_]*\d[\d/.T-]{0,10} ?\d{0,2}:\d\d\D.*"
)
_LONGEST_BEGIN = 20_000
_LONGEST_LINE = 400
_ENOUGH = 2


def read_milestone_lines(text: str, around: Written, findings: Findings) -> Cells | None:
    r"""Give each milestone as a row; None where there are hardly any.

    Examples
    --------
    >>> lines = "**Detected:** 2024-02-03 10:17\nResolved: 2024-02-03 11:50\n"
    >>> read_milestone_lines(lines, Written(), Findings("a.md")).columns["phase"]
    ['detected', 'resolved']
    >>> findings = Findings("a.md")
    >>> lines += "Board is told: about 2024-02-03 12:10, by phone\n"
    >>> read_milestone_lines(lines, Written(), findings).rows, str(findings.notices[0])[:29]
    ([1, 2], 'a.md: row 3 begins with no ti')
    """
    found: dict[str, re.Match[str]] = {}
    others: dict[int, str] = {}
    numbers = []
    for number, line in enumerate(text[:_LONGEST_BEGIN].splitlines(), 1):
        match = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if (
            match
            and _phase(match["name"])
            and is_time(match["time"])
            and match["name"] not in found
        ):
            found[match["name"]] = match
            numbers.append(number)
        else:
            others[number] = line
    if len(found) < _ENOUGH:
        return None
    for line in others.values():
        around.hear(line, 1)
    note_left_out(
        [number for number, line in others.items() if _SAYS_WHEN.fullmatch(line)], [], findings
    )
    phases = [_phase(name) for name in found]
    columns = {
        TIME: [match["time"] for match in found.values()],
        EVENT: [
            plain(f"{name}: {match['text']}" if match["text"] else name)
            for name, match in found.items()
        ],
        # Of two names of one milestone the first is it.
        "phase": [
            phase if phase not in phases[:place] else "" for place, phase in enumerate(phases)
        ],
    }
    return Cells(list(columns), numbers, columns)


class Stated(NamedTuple):
    """A milestone in a line of its own."""

    phase: str
    name: str
    time: str
    #: What else the line says, or nothing.
    text: str = ""


def milestone_in(line: str) -> Stated | None:
    """Give the milestone that a line says with its moment, or nothing."""
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    phase = _phase(found["name"]) if found and is_time(found["time"]) else ""
    if not found or not phase:
        return None
    return Stated(phase, found["name"], found["time"], plain(found["text"] or ""))


def _phase(name: str) -> str:
    """Give the milestone that a line is named for, or nothing."""
    word = name.casefold().strip()
    return next(iter(header(name).milestones), word if is_phase(word) else near_phase(word) or "")
