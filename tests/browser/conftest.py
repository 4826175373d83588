"""A real JupyterLab or reader mode on loopback, and a real Chromium before it."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from course.content.notebooks import ROOT
from course.server.shared_data import environment as shared_data
from tests.accessibility import axe_findings
from tests.browser.own_desk import opened

#: Loaded by the Python of a test, and never by that of all tests.
collect_ignore = ["without_network"]

#: As on Binder: a link that forgets it leads nowhere here.
PREFIX = "/user/x/"

PATIENCE_MS = 120_000

LAYOUT = Path(__file__).with_name("layout.js").read_text("utf-8")

#: What somebody sees without scrolling: each word where it stands, and what is chosen or typed.
SEEN = """() => {
  const seen = [];
  const isIn = ({ top, bottom, width, height }) =>
    width > 1 && height > 1 && bottom > 0 && top < innerHeight;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const around = walker.currentNode.parentElement;
    if (!text || around.closest("script, style") || !around.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (isIn(box)) seen.push([text, Math.round(box.top)]);
  }
  for (const field of document.querySelectorAll("input, select, textarea"))
    if (isIn(field.getBoundingClientRect())) seen.push([field.value, field.checked]);
  return JSON.stringify(seen);
}"""

IN_FRONT = """(name) =>
  window.jupyterapp?.shell.currentWidget?.context?.path.endsWith(name)"""

#: The notebook in front, once a page of the course has run in it or waits for somebody.
IN_JUPYTERLAB = ".jp-NotebookPanel:not(.lm-mod-hidden)[data-course-start]"


@contextmanager
def serving(command, address, home, folder):
    log = (folder / "server.log").open("w")
    environment = (
        os.environ
        | shared_data()
        | {
            "COURSE_HOME": str(home),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        }
    )
    server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=ROOT)
    try:
        for _ in range(240):
            assert server.poll() is None, (folder / "server.log").read_text()
            try:
                urllib.request.urlopen(address, timeout=60).read(1)
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            # Jupyter waits for ever when a page of reader mode was still starting.
            server.kill()
            server.wait()
        log.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def copy_notebooks(folder):
    """Copy the notebooks, so that a browser cannot save into the checkout.

    Their folder stays, since a kernel that is ready for the next page waits in it.
    """
    notebooks = folder / "notebooks"
    notebooks.mkdir(parents=True, exist_ok=True)
    for left in notebooks.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    shutil.copytree(ROOT / "notebooks", notebooks, dirs_exist_ok=True)
    return folder


@pytest.fixture
def course_copy(tmp_path):
    """Give a folder with a copy of the notebooks."""
    return copy_notebooks(tmp_path / "course")


@dataclass
class Server:
    """What `course lab` and `course read` serve, behind a path as on Binder."""

    folder: Path
    root: Path
    port: int = field(default_factory=free_port)
    token: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def base(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    def begin_anew(self, home):
        """Go on as a server that was just started: for a home, with the notebooks as they came."""
        self.stop_kernels()
        for name in ("settings", "workspaces"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        copy_notebooks(self.root)
        home.mkdir(exist_ok=True)
        (self.folder / "home").unlink(missing_ok=True)
        (self.folder / "home").symlink_to(home)

    def running(self, home):
        """Run it as long as the context lasts; again, if that is entered again."""
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
        command += [f"--port={self.port}", f"--IdentityProvider.token={self.token}"]
        command += [f"--ServerApp.root_dir={self.root}", f"--ServerApp.base_url={PREFIX}"]
        command += ["--ServerApp.port_retries=0", "--expose-app-in-browser"]
        return serving(command, f"{self.base}api?token={self.token}", home, self.folder)

    def lab(self, name, form="lab"):
        """The address of a notebook in JupyterLab."""
        return f"{self.base}{form}/tree/notebooks/{name}?token={self.token}"

    def reader(self, name):
        """The address of a notebook in reader mode."""
        return f"{self.base}voila/render/notebooks/{name}?token={self.token}"

    def stop_kernels(self):
        """Stop every kernel, as culling does."""
        for kernel in json.loads(self._ask("GET", "api/kernels")):
            self._ask("DELETE", f"api/kernels/{kernel['id']}")

    def _ask(self, method, path):
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.base}{path}", method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()


@pytest.fixture
def stopped_server(tmp_path, course_copy):
    """Prepare a server that a test starts and stops by itself."""
    return Server(tmp_path, course_copy)


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory):
    """Run one server for all tests of this process that leave nothing in it."""
    folder = tmp_path_factory.mktemp("server")
    server = Server(folder, copy_notebooks(folder / "course"))
    with server.running(folder / "home"):
        yield server


@pytest.fixture
def server(shared_server, course_home):
    """Give a server on which nobody has been yet."""
    shared_server.begin_anew(course_home)
    yield shared_server
    shared_server.stop_kernels()


@pytest.fixture
def own_server(stopped_server, course_home):
    """Run a server for the length of a test, since the rooms of its home stay open in it."""
    with stopped_server.running(course_home):
        yield stopped_server


@pytest.fixture
def lab(server):
    """JupyterLab: what takes a notebook's file name to its address."""
    return server.lab


@pytest.fixture
def reader(server):
    """Reader mode: what takes a notebook's file name to its address."""
    return server.reader


@pytest.fixture(scope="session")
def started():
    """Wait until a notebook stands in front in JupyterLab and no cell of it waits to be run.

    It starts by itself. Where its session is still there, as after a reload, it is started as
    somebody would do it.
    """

    def started(page, name):
        page.wait_for_function(IN_FRONT, arg=name, timeout=PATIENCE_MS)
        panel = page.locator(IN_JUPYTERLAB)
        panel.wait_for(timeout=PATIENCE_MS)
        if panel.get_attribute("data-course-start") == "waits":
            panel.get_by_role("button", name="Start this page").click()
        page.locator(f"{IN_JUPYTERLAB[:-1]}=ended]").wait_for(timeout=PATIENCE_MS)
        return panel

    return started


@pytest.fixture
def open_in_lab(started):
    """Open a notebook in JupyterLab, anew, and wait until it has started by itself."""

    def open_in_lab(page, server, name, form="lab"):
        page.goto(server.lab(name, form) + "&reset", timeout=PATIENCE_MS)
        return started(page, name)

    return open_in_lab


@pytest.fixture
def findings():
    """List what is cut, covered or off a page, and what axe finds in a part of it."""

    def findings(page, holder, part):
        return [*page.locator(holder).evaluate(LAYOUT), *axe_findings(page, part)]

    return findings


@pytest.fixture
def press():
    """Press as a thumb does, and hold that something in the window has changed 2 s later."""

    def press(page, control):
        control.scroll_into_view_if_needed()
        name = control.inner_text()
        control.hover()
        page.wait_for_timeout(100)
        before = page.evaluate(SEEN)
        control.click()
        for _ in range(20):
            if page.evaluate(SEEN) != before:
                return
            page.wait_for_timeout(100)
        raise AssertionError(f"nothing in the window changed when “{name}” was pressed")

    return press


@pytest.fixture
def watched(browser):
    """Open a page, and let the test fail if that asks anybody but this computer."""

    @contextmanager
    def watched(**options):
        context = browser.new_context(**options)
        outside = []

        def look(request):
            asked = urlsplit(request.url)
            is_own = asked.scheme in {"blob", "data", "file"}
            if not is_own and asked.hostname not in {"127.0.0.1", "localhost"}:
                outside.append(request.url)

        context.on("request", look)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
        context.close()
        assert outside == []

    return watched


@pytest.fixture
def phone(reader, browser):
    """Open the notebook for one's own incident on a phone."""
    context = browser.new_context(viewport={"width": 420, "height": 900})
    yield opened(context, reader)
    context.close()
