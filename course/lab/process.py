"""Run a command where it can disturb nothing: own folder, own home, own keeper.

This keeps runs apart from each other and from the learner's progress. It is no sandbox:
the code runs as the person who started it and may do whatever they may do.

On Linux all that a run starts ends with it, and its memory is limited, together and for each
process. On macOS what leaves its process group is not found, and its memory is not limited: the
system does not hold a process to that. On Windows a run is ended with its tree of processes, and
its memory is not limited.
"""

import json
import os
import re
import secrets
import site
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import IO

from course.errors import CourseError

if sys.platform == "win32" or sys.platform == "emscripten":
    keeper = None
else:
    from course.lab import keeper

KEPT_BYTES = 10_000  # of a run's output, at its beginning and again at its end
_CHUNK_BYTES = 65_536
_DRAIN_SECONDS = 2

# A process group of its own, so that a run is ended with all it has started.
_NEW_GROUP: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # is there on Windows alone

# What these would change in a run belongs to whoever started the course, not to the lab.
# pytest and hypothesis say more where a continuous integration server runs them.
_LEFT_BEHIND = re.compile(
    r"PYTEST|COV|HYPOTHESIS|PYTHON(STARTUP|WARNINGS|BREAKPOINT|HASHSEED)"
    r"|(CI|BUILD_NUMBER)$|GITHUB_|GITLAB_|CIRCLECI|CIRRUS_|BUILDKITE|TF_BUILD|TEAMCITY|CODEBUILD"
)


#: What a run may hold, with all that it has started, where the system can be asked that.
MEMORY_BYTES = 512 * 2**20

_KEEPER = Path(__file__).with_name("keeper.py")
_GRACE_SECONDS = keeper.GONE_SECONDS + 5 if keeper else 0.0
_LOOK_SECONDS = 0.1
_MARK = "BLAMELESS_LAB_RUN"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    #: What the command returned, or None if it was ended.
    returncode: int | None
    #: What it printed, capped in the middle, with the folder's path taken out.
    output: str
    #: ``"itself"``, or what ended it: ``"time"``, ``"memory"``, or ``"course"`` when nobody waits
    #: for it any more.
    why: str = "itself"


@contextmanager
def workspace() -> Iterator[Path]:
    """Give a folder that goes away, with its own home beside the working folder.

    Examples
    --------
    >>> with workspace() as folder:
    ...     [path.name for path in folder.iterdir()]
    ['pytest.ini']
    """
    with room_for_files():
        made = TemporaryDirectory(prefix="blameless-lab-", ignore_cleanup_errors=True)
    with made as name:
        root = Path(name).resolve()
        with room_for_files():
            for place in ("work", "home", "course-home", "tmp"):
                (root / place).mkdir()
            (root / "work" / "pytest.ini").write_text("[pytest]\n", "utf-8")
        yield root / "work"


@contextmanager
def room_for_files() -> Iterator[None]:
    """Say in one sentence where room is needed, if files of a run cannot be written."""
    try:
        yield
    except OSError as error:
        # Asked for the first time, it looks for a folder that can be written.
        place = tempfile.tempdir or "the folder for temporary files"
        raise CourseError(
            f"Expected room for the files of a run in {place}: {error}. Free some space there, "
            "or set TMPDIR to a folder that can be written, and start the course again."
        ) from error


def execute(
    arguments: list[str], folder: Path, *, seconds: float, stop: Event | None = None
) -> Ended:
    r"""Run Python in a workspace, and end it and all it started at the limit.

    Examples
    --------
    >>> with workspace() as folder:
    ...     execute(["-c", "print('Kia ora')"], folder, seconds=10)
    Ended(returncode=0, output='Kia ora\n', why='itself')
    """
    kind = _KeptRun if keeper else _LoneRun
    try:
        run = kind(arguments, folder, seconds)
    except OSError as error:
        raise CourseError(
            f"Expected this computer to start another process: {error}. Close what you do not "
            "need just now, then try again."
        ) from error
    return run.ended(stop or Event())


class _LoneRun:
    """A run that is ended with its tree of processes, on a system without a keeper."""

    def __init__(self, arguments: list[str], folder: Path, seconds: float) -> None:
        self._folder = folder
        self._until = time.monotonic() + seconds
        self._process = self._start([sys.executable, *arguments], seconds)
        assert self._process.stdout is not None
        self._capped = _Capped(self._process.stdout)
        self._reader = Thread(target=self._capped.read, daemon=True)
        self._reader.start()

    def ended(self, stop: Event) -> Ended:
        """Wait for its end, or bring it about."""
        try:
            while not stop.is_set() and time.monotonic() < self._until:
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(_LOOK_SECONDS)
                    break
        finally:
            code, why = self._end()
            self._reader.join(_DRAIN_SECONDS)
        return Ended(code, without_paths(self._capped.text(), self._folder), why)

    def _start(self, command: list[str], _seconds: float) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            cwd=self._folder,
            env=_environment(self._folder.parent),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            creationflags=_NEW_GROUP,
        )

    def _end(self) -> tuple[int | None, str]:
        code = self._process.poll()
        if code is None:
            tree = ["taskkill", "/T", "/F", "/PID", str(self._process.pid)]
            subprocess.run(tree, check=False, capture_output=True)
            self._process.wait()
        return code, "time" if code is None else "itself"


class _KeptRun(_LoneRun):
    """A run behind a keeper, which ends it when its time, its memory or the course ends."""

    def _start(self, command: list[str], seconds: float) -> "subprocess.Popen[bytes]":
        # The keeper sees to the time, and takes a moment to end what is left.
        self._until += _GRACE_SECONDS
        self._mark = f"{_MARK}={secrets.token_hex(8)}"
        self._outcome, writable = os.pipe()
        limits = [str(seconds), str(MEMORY_BYTES), str(writable)]
        try:
            return subprocess.Popen(
                [sys.executable, "-I", "-S", str(_KEEPER), *limits, *command],
                cwd=self._folder,
                env=_environment(self._folder.parent) | dict([self._mark.split("=")]),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[writable],
            )
        except BaseException:
            os.close(self._outcome)
            raise
        finally:
            os.close(writable)

    def _end(self) -> tuple[int | None, str]:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with os.fdopen(self._outcome, "rb") as outcome:
            text = outcome.read()
        if not text:
            # Somebody has ended the keeper: what it kept bears its mark.
            keeper.kill(keeper.marked(self._mark))
            return self._process.returncode, "itself"
        document = json.loads(text)
        return document["code"], document["why"]


@dataclass
class _Capped:
    """The beginning and the end of a stream; what is between them is read and let go."""

    stream: IO[bytes]
    head: bytes = b""
    tail: bytes = b""
    skipped: bool = field(default=False)

    def read(self) -> None:
        # Ends at the latest when the process group does: then the pipe closes.
        with self.stream:
            while chunk := os.read(self.stream.fileno(), _CHUNK_BYTES):
                free = KEPT_BYTES - len(self.head)
                self.head += chunk[:free]
                self.tail += chunk[free:]
                self.skipped |= len(self.tail) > KEPT_BYTES
                self.tail = self.tail[-KEPT_BYTES:]

    def text(self) -> str:
        gap = b"\n[... the middle of a long output is left out ...]\n" if self.skipped else b""
        text = (self.head + gap + self.tail).decode("utf-8", errors="replace")
        return text.replace("\r\n", "\n")


def _environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not _LEFT_BEHIND.match(name)}
    home, temporary = str(root / "home"), str(root / "tmp")
    homes = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
    xdg = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    return {
        **kept,
        **dict.fromkeys((*homes, *xdg), home),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary),
        "COURSE_HOME": str(root / "course-home"),
        # A new home hides what pip installed for this user alone: pytest may be there.
        "PYTHONUSERBASE": site.getuserbase(),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONNODEBUGRANGES": "1",  # no rows of carets, which wrap badly on a phone
        "PYTHONUTF8": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }


def without_paths(text: str, folder: Path) -> str:
    """Take out what differs from run to run: where the folder is, addresses, durations."""
    for path in (f"{folder}{os.sep}", str(folder)):
        text = text.replace(path, "")
    text = re.sub(r" at 0x[0-9A-Fa-f]+", "", text)
    return re.sub(r" in \d+\.\d+s(?: \([\d:]+\))?(?= *=*$)", "", text, flags=re.MULTILINE)
