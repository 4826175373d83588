"""Milestones in lines of their own, each with its moment, as at the top of a report."""

import re

from course.incident.cells import Cells
from course.incident.columns import is_time
from course.incident.documents.written import Written
from course.incident.findings import Findings
from course.incident.headers import header

_LINE = re.compile(
    r"[\s>*_#|•–—-]*(?P<name>[^\W\d_][^:|*\n]{1,38}?)[\s*_]*[:|][\s*_|]*(?P<time>[^|\n]{4,60}?)[\s*_|.]*"
)
_LONGEST_BEGIN = 20_000
_LONGEST_LINE = 200
_ENOUGH = 2


def read_milestone_lines(text: str, around: Written, _findings: Findings) -> Cells | None:
    r"""Give the milestones as columns of one row; None where there are hardly any.

    Examples
    --------
    >>> said = "**Detected:** 2024-02-03 10:17\nResolved: 2024-02-03 11:50\n"
    >>> read_milestone_lines(said, Written(), Findings("a.md")).columns
    {'Detected': ['2024-02-03 10:17'], 'Resolved': ['2024-02-03 11:50']}
    """
    found: dict[str, str] = {}
    others = []
    for line in text[:_LONGEST_BEGIN].splitlines():
        match = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if match and header(match["name"]).milestones and is_time(match["time"]):
            found.setdefault(match["name"], match["time"])
        else:
            others.append(line)
    if len(found) < _ENOUGH:
        return None
    for line in others:
        around.hear(line, 1)
    return Cells(list(found), [1], {name: [time] for name, time in found.items()})
