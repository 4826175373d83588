"""A zone that a document says of its times, in a line of it or in the name of their column."""

from zoneinfo import ZoneInfo

import pytest

from course.incident.findings import Findings
from course.incident.surroundings import Surroundings
from course.incident.written_times import read_times

HERE = ZoneInfo("Pacific/Auckland")


@pytest.mark.parametrize(
    ("around", "moment"),
    [
        ("PDT", "2026-06-12T13:14:00+12:00"),
        ("Europe/Berlin", "2026-06-12T04:14:00+12:00"),
        ("", "2026-06-11T18:14:00+12:00"),
    ],
)
def test_a_clock_is_read_in_the_zone_around_and_shown_in_the_incident_s(around, moment):
    """Letters and names of places hold for every clock without an offset, in ISO 8601 too."""
    findings = Findings("a.csv")
    found = read_times([2], ["2026-06-11T18:14"], HERE, findings, Surroundings(zone=around))
    assert [at.isoformat() for at in found] == [moment]
    assert {at.zone for at in found} == {HERE}
    assert findings.problems == []
