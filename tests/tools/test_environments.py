"""Environments beside `.venv/`: made once, made anew when what is in them changes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import environments
import psutil
import pytest
from environments import environment


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Make environments in a cache of this test's own, and count how often."""
    monkeypatch.setattr(environments, "CACHE", tmp_path / "cache")
    # Nothing is installed here, and bringing pip is what takes long.
    monkeypatch.setattr(environments, "EMPTY", (*environments.EMPTY, "--without-pip"))
    times = []
    return times, lambda *made_of: environment("some", made_of, times.append)


def test_the_same_is_made_once(made):
    """A second call finds what the first has made, with its own Python."""
    times, make = made
    assert make("a==1") == make("a==1")
    assert len(times) == 1
    prefix = times[0].run("python", "-c", "import sys; print(sys.prefix)")
    assert prefix.strip() == str(times[0].folder)


def test_a_changed_pin_makes_it_anew_and_leaves_nothing_behind(made):
    """Only one environment of a name is kept."""
    times, make = made
    before, after = make("a==1"), make("a==2")
    assert len(times) == 2
    assert before.folder != after.folder
    assert not before.folder.exists()


def test_what_was_cut_short_is_made_again(made):
    """An installation that failed is not taken for a whole environment."""
    times, make = made

    def fail(new):
        new.run("python", "-c", "raise SystemExit('no such package')")

    with pytest.raises(SystemExit, match="no such package"):
        environment("some", ("a==1",), fail)
    make("a==1")
    assert len(times) == 1


def test_two_at_once_wait_for_each_other(made):
    """Of two tests that need it at the same moment, one makes it and both get it."""
    times, make = made
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(make, ["a==1", "a==1"])
    assert one == other
    assert len(times) == 1


WAITS = """
import sys
sys.path.insert(0, sys.argv[1])
from environments import checked, stop_with_children
stop_with_children()
checked([sys.executable, "-c", "import time; print(flush=True); time.sleep(600)"], {})
"""


def test_a_tool_that_is_stopped_leaves_nothing_running():
    """The command that a tool waits for ends with it."""
    tools = str(environments.ROOT / "tools")
    with subprocess.Popen([sys.executable, "-c", WAITS, tools], stderr=subprocess.PIPE) as tool:
        process = psutil.Process(tool.pid)
        while not (children := process.children()):
            assert tool.poll() is None
        tool.terminate()
        assert tool.wait(60) == 1
        assert tool.stderr.read() == b"stopped\n"
    assert psutil.wait_procs(children, timeout=60)[1] == []
