"""What a row of a timeline can mark, and how people write it."""

import re
from collections.abc import Sequence

from course.content import load
from course.incident.findings import Findings, quoted

PHASES = (
    "introduced",
    "started",
    "detected",
    "acknowledged",
    "mitigated",
    "resolved",
    "follow_up",
)
"""What a row may mark. Each but ``follow_up`` stands at most once: a milestone."""

MILESTONES = PHASES[:-1]

IN_ORDER = (
    ("introduced", "started"),
    ("started", "mitigated"),
    ("started", "resolved"),
    ("detected", "acknowledged"),
)
"""Milestones of which the second cannot come before the first. Detection is not among
them: an alarm may well ring before anyone is affected."""

_COLUMN = "phase"
_BETWEEN = re.compile(r"[+/;]")
_EXPECTED = f"nothing or one of {', '.join(PHASES)}, or several joined by “+”"


def read_phases(
    rows: Sequence[int], cells: Sequence[str], findings: Findings
) -> list[tuple[str, ...]]:
    """Read a column of phases: in each cell none, one or several, in any case.

    Examples
    --------
    >>> read_phases([2, 3], ["Started / introduced", ""], Findings("a.csv"))
    [('introduced', 'started'), ()]
    """
    read: list[tuple[str, ...]] = []
    first: dict[str, int] = {}
    for row, text in zip(rows, cells, strict=True):
        marked = _split(row, text, findings) if text else ()
        for phase in marked:
            if phase in MILESTONES and first.setdefault(phase, row) != row:
                findings.problem(
                    f"found {quoted(phase)} again after row {first[phase]}",
                    "it at most once",
                    row=row,
                    column=_COLUMN,
                )
        read.append(marked)
    return read


def _split(row: int, text: str, findings: Findings) -> tuple[str, ...]:
    found = set()
    for part in _BETWEEN.split(text):
        if not (word := part.strip()):
            continue
        if word.casefold() in PHASES:
            found.add(word.casefold())
            continue
        near = _near(word)
        meant = f": `{near}` seems to be meant" if near else ""
        findings.problem(f"found {quoted(word)}", _EXPECTED + meant, row=row, column=_COLUMN)
    return tuple(phase for phase in PHASES if phase in found)


def _near(word: str) -> str | None:
    """Give the phase that is meant by a word which is none."""
    plain = " ".join(re.split(r"[\s_-]+", word.casefold()))
    return next(
        (phase for phase, words in load("timeline")["near_words"].items() if plain in words), None
    )
