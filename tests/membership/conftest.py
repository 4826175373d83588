"""A room on loopback that a test leads, stops and starts again."""

import asyncio
import json
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from course.content.decisions import decisions
from course.membership import Membership
from course.room.rooms import Rooms, create_room
from course.widgets.join import join_room


class Room:
    """A room that is served by a thread of this test."""

    def __init__(self, path: Path, base: str, served: Any) -> None:
        self.path = path
        self.base = base
        self.served = served
        self.admission = create_room(path)
        self.code = self.admission.code
        with closing(socket.create_server(("127.0.0.1", 0))) as probe:
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}{base}room/"
        self.link = f"{self.address}{self.code}/"
        self.thread: threading.Thread | None = None
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.leads = False

    def start(self) -> None:
        """Serve the room, also after it was stopped."""
        ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)))
        self.thread.start()
        assert ready.wait(10)

    async def _serve(self, ready: threading.Event) -> None:
        self.loop, self.end = asyncio.get_running_loop(), asyncio.Event()
        async with self.served(Rooms(self.path), self.base, self.port):
            ready.set()
            await self.end.wait()

    def stop(self) -> None:
        """Take the server away; what was voted stays in the file."""
        if self.thread:
            self.loop.call_soon_threadsafe(self.end.set)
            self.thread.join(10)
            self.thread = None

    def lead(self, *steps: str) -> dict[str, Any]:
        """Take steps as the facilitator and return what the facilitator sees."""
        seen = self._ask("state")
        for step in steps:
            seen = self._ask("step", {"step": step, "version": seen["version"]})
        return seen

    def play(self, moves: str) -> None:
        """Lead through all decisions, unless that is done, and make moves as the facilitator."""
        while self.lead()["decision"]["id"] in {asked.id for asked in decisions()}:
            self.lead("open", "close", "reveal", "next")
        for move in moves:
            self._ask("step", {"step": "say", "version": self.lead()["version"], "move": move})

    def counts(self, round_: int = 1) -> dict[str, int]:
        """Return the votes of a round that somebody has given, as the facilitator sees them."""
        [found] = [one for one in self.lead()["results"]["rounds"] if one["round"] == round_]
        return {letter: count for letter, count in found["counts"].items() if count}

    def delete(self) -> None:
        """Delete the room and all its votes."""
        self._ask("delete", {"delete": self.code})

    def _ask(self, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if not self.leads:  # the link is exchanged, once, for a cookie
            self.leads = True
            self._ask("enter", {"token": self.admission.facilitator_token})
        headers, data = {}, None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(f"{self.link}lead/{what}", data=data, headers=headers)
        with self.browser.open(request, timeout=10) as answer:
            return json.loads(answer.read())


@pytest.fixture
def serve_room(tmp_path: Path, served: Any) -> Iterator[Callable[..., Room]]:
    """Serve rooms, each under a prefix if one is given."""
    rooms: list[Room] = []

    def serve(base: str = "/") -> Room:
        rooms.append(Room(tmp_path / "room.sqlite", base, served))
        rooms[-1].start()
        return rooms[-1]

    yield serve
    for room in rooms:
        room.stop()


@pytest.fixture
def room(serve_room: Callable[..., Room]) -> Room:
    """Serve one room."""
    return serve_room()


class Clock:
    """A clock that a test sets."""

    seconds = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """Make a clock that a test sets."""
    return Clock()


@pytest.fixture
def member(course_home: Path, clock: Clock) -> Membership:
    """Give a learner's membership, with a clock that the test sets."""
    return Membership(course_home, now=clock)


@pytest.fixture
def serve_once() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """Serve something that is no room: what is done with each connection is up to the test."""
    servers: list[socket.socket] = []

    def serve(handle: Callable[[socket.socket], None]) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def work() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    handle(connection)

        threading.Thread(target=work, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/room/"

    yield serve
    for server in servers:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


@pytest.fixture
def joined(room: Room) -> Room:
    """Give a room that the learner of this test has joined in the first notebook."""
    join_room().join(room.address, room.code)
    return room
