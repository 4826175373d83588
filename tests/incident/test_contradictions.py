"""What does not agree with itself is asked, and never put right."""

import pytest

from course.incident.contradictions import contradictions, is_low
from course.incident.loading import load_incident
from course.incident.questions import questions

HEAD = "timestamp,event,phase,actor_role,affected_cumulative\n"


@pytest.fixture
def found(write, least_facts):
    """List what contradicts itself in a timeline and its facts, and the questions it makes."""

    def found(rows: str, facts: str = "") -> tuple[list[str], str]:
        incident = load_incident(write(HEAD + rows, least_facts + facts))
        asked = " ".join(question.question for question in questions(incident))
        return [name for name, *_ in contradictions(incident)], asked

    return found


def test_resolved_before_mitigated(found):
    """Harm may go on after a repair, or the words were meant otherwise: the room knows."""
    names, asked = found("2026-06-11T18:14,A.,resolved,,\n2026-06-11T18:20,B.,mitigated,,\n")
    assert names == ["resolved_first"]
    assert "“resolved” (11 Jun 18:14) stands before “mitigated” (11 Jun 18:20)" in asked
    assert found("2026-06-11T18:14,A.,mitigated+resolved,,\n")[0] == []


def test_an_action_without_an_owner(found):
    """Each row that is to follow up is somebody's."""
    rows = "2026-06-11T18:14,A.,follow_up,,\n2026-06-12,B.,follow_up,QA lead,\n"
    names, asked = found(rows)
    assert names == ["no_owner"]
    assert "row 2" in asked


@pytest.mark.parametrize(
    ("severity", "affected", "is_asked"),
    [("SEV-3", 100, True), ("Minor", 100, True), ("P1", 900, False), ("SEV-4", 99, False)],
)
def test_a_severity_below_the_impact(found, severity, affected, is_asked):
    """A tenth of those served is no small matter on most scales."""
    facts = f'severity = "{severity}"\npopulation = 1000\naffected = {affected}\n'
    names, asked = found(f"2026-06-11T18:14,A.,,,{affected}\n", facts)
    assert names == ["severity"] * is_asked
    assert (f"“{severity}”, and {affected} of 1,000 people" in asked) == is_asked


def test_a_total_that_no_row_explains(found):
    """The facts may know more than the rows; where from is worth asking."""
    names, asked = found("2026-06-11T18:14,A.,,,1797\n", "affected = 2000\n")
    assert names == ["unexplained"]
    assert "The facts say 2,000 people; the last count of the timeline is 1,797" in asked
    assert "the other 203" in asked
    assert found("2026-06-11T18:14,A.,,,2000\n", "affected = 2000\n")[0] == []


def test_a_total_of_which_no_row_says_anything(found):
    """Neither counted in a row nor told in its text, it is asked about as well."""
    names, asked = found("2026-06-11T18:14,A.,,,\n", "affected = 2000\n")
    assert names == ["no_row_counts"]
    assert "The facts say 2,000 people; no row of the timeline says how many" in asked
    for text in ("2000 wait.", '"All 2,000 wait."'):
        assert found(f"2026-06-11T18:14,{text},,,\n", "affected = 2000\n")[0] == []


@pytest.mark.parametrize(
    ("severity", "low"),
    [
        *(
            ("SEV-1", False),
            ("sev2", False),
            ("P4", True),
            ("3", True),
            ("Severity 3 (minor)", True),
        ),
        *(("critical", False), ("Low", True), ("major", False), ("2 of 5", False), ("S-3", True)),
    ],
)
def test_what_a_severity_says_on_most_scales(severity, low):
    """Small is what counts far from 1, or is called so."""
    assert is_low(severity) == low
