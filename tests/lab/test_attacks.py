"""What a test may do to the course that runs it, on purpose or not."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

import psutil
import pytest

from course.content import load
from course.errors import CourseError
from course.lab import Verdict, process, run, trial, try_test
from course.lab.process import execute, workspace
from course.lab.reading import read_run
from course.widgets.editor import Editor

# Limits are met, and processes waited for.
pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 20

#: Put in the place of what the run says of itself, before it ends without another word.
IN_ITS_PLACE = {
    "a FIFO": "os.mkfifo('seen.json')",
    "a folder": "os.mkdir('seen.json')",
    "a device": "os.symlink('/dev/zero', 'seen.json')",
    "a file elsewhere": "os.symlink('/etc/passwd', 'seen.json')",
    "no JSON": "open('seen.json', 'w').write('{')",
    "not UTF-8": "open('seen.json', 'wb').write(b'\\xff')",
    "a list": "open('seen.json', 'w').write('[]')",
    "depth": "open('seen.json', 'w').write('[' * 100_000)",
    "a hole": "open('seen.json', 'w').truncate(60_000_000)",
    "odd tests": """open('seen.json', 'w').write('{"exit_code": 0, "tests": [{"id": 1}]}')""",
    "an odd outcome": (
        """open('seen.json', 'w').write('{"exit_code": 1, "calls": [], "tests": """
        """[{"id": "a", "outcome": "won", "message": "", "text": ""}]}')"""
    ),
    "odd calls": """open('seen.json', 'w').write('{"exit_code": 0, "calls": [[1]]}')""",
    "an odd code": """open('seen.json', 'w').write('{"exit_code": "0"}')""",
    "half a character": (
        """open('seen.json', 'w').write('{"exit_code": 1, "calls": [], "tests": """
        """[{"id": "\\\\ud800", "outcome": "failed", "message": "", "text": "\\\\udfff"}]}')"""
    ),
}


@pytest.mark.parametrize("deed", IN_ITS_PLACE.values(), ids=IN_ITS_PLACE)
def test_whatever_stands_in_the_place_of_a_result_is_a_verdict(deed):
    """It is neither waited for nor believed, and what is shown can be sent to a page."""
    tried = try_test(f"import os\ndef test_a():\n    {deed}\n    os._exit(0)")
    assert tried.verdict is Verdict.FAILS_ON_BOTH
    shown = tried.view()
    json.dumps([shown.html, shown.text], ensure_ascii=False).encode("utf-8")


def test_a_result_is_read_only_so_far(tmp_path):
    """A file that is larger than any run's is not taken into memory."""
    (tmp_path / "seen.json").write_text('{"exit_code": 0, "x": "' + "x" * 50_000_000 + '"}')
    assert read_run(tmp_path).exit_code is None


MEMORY = {
    "a string": "s = 'x' * 1000\n    while True: s += s",
    "a list": "s = []\n    while True: s.append('x' * 10_000 + str(len(s)))",
    "caught": (
        "s = []\n    while True:\n        try: s.append(bytearray(10_000_000))\n"
        "        except MemoryError: pass"
    ),
    "in many": (
        "import subprocess, sys, time\n    more = [sys.executable, '-c', 'import time; "
        "s = bytearray(200_000_000); time.sleep(60)']\n    "
        "[subprocess.Popen(more) for _ in range(8)]\n    time.sleep(60)"
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
@pytest.mark.parametrize("deed", MEMORY.values(), ids=MEMORY)
def test_a_test_cannot_take_the_machines_memory(monkeypatch, deed):
    """However it is taken, it ends at the limit, and both versions together stay below two."""
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 6.0)
    most = _Most()
    with most:
        tried = try_test(f"def test_a():\n    {deed}")
    assert tried.verdict in (Verdict.OUT_OF_MEMORY, Verdict.OUT_OF_TIME)
    assert most.bytes < 2.5 * process.MEMORY_BYTES
    assert f"{process.MEMORY_BYTES // 2**20} MB" in tried.view().text or (
        tried.verdict is Verdict.OUT_OF_TIME
    )


class _Most:
    """The most memory that the children of this process had together, of those that are new."""

    def __enter__(self):
        self.bytes = 0
        # A browser and a server of other tests may be running beside them.
        self._before = set(psutil.Process().children(recursive=True))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _look(self):
        while not self._over.wait(0.05):
            had = 0
            for child in set(psutil.Process().children(recursive=True)) - self._before:
                try:
                    had += child.memory_info().rss
                except psutil.Error:
                    continue
            self.bytes = max(self.bytes, had)


def leaving_behind(beat, **how):
    """Give Python that starts a child which writes on and on, the way it says."""
    child = f"""
import signal, time
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT): signal.signal(number, signal.SIG_IGN)
while True:
    with open({str(beat)!r}, "a") as file: file.write("x")
    time.sleep(0.02)
"""
    started = {"start_new_session": True, **how}
    return f"""
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {child!r}], **{started!r})
while not os.path.exists({str(beat)!r}): time.sleep(0.02)
"""


def is_still(beat):
    """Tell whether nothing writes there any more."""
    size = beat.stat().st_size
    time.sleep(0.3)
    return beat.stat().st_size == size


DAEMON = """
import os
if os.fork() == 0:
    os.setsid()
    if os.fork(): os._exit(0)
"""

only_where_seen = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere a child that left its group cannot be found"
)


@only_where_seen
@pytest.mark.parametrize("way", ["session", "bare", "daemon"])
def test_no_child_is_left_behind(tmp_path, way):
    """Not in a session of its own, nor without the run's environment, nor as a daemon."""
    beat = tmp_path / "beat"
    source = leaving_behind(beat, **({"env": {}} if way == "bare" else {}))
    source = DAEMON + source if way == "daemon" else source
    with workspace() as folder:
        execute(["-c", source], folder, seconds=PATIENCE_SECONDS)
    for _ in range(100):
        if beat.exists():
            break
        time.sleep(0.02)
    assert not beat.exists() or is_still(beat)


@only_where_seen
def test_at_the_limit_too(tmp_path):
    """A run that is ended takes along what left its group."""
    beat = tmp_path / "beat"
    with workspace() as folder:
        ended = execute(["-c", leaving_behind(beat) + "time.sleep(60)"], folder, seconds=3)
    assert ended.returncode is None
    assert is_still(beat)


@only_where_seen
def test_even_one_that_ends_its_keeper(tmp_path):
    """Whoever stops what holds the run together is found by the mark that it was given."""
    beat = tmp_path / "beat"
    source = leaving_behind(beat) + "os.kill(os.getppid(), 9); time.sleep(60)"
    with workspace() as folder:
        execute(["-c", source], folder, seconds=PATIENCE_SECONDS)
    assert is_still(beat)


ASKING = """
import sys, time
from course.lab import process
with process.workspace() as folder:
    process.execute(["-c", {source!r}], folder, seconds=60)
"""


@only_where_seen
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_nothing_outlives_the_course(tmp_path, number):
    """A kernel that is ended, or interrupted, in the middle of a run leaves no child."""
    beat = tmp_path / "beat"
    source = leaving_behind(beat) + "time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", ASKING.format(source=source)], stderr=subprocess.DEVNULL
    ) as asking:
        while not beat.exists():
            assert asking.poll() is None
            time.sleep(0.02)
        asking.send_signal(number)
        asking.wait(PATIENCE_SECONDS)
    for _ in range(100):
        if is_still(beat):
            break
    assert is_still(beat)


@only_where_seen
def test_an_interrupted_trial_ends_both_runs(monkeypatch, tmp_path):
    """Interrupting the kernel does not wait for the limit, and neither version goes on."""
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 3600.0)
    beats = [tmp_path / "True", tmp_path / "False"]
    source = f"""
from booking import habits
import time
def test_a():
    while True:
        open({str(tmp_path)!r} + "/" + str(hasattr(habits, "Habits")), "a").write("x")
        time.sleep(0.02)
"""

    def interrupt():
        while not all(beat.exists() for beat in beats):
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        try_test(source)
    assert all(map(is_still, beats))


@pytest.fixture
def full(monkeypatch, tmp_path):
    """A folder for temporary files in which there is room for nothing."""
    blocked = tmp_path / "no-room"
    blocked.write_text("")
    monkeypatch.setattr(tempfile, "tempdir", str(blocked))
    return blocked


def test_a_full_folder_for_temporary_files_is_one_clear_error(full):
    """It is told where room is needed and how to point elsewhere, and a page says the same."""
    with pytest.raises(CourseError, match="TMPDIR") as caught:
        run("as_shipped")
    assert str(full) in str(caught.value)
    editor = Editor("missing-test")
    editor.run()
    assert "TMPDIR" in editor.status


def test_a_byte_order_mark_is_no_syntax_error():
    """What an editor on Windows puts before a pasted text is taken off."""
    assert try_test("\ufeffdef test_a():\n    assert True").verdict is Verdict.NEVER_CALLS


def test_half_a_character_is_a_verdict():
    """A text that is no text is told so, and nothing is run."""
    assert try_test("def test_a():\n    '\ud800'").verdict is Verdict.SYNTAX_ERROR


def test_the_words_name_the_limits_that_hold():
    """What is said of memory is what a run is held to."""
    said = load("lab")
    limit = f"{process.MEMORY_BYTES // 2**20} MB"
    assert limit in said["verdict"]["out_of_memory"]["text"]
    assert limit in said["editor"]["missing-test"]["sandbox"]
    assert limit in " ".join(try_test.__doc__.split())
