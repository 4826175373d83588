"""The events of an incident: their order, their phases and their counts."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.incident.loading import load_incident
from course.incident.phases import MILESTONES
from course.incident.questions import doubts


class TestTable:
    """Rows and columns."""

    def test_unsorted_rows_are_sorted_and_it_says_so(self, write):
        """Rows come in order of time; rows of one time keep their order."""
        text = "timestamp,event\n2026-06-11T19:00,C.\n2026-06-11T18:00,A.\n2026-06-11T18:00,B.\n"
        incident = load_incident(write(text))
        assert list(incident.events["event"]) == ["A.", "B.", "C."]
        (notice,) = incident.notices
        assert notice == (
            "incident_timeline.csv: the rows were not in time order and have been sorted: "
            "row 2 stood elsewhere, and “C.”, of 2026-06-11T19:00+12:00, now comes last. "
            "If that is wrong, mend its time."
        )

    @pytest.mark.parametrize(
        ("clocks", "told"),
        [
            (["10:00", "09:55", "11:30"], "row 3 stood elsewhere, and “09:55”"),
            (["10:00", "11:30", "12:00", "09:55", "12:10", "10:30"], "rows 5 and 7 stood else"),
            (["11:30", "10:00", "09:55"], "stood with the last one first"),
        ],
    )
    def test_as_few_rows_as_can_be_are_told_to_have_stood_elsewhere(self, write, clocks, told):
        """One that was written later is the one that moved; a whole log may be turned."""
        rows = "".join(f"2026-06-11T{clock},{clock}\n" for clock in clocks)
        (notice,) = load_incident(write(f"timestamp,event\n{rows}")).notices
        assert told in notice

    def test_midnight_and_more_than_a_day(self, write):
        """An incident may run past midnight and over several days."""
        text = (
            "timestamp,event,phase\n2026-06-11T23:59,A.,started\n2026-06-12T00:00,B.,\n"
            "2026-06-13T01:00,C.,resolved\n"
        )
        marks = load_incident(write(text)).milestones
        assert marks["resolved"].at - marks["started"].at == pd.Timedelta(hours=25, minutes=1)

    def test_a_header_only(self, write, the_problem):
        """A header with no event under it."""
        assert "found a header only" in the_problem(write("timestamp,event\n"))

    def test_a_missing_column(self, write, the_problem):
        """A required column is named, with those that were found."""
        found = the_problem(write("moment,event\nthen,A.\n"))
        assert "row 1: column `timestamp` is missing; found `moment`, `event`" in found

    def test_an_unknown_column_is_left_out_and_it_says_so(self, write):
        """A misspelt header does not pass in silence."""
        incident = load_incident(write("timestamp,event,phse\n2026-06-11T18:14,A.,started\n"))
        assert "`phse` is not known" in incident.notices[0]


class TestPhases:
    """Milestones, and the order in which they can come."""

    HEAD = "timestamp,event,phase\n"

    def test_resolved_before_started_is_told(self, write, the_problem):
        """The end cannot come before the start."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,resolved\n2026-06-11T18:15,B.,started\n"
        found = the_problem(write(text))
        assert "row 2" in found
        assert "`resolved` before `started` (row 3)" in found

    def test_resolved_and_started_at_once_are_fine(self, write):
        """Something may begin and end in the same minute."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,resolved\n2026-06-11T18:14,B.,started\n"
        assert set(load_incident(write(text)).milestones) == {"started", "resolved"}

    @pytest.mark.parametrize("phase", MILESTONES)
    def test_a_milestone_twice_is_told(self, write, the_problem, phase):
        """Each milestone is one moment; the second row is named, and the first."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,{phase}\n2026-06-11T18:15,B.,{phase}\n"
        assert the_problem(write(text)) == (
            f"incident_timeline.csv, row 3, column `phase`: found “{phase}” again after row 2; "
            "expected it at most once"
        )

    def test_follow_up_may_come_often(self, write):
        """What is done afterwards is many things."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,follow_up\n2026-06-11T18:15,B.,follow_up\n"
        assert load_incident(write(text)).milestones == {}

    def test_an_unknown_phase_is_told(self, write, the_problem):
        """A phase that the contract does not know comes with those that it does."""
        found = the_problem(write(f"{self.HEAD}2026-06-11T18:14,A.,begun\n"))
        assert (
            "row 2, column `phase`: found “begun”; expected nothing or one of introduced" in found
        )

    def test_an_unknown_provenance_is_told(self, write, the_problem):
        """So does a provenance."""
        found = the_problem(write("timestamp,event,provenance\n2026-06-11T18:14,A.,guessed\n"))
        assert "column `provenance`: found “guessed”" in found
        assert "given, derived, constructed" in found

    def test_an_alarm_may_ring_before_anyone_is_affected(self, write):
        """Detection before the start is unusual but possible: it is asked about."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,detected\n2026-06-11T18:15,B.,started\n"
        incident = load_incident(write(text))
        assert not incident.notices
        assert [doubt.question.partition(" stands")[0] for doubt in doubts(incident)] == [
            "“detected” (11 Jun 18:14)"
        ]


class TestCounts:
    """How many by when."""

    HEAD = "timestamp,event,affected_cumulative\n"

    def test_a_count_that_falls_is_told(self, write, the_problem):
        """A cumulative count never falls, whatever the order of the rows in the file."""
        text = f"{self.HEAD}2026-06-11T18:16,C.,9\n2026-06-11T18:14,A.,10\n2026-06-11T18:15,B.,\n"
        assert the_problem(write(text)) == (
            "incident_timeline.csv, row 2, column `affected_cumulative`: found 9 after 10; "
            "expected a count that never falls in order of time"
        )

    def test_a_row_without_a_time_cannot_make_a_count_fall(self, write, the_problem):
        """One thing to mend is told once: an unreadable time says nothing about the order."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,1\nlater,B.,2\n2026-06-11T18:16,C.,3\n"
        assert "row 3, column `timestamp`" in the_problem(write(text))

    def test_a_count_that_overshoots_is_told(self, write, least_facts, the_problem):
        """No row may count more than the facts say were affected in all."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,11\n"
        found = the_problem(write(text, least_facts + "affected = 10\n"))
        assert "found 11; expected at most 10, which is `affected` in incident.toml" in found

    def test_more_than_are_served_is_told(self, write, least_facts, the_problem):
        """Where nobody has said how many were affected, it cannot be more than there are."""
        found = the_problem(
            write(f"{self.HEAD}2026-06-11T18:14,A.,500\n", least_facts + "population = 4\n")
        )
        assert "found 500; expected at most 4, which is `population` in incident.toml" in found

    def test_calls_may_be_more_than_those_who_are_served(self, write, least_facts):
        """Some call twice, and some for others."""
        text = "timestamp,event,support_calls_cumulative\n2026-06-11T18:14,A.,500\n"
        assert len(load_incident(write(text, least_facts + "population = 4\n")).events) == 1

    @pytest.mark.parametrize("found", ["many", "-1", "1.5", "2,340", "inf", "nan", "9" * 30])
    def test_what_is_no_count_is_told(self, write, the_problem, found):
        """A count is a whole number, 0 or more."""
        told = the_problem(write(f'{self.HEAD}2026-06-11T18:14,A.,"{found}"\n'))
        assert f"column `affected_cumulative`: found “{found}”; expected a whole number" in told

    def test_gaps_in_a_count_are_not_zero(self, write):
        """A row without a count does not know it."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,5\n2026-06-11T18:15,B.,\n"
        counts = load_incident(write(text)).events["affected_cumulative"]
        assert counts.iloc[0] == 5
        assert counts.isna().to_list() == [False, True]

    def test_a_count_may_be_written_as_a_spreadsheet_writes_it(self, write, the_problem):
        """17.0 is seventeen, in a clean file and beside a cell that is none."""
        head = "timestamp,event,affected_cumulative\n2026-06-11T18:14,A.,17.0\n"
        assert load_incident(write(head)).events["affected_cumulative"].iloc[0] == 17
        assert "row 3" in the_problem(write(head + "2026-06-11T18:15,B.,many\n"))


def test_findings_come_from_the_top_down(write, least_facts, problems):
    """Whoever mends a spreadsheet goes from row to row; the facts come before it."""
    text = (
        "timestamp,event,phase,affected_cumulative\n"
        "2026-06-11T18:16,A.,started,many\nthen,,begun,\n2026-06-11T18:14,,resolved,\nT+5,D.,,\n"
    )
    of_facts, *of_events = problems(write(text, least_facts + "affected = -1\n"))
    assert of_facts.startswith("incident.toml: `affected`")
    rows = [problem.split(",")[1] for problem in of_events]
    assert rows == [" row 2", " row 3", " row 3", " row 3", " row 4", " row 4", " row 5"]


# Signs that nobody sees are no text.
CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf"], include_characters="\n,\";'āŌ🚑"),
    min_size=1,
).filter(lambda text: text.strip())

ROWS = st.lists(
    st.tuples(
        st.datetimes(
            pd.Timestamp("1990-01-01").to_pydatetime(), pd.Timestamp("2090-01-01").to_pydatetime()
        ),
        CELLS,
        st.sampled_from(["", "follow_up"]),
        st.sampled_from(["given", "derived", "constructed"]),
        st.one_of(st.none(), st.integers(0, 10**9)),
    ),
    min_size=1,
    max_size=20,
)

OFFSETS = st.sampled_from(["+00:00", "+12:00", "-03:30", "+05:45"])


def as_frame(rows: list[tuple]) -> pd.DataFrame:
    """Put generated rows in order, with a count that never falls."""
    columns = ["timestamp", "event", "phase", "provenance", "affected_cumulative"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.sort_values("timestamp", kind="stable", ignore_index=True)
    frame["affected_cumulative"] = (
        frame["affected_cumulative"].astype("Int64").cummax()  # a count that never falls
    )
    return frame


def load_frame(write, frame: pd.DataFrame) -> pd.DataFrame:
    """Write a table as an incident folder and load it."""
    return load_incident(write(frame.to_csv(index=False))).events


in_one_folder = settings(
    max_examples=settings().max_examples * 3 // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@in_one_folder
@given(rows=ROWS, seed=st.integers(0, 2**16))
def test_the_order_of_rows_in_the_file_does_not_matter(write, rows, seed):
    """Shuffled rows, no two at one time, load into the same table."""
    frame = as_frame(rows).drop_duplicates("timestamp")
    frame["timestamp"] = [f"{at.isoformat()}Z" for at in frame["timestamp"]]
    shuffled = frame.sample(frac=1, random_state=seed)
    in_order, mixed = load_frame(write, frame), load_frame(write, shuffled)
    pd.testing.assert_frame_equal(in_order.reset_index(drop=True), mixed.reset_index(drop=True))


@in_one_folder
@given(rows=ROWS, offsets=st.lists(OFFSETS, min_size=20, max_size=20))
def test_a_moment_is_the_same_in_whatever_offset_it_is_written(write, rows, offsets):
    """The same moments, each in an offset of its own, load the same."""
    frame = as_frame(rows)
    moments = [at.tz_localize("UTC") for at in frame["timestamp"]]
    in_utc = frame.assign(timestamp=[at.isoformat() for at in moments])
    mixed = frame.assign(
        timestamp=[
            at.tz_convert(f"UTC{offset}").isoformat()
            for at, offset in zip(moments, offsets, strict=False)
        ]
    )
    loaded = load_frame(write, in_utc)
    assert loaded["timestamp"].to_list() == moments
    pd.testing.assert_frame_equal(loaded, load_frame(write, mixed))


@in_one_folder
@given(rows=ROWS)
def test_a_loaded_table_survives_the_way_through_csv(write, rows):
    """What was loaded, written as CSV and loaded again is what was loaded."""
    frame = as_frame(rows)
    frame["timestamp"] = [f"{at.isoformat()}Z" for at in frame["timestamp"]]
    once = load_frame(write, frame)
    twice = load_frame(write, once.assign(timestamp=[at.isoformat() for at in once["timestamp"]]))
    pd.testing.assert_frame_equal(once, twice)
