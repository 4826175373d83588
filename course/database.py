"""An SQLite file that may be damaged: opened, looked through, and set aside if need be."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from course.errors import DamagedFileError
from course.storage import set_aside

BUSY_SECONDS = 10
"""How long another program may hold a file before that is told."""

Look = Callable[[sqlite3.Connection], object]
"""Looks through an open file, and raises `DamagedFileError` if it is not what it should be."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


def connect(path: Path, look: Look, *, any_thread: bool = False) -> sqlite3.Connection:
    """Open a file that has been looked through; one that is not there is begun.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "progress.sqlite"
    >>> _ = path.write_bytes(b"rubbish" * 99)
    >>> connect(path, print)
    Traceback (most recent call last):
        ...
    course.errors.DamagedFileError: file is not a database
    """
    if path.exists() and not path.is_file():
        raise DamagedFileError("it is no file")
    journal = path.with_name(f"{path.name}-journal")
    if journal.is_dir():
        set_aside(journal)  # in its place nothing could ever be written
    database = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=not any_thread
    )
    # Bytes that are no text must not stop the reading of the others.
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        # Damage is noticed by reading a file, not by opening it.
        verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise DamagedFileError(verdict)  # noqa: TRY301 - one place closes the file
        look(database)
    except sqlite3.DatabaseError as error:
        database.close()
        if _family(error) in _DAMAGED:
            raise DamagedFileError(str(error)) from error
        raise
    except BaseException:
        database.close()
        raise
    return database


def make_way(path: Path, look: Look) -> Path | None:
    """Set a damaged file aside, once, however many processes notice it."""
    with _turn(path.with_name("set-aside.sqlite")):
        try:
            connect(path, look).close()
        except DamagedFileError:
            aside = set_aside(path)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            return aside
    return None


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Wait for the turn of this process: SQLite locks files on every platform."""
    if lock.is_dir():
        set_aside(lock)
    with closing(sqlite3.connect(lock, timeout=BUSY_SECONDS, isolation_level=None)) as held:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if _family(error) not in _DAMAGED:
                raise
        else:
            yield
            return
    # Nothing stands in a lock; a damaged one is begun again.
    set_aside(lock)
    with closing(sqlite3.connect(lock, timeout=BUSY_SECONDS, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


def is_unwritable(error: OSError | sqlite3.Error) -> bool:
    """Tell a folder that cannot be written from a fault that trying again may cure.

    Examples
    --------
    >>> is_unwritable(PermissionError()), is_unwritable(sqlite3.OperationalError())
    (True, False)
    """
    return isinstance(error, OSError) or _family(error) in _UNWRITABLE


def is_damage(error: Exception) -> bool:
    """Tell a file that is damaged from one that cannot be written, and from a broken rule.

    Examples
    --------
    >>> is_damage(sqlite3.IntegrityError())
    False
    """
    return isinstance(error, sqlite3.Error) and _family(error) in _DAMAGED


def _family(error: sqlite3.Error) -> int:
    """Reduce SQLite's extended error code to its family."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
