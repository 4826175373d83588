"""Events written down again: as the file of the contract, and as a spreadsheet likes them."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

from course.incident.cells import Cells
from course.incident.timeline import COLUMNS, REQUIRED, Event

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_LOCAL = ("date", "time", "offset")


def as_timeline(events: Sequence[Event]) -> str:
    r"""Write events as the timeline of a folder: read again, they are the same.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> as_timeline(load_incident().timeline[:1]).splitlines()[0]
    'timestamp,event,actor_role,evidence,provenance'
    """
    # Columns in which nothing stands are left out.
    rows = [cells_of(event) for event in events]
    kept = [name for name in COLUMNS if name in REQUIRED or any(row[name] for row in rows)]
    return in_csv([kept, *([row[name] for name in kept] for row in rows)])


def as_spreadsheet(events: Iterable[Event]) -> str:
    """Write events for a spreadsheet: dates and clocks of the place in cells of their own.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> as_spreadsheet(load_incident().timeline[:1]).splitlines()[1][:24]
    '2026-05-26,10:00:00,+12:'
    """
    # A text that a spreadsheet would take for a formula gets a mark before it.
    rows = [[*_LOCAL, *COLUMNS[1:]]]
    for event in events:
        date, _, clock = event.at.written().partition("T")
        time, offset = (clock[:-6], clock[-6:]) if clock else ("", "")
        mark = "~" * event.at.is_about
        moment = [
            date,
            f"{mark}{time}" if time else "",
            f"'{offset}" if offset[:1] == "-" else offset,
        ]
        moment[0] = date.lstrip("~") if time else date
        texts = [text for name, text in cells_of(event).items() if name != "timestamp"]
        rows.append(
            moment + [f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text for text in texts]
        )
    return in_csv(rows)


def from_spreadsheet(cells: Cells) -> Cells:
    """Take the marks off again that stand before what a spreadsheet would take for a formula.

    Examples
    --------
    >>> columns = {"date": ["2026-06-11"], "time": [""], "offset": [""], "event": ["'-5 shops"]}
    >>> from_spreadsheet(Cells(list(columns), [2], columns)).columns["event"]
    ['-5 shops']
    """
    if tuple(cells.names[: len(_LOCAL)]) != _LOCAL:
        return cells
    columns = {
        name: [
            cell[1:] if cell[:1] == "'" and cell[1:].startswith(_BEGINS_A_FORMULA) else cell
            for cell in column
        ]
        for name, column in cells.columns.items()
    }
    return replace(cells, columns=columns)


def cells_of(event: Event) -> dict[str, str]:
    """Write an event as the cells of its row, by the names of their columns."""
    values = {name: getattr(event, name) for name in COLUMNS[1:]}
    return {
        "timestamp": event.at.written(),
        **{name: "" if value is None else str(value) for name, value in values.items()},
    }


def in_csv(rows: Iterable[list[str]]) -> str:
    """Write rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
