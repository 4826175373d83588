"""Whoever leaves a room, or whose room is gone or silent, gets the feedback and goes on."""

from course.widgets.decide import decide
from course.widgets.join import join_room


def test_leaving_opens_the_feedback_and_keeps_the_vote(joined, ask):
    """There is always a way on; whoever joins again is the same participant."""
    joined.lead("open")
    question = decide("opening").choose("A").check()
    ask(question, "leave")
    assert question.outcome["option"] == "A"
    assert f"You have left room {joined.code}" in question.outcome["html"]
    assert question.companion == {}
    question.choose("B").check()
    assert joined.counts() == {"A": 1}
    assert question.outcome["correct"] is True


def test_leaving_in_another_notebook_opens_the_feedback_here(joined, ask):
    """What waits here looks again, and finds that there is nothing to wait for."""
    joined.lead("open")
    question = decide("opening").choose("A").check()
    join_room().leave()
    ask(question, "look")
    assert question.outcome["option"] == "A"


def test_a_deleted_room_opens_the_feedback_and_says_so(joined):
    """The course goes on alone."""
    joined.lead("open")
    question = decide("opening").choose("A").check()
    joined.delete()
    question.look()
    assert question.outcome["option"] == "A"
    assert f"Room {joined.code} is gone." in question.outcome["html"]
    assert "goes on alone" in question.outcome["html"]
    assert question.companion == {}
    assert "is gone" in question.explain().outcome["html"]


def test_a_silent_room_opens_the_feedback_after_a_while_and_says_so(joined, monkeypatch):
    """Nobody is stopped by a server that went away; the next answer looks for it again."""
    from course import membership as module

    joined.lead("open")
    joined.stop()
    question = decide("opening").choose("A").check()
    assert question.outcome["waits"]
    assert "Looking for room" in question.outcome["html"]
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0)
    question.look()
    assert question.outcome["option"] == "A"
    assert "does not answer" in question.outcome["html"]
    assert joined.code in question.companion["line"]
    joined.start()
    question.choose("B").check()
    assert joined.counts() == {"B": 1}
