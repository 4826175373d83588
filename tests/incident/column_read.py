"""A column of times, read as a timeline has it."""

from zoneinfo import ZoneInfo

from course.incident.findings import Findings
from course.incident.surroundings import Surroundings
from course.incident.written_times import read_times


def read(*cells: str, zone: str = "UTC", **around: object) -> tuple[list[str | None], Findings]:
    """Read a column from row 2 on, and give each moment as a timeline writes it."""
    findings = Findings("a.csv")
    rows = range(2, 2 + len(cells))
    found = read_times(rows, cells, ZoneInfo(zone), findings, Surroundings(**around))
    return [
        at.written().removesuffix("+00:00") + "Z" * (not at.is_day) if at else None for at in found
    ], findings
