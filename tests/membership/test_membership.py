"""A learner in a room is one participant, and the course never stops for a room."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from course.errors import MembershipError
from course.membership import PATIENCE_SECONDS, Membership
from course.widgets.join import JoinWidget


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


def test_an_address_where_nothing_answers(member):
    """The message names the address and the ways out."""
    with pytest.raises(MembershipError, match=r"http://127\.0\.0\.1:9/room/07KX21/"):
        member.join("127.0.0.1:9", "07KX21")


def test_an_address_where_something_else_answers(member, serve_once):
    """A web page, JSON of another kind and garbage are all no room."""
    answers = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>A page</h1>",
        b'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n{"message": "?"}',
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[1",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b"[" * 90_000,
    ]
    for answer in answers:

        def reply(connection, answer=answer):
            connection.recv(4096)
            connection.sendall(answer)

        with pytest.raises(MembershipError, match="it is no room"):
            member.join(serve_once(reply), "07KX21")
    for answer in (b"nothing of HTTP\r\n\r\n", b""):

        def reply(connection, answer=answer):
            connection.recv(4096)
            connection.sendall(answer)

        with pytest.raises(MembershipError, match="Nothing answers"):
            member.join(serve_once(reply), "07KX21")


def test_a_snapshot_that_is_none_counts_as_silence(room, member, serve_once):
    """Whatever another computer sends, the course goes on."""
    member.join(room.link)
    body = b'{"phase": "open", "decision": 7, "mine": {"1": "B"}}'

    def reply(connection):
        connection.recv(4096)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
        connection.sendall(head + body)

    text = member.path.read_text().replace(room.address, serve_once(reply))
    member.path.write_text(text)
    assert member.answered("opening", "A").heading.startswith("Looking for room")


def test_a_click_never_waits_long(member, serve_once, monkeypatch):
    """A server that takes a question and never ends its answer is told as silent, in time."""
    from course.membership import line

    assert line.ANSWER_SECONDS <= 3
    monkeypatch.setattr(line.ask, "__kwdefaults__", {**line.ask.__kwdefaults__, "seconds": 0.3})

    has_heard = threading.Event()

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not has_heard.wait(0.1):
            try:
                connection.sendall(b".")
            except OSError:
                return

    # Nothing ends the answer before it has been told as silent.
    with pytest.raises(MembershipError, match="no answer within"):
        member.join(serve_once(drip), "07KX21")
    has_heard.set()


def test_a_room_that_moved_is_followed_once(room, member, serve_once):
    """An address that sends on, as from http to https, leads to the room and to one participant."""

    def send_on(connection):
        path = connection.recv(4096).split()[1].decode()
        target = room.address.removesuffix("/room/") + path
        connection.sendall(f"HTTP/1.1 301 Moved\r\nLocation: {target}\r\n\r\n".encode())

    old = serve_once(send_on)
    member.join(old, room.code)
    member.join(old, room.code)
    room.lead("open")
    member.answered("opening", "B")
    assert room.counts() == {"B": 1}
    assert room.lead()["joined"] == 1


def test_a_sending_on_that_leads_elsewhere_is_not_followed(member, serve_once):
    """A login page is no room, and is never asked."""
    asked = []

    def send_on(connection):
        asked.append(connection.recv(4096).split()[1])
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /hub/login?next=x\r\n\r\n")

    with pytest.raises(MembershipError, match="it is no room"):
        member.join(serve_once(send_on), "07KX21")
    assert all(path.endswith(b"/07KX21/join") for path in asked)


def test_an_answer_that_comes_late_does_not_undo_leaving(room, member, monkeypatch):
    """Leaving in one notebook stands, also while another one waits for an answer."""
    from course.membership import participant

    member.join(room.link)
    room.lead("open")
    asked = participant.state

    def leave_meanwhile(*arguments):
        member.leave()
        return asked(*arguments)

    monkeypatch.setattr(participant, "state", leave_meanwhile)
    member.answered("opening", "A")
    assert member.room == ""
    assert not member.holds("opening")


def test_a_proxy_is_asked_for_rooms_elsewhere_and_not_for_this_computer(
    room, member, serve_once, monkeypatch
):
    """A network’s proxy leads out of it, and not to a room on this very computer."""
    asked = []

    def proxy(connection):
        asked.append(connection.recv(4096).split()[1])
        connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")

    monkeypatch.setenv("http_proxy", serve_once(proxy).removesuffix("/room/"))
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(MembershipError, match="it is no room"):
        member.join("http://room.example/room/", "07KX21")
    assert asked[0] == b"http://room.example/room/07KX21/join"
    asked.clear()
    member.join(room.link)
    assert asked == []


def test_only_its_owner_reads_the_card(room, member):
    """The token lies in a file that nobody else on this computer can open."""
    before = os.umask(0)
    try:
        member.join(room.link)
    finally:
        os.umask(before)
    assert stat.S_IMODE(member.path.stat().st_mode) == 0o600


def test_a_card_that_cannot_be_kept_is_said(room, tmp_path):
    """Where nothing can be written the learner is told, and is in no room."""
    (tmp_path / "file").write_text("")
    member = Membership(tmp_path / "file" / "home")
    with pytest.raises(MembershipError, match="cannot be kept in"):
        member.join(room.link)
    assert member.room == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "\0\0",
        "[" * 3000,
        '{"version": 1, "room": 3}',
        '{"version": 1, "room": "", "tokens": [], "held": [], "is_silent": false}',
    ],
)
def test_a_damaged_card_is_set_aside_and_said(room, member, text):
    """It means being in no room; it stays as it was, and joining again is one step."""
    member.path.parent.mkdir()
    member.path.write_text(text)
    assert member.room == ""
    [aside] = member.path.parent.glob("membership-damaged-*.json")
    assert aside.read_text() == text
    said = member.answered("opening", "B")
    assert (said.heading, said.holds) == ("You are in no room any more.", False)
    assert str(aside) in said.line
    assert str(aside) in JoinWidget(member).status
    member.join(room.link)
    assert member.room == room.code
    assert aside.read_text() == text
    assert member.watch("opening").heading != "You are in no room any more."


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_set_aside_and_not_waited_for(room, member, kind):
    """A pipe that nobody writes to, or a folder, is a damaged card as any other."""
    member.path.parent.mkdir()
    os.mkfifo(member.path) if kind == "pipe" else member.path.mkdir()
    assert member.room == ""
    member.join(room.link)
    assert member.room == room.code


def test_a_card_of_a_newer_course_is_not_written_over(room, member):
    """It means being in no room, and joining says what is in the way."""
    member.path.parent.mkdir()
    member.path.write_text('{"version": 9}')
    assert member.room == ""
    assert member.answered("opening", "B").heading == ""
    with pytest.raises(MembershipError, match="newer version"):
        member.join(room.link)
    assert member.path.read_text() == '{"version": 9}'


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
