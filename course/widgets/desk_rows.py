"""Rows as the desk counts and orders them: from the first one on, and in order of time."""

import re
from collections.abc import Mapping, Sequence

from course.incident.findings import Findings
from course.incident.spreadsheet import HEADER_ROW, rows_of
from course.incident.timeline import Event
from course.incident.written_timeline import in_csv
from course.incident.written_times import COLUMN, read_times
from course.incident.zones import read_zone

_NAMED = re.compile(r"“[^”]*”|\b[Rr]ows? \d+(?:,\d{3})*(?:(?:, | and )\d+(?:,\d{3})*)*(?: more)?")
_NUMBER = re.compile(r"\b\d+(?:,\d{3})*\b(?! more)")


def counted_from_one(text: str, moved: Mapping[int, int] | None = None) -> str:
    """Name rows as the page and the chart count them: a form has no header to count.

    Examples
    --------
    >>> counted_from_one("rows 2, 3 and 12 more: as in “row 4”, after row 8", {7: 1})
    'rows 1, 2 and 12 more: as in “row 4”, after row 1'
    """

    def number(found: re.Match[str]) -> str:
        row = int(found[0].replace(",", "")) - HEADER_ROW
        return f"{(moved or {}).get(row, row)}"

    def named(found: re.Match[str]) -> str:
        return found[0] if found[0][0] == "“" else _NUMBER.sub(number, found[0])

    return _NAMED.sub(named, text)


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
