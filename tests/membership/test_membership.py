"""A learner in a room is one participant, and the course never stops for a room."""

import subprocess
import sys

import pytest

from course.errors import MembershipError
from course.membership import PATIENCE_SECONDS, Membership


def test_joining_voting_and_changing_the_vote(room, member):
    """An answer that is checked while a round is open is a vote, and the last one counts."""
    assert "decision 1 of 4" in member.join(room.address, room.code.lower())
    assert member.room == room.code
    room.lead("open")
    reply = member.answered("opening", "A")
    assert (reply.heading, reply.holds) == ("Your vote A is in, first round.", True)
    assert room.counts() == {"A": 1}
    assert member.answered("opening", "B").heading == "Your vote B is in, first round."
    assert room.counts() == {"B": 1}
    assert room.lead()["joined"] == 1


def test_two_rounds_until_the_room_opens_the_feedback(room, member):
    """A second vote goes to the second round, and only the reveal lets feedback through."""
    member.join(room.link)
    room.lead("open")
    member.answered("opening", "A")
    room.lead("close")
    closed = member.answered("opening", "C")
    assert closed.heading == "The first round is closed: your vote stays A."
    assert closed.line.startswith("Your facilitator says")
    assert closed.holds
    room.lead("discuss")
    assert "Talk it over" in member.look("opening").line
    room.lead("vote-again")
    again = member.look("opening")
    assert "In the first round you voted A" in again.line
    assert room.lead()["voted"] == 0
    assert member.answered("opening", "B").heading == "Your vote B is in, second round."
    room.lead("close")
    assert member.look("opening").holds
    assert member.holds("opening")
    room.lead("reveal")
    revealed = member.look("opening")
    assert (revealed.holds, revealed.explains) == (False, True)
    assert "0\u00a0% in the first round and 100\u00a0% in the second round" in revealed.line
    assert "voted in both: 1 of 1" in revealed.line
    assert not member.holds("opening")
    assert (room.counts(1), room.counts(2)) == ({"A": 1}, {"B": 1})


def test_an_answer_that_is_not_asked_for_is_no_vote(room, member):
    """Before the vote opens, at another decision and after the reveal nothing is counted."""
    member.join(room.link)
    early = member.answered("opening", "B")
    assert "not opened yet" in early.heading
    assert early.holds
    room.lead("open")
    elsewhere = member.answered("coverage", "B")
    assert elsewhere.heading.startswith("Not voted: the room is at decision 1 of 4")
    assert not elsewhere.holds
    assert room.lead()["voted"] == 0
    room.lead("close", "reveal")
    late = member.answered("opening", "B")
    assert "it was not among the votes" in late.line
    assert "B" not in late.line
    assert (late.holds, late.explains) == (False, False)
    assert room.lead()["voted"] == 0
    room.lead("next")
    assert not member.look("opening").holds


def test_a_learner_is_one_participant_whatever_they_do(room, member, course_home):
    """Another notebook, another kernel, leaving and joining again: still one participant."""
    member.join(room.link)
    room.lead("open")
    member.answered("opening", "A")
    assert Membership(course_home).answered("opening", "C").holds
    script = "from course import decide; decide('opening').choose('D').check()"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert room.counts() == {"D": 1}
    assert room.code in member.leave()
    assert member.room == ""
    assert member.answered("opening", "B").heading == ""
    member.join(room.address, room.code)
    member.join(room.link)
    member.answered("opening", "B")
    member.join(room.link)
    assert member.holds("opening"), "what waits for the room goes on waiting"
    assert room.counts() == {"B": 1}
    assert room.lead()["joined"] == 1


def test_a_new_learner_is_another_participant(room, member):
    """Whoever starts as a new learner on this computer does not change the other's vote."""
    member.join(room.link)
    room.lead("open")
    member.answered("opening", "A")
    member.forget()
    assert member.room == ""
    member.join(room.link)
    member.answered("opening", "B")
    assert room.counts() == {"A": 1, "B": 1}


def test_a_room_that_was_deleted_is_forgotten(room, member):
    """The course goes on alone, says so once, and asks no more."""
    member.join(room.link)
    room.lead("open")
    member.answered("opening", "A")
    room.delete()
    reply = member.look("opening")
    assert (reply.heading, reply.line) == (
        f"Room {room.code} is gone.",
        "The course goes on alone.",
    )
    assert not reply.holds
    assert member.room == ""
    assert not member.holds("opening")
    assert member.answered("opening", "B").heading == ""


def test_a_session_that_has_ended_is_left(room, member):
    """After the end there is nothing to wait for."""
    member.join(room.link)
    room.lead("open")
    member.answered("opening", "A")
    room.lead("close", "end")
    reply = member.look("opening")
    assert "has ended" in reply.heading
    assert not reply.holds
    assert member.room == ""


def test_a_server_that_is_started_again_gets_the_vote(room, member):
    """A vote that did not arrive is sent when the room answers again."""
    member.join(room.link)
    room.lead("open")
    room.stop()
    reply = member.answered("opening", "C")
    assert reply.heading.startswith("Looking for room")
    assert reply.holds
    room.start()
    assert member.look("opening").heading == "Your vote C is in, first round."
    assert room.counts() == {"C": 1}
    assert member.look("opening").holds


def test_a_server_that_stays_away_does_not_stop_the_course(room, member, clock, course_home):
    """After a while the course goes on alone and says so; the next answer tries again at once."""
    member.join(room.link)
    room.lead("open")
    member.answered("opening", "A")
    room.stop()
    assert member.look("opening").holds
    clock.seconds += PATIENCE_SECONDS / 2
    assert member.look("opening").holds
    clock.seconds += PATIENCE_SECONDS / 2
    alone = member.look("opening")
    assert not alone.holds
    assert "does not answer" in alone.heading
    assert "goes on alone" in alone.line
    assert member.room == room.code
    # No other notebook waits all that time again.
    tomorrow = Membership(course_home)
    assert not tomorrow.holds("opening")
    assert not tomorrow.answered("opening", "B").holds
    room.start()
    assert tomorrow.answered("opening", "B").holds
    assert room.counts() == {"B": 1}
    room.stop()
    assert tomorrow.look("opening").holds


def test_a_room_that_lost_its_file_admits_anew(room, member, tmp_path):
    """Whoever the room does not know comes in again by themselves, as a phone does."""
    import sqlite3
    from contextlib import closing

    member.join(room.link)
    room.lead("open")
    room.stop()
    with closing(sqlite3.connect(tmp_path / "room.sqlite")) as file, file:
        file.execute("DELETE FROM participants")
    room.start()
    assert member.answered("opening", "A").holds
    assert member.answered("opening", "B").holds
    assert room.counts() == {"B": 1}
    assert room.lead()["joined"] == 1


def test_the_room_behind_a_prefix(serve_room, member):
    """A room inside a Jupyter server is joined by its link or by the address above it."""
    room = serve_room("/user/x/")
    above = room.address.removesuffix("room/")
    member.join(above, room.code)
    member.join(room.link)
    member.join("", room.link)
    room.lead("open")
    member.answered("opening", "B")
    assert room.counts() == {"B": 1}
    assert room.lead()["joined"] == 1


def test_a_wrong_code_says_what_to_do_and_changes_nothing(room, member):
    """There is no such room; whoever was in one still is."""
    member.join(room.link)
    with pytest.raises(MembershipError, match=r"no room 000000 .* Check the code"):
        member.join(room.address, "000000")
    assert member.room == room.code


def test_too_many_wrong_codes_are_told_as_such(room, member, monkeypatch):
    """Guessing codes is answered in the room's own words, and a right one still enters."""
    from course.room import limits

    monkeypatch.setattr(limits, "WRONG_CODES", 0)
    with pytest.raises(MembershipError, match="a right one opens its room at once"):
        member.join(room.address, "000000")
    assert "not opened yet" in _joined(member, room)


def _joined(member, room):
    member.join(room.link)
    return member.answered("opening", "B").heading


def test_a_notebook_that_is_in_no_room_loads_nothing_for_it(printed_by):
    """Whoever is in no room does not pay for the network: its modules are not loaded."""
    script = (
        # Some versions of what widgets stand on bring a part of it themselves.
        "import sys, anywidget, ipywidgets; before = set(sys.modules);"
        "from course import decide, join_room;"
        "decide('opening').choose('B').check(); join_room();"
        "print(*{'urllib.request', 'http.client', 'ssl', 'tornado', 'course.membership.line'}"
        ".intersection(sys.modules) - before)"
    )
    assert printed_by(script) == "\n"
