"""What the numbers of the course's own meeting show: all of it searched, and sampled."""

import random

import pytest
from rehearsal_figures import careful_leaders, kind_without_a_question
from rehearsal_states import Layout, Search

from course.content import load
from course.rehearsal import Meeting, begin, script

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


def encoded(meeting: Meeting, layout: Layout) -> int:
    """Write a meeting as the search does, all that was said included."""
    number = meeting.minutes_left << layout.minutes | meeting.seconds << layout.seconds
    number |= layout.lid_number(dict(meeting.lids)) << layout.lid
    for role, now in meeting.openness.items():
        number |= now << layout.open[role]
    for fact in meeting.heard:
        number |= 1 << layout.heard[fact]
    for made, at in layout.made.items():
        number |= (made in meeting.made) << at
    moves = {f"{moment.number}{move.id}": move for moment, move in meeting.moves_made}
    number |= any(move.starts_over for move in moves.values()) << layout.started_over
    first = next((name[1:] for name in moves if name[0] == "1" and len(name) == 2), None)
    return number | (layout.openings.index(first) if first else 0) << layout.first


def test_the_search_makes_moves_as_a_meeting_does():
    """In meetings that are led at random both come to the same state after every move."""
    search, chance = Search(), random.Random(13)
    for _ in range(40):
        meeting, state = begin(), search.layout.begin()
        while not meeting.is_over:
            letters = [move.id for move in meeting.moves]
            letters += [f"+{move.id}" for move in meeting.second_moves]
            letter = chance.choice(letters)
            is_second = letter.startswith("+")
            at = meeting.stays_at if is_second else meeting.place
            moment = meeting.script.moments[at]
            state = search.after(moment, moment.move(letter[-1]), state)
            state = state + (is_second << search.layout.seconds)
            meeting = meeting.make(letter)
            assert int(state[0]) == encoded(meeting, search.layout)


@pytest.mark.slow
@pytest.mark.deployment
def test_every_state_is_searched():
    """Every line is heard and every end reached, nobody gets stuck, and the figures are so."""
    search = Search()
    seen = search.run()  # raises if a state led nowhere
    moves = {
        f"{moment.number}{move.id}": move for moment in script().moments for move in moment.moves
    }
    lines = {(name, kind) for name in moves for kind in ("say", "reply")}
    lines |= {(name, "reply without lid") for name in moves if moves[name].reply_without_lid}
    lines |= {(kind, fact) for fact in script().facts for kind in ("fact", "guarded")}
    assert lines - seen.lines == set()
    assert seen.ends == {7, 8, 9, 10, 11, None}
    assert seen.total == FIGURES["states"]
    for letter, told in OPENINGS.items():
        assert seen.best[letter, False] == told["best_without_starting_over"]
        assert max(seen.best[letter, over] for over in (False, True)) == told["best"]


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
