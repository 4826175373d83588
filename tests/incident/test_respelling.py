"""Times in other forms than ISO 8601: read by the whole column, told, or asked."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from course.incident.findings import Findings
from course.incident.surroundings import Surroundings
from course.incident.written_times import read_times
from tests.incident.column_read import read


class TestOrderOfDayAndMonth:
    """Settled by the column, or asked."""

    def test_thirteen_settles_it(self):
        """13 is no month, wherever in the column it stands; that is said."""
        found, findings = read("3/1/2024 2:05 PM", "3/1/2024 2:15 PM", "3/13/2024 9:00 AM")
        assert found == ["2024-03-01T14:05Z", "2024-03-01T14:15Z", "2024-03-13T09:00Z"]
        settled = "with the month first, since “3/13/2024 9:00 AM” in row 4 can be nothing else"
        assert settled in findings.notices[0]
        found, findings = read("3/1/2024 2:05", "13/3/2024 9:00")
        assert found[0] == "2024-01-03T02:05Z"
        assert "with the day first, since “13/3/2024 9:00” in row 3" in findings.notices[0]

    def test_where_nothing_settles_it_it_is_asked_once(self):
        """All rows in one finding, with both dates that may be meant."""
        found, findings = read("3/1/2024 14:05", "3/1/2024 14:06", "4/4/2024 10:00")
        (told,) = map(str, findings.problems)
        assert found == [None, None, "2024-04-04T10:00Z"]
        assert told.startswith("a.csv, rows 2 and 3, column `timestamp`: found “3/1/2024 14:05”")
        assert "2024-01-03" in told
        assert "2024-03-01" in told

    def test_a_clock_below_waits_for_the_same_answer(self):
        """A clock without a date takes the one above: what settles that settles both."""
        (told,) = map(str, read("3/1/2024 2:05 PM", "2:15 PM")[1].problems)
        assert told.startswith("a.csv, rows 2 and 3")
        assert "day-first" in told

    def test_cells_that_contradict_each_other_settle_nothing(self):
        """Beside 13/3 and 3/13, 3/1 is asked for."""
        assert read("3/1/2024 9:00", "13/3/2024 9:00", "3/13/2024 9:00")[0][0] is None

    def test_an_answer_holds(self):
        """Whoever was asked has the last word."""
        assert read("3/1/2024 14:05", day_first=False)[0] == ["2024-03-01T14:05Z"]
        assert read("3/1/2024 14:05", day_first=True)[0] == ["2024-01-03T14:05Z"]


class TestClocksWithoutADate:
    """Their date comes from above."""

    def test_they_go_past_midnight(self):
        """Where a clock falls by hours, midnight lies between."""
        found, _ = read("13:26", "23:40", "07:00", day=date(2019, 5, 30), zone="UTC")
        assert found == ["2019-05-30T13:26Z", "2019-05-30T23:40Z", "2019-05-31T07:00Z"]

    def test_a_clock_that_falls_a_little_is_out_of_order(self):
        """A row a few minutes early is not a day later."""
        assert read("13:26", "13:20", "13:30", day=date(2019, 5, 30))[0][1:] == [
            "2019-05-30T13:20Z",
            "2019-05-30T13:30Z",
        ]

    def test_newest_first(self):
        """A list from the last to the first is read from its end."""
        found, _ = read("00:10", "23:40", "23:20", "22:00", day=date(2019, 5, 30))
        assert found[0] == "2019-05-31T00:10Z"
        assert found[-1] == "2019-05-30T22:00Z"
        found, _ = read("23:00", "12:00", "01:00", day=date(2019, 5, 30))
        assert found == [f"2019-05-30T{clock}Z" for clock in ("23:00", "12:00", "01:00")]
        cells = ["11:00", "10:00", "09:00", "00:10", "23:40", "22:00"]
        found, _ = read(*cells, dates={2: date(2024, 3, 9), 5: date(2024, 3, 1)})
        assert found[2:5] == ["2024-03-09T09:00Z", "2024-03-02T00:10Z", "2024-03-01T23:40Z"]

    def test_newest_first_with_days(self):
        """Where the days fall, in headings or in cells, a clock is of the day above it."""
        cells = ["09:00", "14:05", "01:30", "00:20", "23:15", "22:40"]
        days = ["2024-03-09", *["2024-03-03"] * 3, *["2024-03-01"] * 2]
        moments = [f"{day}T{clock}Z" for day, clock in zip(days, cells, strict=True)]
        dates = {2: date(2024, 3, 9), 3: date(2024, 3, 3), 6: date(2024, 3, 1)}
        assert read(*cells, dates=dates)[0] == moments
        for place in (0, 1, 4):
            cells[place] = f"{days[place]} {cells[place]}"
        assert read(*cells)[0] == moments

    def test_a_half_of_the_day_that_is_said_once_leads_those_below(self):
        """Each is in the half that comes next, and one that falls a little is out of order."""
        found, _ = read("1 Mar 2024 1:10 pm", "1:15", "1:12", "2:05", "12:30")
        assert found[:4] == [f"2024-03-01T{at}Z" for at in ("13:10", "13:15", "13:12", "14:05")]
        assert found[4] == "2024-03-02T00:30Z"

    @pytest.mark.parametrize(
        ("cells", "last"),
        [
            (["1 Mar 2024 9:10 am", "10:15", "1:05"], "2024-03-01T13:05Z"),
            (["1 Mar 2024 13:10", "1:15 pm", "1:20"], "2024-03-01T13:20Z"),
            (["1 Mar 2024 10:00", "1:15"], "2024-03-02T01:15Z"),
            (["1 Mar 2024 1:15 pm", "14:20", "2:30"], "2024-03-02T02:30Z"),
            (["1 Mar 2024 5:00 pm", "9:00 am"], "2024-03-02T09:00Z"),
        ],
    )
    def test_a_clock_has_two_halves_where_another_says_its_own(self, cells, last):
        """Not where none does, or one without it is of 24 hours; and what is said stands."""
        assert read(*cells)[0][-1] == last

    def test_days_that_are_counted_or_named_lead_on(self):
        """The first that is counted is the day that is said; a name is the next day of it."""
        found, _ = read("Day 2 10:00", "Day 4 09:00", day=date(2024, 3, 1))
        assert found == ["2024-03-01T10:00Z", "2024-03-03T09:00Z"]
        found, _ = read("Friday 10:00", "Monday 09:00", day=date(2024, 3, 1))
        assert found == ["2024-03-01T10:00Z", "2024-03-04T09:00Z"]

    def test_a_day_that_is_named_may_lie_before_the_day_of_writing(self):
        """Below a heading, or what is said of all; below a row it rarely does."""
        assert read("Monday 10:00", day=date(2006, 4, 18))[0] == ["2006-04-17T10:00Z"]
        dates = {2: date(2006, 4, 14), 3: date(2006, 4, 18)}
        found, _ = read("Friday 09:00", "Monday 10:00", dates=dates)
        assert found == ["2006-04-14T09:00Z", "2006-04-17T10:00Z"]

    def test_a_date_in_the_row_above_holds_for_those_below(self):
        """In any form."""
        cells = ["2024-03-01 22:00", "23:10", "00:20", "5 Mar 2024 10:00", "10:30"]
        assert read(*cells)[0][1:] == [
            "2024-03-01T23:10Z",
            "2024-03-02T00:20Z",
            "2024-03-05T10:00Z",
            "2024-03-05T10:30Z",
        ]

    def test_a_heading_holds_until_the_next(self):
        """Dates above rows, by row."""
        dates = {2: date(2024, 3, 1), 4: date(2024, 3, 9)}
        assert read("10:00", "11:00", "09:00", dates=dates)[0] == [
            "2024-03-01T10:00Z",
            "2024-03-01T11:00Z",
            "2024-03-09T09:00Z",
        ]

    def test_without_one_it_is_asked_for(self):
        """All rows in one finding."""
        found, findings = read("10:00", "11:00", "~12:00", "1 March 10:00", "2 March 11:00")
        told = list(map(str, findings.problems))
        assert found == [None] * 5
        assert len(told) == 2
        assert "rows 2, 3 and 4" in told[0]
        assert "a clock without a date; expected a date as well" in told[0]
        assert "--date 2026-06-11" in told[0]
        assert "a date without a year; expected a year as well" in told[1]

    def test_after_the_last_day_of_all_there_is_no_next(self):
        """A date that nobody means stops nothing."""
        assert read("9999-12-31 13:48", "14:18", "00:12")[0] == [None, None, None]

    def test_a_year_comes_from_above(self):
        """1 March is of the year that stands elsewhere."""
        assert read("1 March 10:00", day=date(2024, 1, 1))[0] == ["2024-03-01T10:00Z"]

    def test_what_is_near_in_time_gives_a_year_and_no_day(self):
        """A report is of the year of its incident, and rarely of its day."""
        found, _ = read("10:00", "1 March 11:00", near=date(2024, 1, 1))
        assert found == [None, "2024-03-01T11:00Z"]


class TestZones:
    """What letters say of a clock."""

    def test_letters_that_mean_several_offsets_are_asked_for(self):
        """IST is three places."""
        found, findings = read("2024-03-01 10:00 IST", "2024-03-01 11:00 IST")
        (told,) = map(str, findings.problems)
        assert found == [None, None]
        assert "+05:30, India; +01:00, Ireland; +02:00, Israel" in told

    @pytest.mark.parametrize(
        ("zone", "moment"),
        [("Asia/Kolkata", "2024-03-01T10:00:00+05:30"), ("Europe/Dublin", "2024-03-01T09:00:00Z")],
    )
    def test_the_zone_of_the_incident_settles_its_own_letters(self, zone, moment):
        """In Kolkata IST is Indian time."""
        findings = Findings("a.csv")
        (at,) = read_times([2], ["2024-03-01 10:00 IST"], ZoneInfo(zone), findings)
        assert findings.problems == []
        assert at.instant == datetime.fromisoformat(moment)

    def test_a_zone_around_holds_for_clocks_without_one(self):
        """All times in PDT, unless a cell has an offset of its own."""
        cells = ["2019-05-30 13:26", "30 May 2019 13:26", "2019-05-30T13:26Z"]
        assert read(*cells, zone="UTC")[0] == ["2019-05-30T13:26Z"] * 3
        findings = Findings("a.csv")
        found = read_times([2, 3, 4], cells, ZoneInfo("UTC"), findings, Surroundings(zone="PDT"))
        assert [at.isoformat() for at in found] == [
            "2019-05-30T20:26:00+00:00",
            "2019-05-30T20:26:00+00:00",
            "2019-05-30T13:26:00+00:00",
        ]


def test_what_the_course_writes_itself_is_no_news():
    """A rough moment in the form of the contract is read in silence."""
    found, findings = read("~2024-03-01T10:00+00:00", "2024-03-01T10:05Z")
    assert (found[0], findings.notices) == ("~2024-03-01T10:00Z", [])


class TestWhatIsNotUnderstood:
    """Named with all its rows, once."""

    def test_six_hundred_rows_are_one_finding(self):
        """With the first three."""
        _, findings = read(*["sometime"] * 600)
        (told,) = map(str, findings.problems)
        assert told == (
            "a.csv, rows 2, 3, 4 and 597 more, column `timestamp`: found “sometime”; expected "
            "year, month, day and time, such as 2026-06-11T18:14 (ISO 8601)"
        )

    def test_each_form_is_a_finding(self):
        """Two forms that are not known are two things to mend."""
        _, findings = read("sometime", "T+5", "later", "T+10", "2024-03-01")
        assert [problem.rows for problem in findings.problems] == [(2, 4), (3, 5)]

    def test_numbers_of_two_kinds_are_asked_for(self):
        """Serial days beside seconds are no column."""
        found, findings = read("45520.5", "1723847520")
        assert found == [None, None]
        kinds = "a serial day of a spreadsheet and seconds since 1970"
        (told,) = map(str, findings.problems)
        assert f", and numbers in this column are {kinds}; " in told

    @pytest.mark.parametrize(
        ("cell", "how"),
        [
            ("31 Feb 2024 10:00", "a date that there is not"),
            ("2024-03-01 25:00 UTC", "a time that no clock shows"),
            ("1 Mar 2024 9:61", "a time that no clock shows"),
        ],
    )
    def test_what_no_calendar_and_no_clock_shows(self, cell, how):
        """It is told, and never put right."""
        found, findings = read(cell, cell.replace("20", "19"))
        assert found == [None, None]
        (told,) = map(str, findings.problems)
        assert f"found “{cell}”" in told
        assert f", {how}; expected" in told


class TestWhatIsSaidBesideTheColumn:
    """A day, a zone or a year that is said once holds for cells that leave it out."""

    def test_a_day_that_is_said_settles_the_order(self):
        """Where only one of both readings is on the day of the incident, nothing is asked."""
        found, findings = read("08/10 09:12", "08/10 10:22", day=date(2024, 10, 8))
        assert found == ["2024-10-08T09:12Z", "2024-10-08T10:22Z"]
        assert any("the day that is said" in notice for notice in findings.notices)

    def test_a_day_that_is_neither_settles_nothing(self):
        """Neither the eighth of October nor the tenth of August is the sixth of May."""
        found, findings = read("08/10/2024 09:12", day=date(2024, 5, 6))
        assert found == [None]
        assert findings.problems[0].kind == "order of day and month"

    def test_the_year_turns(self):
        """A date without a year is the one nearest to the one above it."""
        found, _ = read("Dec 31 23:50", "Jan 1 00:10", day=date(2024, 12, 31))
        assert found == ["2024-12-31T23:50Z", "2025-01-01T00:10Z"]
        assert read("Dec 31 23:50", "Jan 1 00:10", day=date(2025, 1, 1))[0] == found

    def test_letters_hold_for_cells_of_another_form(self):
        """A moment in ISO 8601 without its offset is in the zone that all others name."""
        found, findings = read("2 July 2023 13:07 UTC", "2023-07-02 13:10", zone="Europe/London")
        assert found == ["2023-07-02T14:07+01:00Z", "2023-07-02T14:10+01:00Z"]
        assert any("read in UTC" in notice for notice in findings.notices)
        cells = ["2 July 2023 13:07 UTC", "2 July 2023 13:10"]
        assert read(*cells, zone="Europe/London")[0] == found

    def test_letters_that_differ_hold_for_no_other_cell(self):
        """Nor is there anything to say where no cell is without its own."""
        cells = ["2 July 2023 13:07 UTC", "2 July 2023 13:08 PDT", "2023-07-02 13:10"]
        found, findings = read(*cells, zone="Europe/London")
        assert found[-1] == "2023-07-02T13:10+01:00Z"
        assert not [notice for notice in findings.notices if "of their own" in notice]
        assert "of their own" not in "".join(read(cells[0])[1].notices)
