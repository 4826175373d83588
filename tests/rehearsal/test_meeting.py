"""The rules of a meeting: each in a small one, and what holds in every meeting of the course."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import RehearsalError, UnknownNameError
from course.rehearsal import begin, script

#: What is drawn to choose among the moves that there are.
CHOICES = st.lists(st.integers(0, 7), min_size=20, max_size=30)


def played(choices):
    """Play the course's own meeting by these choices, and give where it stood after each."""
    meetings = [begin()]
    for choice in choices:
        now = meetings[-1]
        letters = [move.id for move in now.moves] + [f"+{move.id}" for move in now.second_moves]
        if letters:
            meetings.append(now.make(letters[choice % len(letters)]))
    return meetings


def openness(meeting, role):
    """Tell how open somebody is."""
    return next(person.openness for person in meeting.people if person.role == role)


def test_a_meeting_is_a_value(small):
    """A move gives another meeting, and leaves the one before as it was."""
    after = small.make("a")
    assert (small.place, small.minutes_left, small.transcript) == (0, 30, ())
    assert after.place == 1
    with pytest.raises(FrozenInstanceError):
        after.minutes_left = 60


def test_a_move_opens_people_before_the_fact_is_asked_for(made):
    """Whoever becomes open enough by a question answers it."""
    meeting = made("b", "a")
    assert [fact.id for fact in meeting.wall] == [1]
    assert meeting.transcript[-1].kind == "fact"


def test_a_holder_who_is_not_open_enough_is_guarded(made):
    """The fact stays in, a guarded line is heard, and the fact counts as held back."""
    meeting = made("b", "b")
    assert (meeting.heard, meeting.held_back, meeting.never_asked) == ((), (1,), ())
    last = meeting.transcript[-1]
    assert (last.speaker, last.line, last.kind) == ("ann", "Hm.", "guarded")


def test_what_was_held_back_can_still_come_out(made):
    """A fact that is asked for again under better conditions is no longer held back."""
    meeting = made("b", "b", "+a")
    assert (meeting.heard, meeting.held_back) == ((1,), ())


def test_what_is_known_is_not_told_twice(made):
    """A fact that is out stays out once, and its holder says that it was said."""
    meeting = made("b", "a", "+b")
    assert meeting.heard == (1,)
    assert meeting.transcript[-1].kind == "again"


def test_a_fact_that_nobody_asked_for_is_told_as_such(small):
    """What no move asked for is neither heard nor held back."""
    assert small.never_asked == (1,)


def test_openness_stays_within_its_bounds(made):
    """Nobody is less open than not at all, or more than the highest."""
    assert openness(made("a"), "ann") == 0
    assert openness(made("b", "b", "b", "a"), "bob") == 3


def test_a_lid_holds(made):
    """Those whom a first sentence touched open up no further than it lets them."""
    assert openness(made("a", "b", "b", "a"), "ann") == 1


def test_starting_over_lifts_a_lid_in_part_and_for_its_minutes(made):
    """After it people open up further than before, and not as far as without the lid."""
    before = made("a", "b")
    after = before.make("c")
    assert before.minutes_left - after.minutes_left == 5
    assert openness(after.make("a"), "ann") == 2


def test_starting_over_with_nothing_to_take_back_costs_nothing(made):
    """Where nobody has a lid it has no effect, no minutes, and a reply of its own."""
    before = made("b", "b")
    after = before.make("c")
    assert after.minutes_left == before.minutes_left
    assert after.people == before.people
    assert after.transcript[-1].line == "Nothing to take back."


def test_a_move_can_spare_people_a_later_one(made):
    """A change happens unless the move that prevents it was made."""
    assert openness(made("b", "a", "a"), "bob") == 1
    assert openness(made("b", "b", "a"), "bob") == 2


def test_a_change_can_need_people_who_are_open_already(made):
    """Who is not open enough before a move is not opened by it."""
    assert openness(made("a", "b", "b"), "ann") == 0
    assert openness(made("b", "b", "b"), "ann") == 2


def test_one_may_stay_for_one_second_move(made):
    """It is another one than the first, costs its minutes, and there is no third."""
    meeting = made("b", "a")
    assert [move.id for move in meeting.second_moves] == ["b", "c"]
    after = meeting.make("+b")
    assert after.minutes_left == meeting.minutes_left - 2
    assert after.place == meeting.place
    assert after.second_moves == ()


def test_a_meeting_has_two_second_moves_at_most(made):
    """After two of them, nobody can stay any more."""
    assert made("b", "a", "+b", "a", "+b", "a").second_moves == ()
    assert made("b", "a", "+b", "a", "a").second_moves != ()


def test_some_moments_have_no_second_move(made):
    """Before the timeline, and in the last moment, there is one move."""
    assert made("b").second_moves == ()
    assert made("b", "a", "a", "a", "a", "b").second_moves == ()


def test_a_meeting_short_of_time_goes_to_its_last_moment(made):
    """What was passed over is listed, and nobody can stay."""
    meeting = made("a", "c")
    assert meeting.minutes_left == 9
    assert meeting.place == 5
    assert meeting.passed_over == (2, 3, 4)
    assert meeting.second_moves == ()


def test_the_last_moment_is_cut_short_and_ends_the_meeting(made):
    """The minutes never fall below 0, and afterwards no move can be made."""
    meeting = made("a", "c", "a")
    assert (meeting.minutes_left, meeting.is_over, meeting.moment) == (0, True, None)
    with pytest.raises(RehearsalError, match="the meeting is over"):
        meeting.make("a")


def test_a_move_that_is_not_there_is_named_with_those_that_are(small):
    """An unknown letter changes nothing, and says what can be said now."""
    with pytest.raises(UnknownNameError, match=r"moment 0 'x'\. Choose one of a, b"):
        small.make("x")
    with pytest.raises(RehearsalError, match="a second move cannot be made"):
        small.make("+a")


@given(CHOICES)
def test_what_holds_in_every_meeting(choices):
    """Openness and minutes keep to their bounds, lids hold, and facts are only ever added."""
    meetings = played(choices)
    facts = script().facts
    for before, after in pairwise(meetings):
        assert 0 <= after.minutes_left <= before.minutes_left
        assert all(0 <= person.openness <= 3 for person in after.people)
        assert all(after.openness[role] <= lid for role, lid in after.lids.items())
        assert after.heard[: len(before.heard)] == before.heard
        for id_ in after.heard[len(before.heard) :]:
            assert after.openness[facts[id_].holder] >= facts[id_].need
        parts = (*after.heard, *after.held_back, *after.never_asked)
        assert sorted(parts) == sorted(facts)
    assert meetings[-1].is_over


@given(CHOICES)
def test_the_same_moves_give_the_same_meeting(choices):
    """No chance, no clock: whoever plays the same moves meets the same people."""
    assert played(choices)[-1] == played(choices)[-1]


def test_a_meeting_needs_nothing_but_the_standard_library():
    """It starts fast, also in a browser: no widget, no figure, no database."""
    code = (
        "import sys; from course.rehearsal import replay; replay('b B b c+b d')\n"
        "from course.rehearsal.checking import check; check('')\n"
        "found = {name.partition('.')[0] for name in sys.modules}\n"
        "assert 'sqlite3' not in found, found\n"
        "others = found - set(sys.stdlib_module_names) - set(sys.argv[1:])\n"
        "assert others <= {'course', '__main__', '__mp_main__'}, others"
    )
    started = subprocess.run(
        [sys.executable, "-c", "import sys; print(*{n.partition('.')[0] for n in sys.modules})"],
        check=True,
        capture_output=True,
        text=True,
    )
    subprocess.run([sys.executable, "-c", code, *started.stdout.split()], check=True)
