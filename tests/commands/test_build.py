"""`course build` as a process: what happens when somebody stops it."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from course.cli import main
from course.content.notebooks import ROOT

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 120


def until(met):
    """Wait for something, and fail when it does not come."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def building(tmp_path):
    """Start a build over an earlier one, and wait until it has a kernel."""
    out, temporary = tmp_path / "out", tmp_path / "temporary"
    temporary.mkdir()
    out.mkdir()
    (out / "00_start_here.html").write_text("earlier")
    (out / "mine.txt").write_text("mine")
    call = "import sys; from course.cli import main; sys.exit(main(sys.argv[1:]))"
    words = ["build", "--out", str(out), "--learner", "all-correct", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-c", call, *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a terminal of its own would do the same
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
    )
    try:
        parent = psutil.Process(process.pid)
        until(lambda: any("ipykernel" in " ".join(_words(one)) for one in _below(parent)))
        yield process, out, temporary
    finally:
        left = _below(psutil.Process(process.pid)) if process.poll() is None else []
        process.kill()
        for one in left:
            one.kill()
        process.communicate()


def _below(process):
    return process.children(recursive=True)


def _words(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@pytest.mark.parametrize(
    ("number", "to"),
    [
        (signal.SIGTERM, os.kill),
        (signal.SIGINT, os.killpg),  # as Ctrl+C in a terminal: to all of the group
        (signal.SIGHUP, os.kill),
    ],
)
def test_a_stop_is_answered_at_once_and_ends_all(building, number, to):
    """It says what was done, no process is left, and the folder is as it was."""
    process, out, temporary = building
    started = _below(psutil.Process(process.pid))
    to(process.pid, number)
    # Far less than any notebook takes that waits for the end of its cells.
    _, said = process.communicate(timeout=10)
    assert process.returncode == 128 + number
    assert f"Stopped: {out} is as it was, and nothing runs on." in said
    assert "Traceback" not in said
    assert "resource_tracker" not in said
    assert psutil.wait_procs(started, timeout=10)[1] == []
    assert sorted(path.name for path in out.iterdir()) == ["00_start_here.html", "mine.txt"]
    assert (out / "00_start_here.html").read_text() == "earlier"
    assert list(temporary.iterdir()) == []


def test_workers_follow_a_parent_that_was_killed(building):
    """Where nothing can be said any more, no process is left either, and no file comes."""
    process, out, temporary = building
    started = _below(psutil.Process(process.pid))
    process.kill()
    assert psutil.wait_procs(started, timeout=20)[1] == []
    assert sorted(path.name for path in out.iterdir()) == ["00_start_here.html", "mine.txt"]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("words", [["--learner", "mixed"], ["--workers", "2"], ["--incident", "x"]])
def test_an_option_that_the_guide_cannot_obey_is_refused(words, tmp_path, monkeypatch, capsys):
    """Nothing is written, and the option is named."""
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--guide", *words]) == 2
    assert words[0] in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
