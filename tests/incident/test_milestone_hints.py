"""Milestones that no row marks are asked for, the likely rows first; none is chosen."""

from course.incident.loading import load_incident
from course.incident.milestone_hints import milestone_questions

ROWS = (
    "timestamp,event\n2024-03-01T10:00Z,A new release goes out\n2024-03-01T10:05Z,First errors\n"
    "2024-03-01T10:20Z,An alarm rings\n2024-03-01T10:22Z,The desk is looking into it\n"
    "2024-03-01T11:00Z,Rolled back; errors stop\n2024-03-01T11:30Z,All is well again\n"
)


def test_each_milestone_is_asked_for_with_its_likely_rows(write):
    """The words that suggested a row stand beside it."""
    incident = load_incident(write(ROWS))
    asked = {question.phase: question for question in milestone_questions(incident.timeline)}
    likeliest = {phase: question.hints[0].row for phase, question in asked.items()}
    assert likeliest == {
        "introduced": 2,
        "started": 3,
        "detected": 4,
        "acknowledged": 5,
        "mitigated": 6,
        "resolved": 7,
    }
    assert asked["mitigated"].hints[0].words == ("rolled back", "errors stop")
    assert asked["detected"].question == "When did people first notice?"
    told = ROWS.replace("First errors", "First double charge")
    told = told.replace("An alarm rings", "5 tickets").replace("Rolled back; errors", "Turned off")
    asked = milestone_questions(load_incident(write(told)).timeline)
    assert {each.phase: each.hints[0].row for each in asked} == likeliest
    assert incident.milestones == {}


def test_what_is_marked_is_not_asked_for(write):
    """And where no text suggests anything, there is no hint."""
    text = "timestamp,event,phase\n2024-03-01T10:00Z,A.,started\n2024-03-01T10:05Z,B.,\n"
    asked = milestone_questions(load_incident(write(text)).timeline)
    assert "started" not in [question.phase for question in asked]
    assert all(question.hints == () for question in asked)
