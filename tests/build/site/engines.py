"""Firefox and WebKit as Debian has them, each as little of a driver as a visit needs.

Firefox speaks WebDriver BiDi itself; WebKit's driver speaks WebDriver. WebKitGTK is the engine of
Safari, and not Safari.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from websocket import WebSocketException, create_connection

PATIENCE_SECONDS = 240
START_SECONDS = 60


class NoEngineError(Exception):
    """The browser is not on this computer, or does not start on it."""


class Firefox:
    """A window of Firefox, over its own WebDriver BiDi."""

    def __init__(self, address: str) -> None:
        # A web page may not speak to it, and whoever sends an origin is taken for one.
        self._socket = create_connection(address, PATIENCE_SECONDS, suppress_origin=True)
        self._sent = 0
        self._ask("session.new", capabilities={})
        self._window = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def close(self) -> None:
        """Speak to it no more."""
        self._socket.close()

    def go(self, address: str) -> None:
        """Open a page."""
        self._ask("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def tell(self, expression: str) -> Any:
        """Give what an expression comes to in the page."""
        told = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._window},
            awaitPromise=True,
        )
        assert told["type"] == "success", told
        return json.loads(told["result"].get("value", "null"))

    def press(self, place: str) -> None:
        """Press the first thing that a selector names."""
        [element] = self._ask(
            "browsingContext.locateNodes",
            context=self._window,
            locator={"type": "css", "value": place},
            maxNodeCount=1,
        )["nodes"]
        self.tell(
            f"document.querySelector({json.dumps(place)}).scrollIntoView({{block: 'center'}})"
        )
        origin = {"type": "element", "element": {"sharedId": element["sharedId"]}}
        acts: list[dict[str, Any]] = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": acts}
        self._ask("input.performActions", context=self._window, actions=[mouse])

    def _ask(self, method: str, **params: Any) -> Any:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == self._sent:
                assert told["type"] == "success", told
                return told["result"]


class WebKit:
    """A window of WebKitGTK's own small browser, over its driver."""

    def __init__(self, address: str, browser: str) -> None:
        self._address = address
        options = {"binary": browser, "args": ["--automation"]}
        asked = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._address += f"/session/{self._ask('/session', capabilities=asked)['sessionId']}"
        limit = PATIENCE_SECONDS * 1000
        self._ask("/timeouts", script=limit, pageLoad=limit)

    def go(self, address: str) -> None:
        """Open a page."""
        self._ask("/url", url=address)

    def tell(self, expression: str) -> Any:
        """Give what an expression comes to in the page."""
        script = (
            "const told = arguments[0];"
            f"(async () => JSON.stringify(await ({expression})))().then(told, told)"
        )
        told = self._ask("/execute/async", script=script, args=[])
        return json.loads(told or "null")

    def press(self, place: str) -> None:
        """Press the first thing that a selector names."""
        found = self._ask("/element", using="css selector", value=place)
        [element] = found.values()
        self._ask(f"/element/{element}/click")

    def _ask(self, path: str, **asked: Any) -> Any:
        request = urllib.request.Request(self._address + path, json.dumps(asked).encode())
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answered:
                return json.load(answered)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.read().decode()}") from error


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Open Firefox for somebody new, whose profile stands in a folder."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        raise NoEngineError("there is no firefox-esr and no firefox")
    words = [found, "--headless", "--no-remote", "--profile", str(folder)]
    with _started([*words, "--remote-debugging-port", "0"], folder) as log:
        address = _said(log, r"WebDriver BiDi listening on (ws://\S+)")
        with _answering():
            opened = Firefox(f"{address}/session")
            opened.tell("document.title")
        with closing(opened):
            yield opened


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """Open WebKitGTK's browser for somebody new."""
    commands = [shutil.which(name) for name in ("xvfb-run", "WebKitWebDriver")]
    [browser, *_] = [*Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None]
    if not all(commands) or not browser:
        raise NoEngineError("webkit2gtk-driver (with its MiniBrowser), xvfb or xauth is missing")
    xvfb, driver = map(str, commands)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with _started([xvfb, "-a", driver, f"--port={port}"], folder) as log:
        _until(log, lambda: _is_open(port))
        with _answering():
            opened = WebKit(f"http://127.0.0.1:{port}", str(browser))
            opened.tell("document.title")
        yield opened


@contextmanager
def _started(words: list[str], folder: Path) -> Iterator[Path]:
    """Run a program with all that it starts, and end them together."""
    log = folder / "told.log"
    environment = os.environ | {"HOME": str(folder)}
    with log.open("w") as told:
        program = subprocess.Popen(
            words, stdout=told, stderr=told, env=environment, start_new_session=True
        )
        try:
            yield log
        finally:
            os.killpg(program.pid, signal.SIGTERM)
            program.wait(20)


@contextmanager
def _answering() -> Iterator[None]:
    """Tell a browser that does not show even an empty page from one that cannot show the course."""
    try:
        yield
    except (AssertionError, OSError, WebSocketException) as error:
        raise NoEngineError(f"it does not show an empty page: {error}") from error


def _said(log: Path, pattern: str) -> str:
    found = _until(log, lambda: re.search(pattern, log.read_text(errors="replace")))
    return str(found[1])


def _is_open(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _until(log: Path, there: Callable[[], Any]) -> Any:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if found := there():
            return found
        time.sleep(0.1)
    raise NoEngineError(f"it does not start: {log.read_text(errors='replace')[-200:]}")
