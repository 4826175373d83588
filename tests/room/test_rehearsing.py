"""How a room plays the rehearsal: which step may follow, and which sentence is said."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.decisions import decisions
from course.rehearsal import replay
from course.room import rehearsing
from course.room.state import MOMENTS, Phase, RoomState, Step, after, steps

IDS = [asked.id for asked in decisions()]
FOURTH = RoomState(IDS[-1], Phase.REVEALED, 1)


def test_it_opens_after_the_fourth_reveal_only():
    """No step leads into the rehearsal but the one after the last reveal."""
    order = rehearsing.order(IDS, rehearsing.played(()))
    for number, name in enumerate(IDS):
        for phase, round_ in ((Phase.LOBBY, 0), (Phase.REVEALED, 1), (Phase.REVEALED, 2)):
            state = RoomState(name, phase, round_)
            leads_on = Step.NEXT in steps(state, order)
            is_last = number == len(IDS) - 1
            assert leads_on is (not is_last or phase is Phase.REVEALED)
    assert after(FOURTH, Step.NEXT, order).decision == "moment-0"


@settings(max_examples=40)
@given(st.data())
def test_however_it_is_led_state_and_meeting_agree(data: st.DataObject):
    """After any steps a room is at the moment that its moves lead to, and can always go on."""
    sitting, state = rehearsing.played(()), FOURTH
    for _ in range(40):
        order = rehearsing.order(IDS, sitting)
        possible = steps(state, order)
        assert possible
        step = data.draw(st.sampled_from([each for each in possible if each is not Step.END]))
        if step is Step.SAY:
            move = data.draw(st.sampled_from(list(rehearsing.choices(sitting.meeting))))
            sitting = rehearsing.say(sitting, move, {})
        elif step is Step.PREVIOUS and sitting.steps:
            sitting = sitting.back()
        newer = rehearsing.there(after(state, step, order), sitting.meeting)
        assert newer.version == state.version + 1
        state = newer
        assert (state.phase, state.round) in MOMENTS
        if state.decision in IDS:
            assert not sitting.steps
            return
        assert state.decision == rehearsing.at(sitting.meeting)[0]
        assert (state.phase is Phase.OVER) is sitting.meeting.is_over
    assert rehearsing.played(rehearsing.moves_of(sitting)) == sitting


def test_what_most_chose_is_said_and_a_tie_is_for_whoever_leads():
    """The majority's sentence is said; without one, whoever leads chooses, and is told so."""
    begun = rehearsing.played("b")
    assert rehearsing.say(begun, None, {1: "A", 2: "A", 3: "B"}).meeting.made == ("0b", "1A")
    assert rehearsing.say(begun, "C", {1: "A", 2: "A"}).meeting.made == ("0b", "1C")
    for ballots, told in (({1: "A", 2: "B"}, "more votes"), ({}, "Nobody has voted")):
        with pytest.raises(rehearsing.StepError, match=told):
            rehearsing.say(begun, None, ballots)
    for unknown in ("E", ">", "+A"):
        told = f"Found the move '{re.escape(unknown)}'; expected one of A, B, C, D\\.$"
        with pytest.raises(rehearsing.StepError, match=told):
            rehearsing.say(begun, unknown, {})


def test_votes_for_what_was_said_are_counted():
    """Those for its sentence and all of its moment; none for a second move, or before the first."""
    votes = {("moment-0", 1): {1: "b", 2: "b", 3: "a"}, ("moment-3", 1): {1: "c"}}
    counted = rehearsing.votes_for_what_was_said
    assert counted(rehearsing.played("b"), votes) == (2, 3)
    assert counted(rehearsing.played("bBbc"), votes) == (1, 1)
    for moves in ("", "bB", ["b", "B", "b", "c", "+b"]):
        assert counted(rehearsing.played(moves), votes) is None


def test_nothing_of_the_rehearsal_is_voted_on_before_it_began():
    """While a room is at its decisions no move of it is known."""
    meeting = rehearsing.played("").meeting
    assert not rehearsing.may_be_voted_on(FOURTH, meeting, "moment-0", "a")
    begun = RoomState("moment-0")
    assert rehearsing.may_be_voted_on(begun, meeting, "moment-0", "a")
    assert not rehearsing.may_be_voted_on(begun, meeting, "moment-0", "e")


def test_a_room_astray_is_brought_back():
    """A room whose moves lead elsewhere, as after a change of content, goes on from there."""
    meeting = replay("b B")
    astray = RoomState("moment-9", Phase.OPEN, 1, version=7)
    assert rehearsing.there(astray, meeting) == RoomState("moment-2", version=7)
    assert rehearsing.there(FOURTH, meeting) is FOURTH
    asked = RoomState("moment-2", Phase.OPEN, 1)
    assert rehearsing.there(asked, meeting) is asked
    over = replay("b B" + " b" * 12)
    last = RoomState("moment-13", Phase.LOBBY)
    assert rehearsing.there(last, over) == replace(last, phase=Phase.OVER)
    ended = replace(astray, phase=Phase.ENDED)
    assert rehearsing.there(ended, meeting) is ended
