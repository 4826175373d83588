"""What a row marks: one phase, several, in any case, and words that come near one."""

import pytest

from course.incident.findings import Findings
from course.incident.loading import load_incident
from course.incident.metrics import metrics
from course.incident.phases import read_phases

HEAD = "timestamp,event,phase\n"


@pytest.mark.parametrize(
    "cell", ["introduced/started", "started + introduced", "introduced;started"]
)
def test_a_row_may_mark_several(write, cell):
    """One moment is often two milestones; the course writes them joined by +."""
    incident = load_incident(write(f"{HEAD}2025-10-21 21:45,A.,{cell}\n"))
    assert list(incident.milestones) == ["introduced", "started"]
    assert incident.events["phase"].to_list() == ["introduced+started"]
    assert metrics(incident)["latent"].minutes == 0


def test_phases_are_matched_in_any_case(write):
    """Detected is detected."""
    incident = load_incident(write(f"{HEAD}2025-10-21 21:45,A.,Detected; RESOLVED\n"))
    assert list(incident.milestones) == ["detected", "resolved"]


def test_a_milestone_that_stands_twice_is_told_wherever_it_stands(write, the_problem):
    """Alone or among several, each is one moment."""
    text = f"{HEAD}2025-10-21 21:45,A.,started/detected\n2025-10-21 21:46,B.,Detected\n"
    assert "found “detected” again after row 2" in the_problem(write(text))


def test_near_words_are_taken_for_the_phase_that_is_meant(write):
    """All of them, and one notice says which word was taken for what."""
    words = {
        "start": "started",
        "detection": "detected",
        "ack": "acknowledged",
        "Fixed": "resolved",
        "follow-up": "follow_up",
    }
    rows = [f"2025-10-21 21:4{at},A.,{word}" for at, word in enumerate(words)]
    incident = load_incident(write(HEAD + "\n".join(rows)))
    assert [event.phase for event in incident.timeline] == list(words.values())
    (notice,) = incident.notices
    for word, phase in words.items():
        assert f"“{word}” for `{phase}`" in notice


def test_in_a_column_of_a_tool_the_first_row_marks(write):
    """A status stands in every row from then on; words that are no milestone say nothing."""
    text = (
        "timestamp,event,Status\n2025-10-21 21:40,A.,Investigating\n2025-10-21 21:41,B.,Detected\n"
        "2025-10-21 21:42,C.,Detected\n2025-10-21 21:43,D.,Resolved\n2025-10-21 21:44,E.,Resolved\n"
    )
    incident = load_incident(write(text))
    assert [event.phase for event in incident.timeline] == ["", "detected", "", "resolved", ""]


def test_a_word_of_a_tool_that_may_mean_a_milestone_is_told():
    """Where others mark one: nobody would see that it was passed over."""
    findings = Findings("a.csv")
    cells = ["detected", "ack", "resolved"]
    read = read_phases([2, 3, 4], cells, findings, is_ours=False)
    assert read == [("detected",), (), ("resolved",)]
    (notice,) = findings.notices
    assert "“ack” for `acknowledged`" in str(notice)


def test_of_several_words_only_the_unknown_one_is_told(write, the_problem):
    """The others keep what they say."""
    found = the_problem(write(f"{HEAD}2025-10-21 21:45,A.,started+begun\n"))
    assert "found “begun”; expected nothing or one of introduced" in found


def test_the_check_says_how_to_write_several(write, the_problem):
    """Whoever joined them by something else reads how it is done."""
    found = the_problem(write(f"{HEAD}2025-10-21 21:45,A.,started and detected\n"))
    assert "or several joined by “+”" in found


def test_names_of_columns_are_matched_in_any_case(write):
    """Timestamp, Event and Phase are the columns of the contract."""
    text = "Timestamp,Event,Phase,Actor Role\n2024-03-01 14:05,A.,Detected,QA lead\n"
    incident = load_incident(write(text))
    assert incident.notices == ()
    assert incident.timeline[0].actor_role == "QA lead"


def test_a_column_twice_in_two_cases_is_told(write, problems):
    """Of event and Event nobody knows which is meant."""
    found = problems(write("timestamp,event,Event\n2024-03-01 14:05,A.,B.\n"))
    assert "found column `event` 2 times" in found[0]
