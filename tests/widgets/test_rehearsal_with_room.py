"""The rehearsal with a room: hands that are made up say so, a guide beside, no learner touched."""

from course.content import load
from course.content.decisions import decisions
from course.content.facilitation import beside_rehearsal
from course.progress.answers import progress
from course.rehearsal import moves_of, replay
from course.widgets.rehearsal import Rehearsal
from course.widgets.rehearsal_with_room import RehearsalWithRoom, rehearse_with_room

PEOPLE = load("facilitation")["dry_run"]["people"]


def test_it_opens_after_the_fourth_decision():
    """As the rehearsal alone does, and with the facilitator's switch."""
    assert not rehearse_with_room().is_open
    assert rehearse_with_room(reveal_open=True).is_open
    for asked in decisions():
        progress().record(asked.id, "A")
    assert rehearse_with_room().is_open


def test_a_room_chooses_among_all_four_first_sentences():
    """What the facilitator chose once for themselves is no choice of the room's."""
    progress().record("opening", "C")
    room = RehearsalWithRoom(progress()).start().make("b")
    assert [move["id"] for move in room.shown["moment"]["moves"]] == list("ABCD")


def test_each_moment_has_its_guide_beside_it():
    """Minutes and what to do stand there until the meeting is over."""
    room = RehearsalWithRoom(progress()).start()
    moves = moves_of(replay("b B b c d b d c b b c c c c"))
    for move, beside in zip(moves, beside_rehearsal(), strict=True):
        assert beside.text in room.shown["guide"].replace("&#x27;", "'")
        room.make(move)
    assert room.shown["guide"] == ""
    assert room.debrief


def test_simulated_hands_are_those_of_a_dry_run():
    """As many people as in a dry run, the same hands each time, and one sentence has most."""
    first, again = (RehearsalWithRoom(progress()).start().make("b") for _ in range(2))
    hands = first.shown["simulated"]
    assert hands == again.shown["simulated"]
    assert sum(hands.values()) == PEOPLE
    assert list(hands.values()).count(max(hands.values())) == 1
    assert set(hands) == set("ABCD")


def test_a_dry_run_leads_it_to_the_end():
    """Whoever follows the simulated hands through the whole meeting gets a debrief."""
    room = RehearsalWithRoom(progress()).start()
    while not room.sitting.meeting.is_over:
        hands = room.shown["simulated"]
        room.make(max(hands, key=hands.get))
    assert load("rehearsal")["debrief"]["title"] in room.debrief


def test_what_came_to_light_can_be_seen_where_a_plan_stops():
    """Before the end it is shown on request, and goes again with the next move."""
    room = RehearsalWithRoom(progress()).start().make("b")
    assert room._hear_look() == {"say": load("rehearsal")["room"]["look_none"]}
    room.make("B").make("b")
    assert room.debrief == ""
    assert load("rehearsal")["debrief"]["title"] in room.look().debrief
    assert room.make("c").debrief == ""


def test_a_room_and_a_learner_have_meetings_of_their_own():
    """What was led with a room is no earlier meeting of whoever led it, nor the other way round."""
    RehearsalWithRoom(progress()).start().make("b")
    assert Rehearsal(progress()).sitting is None
    Rehearsal(progress()).start().make("c")
    assert RehearsalWithRoom(progress()).sitting.meeting.made == ("0b",)
