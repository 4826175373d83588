"""Looking back on a session from the notebook."""

import json
from dataclasses import replace

from course.content.decisions import decisions
from course.progress.answers import progress
from course.room.hands import Hands
from course.room.rehearsing import played
from course.room.rooms import create_room, rooms_file
from course.room.state import Phase, RoomState
from course.room.store import Store
from course.widgets.debrief import debrief


def test_nothing_is_told_before_it_is_asked_for():
    """The figure tells the keys, so it stays closed for somebody who has answered nothing."""
    shown = debrief()
    state = {key: value for key, value in shown.get_state().items() if key not in {"_esm", "_css"}}
    text = json.dumps([state, shown._repr_mimebundle_()], default=str, ensure_ascii=False)
    for asked in decisions():
        for option in asked.options:
            assert option.label not in text
    assert "behind the room" in repr(shown)


def test_it_is_open_once_all_is_answered():
    """Somebody who has taken all four decisions sees the example at once."""
    for asked in decisions():
        assert debrief().html == ""
        progress().record(asked.id, asked.options[0].id)
    assert "<figure" in debrief().html
    assert "Simulated people" in repr(debrief())


def test_counted_hands_come_first_and_are_drawn(ask):
    """Hands that were counted meanwhile are in the list, and their figure says what moved."""
    shown = debrief()
    assert [one["id"] for one in shown.sessions] == ["dry-run"]
    hands = Hands()
    for round_, counted in ((1, (12, 4)), (2, (2, 14))):
        for letter, number in zip("AB", counted, strict=True):
            hands.count("opening", round_, letter, number)
    ask(shown, "look")
    assert [one["id"] for one in shown.sessions] == ["hands", "dry-run"]
    ask(shown, "draw", session="hands")
    assert "25 % → 88 %" in repr(shown)
    assert "Hands can’t be paired" in repr(shown)
    assert "Simulated" not in repr(shown)
    assert debrief(reveal_open=True).chosen == "hands"


def test_a_room_that_rehearsed_says_what_came_to_light(ask):
    """Beside what moved in its votes stands how many facts its meeting brought out."""
    code = create_room().code
    store = Store(rooms_file())
    number = store.join(code, b"somebody")
    opened = RoomState("opening", Phase.OPEN, 1, version=2)
    store.step(code, opened)
    store.vote(code, "opening", 1, number, "B")
    store.step(code, replace(opened, decision="moment-5", version=3), list("bBbcb"))
    store.close()
    shown = debrief(reveal_open=True)
    ask(shown, "draw", session=code)
    out = len(played("bBbcb").meeting.wall)
    assert f"This room rehearsed the meeting. {out} of 12 facts came out." in repr(shown)


def test_simulated_hands_are_told_as_such():
    """Practice is not mistaken for a session."""
    Hands().simulate("opening")
    assert "Simulated people" in repr(debrief(reveal_open=True))


def test_a_session_that_is_gone_is_left_alone(ask):
    """A click on a room that was deleted meanwhile draws nothing and breaks nothing."""
    shown = debrief()
    assert ask(shown, "draw", session="0K71X2") == {"say": ""}
    assert shown.html == ""


def test_what_cannot_be_read_is_told(course_home, ask):
    """Where a damaged file has been set aside is said, and the example is still there."""
    course_home.mkdir()
    (course_home / "hands.json").write_text("{")
    shown = debrief()
    assert "hands-damaged-" in ask(shown, "look")["say"]
    assert [one["id"] for one in shown.sessions] == ["dry-run"]
