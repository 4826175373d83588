"""Rows of the desk in order of time."""

from collections.abc import Sequence

from course.incident.findings import Findings
from course.incident.spreadsheet import HEADER_ROW, rows_of
from course.incident.timeline import Event
from course.incident.written_timeline import in_csv
from course.incident.written_times import COLUMN, read_times
from course.incident.zones import read_zone


def in_order(
    timeline: str, events: Sequence[Event], timezone: str
) -> tuple[str, dict[int, int]] | None:
    """Put the rows of a table in order of time, and say which went where; None where they are."""
    rows = [event.row for event in events]
    if rows == sorted(rows):
        return None
    zone = read_zone(timezone, Findings(""))
    header, *records = rows_of(timeline, ",")
    column = [name.strip().casefold() for name in header].index(COLUMN)
    for event in events:
        record = records[event.row - HEADER_ROW - 1]
        # A clock that took its date from the row above has another one above it now.
        if read_times([1], [record[column]], zone, Findings(""))[0] != event.at:
            record[column] = event.at.written()
    places = [row - HEADER_ROW - 1 for row in rows]
    places += sorted(set(range(len(records))) - set(places))
    moved = {place + 1: now for now, place in enumerate(places, 1)}
    return in_csv([header, *(records[place] for place in places)]), moved
