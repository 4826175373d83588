"""What a room has played is kept by the notebooks that are in it, and feeds what they write."""

import pytest

from course.content import load
from course.incident.loading import load_incident
from course.membership import membership
from course.progress.answers import progress
from course.rehearsal import replay, script
from course.rehearsal.keeping import IN_A_ROOM, Meetings, last_meeting
from course.report.run_sheet import run_sheet
from course.widgets.desk import Desk
from course.widgets.join import join_room
from course.widgets.rehearsal import Rehearsal
from course.widgets.run_sheet import RunSheetWidget


def test_desk_run_sheet_and_rehearsal_have_what_the_room_heard(joined):
    """Each says that it was the room, also when the room is gone by then."""
    assert Desk(load_incident()).heard == []
    joined.play("bBbcb")
    sheet = RunSheetWidget(progress()).markdown
    joined.stop()
    wall = replay("b B b c b").wall
    assert wall
    assert f"your room rehearsed {len(wall)} of 12 facts came out" in sheet
    desk = Desk(load_incident())
    assert desk.heard == [f"heard from the {fact.holder}: {fact.open_line}" for fact in wall]
    [whys] = [step for step in desk.steps if step["id"] == "whys"]
    assert "your room" in whys["heard"]
    assert "with your room: began with B" in Rehearsal(progress()).earlier


def test_a_room_that_goes_on_is_heard_again(joined):
    """What it had come to before is replaced, and a question that is looked at hears of it too."""
    joined.play("")
    assert "the call before the meeting" in membership().watch("opening").heading
    for moves, made in (("bB", 2), ("bc", 4)):
        joined.play(moves)
        heading = membership().watch("opening").heading
        assert f"moment {made} of 13 of the meeting" in heading
        [kept] = Meetings(progress(), IN_A_ROOM).all()
        assert len(kept.sitting.meeting.made) == made


def test_the_meeting_that_was_led_last_counts(joined):
    """One's own after the room's stands in its place, and the room's stays kept."""
    joined.play("bBbc")
    membership().hear()
    assert last_meeting(progress()).is_a_rooms
    Rehearsal(progress()).lead("b A")
    assert not last_meeting(progress()).is_a_rooms
    assert load("run_sheet")["came_out"].partition("{")[0] in run_sheet(progress()).markdown
    assert Meetings(progress(), IN_A_ROOM).all()


@pytest.mark.parametrize(
    "meeting",
    [
        "none",
        {},
        {"moves": "bB", "content_hash": script().content_hash},
        {"moves": ["b", 7, None], "content_hash": script().content_hash},
        {"moves": ["b", "B"], "content_hash": "another"},
    ],
)
@pytest.mark.usefixtures("joined")
def test_what_is_no_meeting_of_this_course_is_left_alone(monkeypatch, meeting):
    """Whatever a room says, nothing of it is kept that cannot be played here."""
    seen = {"phase": "lobby", "meeting": meeting}
    monkeypatch.setattr("course.membership.participant.state", lambda _room, token: (token, seen))
    membership().hear()
    assert Meetings(progress(), IN_A_ROOM).all() == []


def test_visitors_and_those_in_no_room_keep_nothing(room, monkeypatch):
    """A reader that several people share keeps no meeting of anybody's room."""
    room.play("bB")
    membership().hear()
    assert last_meeting(progress()) is None
    join_room().join(room.link)
    monkeypatch.setenv("COURSE_VISITORS", "read")
    membership().hear()
    monkeypatch.delenv("COURSE_VISITORS")
    assert last_meeting(progress()) is None
