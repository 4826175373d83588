"""The way into a room can be read without a kernel and keeps the token to itself."""

import json

from course.cli import main
from course.membership import attach, membership
from course.membership.card import Card, CardFile
from course.widgets.join import join_room
from course.widgets.standing import where_you_stand

TOKEN = "a-token-that-nobody-sees"
ROOM = "http://192.0.2.7:8765/room/07KX21/"


def test_in_no_room_it_reads_the_same_every_time():
    """What is saved with the notebook does not change from run to run."""
    first, again = (join_room()._repr_mimebundle_()[0] for _ in range(2))
    for kind in ("text/plain", "text/html"):
        assert first[kind] == again[kind]
        assert "You are in no room" in first[kind]
    assert "start this page:" in first["text/html"]


def test_in_a_room_it_names_the_code_and_never_the_token():
    """Neither the page nor the saved output holds what makes one this participant."""
    CardFile(membership().path).write(Card(ROOM, {ROOM: TOKEN}))
    way_in = join_room()
    told = json.dumps([way_in.get_state(), way_in._repr_mimebundle_()], default=str)
    assert way_in.room == "07KX21"
    assert "You are in room 07KX21" in repr(way_in)
    assert TOKEN not in told


def test_what_stands_in_the_way_is_said_and_nothing_is_kept(course_home, ask):
    """A message from the page is answered with a sentence, whatever is in it."""
    way_in = join_room()
    for name, content, told in (
        ("join", {}, "address is missing"),
        ("join", {"address": "http://a.example/room/", "code": ""}, "code is missing"),
        ("join", {"address": ["x"], "code": {}}, "web address such as"),
        ("leave", {}, "You are in no room any more"),
    ):
        assert told in ask(way_in, name, **content)["say"]
    assert way_in.room == ""
    assert not course_home.exists()


def test_leaving_keeps_the_token_for_coming_back():
    """Whoever comes back to a room is the same participant there."""
    CardFile(membership().path).write(Card(ROOM, {ROOM: TOKEN}, ("opening",)))
    way_in = join_room().leave()
    assert way_in.room == ""
    assert "You have left room 07KX21" in way_in.status
    assert TOKEN in membership().path.read_text()
    assert not membership().holds("opening")


def test_a_new_learner_is_in_no_room(ask):
    """Both ways of starting as a new learner forget the room and who one was in it."""
    for start_over in (
        lambda: ask(where_you_stand(), "start_over"),
        lambda: main(["progress", "reset", "--yes"]),
    ):
        attach()
        CardFile(membership().path).write(Card(ROOM, {ROOM: TOKEN}))
        start_over()
        assert membership().room == ""
        assert not membership().path.exists()
