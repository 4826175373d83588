"""A real JupyterLab or reader mode on loopback, and a real Chromium before it."""

from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.accessibility import axe_findings
from tests.browser.course_server import Server, copy_notebooks
from tests.browser.own_desk import opened

#: Loaded by the Python of a test, and never by that of all tests.
collect_ignore = ["without_network"]

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


@pytest.fixture
def course_copy(tmp_path):
    """Give a folder with a copy of the notebooks."""
    return copy_notebooks(tmp_path / "course")


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
