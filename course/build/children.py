"""The processes that a command starts: none of them outlives it."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import active_children, connection, parent_process
from typing import Any

import psutil

#: What asks a process to stop, as far as the system knows it.
_STOPS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]

#: What a shell reports of a process that a signal has stopped is so much above its number.
_STOPPED_BY = 128


class StoppedError(BaseException):
    """The process was asked to stop; no `except Exception` on the way takes it for a fault."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = _STOPPED_BY + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Let whatever asks this process to stop raise `StoppedError`, once: cleaning up goes on."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is told of signals
        return

    def stop(number: int, _: Any) -> None:
        for stopping in _STOPS:
            signal.signal(stopping, signal.SIG_IGN)
        raise StoppedError(number)

    before = {number: signal.signal(number, stop) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off whatever asks this process to stop until the block is through."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows has no such thing
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_workers() -> None:
    """End all workers that this process has started, and all that those have."""
    _end([worker.pid for worker in active_children() if worker.pid])


def _end(pids: list[int]) -> None:
    """End processes with all that they have started, and that those have."""
    waiting, found = [], []
    for pid in pids:
        with suppress(psutil.NoSuchProcess):
            waiting.append(psutil.Process(pid))
    while waiting:
        process = waiting.pop()
        with suppress(psutil.NoSuchProcess):
            # Held still, it starts no other while it is being looked at.
            process.suspend()
            found.append(process)
            waiting.extend(process.children())
    for process in found:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def follow_parent(then: Callable[[], None]) -> None:
    """In a worker: end it and its own children as soon as its parent is gone, however that went."""
    parent = parent_process()
    assert parent is not None

    def follow() -> None:
        connection.wait([parent.sentinel])
        _end([child.pid for child in psutil.Process().children()])
        then()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
    if sys.platform != "win32":
        # The terminal tells the parent of Ctrl+C, and the parent this worker.
        os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
