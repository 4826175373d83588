"""Times as they are written: offsets, zones, clock changes, and what is no time."""

from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from course.charts import CHARTS
from course.incident.findings import Findings
from course.incident.loading import Incident, load_incident
from course.incident.written_times import read_times


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

    def test_a_date_alone_is_a_day_and_it_says_so(self, write):
        """What has no time of day is known to the day only: nobody wrote 00:00."""
        incident = load_incident(write("timestamp,event\n2026-06-11,A.\n2026-06-11T00:00,B.\n"))
        assert [event.at.precision for event in incident.timeline] == ["day", "minute"]
        assert "row 2" in incident.notices[0]
        assert "known to the day only" in incident.notices[0]

    @pytest.mark.parametrize(
        ("cells", "told"),
        [
            (
                ["2026-06-11T18:14-18:20", "2026-06-11T19:14"],
                (
                    "row 2: of a range, as in “2026-06-11T18:14-18:20”, the beginning is taken: "
                    "2026-06-11T18:14+12:00. If something happened at its end, give that a row of "
                    "its own."
                ),
            ),
            (
                ["25 Dec 2026 6:14 pm", "26 Dec 2026 7 pm"],
                (
                    "rows 2 and 3: a month by name with a 12-hour clock, as in "
                    "“25 Dec 2026 6:14 pm”, is read as 2026-12-25T18:14+13:00. If that is wrong, "
                    "write it as 2026-06-11T18:14."
                ),
            ),
        ],
    )
    def test_what_is_read_as_something_else_is_told_with_an_example(self, write, cells, told):
        """Which rows, what it is, how it stands there and what it became, in one sentence."""
        rows = "".join(f"{cell},A.\n" for cell in cells)
        (notice,) = load_incident(write(f"timestamp,event\n{rows}")).notices
        assert notice.endswith(told)

    @pytest.mark.parametrize(
        ("days", "told"),
        [
            (["2026-06-11"], "row 2, as in “2026-06-11”"),
            (["2026-06-11", "2026-06-12"], "rows 2 and 3, as in “2026-06-11”"),
        ],
    )
    def test_days_alone_are_told_by_their_rows(self, write, days, told):
        """Also where no row has a time of day."""
        rows = "".join(f"{day},A.\n" for day in days)
        (notice,) = load_incident(write(f"timestamp,event\n{rows}")).notices
        assert f"{told}: a date without a time of day, known to the day only." in notice

    def test_an_hour_that_came_twice_is_not_guessed(self, write, the_problem):
        """Where clocks went back, a time without an offset is an error that names the row."""
        text = "timestamp,event\n2026-04-05T01:59,A.\n2026-04-05T02:30,B.\n"
        found = the_problem(write(text))
        assert "row 3" in found
        assert ", which in Pacific/Auckland happened twice, as clocks went back" in found
        assert "expected a time with its offset" in found

    def test_an_hour_that_never_was_is_not_guessed(self, write, the_problem):
        """Where clocks went forward, a time without an offset is an error that names the row."""
        text = "timestamp,event\n2026-09-27T02:30,A.\n2026-09-27T03:00,B.\n"
        found = the_problem(write(text))
        assert "row 2" in found
        assert ", which in Pacific/Auckland did not happen, as clocks went forward" in found

    def test_an_offset_settles_the_hour_that_came_twice(self, write):
        """With offsets both hours are told apart, and shown with their abbreviations."""
        text = "timestamp,event\n2026-04-05T02:30+13:00,A.\n2026-04-05T02:30+12:00,B.\n"
        assert times(load_incident(write(text))) == [
            "2026-04-05 02:30 NZDT",
            "2026-04-05 02:30 NZST",
        ]

    @pytest.mark.parametrize(
        "found", ["yesterday", "2026-13-01T00:00", "2026", "2026-06", "T+5", "week 24", "24h"]
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


def read(*cells: str, zone: str = "Pacific/Auckland") -> tuple[list[str | None], list[str]]:
    """Read a column, and give each moment as ISO 8601, and what is told of rows from 2 on."""
    findings = Findings("a.csv")
    found = read_times(range(2, 2 + len(cells)), cells, ZoneInfo(zone), findings)
    told = [str(problem).partition(": found ")[2] for problem in findings.problems]
    return [at.isoformat() if at else None for at in found], told


class TestRanges:
    """A beginning and an end are no moment, and no offset."""

    @pytest.mark.parametrize(
        ("found", "begin"),
        [
            ("2024-03-01 14:05-14:20", "2024-03-01 14:05"),
            ("2024-03-01T14:05-14:20", "2024-03-01T14:05"),
            ("2024-03-01 14:05–14:20", "2024-03-01 14:05"),
            ("2024-03-01 14:05 - 14:20", "2024-03-01 14:05"),
            ("2024-03-01 14:05 to 2024-03-01 14:20", "2024-03-01 14:05"),
            ("2024-03-01T14:05/2024-03-02T01:20", "2024-03-01T14:05"),
            ("2024-03-01/2024-03-03", "2024-03-01"),
            ("2024-03-01 - 2024-03-03", "2024-03-01"),
        ],
    )
    def test_of_a_range_the_beginning_is_taken(self, found, begin):
        """It is the row's moment, and that is said."""
        findings = Findings("a.csv")
        cells = [found, begin]
        taken, written = read_times([2, 3], cells, ZoneInfo("Pacific/Auckland"), findings)
        assert (taken, findings.problems) == (written, [])
        assert f"row 2: of a range, as in “{found}”, the beginning" in findings.notices[-1]

    def test_beside_a_range_what_could_be_an_offset_is_a_range(self):
        """The column decides: 09:00-10:00 says the same as 14:05-14:20 under it."""
        found, told = read("2024-03-01 09:00-10:00", "2024-03-01 14:05-14:20")
        assert found == ["2024-03-01T09:00:00+13:00", "2024-03-01T14:05:00+13:00"]
        assert told == []

    def test_what_may_be_a_range_or_an_offset_is_not_guessed(self):
        """Where the column does not settle it, it is asked for, with both ways to write it."""
        found, (told,) = read("2024-03-01 09:00-10:00")
        assert found == [None]
        assert told.startswith("“2024-03-01 09:00-10:00”, a range or a time with an offset;")
        assert "2024-03-01 09:00:00-10:00" in told
        assert read("2024-03-01 09:00:00-10:00")[0] == ["2024-03-02T08:00:00+13:00"]

    def test_the_offset_of_the_place_is_an_offset(self):
        """In Honolulu 09:00-10:00 is how nine in the morning is written."""
        assert read("2024-03-01 09:00-10:00", zone="Pacific/Honolulu") == (
            ["2024-03-01T09:00:00-10:00"],
            [],
        )

    def test_an_offset_that_stands_elsewhere_in_the_column_is_one(self):
        """Where 23:00-10:00 can only be an offset, 09:00-10:00 is that offset."""
        assert read("2024-03-01 09:00-10:00", "2024-03-01 23:00-10:00")[1] == []


class TestOffsets:
    """What is an offset, whatever stands in the other cells."""

    @pytest.mark.parametrize("beside", ["2024-02-29", "2024-03-01T14:05", "2024-03-01T14:05Z"])
    def test_one_digit_reads_the_same_beside_anything(self, beside):
        """+5:30 is +05:30, alone and beside a date, and that is said."""
        alone = read("2024-03-01T14:05:00+5:30", zone="Asia/Kolkata")
        assert alone == (["2024-03-01T14:05:00+05:30"], [])
        both, told = read("2024-03-01T14:05:00+5:30", beside, zone="Asia/Kolkata")
        assert (both[0], told) == (alone[0][0], [])

    def test_a_short_offset_is_told(self, write):
        """No reading that is not plain ISO passes in silence."""
        incident = load_incident(write("timestamp,event\n2026-06-11T18:14+5:30,A.\n"))
        assert (
            "an offset with one digit, as in “2026-06-11T18:14+5:30”, is read as one with a nought"
        ) in incident.notices[0]

    @pytest.mark.parametrize("offset", ["+14:15", "+15:00", "-12:15", "+05:20", "-14:00", "+0001"])
    def test_an_offset_that_no_place_has_is_none(self, offset):
        """Beyond -12:00 and +14:00, and between quarters of an hour, nobody lives."""
        found, (told,) = read(f"2024-03-01T16:05:00{offset}")
        assert found == [None]
        assert ", an offset that no place has; expected one from -12:00 to +14:00" in told

    @pytest.mark.parametrize("offset", ["+14:00", "-12:00", "+05:45", "-0330", "+12", "Z"])
    def test_an_offset_that_a_place_has_is_read(self, offset):
        """To the quarter of an hour."""
        assert read(f"2024-03-01T16:05:00{offset}")[1] == []


def test_a_date_with_one_digit_is_read_as_one_with_a_nought():
    """Month, day and hour, each by itself; a fraction of a second stays."""
    cells = ["2026-6-11", "2026-06-1", "2026/6/1 9:05:07.25"]
    assert read(*cells) == (["2026-06-11", "2026-06-01", "2026-06-01T09:05:07.250000+12:00"], [])


class TestPrecision:
    """How exactly a moment is known is what was written, and no more."""

    @pytest.mark.parametrize(
        ("cell", "precision"),
        [
            ("2026-06-11", "day"),
            ("20260611", "day"),
            ("2026/06/11", "day"),
            ("2026-06-11 18:14", "minute"),
            ("20260611T1814", "minute"),
            ("2026-06-11T18:14Z", "minute"),
            ("2026-06-11T18:14:00", "second"),
            ("2026-06-11T18:14:05.250+12:00", "second"),
        ],
    )
    def test_it_is_what_was_written(self, cell, precision):
        """A day without a clock is a day, also where another cell has seconds."""
        cells = [cell, "2026-06-11T18:14:05Z"]
        found = read_times([2, 3], cells, ZoneInfo("Pacific/Auckland"), Findings("a.csv"))
        assert found[0].precision == precision

    def test_an_hour_without_minutes_is_not_made_up(self):
        """18 is not 18:00."""
        found, (told,) = read("2026-06-11T18")
        assert found == [None]
        assert told.endswith(
            "an hour without its minutes; expected them as well, such as 2026-06-11T18:00"
        )

    def test_a_day_stands_before_what_happened_on_it(self, write):
        """In order of time a day begins at its beginning; what is on it comes after."""
        text = "timestamp,event\n2026-06-11T00:00,B.\n2026-06-11,A.\n2026-06-10T23:59,0.\n"
        assert [event.event for event in load_incident(write(text)).timeline] == ["0.", "B.", "A."]

    def test_a_day_whose_midnight_never_was_is_a_day(self):
        """In Santiago clocks may go forward at midnight: the day is the same."""
        assert read("2026-09-06", zone="America/Santiago") == (["2026-09-06"], [])

    def test_a_day_that_a_place_left_out_is_told(self):
        """Samoa went from the 29th of December 2011 to the 31st."""
        found, (told,) = read("2011-12-30", zone="Pacific/Apia")
        assert found == [None]
        assert "a day that Pacific/Apia left out" in told
