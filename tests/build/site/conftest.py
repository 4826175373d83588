"""The browser edition, built once, and a plain server that hands it out under a path."""

import io
import os
import threading
import zipfile
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from course.build.site import build_site
from course.build.site.archive import WHOLE
from course.build.site.core import NotFetchedError

PATIENCE_MS = 120_000

#: Where the site is said to stand, for its sitemap alone.
ADDRESS = "https://course.example/a/fork"


def unpacked(archive):
    """Open the archive of the course, which holds one of all its files."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return zipfile.ZipFile(io.BytesIO(packed.read(WHOLE)))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def handed_out(folder, port=0):
    """Hand out a folder as any web server would."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A folder that holds the site one folder down, as on a host of many.

    `make test-site` has built it once, for all workers.
    """
    if there := os.environ.get("COURSE_SITE_BUILT"):
        return Path(there)
    root = tmp_path_factory.mktemp("site")
    try:
        build_site(root / "a" / "fork", address=ADDRESS)
    except NotFetchedError as error:  # another package, or a notebook that stops, is a failure
        pytest.skip(f"Python for the browser cannot be had here: {error}")
    return root


@pytest.fixture
def site(built, browser):
    """Opens pages on a phone: `site.open(name)`; what a page asks for is in `site.asked`."""
    with handed_out(built) as port:
        context = browser.new_context(viewport={"width": 420, "height": 800})
        asked, errors = [], []
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: errors.append(str(error.error)))

        def open_page(name, *, is_ready=True, waits=False, clock=False):
            page = context.new_page()
            if clock:  # so that a test need not wait as long as the page does
                page.clock.install()
            if waits:  # Python then starts with the first press, as where data are to be saved
                page.add_init_script("window.requestIdleCallback = () => {}")
            page.goto(f"http://127.0.0.1:{port}/a/fork/{name}.html")
            if is_ready and not waits:
                ready(page)
            return page

        yield SimpleNamespace(
            open=open_page, asked=asked, errors=errors, port=port, context=context
        )
        context.close()


def ready(page):
    """Wait until the Python of a page is there."""
    page.wait_for_function(
        "document.documentElement.dataset.python === 'ready'", timeout=PATIENCE_MS
    )


def kept(page):
    """Wait until Python has done and kept all that was asked of it."""
    page.wait_for_function("document.documentElement.dataset.kept === 'yes'", timeout=PATIENCE_MS)


def answer(page, letter):
    """Choose an option and check it, as a thumb does."""
    page.get_by_role("radio").nth("ABCD".index(letter)).click()
    page.get_by_role("button", name="Check answer").click()
