"""How far somebody has come with a meeting: moves, expectations, words, taking back, going on."""

import json

import pytest

from course.errors import RehearsalError, UnknownNameError
from course.rehearsal import moves_of, replay
from course.rehearsal.replay import letters_by_moment
from course.rehearsal.sitting import LONGEST, from_document, sit

WHOLE = "b B b c+b d b d c b b c c c c"
#: A meeting that runs out of time.
SHORT = " ".join(moves_of(replay("b A a a+b a c a a a a a c")))


def led(moves, sitting=None):
    for word in moves.split():
        first, *rest = word.split("+")
        sitting = (sitting or sit()).make(first)
        for letter in rest:
            sitting = sitting.make(f"+{letter}")
    return sitting


def test_a_sitting_is_the_meeting_that_its_moves_make():
    """Nothing is added to what the same moves give in a terminal."""
    assert led(WHOLE).meeting == replay(WHOLE)


def test_taking_back_gives_the_meeting_before_with_what_was_expected():
    """One move goes, a second one too, and the rest is as it was."""
    before = sit().make("b", "approver").make("B", "tester").make("b").make("c")
    assert before.make("+b", "support").back() == before
    assert before.back().back().back().back().steps == ()


def test_an_expectation_is_held_beside_who_spoke():
    """What nobody guessed is left out, and a guess at nobody in the room is told."""
    sitting = sit().make("b").make("B", "approver").make("b", "manager")
    assert sitting.expectations == ((1, "approver", "approver"), (2, "manager", "tester"))
    expected = "approver, author, product, support, tester, manager, newcomer, or nothing"
    told = rf"^Found nobody called 'ceo' in the room; expected one of {expected}\.$"
    with pytest.raises(RehearsalError, match=told):
        sitting.make("a", "ceo")


def test_words_of_ones_own_are_kept_where_they_are_asked_for():
    """They can be changed and taken away; elsewhere and too long they are told."""
    sitting = led("b B b c d b").write(5, "  How was it?  ")
    assert sitting.words == {5: "How was it?"}
    assert sitting.write(5, " ").words == {}
    assert len(sitting.write(5, "x" * LONGEST).words[5]) == LONGEST
    with pytest.raises(RehearsalError, match=r"^Moment 4 asks for no words of your own\.$"):
        sitting.write(4, "x")
    told = f"^Found {LONGEST + 1} characters, and there is room for {LONGEST}. Nothing was changed"
    with pytest.raises(RehearsalError, match=told):
        sitting.write(5, "x" * (LONGEST + 1))


@pytest.mark.parametrize("moves", ["", "b", "b B b c+b d", WHOLE, SHORT])
def test_what_is_kept_is_met_again(moves):
    """Written down as JSON and read on another day, it is the same and goes on."""
    sitting = led(moves) if moves else sit()
    kept = json.loads(json.dumps(sitting.document()))
    assert from_document(kept) == sitting


def test_the_rest_of_an_earlier_meeting_is_made_as_far_as_it_can_be():
    """After another first sentence the same letters follow; what had no time has none now."""
    short = led(SHORT)
    assert short.meeting.passed_over
    again = sit(before=letters_by_moment(short.meeting)).make("b").make("B").rest()
    assert again.meeting.is_over
    assert set(short.meeting.passed_over) <= set(again.meeting.passed_over)
    assert moves_of(again.meeting) == ["b", "B", *moves_of(short.meeting)[2:]]
    assert from_document(json.loads(json.dumps(again.document()))) == again
    assert again.back().meeting.moment.number == 13


def test_the_rest_of_a_meeting_that_stopped_is_left_to_whoever_leads():
    """Where the earlier one has no more moves, the next is chosen freely."""
    again = sit(before=letters_by_moment(led("b A a a").meeting)).make("b").make("B").rest()
    assert again.meeting.moment.number == 4


def test_what_cannot_be_read_is_told():
    """A document of somebody else's making gives an error and no half of a meeting."""
    for kept in ({}, {"before": [], "steps": [], "words": {}}, {"before": {}, "steps": [["b"]]}):
        with pytest.raises(RehearsalError, match="cannot be read"):
            from_document(kept)
    with pytest.raises(UnknownNameError):
        from_document({"before": {}, "steps": [["x", ""]], "words": {}})
