"""A document of any known kind as the table of the contract, to be edited row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from course.incident.choices import Choices
from course.incident.findings import Finding, Findings
from course.incident.reading import Reading, marks_phases, read
from course.incident.spreadsheet import rows_of
from course.incident.timeline import COLUMNS, REQUIRED, Event
from course.incident.written_timeline import cells_of, in_csv

_FAR, _NEAR = ZoneInfo("Etc/GMT-14"), ZoneInfo("Etc/GMT+12")
"""Two places in which clocks are never changed."""


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A document as a table, and how it was read."""

    #: As the file of the contract has it. What could not be read stands in it as it was written.
    timeline: str
    reading: Reading
    problems: tuple[Finding, ...]
    notices: tuple[str, ...]


def is_table(text: str) -> bool:
    r"""Tell whether a text is a table with the columns of the contract under their own names.

    Examples
    --------
    >>> is_table("timestamp,event\n2026-05-04T10:00,Off."), is_table("- 10:00 Off.")
    (True, False)
    """
    return {name.strip().casefold() for name in first_row(text)} >= set(REQUIRED)


def first_row(text: str) -> list[str]:
    """Give the cells of the first line of a text, taken as a table."""
    return next(iter(rows_of(text.removeprefix("\ufeff").partition("\n")[0], ",")), [])


def tabulated(
    raw: bytes, zone: ZoneInfo, choices: Choices | None = None, file: str = ""
) -> Tabulated | tuple[Finding, ...]:
    r"""Write a document as a table: moments in one form, columns by their names, roles for names.

    Examples
    --------
    >>> pasted = b"When;What\n04.05.2026 10:00;Tills stop"
    >>> print(tabulated(pasted, ZoneInfo("Europe/Paris")).timeline, end="")
    timestamp,event
    2026-05-04T10:00,Tills stop
    """
    # Where nothing of it can be read as rows, it gives what there is to say of it.
    findings = Findings(file)
    reading = read(raw, zone, {}, findings, choices)
    problems = tuple(findings.problems)
    if reading is None or not set(REQUIRED) <= reading.cells.keys():
        return problems
    elsewhere = read(raw, _FAR if zone.key != _FAR.key else _NEAR, {}, Findings(file), choices)
    table = _table(reading, elsewhere.events if elsewhere else ())
    return Tabulated(table, reading, problems, tuple(findings.notices))


def _table(reading: Reading, elsewhere: Sequence[Event]) -> str:
    # Several events may come from one row of a document, each a milestone of it.
    events = {(event.row, event.event): event for event in reading.events}
    # A clock that another zone turns into another moment has no zone of its own, and gets none:
    # the zone of the incident may be put right later.
    clocks = {
        key: event.at
        for event in elsewhere
        if (key := (event.row, event.event)) in events and event.at != events[key].at
    }
    written = dict(reading.cells)
    if not marks_phases(reading.columns, written.get("phase", [])):
        written.pop("phase", None)
    names = [name for name in COLUMNS if name in written or name in REQUIRED]
    if any(event.phases for event in reading.events) and "phase" not in names:
        names.insert(len(REQUIRED), "phase")
    rows = {}
    for place, key in enumerate(zip(reading.rows, reading.cells["event"], strict=True)):
        read_as = cells_of(events[key]) if key in events else {}
        if key in clocks and not clocks[key].is_day:
            read_as["timestamp"] = clocks[key].written()[: -len("+14:00")]
        as_it_stands = {name: cells[place] for name, cells in written.items()}
        rows[key] = [read_as.get(name) or as_it_stands.get(name, "") for name in names]
    # Each in its place in time, where all of them have one.
    return in_csv(
        [names, *(map(rows.__getitem__, events) if len(events) == len(rows) else rows.values())]
    )
