"""Run a command where it can disturb nothing: own folder, own home, own process group.

This keeps runs apart from each other and from the learner's progress. It is no sandbox:
the code runs as the person who started it and may do whatever they may do.
"""

import os
import re
import signal
import site
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO

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


@dataclass(frozen=True)
class Ended:
    """How a command ended.

    Parameters
    ----------
    returncode
        What the command returned, or None if it was ended at its time limit.
    output
        What it printed, capped in the middle, with the folder's path taken out.
    """

    returncode: int | None
    output: str


@contextmanager
def workspace() -> Iterator[Path]:
    """Give a folder that goes away, with its own home beside the working folder.

    Yields
    ------
    Path
        The working folder. It holds nothing yet but an empty ``pytest.ini``, so that no
        settings from further up are found.

    Examples
    --------
    >>> with workspace() as folder:
    ...     [path.name for path in folder.iterdir()]
    ['pytest.ini']
    """
    with TemporaryDirectory(prefix="blameless-lab-", ignore_cleanup_errors=True) as name:
        root = Path(name).resolve()
        for place in ("work", "home", "course-home", "tmp"):
            (root / place).mkdir()
        (root / "work" / "pytest.ini").write_text("[pytest]\n", "utf-8")
        yield root / "work"


def execute(arguments: list[str], folder: Path, *, seconds: float) -> Ended:
    r"""Run Python in a workspace, and end it and all it started at the limit.

    Parameters
    ----------
    arguments
        What follows ``python`` on the command line.
    folder
        The working folder, from `workspace`.
    seconds
        How long the command may take.

    Examples
    --------
    >>> with workspace() as folder:
    ...     execute(["-c", "print('Kia ora')"], folder, seconds=10)
    Ended(returncode=0, output='Kia ora\n')
    """
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=_environment(folder.parent),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        creationflags=_NEW_GROUP,
    )
    assert process.stdout is not None
    capped = _Capped(process.stdout)
    reader = Thread(target=capped.read, daemon=True)
    reader.start()
    returncode: int | None = None
    try:
        with suppress(subprocess.TimeoutExpired):
            returncode = process.wait(timeout=seconds)
    finally:
        _end_group(process)
        reader.join(_DRAIN_SECONDS)
    return Ended(returncode, _without_paths(capped.text(), folder))


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
                room = KEPT_BYTES - len(self.head)
                self.head += chunk[:room]
                self.tail += chunk[room:]
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


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it has left running."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(tree, check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _without_paths(text: str, folder: Path) -> str:
    """Take out what differs from run to run: where the folder is, addresses, durations."""
    for path in (f"{folder}{os.sep}", str(folder)):
        text = text.replace(path, "")
    text = re.sub(r" at 0x[0-9A-Fa-f]+", "", text)
    return re.sub(r" in \d+\.\d+s(?: \([\d:]+\))?(?= *=*$)", "", text, flags=re.MULTILINE)
