"""What comes back over the network: no room, another one, too late, or nothing at all."""

import threading

import pytest

from course.errors import MembershipError


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
