"""What a check finds: where it stands, what it is, a question that mends it, and its source."""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from course.content import load
from course.report.document import title_of

STAGES = ("complete", "language", "actions")
"""The three passes in which a report is read."""


class Found(NamedTuple):
    """What a check gives: its own name, a line, and what its sentence is filled with."""

    check: str
    line: int
    values: dict[str, Any]


# It is no verdict.
@dataclass(frozen=True)
class Finding:
    """Something to look at."""

    #: The section's title, or nothing where it is about the whole.
    section: str
    #: Counted from one.
    line: int
    check: str
    text: str
    ask: str
    source: tuple[str, ...]
    #: One of `STAGES`.
    stage: str = STAGES[0]


def finding(check: str, line: int, **values: Any) -> Finding:
    """Write out what a check has found.

    Examples
    --------
    >>> finding("no-owner", 7, action="Add an alert").text
    '“Add an alert” has no owner.'
    """
    entry = _checks()[check]
    section = entry.get("section") or values.pop("section", "")
    return Finding(
        title_of(section) if section else "",
        line,
        check,
        entry["text"].format(**values),
        entry["ask"],
        tuple(entry["source"]),
        entry["stage"],
    )


@cache
def _checks() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in load("checks")["check"]}
