"""Keep a run together: start it, hold it to its limits, and end it with all it has started.

This file is run as a script, between the course and the run, and imports nothing of the course.
It stands there so that the run ends with the course, too: the course holds the other end of its
input, and that end closes with it, whatever it was that ended the course.

On Linux nothing that a run started can get away from it: orphans come to the keeper, and the
memory of all of them together is counted. On other systems of the Unix family the run's process
group is ended, each process is held to its memory where the system does that, and a child that has
left the group is not found. Windows has no keeper: see `process`.
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

#: Between two looks at the memory, in seconds.
LOOK_SECONDS = 0.1

#: How long what is ended may take to be gone.
GONE_SECONDS = 5.0

_PR_SET_CHILD_SUBREAPER = 36
_FILE_BYTES = 100 * 2**20
_PROCESSES = Path("/proc")


def keep(command: list[str], *, seconds: float, memory: int, outcome: int) -> None:
    """Run a command, and tell how it ended when nothing of it is left."""
    awake, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    _adopt_orphans()
    _limit(memory)
    run = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    # The course reads until nobody can write any more.
    os.close(1)
    os.close(2)
    why = _watch(run, time.monotonic() + seconds, memory, awake)
    code = run.poll()
    _end(run)
    os.write(outcome, json.dumps({"why": why, "code": code}).encode())


def _watch(run: subprocess.Popen[bytes], until: float, memory: int, awake: int) -> str:
    while True:
        if run.poll() is not None:
            return "itself"
        left = until - time.monotonic()
        if left <= 0:
            return "time"
        if _holds_more(list(descendants(os.getpid())), memory):
            return "memory"
        heard, _, _ = select.select([0, awake], [], [], min(left, LOOK_SECONDS))
        if 0 in heard:
            return "course"
        if awake in heard:
            os.read(awake, 4096)


def _end(run: subprocess.Popen[bytes]) -> None:
    """End the run's group, and then whatever else there is, until there is nothing."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(run.pid, signal.SIGKILL)
    until = time.monotonic() + GONE_SECONDS
    while time.monotonic() < until:
        left = list(descendants(os.getpid()))
        kill(left)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not left:
            return
        time.sleep(0.005)


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _limit(memory: int) -> None:
    """Set what all that is started inherits; what the system does not know it does not hold."""
    limits = {"RLIMIT_AS": memory, "RLIMIT_FSIZE": _FILE_BYTES, "RLIMIT_CORE": 0}
    for name, most in limits.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            which = getattr(resource, name)
            _, hard = resource.getrlimit(which)
            within = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (within, within))


def descendants(ancestor: int) -> Iterator[int]:
    """Find all that a process has started, and what those have; none where it cannot be known."""
    children: dict[int, list[int]] = {}
    for process in _processes():
        # Its name may hold anything, also brackets.
        stat = _read(process / "stat").rpartition(b")")[2].split()
        if stat:
            children.setdefault(int(stat[1]), []).append(int(process.name))
    found = [ancestor]
    for number in found:
        found += children.get(number, [])
    yield from found[1:]


def marked(mark: str) -> Iterator[int]:
    """Find the processes that were started with a mark in their environment."""
    for process in _processes():
        if mark.encode() in _read(process / "environ") and int(process.name) != os.getpid():
            yield int(process.name)


def kill(processes: Iterable[int]) -> None:
    """End processes that may be gone already."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(process, signal.SIGKILL)


def _holds_more(processes: list[int], memory: int) -> bool:
    """Tell whether processes hold more than they may; what several of them share counts once."""
    page = resource.getpagesize()
    # Quickly reckoned, with what is shared counted for each. Only then it is worth the time.
    sizes = (_read(_PROCESSES / str(process) / "statm").split() for process in processes)
    if sum(int(size[1]) * page for size in sizes if size) <= memory:
        return False
    return sum(map(_own_share, processes)) > memory


def _own_share(process: int) -> int:
    for line in _read(_PROCESSES / str(process) / "smaps_rollup").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _processes() -> Iterator[Path]:
    if _PROCESSES.is_dir():
        yield from (path for path in _PROCESSES.iterdir() if path.name.isdigit())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


if __name__ == "__main__":
    seconds, memory, outcome = sys.argv[1:4]
    keep(sys.argv[4:], seconds=float(seconds), memory=int(memory), outcome=int(outcome))
