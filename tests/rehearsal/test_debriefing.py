"""What a meeting shows afterwards: other first sentences, and the moves that mattered most."""

import pytest

from course.rehearsal import replay
from course.rehearsal.debriefing import (
    became,
    beside_other_openings,
    opening_of,
    played_with,
    turns,
)

WHOLE = "b B b c+b d b d c b b c c c c"
SHORT = "b A a a+b a c a a a a a c"


def test_each_fact_came_out_was_held_back_or_was_never_asked_for():
    """All facts are told, and nothing of one is told twice."""
    meeting = replay("b A a b a")
    fates = became(meeting)
    assert set(fates) == set(meeting.script.facts)
    for fate, numbers in (
        ("out", meeting.heard),
        ("held_back", meeting.held_back),
        ("never_asked", meeting.never_asked),
    ):
        assert {number for number, found in fates.items() if found == fate} == set(numbers)


@pytest.mark.parametrize("moves", [WHOLE, SHORT, "d C d b+c d b b a+c a b c a c d"])
def test_ones_own_first_sentence_gives_the_meeting_that_was_led(moves):
    """The comparison plays by the same rules: under the same sentence nothing differs."""
    meeting = replay(moves)
    beside = beside_other_openings(meeting)
    assert opening_of(meeting) == moves.split()[1]
    assert beside[opening_of(meeting)].transcript == meeting.transcript
    assert set(beside) == set("ABCD")
    assert all(other.is_over for other in beside.values())


def test_what_was_passed_over_stays_so_after_another_first_sentence():
    """A moment without a move of one's own has none in the comparison either."""
    meeting = replay(SHORT)
    for other in beside_other_openings(meeting).values():
        assert set(meeting.passed_over) <= set(other.passed_over)


def test_the_turns_are_those_of_all_single_changes():
    """No other move of any moment but the first sentence would have brought out more."""
    meeting = replay("b A c c d c b a a b c c c c")
    found = turns(meeting)
    gains = {}
    for moment, made in meeting.moves_made:
        for other in moment.moves:
            if moment.number != 1 and other != made:
                then = played_with(meeting, {moment.number: other.id})
                gain = len(then.heard) - len(meeting.heard)
                gains[moment.number] = max(gain, gains.get(moment.number, 0))
    best = sorted(gains.values(), reverse=True)[:2]
    assert sorted((turn.change for turn in found), reverse=True) == [gain for gain in best if gain]
    assert [turn.moment.number for turn in found] == sorted(turn.moment.number for turn in found)
    for turn in found:
        then = played_with(meeting, {turn.moment.number: turn.other.id})
        assert set(then.heard) - set(meeting.heard) == {fact.id for fact in turn.gained}


def test_a_second_sentence_stays_where_the_first_is_another():
    """Another first one in the fourth moment is held beside the same meeting with “b” after it."""
    meeting, then = replay("d B a a a+b b a b d d+b d b"), replay("d B a a d+b b a b d d+b d b")
    turn = turns(meeting)[-1]
    assert (turn.moment.number, turn.made.id, turn.other.id) == (4, "a", "d")
    assert {fact.id for fact in turn.gained} == set(then.heard) - set(meeting.heard)


def test_where_nothing_could_be_better_the_moves_that_carried_most_are_named():
    """After everything came out, the turns say at which moments most would have stayed in."""
    meeting = replay("c B d b d b+c d c b d b a c+b c")
    assert len(meeting.heard) == len(meeting.script.facts)
    found = turns(meeting)
    assert len(found) == 2
    every = turns(meeting, most=len(meeting.made))
    assert len(every) > len(found)
    assert all(turn.change < 0 and turn.lost and not turn.gained for turn in every)
