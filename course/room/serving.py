"""Which process serves a room: one, and the others are told so.

Two servers of one room would each count what the other does not see. The lock is one of
SQLite's on an empty file: it dies with its process, however that ends, is the same on
Linux, macOS and Windows, and holds on a network home wherever the rooms' file does.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from course.room.errors import RoomStoreError, ServedElsewhereError
from course.storage import write_atomically


@dataclass(frozen=True)
class Served:
    """What a process says of a room that it serves."""

    #: The room's code.
    code: str
    #: The address at which it is led, without what opens it; empty if only a browser knows.
    lead: str
    #: The number of the process.
    process: int


class Serving:
    """That this process serves a room, for as long as it does not let go."""

    def __init__(self, rooms: Path, code: str, lead: str = "") -> None:
        self._lock = _folder(rooms) / f"{code}.lock"
        self._note = _note(rooms, code)
        try:
            self._lock.parent.mkdir(mode=0o700, exist_ok=True)
            self._held = _take(self._lock)
        except (OSError, sqlite3.Error) as error:
            if _is_busy(error):
                raise ServedElsewhereError(_where(code, _read(self._note))) from error
            raise RoomStoreError(
                f"{self._lock.parent} cannot be written: {error}. Set COURSE_HOME to a folder "
                "that can."
            ) from error
        with contextlib.suppress(OSError):  # the lock counts; the note only helps
            note = json.dumps(asdict(Served(code, lead, os.getpid())))
            write_atomically(self._note, note, mode=0o600)

    def let_go(self) -> None:
        """Let another process serve the room from now on."""
        with contextlib.suppress(OSError):
            self._note.unlink()
        self._held.close()

    def forget(self) -> None:
        """Let go of a room that is gone."""
        self.let_go()
        with contextlib.suppress(OSError):
            self._lock.unlink()


def served(rooms: Path) -> tuple[Served, ...]:
    """List the rooms of a file that some process serves at this moment."""
    found = []
    for lock in sorted(_folder(rooms).glob("*.lock")):
        try:
            _take(lock).close()
        except sqlite3.Error as error:
            if _is_busy(error):
                found.append(_read(_note(rooms, lock.stem)) or Served(lock.stem, "", 0))
    return tuple(found)


def sweep(rooms: Path, kept: Collection[str]) -> None:
    """Take away the locks of rooms that are gone."""
    for lock in _folder(rooms).glob("*.lock"):
        if lock.stem not in kept:
            with contextlib.suppress(sqlite3.Error, OSError):
                _take(lock).close()
                lock.unlink()


def _folder(rooms: Path) -> Path:
    return rooms.with_name("served")


def _note(rooms: Path, code: str) -> Path:
    return _folder(rooms) / f"{code}.json"


def _take(lock: Path) -> sqlite3.Connection:
    held = sqlite3.connect(lock, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        held.close()
        raise
    return held


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY


def _read(note: Path) -> Served | None:
    try:
        return Served(**json.loads(note.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _where(code: str, by: Served | None) -> str:
    where = f" at {by.lead}" if by and by.lead else ""
    process = f" (process {by.process})" if by and by.process else ""
    return (
        f"Room {code} is served already, by another server of this computer{where}{process}. "
        f"Go on there: “course room --link {code}” prints a fresh link to lead it. "
        "Or stop that server first."
    )
