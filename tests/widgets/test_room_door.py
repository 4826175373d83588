"""A room started from a notebook."""

import json

from course.room.rooms import rooms_file
from course.room.store import Store
from course.room.tokens import matches
from course.widgets.room_door import start_a_room


def test_nothing_starts_before_a_click(course_home):
    """Running the cell makes no room, however often."""
    assert repr(start_a_room()) == repr(start_a_room())
    assert not course_home.exists()


def test_a_click_starts_a_room_and_tells_only_the_page(ask):
    """The page is sent code and token; no trait and no saved output holds either."""
    door = start_a_room()
    told = ask(door, "start")
    kept = json.dumps([door.get_state(), door._repr_mimebundle_()], default=str)
    assert told["token"] not in kept
    assert told["code"] not in kept
    store = Store(rooms_file())
    [room] = store.transact([lambda rooms: rooms.load(told["code"])])
    store.close()
    assert matches(told["token"], room.facilitator_hash)


def test_what_stands_in_the_way_is_told(tmp_path, monkeypatch, ask):
    """Where no room can be kept, the page says why and what to do."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "file" / "home"))
    door = start_a_room()
    told = ask(door, "start")
    assert told["trouble"]
    assert "COURSE_HOME" in told["say"]


def test_without_a_kernel_it_says_how_to_start():
    """A page that can only be read names the command."""
    data, _ = start_a_room()._repr_mimebundle_()
    assert "course room --dry-run" in data["text/html"]
    assert "course room --dry-run" in data["text/plain"]


def test_page_without_its_cookie_is_given_a_fresh_link(ask):
    """A page that led the room before asks for a link again; one of a room that is gone is told."""
    door = start_a_room()
    first = ask(door, "start")
    again = ask(door, "link", code=first["code"])
    assert again["code"] == first["code"]
    assert again["token"] != first["token"]
    for other in ("ZZZZZZ", None, "\ud800"):
        assert ask(door, "link", code=other) == {"gone": True}
