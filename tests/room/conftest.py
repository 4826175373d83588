"""A room being served, visitors to it, and a browser."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from course.room.rooms import Admission, Rooms, create_room, invite_facilitator

PHONE = {"width": 420, "height": 860}
DESK = {"width": 1280, "height": 900}

# The browser itself reports an answer such as 404 and a line that breaks off as errors;
# anything else, a violated policy before all, is ours.
EXPECTED = re.compile(r"Failed to load resource|WebSocket connection to")


class Visitor:
    """A client with cookies, as a browser has them, for one room or another."""

    def __init__(self, room_url: str) -> None:
        self.room_url = room_url
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        #: What the facilitator's link carries, until it is used.
        self.link_token: str | None = None
        self.lines: list[WebSocketClientConnection] = []
        self.client = AsyncHTTPClient(force_instance=True, max_clients=50)

    def request(self, path: str, **options: Any) -> HTTPRequest:
        """Make a request with this visitor's cookies."""
        headers = {**self.headers, **options.pop("headers", {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        return HTTPRequest(self.room_url + path, headers=headers, **options)

    async def fetch(self, path: str, **options: Any) -> HTTPResponse:
        """Ask for something and keep the cookies that come with it."""
        await self.use_link()
        options.setdefault("follow_redirects", False)
        answer = await self.client.fetch(self.request(path, **options), raise_error=False)
        for header in answer.headers.get_list("Set-Cookie"):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return answer

    async def use_link(self) -> None:
        """Exchange the facilitator's link before anything else is asked."""
        token, self.link_token = self.link_token, None
        if token:
            assert (await self.post("lead/enter", {"token": token})).code == 200

    async def get(self, path: str) -> HTTPResponse:
        """Ask for a page or a state."""
        return await self.fetch(path)

    async def post(self, path: str, body: Any = None) -> HTTPResponse:
        """Ask for a change, with a JSON body."""
        headers = {"Content-Type": "application/json"}
        return await self.fetch(path, method="POST", headers=headers, body=json.dumps(body))

    async def join(self) -> dict[str, Any]:
        """Join the room."""
        return json.loads((await self.post("join")).body)

    async def vote(self, option: str, decision: str = "opening", round_: int = 1) -> HTTPResponse:
        """Vote."""
        return await self.post("vote", {"decision": decision, "round": round_, "option": option})

    async def step(self, *steps: str) -> dict[str, Any]:
        """Take steps as the facilitator, each from where the room is."""
        state = json.loads((await self.get("lead/state")).body)
        for step in steps:
            answer = await self.post("lead/step", {"step": step, "version": state["version"]})
            state = json.loads(answer.body)
            assert answer.code == 200, state
        return state

    async def listen(self, path: str = "socket", **headers: str) -> WebSocketClientConnection:
        """Open a WebSocket."""
        await self.use_link()
        request = self.request(path, headers=headers)
        request.url = request.url.replace("http", "ws", 1)
        line = await websocket_connect(request)
        self.lines.append(line)
        return line

    async def leave(self) -> None:
        """Close whatever is open."""
        while self.lines:
            line = self.lines.pop()
            line.close()
            with contextlib.suppress(TimeoutError):  # its end may have been read already
                while await asyncio.wait_for(line.read_message(), 0.1) is not None:
                    pass
        self.client.close()


class Site:
    """A room that is being served within this test."""

    def __init__(self, url: str, rooms: Rooms, admission: Admission) -> None:
        self.url = url
        self.rooms = rooms
        self.admission = admission
        self.room_url = f"{url}{admission.code}/"
        self.visitors: list[Visitor] = []

    def visitor(self) -> Visitor:
        """Somebody new, with no cookie."""
        self.visitors.append(Visitor(self.room_url))
        return self.visitors[-1]

    def facilitator(self) -> Visitor:
        """Somebody who leads the room."""
        visitor = self.visitor()
        fresh = invite_facilitator(self.admission.code, self.rooms._path)
        visitor.link_token = fresh.facilitator_token
        return visitor


@pytest.fixture
def tmp_path(beside_home: Path) -> Path:
    """Take a folder that waits for no disk."""
    return beside_home


@pytest.fixture
def new_visitor() -> type[Visitor]:
    """Make visitors to a room that some other process serves."""
    return Visitor


SiteMaker = Callable[..., AbstractAsyncContextManager[Site]]


@pytest.fixture
def open_site(tmp_path: Path, served: Any) -> SiteMaker:
    """Serve a room on loopback, under any prefix, for as long as a block runs."""
    path = tmp_path / "room.sqlite"

    @asynccontextmanager
    async def open_(base: str = "/", **options: Any) -> AsyncIterator[Site]:
        rooms = Rooms(path, **options)
        async with served(rooms, base) as port:
            site = Site(f"http://127.0.0.1:{port}{base}room/", rooms, create_room(path))
            try:
                yield site
            finally:
                for visitor in site.visitors:
                    await visitor.leave()

    return open_


class Windows:
    """Browser windows, each a computer of its own, and what their consoles said."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.contexts: list[Any] = []
        self.said: list[str] = []

    def phone(self, address: str, *, dark: bool = False) -> Any:
        """Open an address on a phone that was never here."""
        return self._open(address, PHONE, dark=dark)

    def desk(self, address: str, *, dark: bool = False) -> Any:
        """Open an address on a computer that was never here."""
        return self._open(address, DESK, dark=dark)

    def _open(self, address: str, size: dict[str, int], *, dark: bool) -> Any:
        context = self.browser.new_context(
            viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce"
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        return self.open_beside(context, address)

    def open_beside(self, context: Any, address: str) -> Any:
        """Open an address in another tab."""
        page = context.new_page()
        page.on("console", lambda message: self.note(message.type, message.text))
        page.on("pageerror", lambda error: self.note("error", str(error)))
        page.goto(address)
        return page

    def note(self, kind: str, text: str) -> None:
        """Keep what a console said if it is a complaint."""
        if kind in ("error", "warning") and not EXPECTED.search(text):
            self.said.append(text)


@pytest.fixture
def windows(browser: Any) -> Iterator[Windows]:
    """Open windows that may not complain."""
    windows = Windows(browser)
    yield windows
    for context in windows.contexts:
        context.close()
    assert windows.said == []
