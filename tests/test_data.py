"""The built-in case: what is given stands there, and what is made up says so."""

import pandas as pd
import pytest

from course.incident.loading import BUILT_IN, load_incident
from course.incident.metrics import metrics


@pytest.fixture(scope="module")
def case():
    """Load the built-in case."""
    return load_incident()


def test_it_loads_without_a_notice(case):
    """The example people copy is in order, complete, and known to the last column."""
    assert case.notices == ()
    assert 20 <= len(case.events) <= 30


def test_the_outage_lasts_174_minutes(case):
    """Thursday 11 June 2026, 18:14 to 21:08 NZST."""
    started, resolved = case.milestones["started"], case.milestones["resolved"]
    assert f"{started.at:%A %Y-%m-%d %H:%M %Z}" == "Thursday 2026-06-11 18:14 NZST"
    assert f"{resolved.at:%A %Y-%m-%d %H:%M %Z}" == "Thursday 2026-06-11 21:08 NZST"
    assert (started.provenance, resolved.provenance) == ("given", "given")
    assert metrics(case)["time_to_resolve"].minutes == 174


def test_the_merge_lies_four_days_before(case):
    """The pull request was merged on Sunday 7 June; the minute is made up and says so."""
    merged = case.milestones["introduced"]
    assert f"{merged.at:%A %Y-%m-%d}" == "Sunday 2026-06-07"
    assert merged.provenance == "constructed"


def test_what_is_open_stays_open(case):
    """No row answers when the change was deployed or when the harm stopped."""
    assert "mitigated" not in case.milestones
    between = case.events[
        (case.events["timestamp"] > case.milestones["introduced"].at.local)
        & (case.events["timestamp"] < case.milestones["started"].at.local)
    ]
    assert between.empty


def test_only_the_two_given_moments_are_given(case):
    """Every other minute was made for teaching."""
    given = case.events[case.events["provenance"] == "given"]
    assert set(given["phase"]) == {"started", "resolved"}
    assert set(case.events["provenance"]) == {"given", "constructed"}


@pytest.mark.parametrize(
    ("column", "total"), [("affected_cumulative", 2340), ("support_calls_cumulative", 17)]
)
def test_counts_end_where_the_case_says(case, column, total):
    """Counts rise from nothing to exactly the given total by the end of the outage."""
    counts = case.events.set_index("timestamp")[column].dropna()
    assert counts.is_monotonic_increasing
    assert counts.loc[case.milestones["started"].at.local] == 0
    assert counts.loc[case.milestones["resolved"].at.local] == total
    assert counts.iloc[-1] == total == getattr(case, column.removesuffix("_cumulative"))


def test_every_call_is_in_a_row(case):
    """Wherever the count of calls rises, the sentence speaks of calls."""
    rises = case.events["support_calls_cumulative"].dropna().diff().fillna(0)
    rows = case.events.loc[rises.index[rises > 0], "event"]
    assert rows.str.contains("call").all()
    assert rises.sum() == 17


def test_every_row_has_evidence(case):
    """Where it can be checked."""
    assert (case.events["evidence"] != "").all()


def test_people_act_in_roles(case):
    """A row names a role; only where nobody acted, at the start, it names none."""
    without = case.events[case.events["actor_role"] == ""]
    assert list(without["phase"]) == ["started"]


def test_the_story_runs_from_refinement_to_follow_up(case):
    """It begins before the change and ends after the CEO was told."""
    events = case.events["event"]
    assert "QA is not part" in events.iloc[0]
    assert events.str.contains("CEO").sum() == 1
    assert case.events["phase"].iloc[-1] == "follow_up"
    assert case.timeline[0].at < case.milestones["introduced"].at


def test_each_row_is_one_sentence(case):
    """One fact, one sentence."""
    events = case.events["event"]
    assert events.str.endswith(".").all()
    assert not events.str.contains(r"[.!?] [A-Z]").any()


def test_no_row_blames(case, judging):
    """Events say what happened; no word judges who did it."""
    found = [text for text in case.events["event"] if judging(text, strict=True)]
    assert found == []


def test_files_are_utf_8_with_offsets_and_macrons():
    """The example shows how it is done: offsets in every row, Ōtautahi as it is written."""
    raw = (BUILT_IN / "incident_timeline.csv").read_text("utf-8")
    rows = raw.splitlines()[1:]
    assert all("+12:00," in row for row in rows)
    assert "Ōtautahi Health" in (BUILT_IN / "incident.toml").read_text("utf-8")


def test_the_offset_is_right_for_the_zone(case):
    """In June, Auckland is twelve hours ahead: no row is off by a clock change."""
    assert {at.utcoffset() for at in case.events["timestamp"]} == {pd.Timedelta(hours=12)}
