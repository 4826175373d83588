"""The events of an incident: read from CSV, checked, put in order of time.

Checks run on whole columns and collect what they find, so that a file with twenty
things to mend is mended in one round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from course.incident.findings import Findings, quoted, shortened
from course.incident.phases import IN_ORDER, MILESTONES, read_phases
from course.incident.spreadsheet import HEADER_ROW, Cells, read_cells
from course.incident.written_times import read_times
from course.page.moments import Moment

FILE = "incident_timeline.csv"

PROVENANCES = ("given", "derived", "constructed")
"""Where a row comes from, the strongest first."""

_TOTALS = {
    "affected_cumulative": ("affected", "population"),
    "support_calls_cumulative": ("support_calls",),
}
"""The facts that a count may not pass; the first that is known says most."""

COUNTS = tuple(_TOTALS)

COLUMNS = (
    "timestamp",
    "event",
    "phase",
    "actor_role",
    "evidence",
    "provenance",
    *COUNTS,
)

REQUIRED = COLUMNS[:2]

TOO_MANY = 10**15
"""No count of people or calls comes near it, and up to it every one can be divided exactly."""


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the timeline.

    Parameters
    ----------
    row
        As a spreadsheet numbers it.
    at
        When, in the incident's zone, and how exactly that is known.
    event
        What happened.
    phases
        What it marks, in the order of `course.incident.phases.PHASES`; often nothing.
    actor_role, evidence
        Empty when the file says nothing.
    provenance
        One of `PROVENANCES`.
    affected_cumulative, support_calls_cumulative
        How many by then, or None.
    """

    row: int
    at: Moment
    event: str
    phases: tuple[str, ...] = ()
    actor_role: str = ""
    evidence: str = ""
    provenance: str = PROVENANCES[0]
    affected_cumulative: int | None = None
    support_calls_cumulative: int | None = None

    @property
    def phase(self) -> str:
        """What it marks, as the course writes it: joined by `+`."""
        return "+".join(self.phases)


def read_timeline(
    path: Path, zone: ZoneInfo, facts: Mapping[str, Any], findings: Findings
) -> tuple[Event, ...] | None:
    """Read and check the events.

    Parameters
    ----------
    path
        The CSV file.
    zone
        Where a time without an offset is read, and where all times are shown.
    facts
        What is known of the incident, by name: no count may pass what was counted in all.
    findings
        Takes down what must be mended, and what was mended or left out here.

    Returns
    -------
    tuple of Event or None
        In order of time; rows of one moment keep their order, and a day stands before what
        happened on it. None when there is no table at all. Only when `findings` has no
        problem are all rows among them.

    Examples
    --------
    >>> path = Path(__file__).parents[2] / "data" / FILE
    >>> len(read_timeline(path, ZoneInfo("Pacific/Auckland"), {}, Findings(FILE)))
    28
    """
    cells = read_cells(path, findings, COLUMNS)
    if cells is None:
        return None
    _check_columns(cells, findings)
    if not cells.rows:
        findings.problem("found a header only", "at least one event under it")
        return None
    known = {name: dict(zip(cells.rows, found, strict=True)) for name, found in _all(cells)}
    for row, event in known["event"].items():
        if not event and "event" in cells.columns:
            findings.problem("found nothing", "one sentence", row=row, column="event")
    phases = read_phases(known["phase"], findings)
    provenances = _provenances(known["provenance"], findings)
    times = read_times(known["timestamp"], zone, findings) if "timestamp" in cells.columns else {}
    counts = [_counts(name, known[name], facts, findings) for name in COUNTS]
    texts = (known[name].values() for name in ("event", "actor_role", "evidence"))
    rows = zip(
        *(cells.rows, *texts, phases.values(), provenances.values(), *(c.values() for c in counts)),
        strict=True,
    )
    # A row without a readable time has no place in the order, so it cannot break it.
    found = [
        Event(row, at, event, marks, role, evidence, provenance, affected, calls)
        for row, event, role, evidence, marks, provenance, affected, calls in rows
        if (at := times.get(row))
    ]
    events = sorted(found, key=attrgetter("at"))
    if events != found and all(times.values()):
        findings.notice("the rows were not in time order and have been sorted.")
    for name in COUNTS:
        _check_falls(name, events, findings)
    _check_order(events, findings)
    return tuple(events)


def _all(cells: Cells) -> list[tuple[str, list[str]]]:
    """Give all of `COLUMNS`; one that the file does not have is empty."""
    empty = [""] * len(cells.rows)
    return [(name, cells.columns.get(name, empty)) for name in COLUMNS]


def _check_columns(cells: Cells, findings: Findings) -> None:
    found = ", ".join(f"`{shortened(name)}`" for name in cells.names) or "none"
    for name in REQUIRED:
        if name not in cells.columns:
            findings.problem(f"column `{name}` is missing; found {found}", row=HEADER_ROW)
    for name in cells.names:
        if name not in COLUMNS:
            findings.notice(f"column `{shortened(name)}` is not known and has been left out.")


def _provenances(cells: Mapping[int, str], findings: Findings) -> dict[int, str]:
    read = {row: text.casefold() or PROVENANCES[0] for row, text in cells.items()}
    if not set(read.values()) <= set(PROVENANCES):
        expected = f"nothing or one of {', '.join(PROVENANCES)}"
        for row, provenance in read.items():
            if provenance not in PROVENANCES:
                found = f"found {quoted(cells[row])}"
                findings.problem(found, expected, row=row, column="provenance")
    return read


def _counts(
    name: str, cells: Mapping[int, str], facts: Mapping[str, Any], findings: Findings
) -> dict[int, int | None]:
    numbers = {row: _whole_number(text) for row, text in cells.items()}
    fact = next((fact for fact in _TOTALS[name] if facts.get(fact) is not None), None)
    most = facts[fact] if fact else TOO_MANY
    for row, number in numbers.items():
        if number is None:
            if cells[row]:
                found = f"found {quoted(cells[row])}"
                findings.problem(found, "a whole number such as 17", row=row, column=name)
        elif number > most:
            expected = f"at most {most}, which is `{fact}` in incident.toml"
            findings.problem(f"found {number}", expected, row=row, column=name)
    return numbers


def _check_falls(name: str, events: list[Event], findings: Findings) -> None:
    highest = 0
    for event in events:
        number = getattr(event, name)
        if number is None:
            continue
        if number < highest:
            findings.problem(
                f"found {number} after {highest}",
                "a count that never falls in order of time",
                row=event.row,
                column=name,
            )
        highest = max(highest, number)


def _whole_number(text: str) -> int | None:
    """Read a count: a spreadsheet may write 17 as 17.0 or 1.7E+01."""
    if not text or not text.isascii():
        return None
    if text.isdecimal() and len(text) < len(str(TOO_MANY)):
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    is_count = 0 <= number < TOO_MANY and number.is_integer() and "_" not in text
    return int(number) if is_count else None


def _check_order(events: list[Event], findings: Findings) -> None:
    marks = {phase: event for event in events for phase in event.phases if phase in MILESTONES}
    for earlier, later in IN_ORDER:
        if earlier in marks and later in marks and marks[later].at.precedes(marks[earlier].at):
            findings.problem(
                f"found `{later}` before `{earlier}` (row {marks[earlier].row})",
                "it at the same time or after",
                row=marks[later].row,
                column="timestamp",
            )
    if {"detected", "started"} <= marks.keys() and marks["detected"].at.precedes(
        marks["started"].at
    ):
        findings.notice(
            "`detected` stands before `started`, so time to detect is negative: "
            "if no alarm rang before anyone was affected, one of the two moments is another."
        )
