"""What the numbers of the course's own meeting show: searched exactly, and sampled."""

import random

import pytest
from rehearsal_figures import best, careful_leaders, kind_without_a_question

from course.content import load
from course.rehearsal import begin, script

FIGURES = load("meeting_figures")
OPENINGS = FIGURES["opening"]


def test_the_figures_are_those_of_this_meeting():
    """A change of any word or number asks for `make rehearsal`."""
    assert FIGURES["content_hash"] == script().content_hash
    assert FIGURES["facts"] == len(script().facts)


def test_no_other_opening_reaches_what_the_blameless_one_reaches():
    """All twelve facts can come to light after B, and at most ten after any other."""
    assert OPENINGS["B"]["best"] == len(script().facts)
    assert all(OPENINGS[letter]["best"] <= 10 for letter in "ACD")
    assert all(5 <= OPENINGS[letter]["best_without_starting_over"] <= 8 for letter in "ACD")


@pytest.mark.slow
@pytest.mark.parametrize("opening", "ABCD")
@pytest.mark.parametrize("start_over", [True, False])
def test_the_figures_are_what_the_search_finds(opening, start_over):
    """Exactly so many, with starting over and without."""
    name = "best" if start_over else "best_without_starting_over"
    assert best(opening, start_over=start_over) == OPENINGS[opening][name]


def test_careful_leaders_hear_most_after_the_blameless_opening():
    """They hear half as much again after B as after the next best, and the figures agree."""
    heard = {letter: careful_leaders(letter, 300) for letter in OPENINGS}
    assert heard["B"] > 7.5
    assert heard["B"] > 1.5 * heard["C"]
    assert heard["C"] > max(heard["A"], heard["D"])
    for letter, found in heard.items():
        assert found == pytest.approx(OPENINGS[letter]["careful"], abs=0.5)


def test_whoever_is_always_kind_and_never_asks_hears_three_at_most():
    """Openness alone brings little out: somebody has to ask."""
    assert kind_without_a_question() == FIGURES["kind_without_a_question"] == 3


def test_everything_that_can_be_said_is_heard_in_some_meeting():
    """Each move, reply, open line and guarded line comes up, and nobody gets stuck."""
    chance = random.Random(13)
    said: set[str] = set()
    ends: set[tuple[int, ...]] = set()
    for _ in range(1_500):
        meeting = begin()
        while not meeting.is_over:
            letters = [move.id for move in meeting.moves]
            letters += [f"+{move.id}" for move in meeting.second_moves if chance.random() < 0.2]
            meeting = meeting.make(chance.choice(letters))
        said |= {entry.line for entry in meeting.transcript}
        ends.add(meeting.passed_over)
    moves = [move for moment in script().moments for move in moment.moves]
    lines = {line for move in moves for line in (move.say, move.reply)}
    lines |= {move.reply_without_lid for move in moves if move.reply_without_lid}
    lines |= {
        line for fact in script().facts.values() for line in (fact.open_line, fact.guarded_line)
    }
    assert sorted(lines - said) == []
    assert ends > {(), (12,)}
