"""Exports that have a row for each incident, and its milestones in columns."""

from course.incident.cells import Cells
from course.incident.findings import Findings, shortened
from course.incident.headers import header, holds_milestones

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
    if not holds_milestones(cells.names):
        return None
    marking = [name for name in cells.names if header(name).milestones]
    if len(cells.rows) > 1:
        sure = {
            phase
            for name in marking
            if name.casefold().replace("_", " ") not in _ALSO_OF_AN_EVENT
            for phase in header(name).milestones
        }
        if len(sure) > 1 and _is_filled(cells, marking):
            findings.problem(
                f"found a table of {len(cells.rows):,} incidents, each with its milestones",
                "one of them: leave the header and its row",
            )
        return None
    rows: list[int] = []
    columns: dict[str, list[str]] = {"timestamp": [], "event": [], "phase": []}
    taken = _taken(marking)
    for name in marking:
        if not cells.rows or not (cell := cells.columns[name][0]):
            continue
        phase = next((phase for phase, of in taken.items() if of == name), "")
        rows.append(cells.rows[0])
        for column, text in zip(columns.values(), (cell, _sentence(name), phase), strict=True):
            column.append(text)
    if not rows:
        return None
    named = ", ".join(f"`{shortened(name)}` for `{phase}`" for phase, name in taken.items())
    findings.notice(f"milestones stand in columns, and each becomes a row: {named}.")
    return Cells(list(columns), rows, columns)


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
