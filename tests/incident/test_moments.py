"""Times as they are written: offsets, zones, clock changes, and what is no time."""

import pandas as pd
import pytest

from course.charts import CHARTS
from course.incident.loading import Incident, load_incident


def times(incident: Incident) -> list[str]:
    """Write out the times as they are shown."""
    return [f"{at:%Y-%m-%d %H:%M %Z}" for at in incident.events["timestamp"]]


class TestTime:
    """Offsets, zones and clock changes."""

    def test_offsets_are_kept_as_moments(self, write):
        """Several offsets in one file, and none, end up in the incident's zone."""
        text = (
            "timestamp,event\n2026-06-11T06:14:00Z,A.\n2026-06-11T18:15:00+12:00,B.\n"
            "2026-06-10T23:16:00-0700,C.\n2026-06-11 18:17,D.\n2026-06-11T18:18:00+12,E.\n"
        )
        assert times(load_incident(write(text))) == [
            f"2026-06-11 18:{minute} NZST" for minute in range(14, 19)
        ]

    @pytest.mark.parametrize("offset", ["Z", "+05:45", "-11:00"])
    def test_one_offset_throughout_is_turned_into_the_zone(self, write, offset):
        """What is shown never depends on how a program wrote its offsets."""
        at = pd.Timestamp(f"2026-06-11T06:14:00{offset}").tz_convert("Pacific/Auckland")
        incident = load_incident(write(f"timestamp,event\n2026-06-11T06:14:00{offset},A.\n"))
        assert incident.events["timestamp"].to_list() == [at]
        assert str(incident.events["timestamp"].dt.tz) == "Pacific/Auckland"

    def test_a_date_alone_is_midnight_and_it_says_so(self, write):
        """A day without a time of day is read at its beginning, with a notice."""
        incident = load_incident(write("timestamp,event\n2026-06-11,A.\n"))
        assert times(incident) == ["2026-06-11 00:00 NZST"]
        assert "row 2" in incident.notices[0]
        assert "00:00" in incident.notices[0]

    def test_an_hour_that_came_twice_is_not_guessed(self, write, the_problem):
        """Where clocks went back, a time without an offset is an error that names the row."""
        text = "timestamp,event\n2026-04-05T01:59,A.\n2026-04-05T02:30,B.\n"
        found = the_problem(write(text))
        assert "row 3" in found
        assert "happened twice" in found

    def test_an_hour_that_never_was_is_not_guessed(self, write, the_problem):
        """Where clocks went forward, a time without an offset is an error that names the row."""
        text = "timestamp,event\n2026-09-27T02:30,A.\n2026-09-27T03:00,B.\n"
        found = the_problem(write(text))
        assert "row 2" in found
        assert "did not happen" in found

    def test_an_offset_settles_the_hour_that_came_twice(self, write):
        """With offsets both hours are told apart, and shown with their abbreviations."""
        text = "timestamp,event\n2026-04-05T02:30+13:00,A.\n2026-04-05T02:30+12:00,B.\n"
        assert times(load_incident(write(text))) == [
            "2026-04-05 02:30 NZDT",
            "2026-04-05 02:30 NZST",
        ]

    @pytest.mark.parametrize(
        "found", ["yesterday", "11/06/2026 18:14", "2026-13-01T00:00", "2026", "2026-06", "18:14"]
    )
    def test_what_is_no_time_is_told(self, write, the_problem, found):
        """A time that is not ISO 8601 is shown with one that is."""
        told = the_problem(write(f"timestamp,event\n{found},A.\n2026-06-11T18:14,B.\n"))
        assert told == (
            f"incident_timeline.csv, row 2, column `timestamp`: found “{found}”; "
            "expected year, month, day and time, such as 2026-06-11T18:14 (ISO 8601)"
        )

    @pytest.mark.parametrize(
        "far",
        [
            "9999-12-31",
            "9999-12-31T23:59",
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59-11:00",
            "9999-12-31T23:59:59.9999999Z",
            "0001-01-01T00:00",
            "0001-01-01T00:00:00+14:00",
            "1899-12-31T23:59Z",
            "2201-01-01T00:00Z",
        ],
    )
    @pytest.mark.parametrize("beside", ["2026-06-11T18:14", "2026-06-11T18:14Z"])
    def test_a_year_far_away_is_told(self, write, the_problem, far, beside):
        """An open end, or a slip, is no moment in an incident, and nothing could draw it."""
        found = the_problem(write(f"timestamp,event\n{beside},A.\n{far},B.\n"))
        assert found == (
            f"incident_timeline.csv, row 3, column `timestamp`: found “{far}”; expected a year "
            "from 1900 to 2200: what has not come yet has no row"
        )

    @pytest.mark.parametrize("offset", ["", "Z", "-11:00", "+14:00"])
    def test_a_year_that_is_not_far_away_can_be_shown(self, write, offset):
        """The first and the last moment that are taken can be drawn together."""
        folder = write(
            "timestamp,event,phase,affected_cumulative\n"
            f"1900-01-01T00:00{offset},A.,started,0\n2200-12-31T23:59{offset},B.,resolved,9\n"
        )
        for make in CHARTS:
            assert make(load_incident(folder)).fragment.text

    def test_a_missing_time_is_told(self, write, the_problem):
        """An empty time is nothing that can be put in order."""
        assert "found nothing" in the_problem(write("timestamp,event\n,A.\n2026-06-11T18:14,B.\n"))
