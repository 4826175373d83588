"""What tests of more than one module share: a browser, a room, an incident, the lab's texts."""

import multiprocessing
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from course.content import load
from course.errors import IncidentError
from tests.page_read import PageRead
from tests.room_process import RoomProcess


@pytest.fixture(scope="session")
def browser():
    """Open the Chromium of this machine, or else the one that Playwright brought.

    One for the whole run: Playwright cannot be started twice in a thread.
    """
    from playwright.sync_api import expect, sync_playwright

    from tools.browser import on_path

    # As long as all else that is waited for: other tests share the machine.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def _no_page_stays_open(request):
    """Close what a test opened, however it ended: a page that stays open goes on asking."""
    if "browser" not in request.fixturenames:
        yield
        return
    opened = request.getfixturevalue("browser")
    before = list(opened.contexts)
    yield
    for context in [one for one in opened.contexts if one not in before]:
        context.close()


@pytest.fixture
def render():
    """Show a control in a page as a front end does; `base` is where its server would be."""
    front_end = Path(__file__).with_name("front_end.js").read_text("utf-8")

    def render(page, widget, base=""):
        state = widget.get_state()
        known = {name: value for name, value in state.items() if not name.startswith("_")}
        shown = {"script": state["_esm"], "style": state["_css"], "state": known, "base": base}
        page.evaluate(front_end, shown)

    return render


@pytest.fixture
def in_a_child():
    """Run a check in a process of its own, so that its limits and umask end with it."""
    fork = multiprocessing.get_context("fork")

    def in_a_child(function, *arguments):
        receiving, sending = fork.Pipe(duplex=False)
        child = fork.Process(target=lambda: sending.send(function(*arguments)))
        child.start()
        child.join(60)
        assert child.exitcode == 0
        return receiving.recv()

    return in_a_child


@pytest.fixture
def printed_by():
    """Give what a Python of its own prints that runs a script."""

    def printed_by(script):
        command = [sys.executable, "-c", script]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return printed_by


@pytest.fixture
def wait_until_served():
    """Wait until a process serves a port of this computer; its log says why it does not."""

    def wait_until_served(process, port, log):
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            else:
                return

    return wait_until_served


@pytest.fixture
def ask():
    """Ask a control as its page does, and give what it answers."""

    def ask(control, name, /, **request):
        answers = []
        control.send = answers.append
        control._handle_custom_msg({"type": name, "id": "7", **request}, [])
        (answer,) = answers
        assert (answer.pop("type"), answer.pop("id")) == ("answer", "7")
        return answer

    return ask


@pytest.fixture(scope="session")
def lab_texts():
    """Give the beginning of each text that the lab may say only after the decision."""

    def texts(value):
        if isinstance(value, str):
            return [" ".join(value.split())[:40]]
        values = value.values() if isinstance(value, dict) else value
        return [text for one in values for text in texts(one)]

    behind = {part: said for part, said in load("lab").items() if part not in {"gate", "step"}}
    # A word or two, such as a title, may stand elsewhere by chance.
    found = [text for text in texts(behind) if len(text) > 20]
    assert len(found) > 50
    return found


@pytest.fixture(scope="session")
def read() -> Callable[[str], PageRead]:
    """Read a page, or a piece of one, as somebody does who cannot see it."""
    return PageRead


@pytest.fixture
def least_facts() -> str:
    """Give the facts without which there is no incident."""
    return 'title = "T"\norganisation = "O"\ntimezone = "Pacific/Auckland"\n'


@pytest.fixture
def write(tmp_path: Path, least_facts: str) -> Callable[..., Path]:
    """Write an incident folder from the text, or bytes, of its files."""

    def write(timeline: str | bytes, facts: str | bytes = least_facts) -> Path:
        for name, content in (("incident_timeline.csv", timeline), ("incident.toml", facts)):
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(raw)
        return tmp_path

    return write


@pytest.fixture
def problems() -> Callable[[Path], list[str]]:
    """Load a folder that cannot be used and give what is told about it."""
    from course.incident.loading import load_incident

    def problems(folder: Path) -> list[str]:
        with pytest.raises(IncidentError) as caught:
            load_incident(folder)
        return caught.value.problems

    return problems


@pytest.fixture
def the_problem(problems: Callable[[Path], list[str]]) -> Callable[[Path], str]:
    """Load a folder that cannot be used and give the one thing that is told."""

    def the_problem(folder: Path) -> str:
        (found,) = problems(folder)
        return found

    return the_problem


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch):
    """Serve rooms on loopback within this process, for as long as a block runs.

    What waits on purpose waits a tenth: a wrong code for its answer, rooms for others' rooms.
    """
    from tornado.netutil import bind_sockets
    from tornado.web import Application

    from course.room import group_commit, limits, rooms
    from course.room.connections import RoomServer
    from course.room.handlers import routes
    from course.room.server import application

    for module, name in (
        (limits, "LATE_SECONDS"),
        (rooms, "LOOK_SECONDS"),
        (rooms, "COUNTS_SECONDS"),
        (group_commit, "GATHER_SECONDS"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name) / 10)

    @asynccontextmanager
    async def served(rooms: Any, base: str = "/", port: int = 0) -> AsyncIterator[int]:
        sockets = bind_sockets(port, "127.0.0.1")
        app = application(rooms)
        if base != "/":  # as a Jupyter server mounts them
            app = Application(routes(f"{base}room/", rooms), log_function=lambda _: None)
        server = RoomServer(app, rooms.connections)
        server.add_sockets(sockets)
        try:
            yield sockets[0].getsockname()[1]
        finally:
            server.stop()
            await server.close_all_connections()
            rooms.close()

    return served


@pytest.fixture(scope="session")
def judging():
    """Find a word that judges people, in what is said of an incident, whoever's it is.

    Those that the course itself has to speak of, such as blame, are asked for as ``strict``.
    """
    words = (
        r"careless\w*|negligen\w*|sloppy|lazy|incompeten\w*|culprits?|guilty|stupid\w*|"
        r"human error|error made|(?:should|could) have \w+(?:ed|en|t)|fail(?:ed)? to|forgot to|"
        r"obviously|to blame|whose fault|at fault"
    )
    also = (
        r"wrong|mistakes?|fault|blame\w*|should|simply|could have|forgot\w*|obvious|"
        r"did not (?:check|notice|think)"
    )

    def judging(text: str, *, strict: bool = False) -> bool:
        found = f"{words}|{also}" if strict else words
        return re.search(rf"\b(?:{found})\b", text, re.IGNORECASE) is not None

    return judging


@pytest.fixture
def room_process(course_home: Path) -> Iterator[RoomProcess]:
    """Prepare a `course room` that is stopped with the test, whatever happens."""
    process = RoomProcess(course_home)
    yield process
    if process.process is not None:
        process.stop(signal.SIGKILL)
