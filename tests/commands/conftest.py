"""A command of the course that serves, as a process of its own."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import psutil
import pytest

from course.content.notebooks import ROOT

PATIENCE_SECONDS = 90


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not go where a page sends a visitor."""

    def redirect_request(self, *_):
        return None


@dataclass
class Serving:
    """A command that serves, and what it has said."""

    process: subprocess.Popen
    said: str

    @property
    def addresses(self):
        """The addresses that were told, by their names."""
        return dict(re.findall(r"^(\w+):  (http\S+)$", self.said, re.MULTILINE))

    @property
    def errors(self):
        """What stands on stderr by now."""
        return self.process.log.read_text()

    def get(self, address, **headers):
        """Ask for an address as a new visitor; give the status and the text."""
        opener = urllib.request.build_opener(
            _Stay, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        request = urllib.request.Request(address, headers=headers)
        try:
            with opener.open(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def ask(self, path, **headers):
        """Ask for a path as a visitor who has the token."""
        address = self.addresses["Read"]
        return self.get(f"{urljoin(address, path)}?{urlsplit(address).query}", **headers)

    def children(self):
        """The processes that it has started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, number=signal.SIGTERM):
        """Send a signal and give the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)


@pytest.fixture
def serve(tmp_path):
    """Start `course` with some words, and wait until it has told its addresses."""
    with ExitStack() as stack:
        yield lambda *words, **how: stack.enter_context(_serving(tmp_path, words, **how))


SHARED = ("read", "--no-browser", "--port", "0", "--host", "0.0.0.0")


@pytest.fixture
def share(serve):
    """Start reader mode for other computers."""
    return lambda *words: serve(*SHARED, *words)


@pytest.fixture(scope="module")
def _shared(tmp_path_factory):
    """Run one reader mode for other computers for all tests of a module that leave it running."""
    folder = tmp_path_factory.mktemp("shared")
    home = folder / "home"
    (folder / "nobody").mkdir()
    home.symlink_to(folder / "nobody")
    with _serving(folder, SHARED, COURSE_HOME=str(home)) as serving:
        yield home, serving


@pytest.fixture
def shared(_shared, course_home, monkeypatch):
    """Give reader mode as other computers have it, with nobody's answers in it."""
    home, serving = _shared
    course_home.mkdir()
    home.unlink()
    home.symlink_to(course_home)
    monkeypatch.setenv("COURSE_HOME", str(home))
    return serving


@contextmanager
def _serving(folder, words, before="", command=None, cwd=None, **variables):
    own = ("CONFIG", "DATA", "RUNTIME")
    environment = {
        **os.environ,
        **{f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in own},
        **({} if command else {"PYTHONPATH": str(ROOT)}),
        **variables,
    }
    call = f"{before}\nimport sys; from course.cli import main; sys.exit(main(sys.argv[1:]))"
    command = command or [sys.executable, "-c", call]
    log = folder / f"stderr-{words[0]}"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [*command, *words],
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            text=True,
        )
        process.log = log
        # A command that says nothing is stopped, and its silence fails the test.
        clock = threading.Timer(PATIENCE_SECONDS, process.kill)
        clock.start()
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("Stop:"):
                break
        clock.cancel()
        try:
            yield Serving(process, said)
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            finally:
                process.kill()
                process.stdout.close()
