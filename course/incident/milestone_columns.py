"""Exports that have a row for each incident, with its milestones and comments in columns."""

import re

from course.incident.cells import Cells
from course.incident.columns import is_time
from course.incident.findings import Findings, named_shortly
from course.incident.headers import header, holds_milestones
from course.incident.notices import noticed
from course.incident.sentences import taken_for

AUTHOR = "author"

# A comment in one cell, as trackers export it: when; who; what.
_COMMENT = re.compile(r"([^;]{6,40});([^;]{0,80});(.+)", re.DOTALL)
_ANSWERS = {"true", "false", "yes", "no", "y", "n", "0", "1"}
_TITLES = ("title", "summary", "name", "headline", "description")
_ALSO_OF_AN_EVENT = {
    "start",
    "start time",
    "started at",
    "started",
    "end",
    "end time",
    "ended at",
    "created at",
    "created",
}


def milestones_as_rows(cells: Cells, findings: Findings) -> Cells | None:
    """Make a row of each milestone of the one incident; None where the table is no such export.

    Examples
    --------
    >>> table = {"started_at": ["2024-03-01 14:05"], "resolved_at": ["2024-03-01 15:05"]}
    >>> milestones_as_rows(Cells(list(table), [2], table), Findings("a.csv")).columns["phase"]
    ['started', 'resolved']
    """
    comments = _comments(cells)
    # A column of yes and no is called like a milestone as well.
    marking = [name for name in cells.names if header(name).milestones and _has_times(cells, name)]
    if not holds_milestones(marking) and not comments:
        return None
    if len(cells.rows) > 1:
        _refuse_several(cells, marking, findings)
        return None
    rows: list[int] = []
    columns: dict[str, list[str]] = {"timestamp": [], "event": [], "phase": [], AUTHOR: []}
    taken = _taken(marking)
    for name in marking:
        if not cells.rows or not (cell := cells.columns[name][0]):
            continue
        phase = next((phase for phase, of in taken.items() if of == name), "")
        rows.append(cells.rows[0])
        _add(columns, cell, _sentence(name), phase, "")
    for when, who, what in comments:
        rows.append(cells.rows[0])
        _add(columns, when, what, "", who)
    if not rows:
        return None
    if not comments:
        del columns[AUTHOR]
    if taken:
        named = taken_for((named_shortly(name), phase) for phase, name in taken.items())
        findings.say(noticed("milestone_columns", named=named))
    if comments:
        findings.say(noticed("comment_columns", count=len(comments)))
    return Cells(list(columns), rows, columns)


def _refuse_several(cells: Cells, marking: list[str], findings: Findings) -> None:
    sure = {
        phase
        for name in marking
        if name.casefold().replace("_", " ").partition("(")[0].strip() not in _ALSO_OF_AN_EVENT
        for phase in header(name).milestones
    }
    if len(sure) > 1 and _is_filled(cells, marking):
        findings.problem(
            f"found a table of {len(cells.rows):,} incidents, each with its milestones",
            "one of them: leave the header and its row",
        )


def _has_times(cells: Cells, name: str) -> bool:
    first = next(filter(None, cells.columns[name]), "")
    return first.casefold() not in _ANSWERS


def _add(columns: dict[str, list[str]], *cells: str) -> None:
    for column, cell in zip(columns.values(), cells, strict=True):
        column.append(cell)


def _comments(cells: Cells) -> list[tuple[str, str, str]]:
    """Give the comments of the one incident: when, who, and what."""
    if len(cells.rows) != 1:
        return []
    found = [_COMMENT.fullmatch(cell) for (cell,) in cells.columns.values()]
    return [
        (match[1].strip(), match[2].strip(), " ".join(match[3].split()))
        for match in found
        if match and is_time(match[1].strip())
    ]


def title_of(cells: Cells) -> str:
    """Give what an export calls its one incident, or nothing."""
    for wanted in _TITLES:
        for name, texts in cells.columns.items():
            if name.casefold().split(".")[-1] == wanted and texts and texts[0]:
                return texts[0]
    return ""


def _taken(names: list[str]) -> dict[str, str]:
    """Give the column of each milestone: of several, the one whose words say it best."""
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        for phase, place in header(name).milestones.items():
            if phase not in best or place < best[phase][0]:
                best[phase] = place, name
    return {phase: name for phase, (_, name) in best.items()}


def _is_filled(cells: Cells, names: list[str]) -> bool:
    """Tell whether a row has several of the moments."""
    return any(
        sum(bool(cell) for cell in row) > 1
        for row in zip(*(cells.columns[name] for name in names), strict=True)
    )


def _sentence(name: str) -> str:
    words = name.replace("_", " ").replace(".", " ").split()
    text = " ".join(words)
    for ending in (" at", " on", " time", " date"):
        text = text.removesuffix(ending)
    return f"{text[:1].upper()}{text[1:]}"
