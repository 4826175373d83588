"""The SQLite file that keeps the answers of one learner.

It survives several processes writing at once and one that is killed while it writes. A
damaged file is moved aside and never deleted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from course.errors import ProgressError

#: Version of the file, kept in it as SQLite's `user_version`.
VERSION = 1

#: One answer: decision, option, and the moment in UTC as ISO 8601.
Row = tuple[str, str, str]

# Rollback journal, not WAL: WAL does not work on network homes (JupyterHub on NFS).
_SCHEMA = (
    """
    CREATE TABLE attempt (
        decision TEXT NOT NULL,
        option TEXT NOT NULL,
        at_utc TEXT NOT NULL,
        PRIMARY KEY (decision, option, at_utc)
    ) WITHOUT ROWID
    """,
    f"PRAGMA user_version = {VERSION}",
)
_BUSY_SECONDS = 10
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


class AnswersFile:
    """The answers of one learner on disk.

    Parameters
    ----------
    path
        Where the file is, or will be once there is something to keep.

    Examples
    --------
    >>> import tempfile
    >>> file = AnswersFile(Path(tempfile.mkdtemp()) / "progress.sqlite")
    >>> with file.writing() as database:
    ...     insert(database, ("opening", "B", "2026-06-12T09:00:00.000000Z"))
    True
    >>> file.read()
    [('opening', 'B', '2026-06-12T09:00:00.000000Z')]
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        #: One sentence once a damaged file has been moved aside, else empty.
        self.notice = ""

    def read(self) -> list[Row]:
        """Every answer in the file; none when it cannot be opened.

        Raises
        ------
        ProgressError
            If the file is of a newer version of the course, or another program holds it
            for longer than ten seconds.
        """
        try:
            if not self.path.exists():
                return []
            with closing(self._open()) as database:
                if not self._version(database):
                    return []
                return database.execute("SELECT decision, option, at_utc FROM attempt").fetchall()
        except (OSError, sqlite3.Error) as error:
            if is_unwritable(error):
                return []
            raise self.busy(error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction on the file: all of it is kept, or nothing.

        Raises
        ------
        OSError, sqlite3.Error
            If the file cannot be written; `is_unwritable` tells which of them last.
        ProgressError
            If the file is of a newer version of the course.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                if not self._version(database):
                    for statement in _SCHEMA:
                        database.execute(statement)
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        """Open the file; a damaged one is moved aside first."""
        try:
            return self._checked()
        except sqlite3.DatabaseError as error:
            if _code(error) not in _DAMAGED:
                raise
        self._set_aside()
        return self._checked()

    def _checked(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            # A damaged file is noticed by reading it, not by opening it.
            verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        except BaseException:
            database.close()
            raise
        if verdict != "ok":
            database.close()
            damaged = sqlite3.DatabaseError(verdict)
            damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damaged
        return database

    def _set_aside(self) -> None:
        """Move a damaged file out of the way, once, however many processes notice it."""
        turn = self.path.with_name("set-aside.sqlite")
        with closing(sqlite3.connect(turn, timeout=_BUSY_SECONDS, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            try:
                self._checked().close()
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED:
                    raise
                stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
                aside = self.path.with_name(f"progress-damaged-{stamp}.sqlite")
                self.path.replace(aside)
                self.path.with_name("progress.sqlite-journal").unlink(missing_ok=True)
                self.notice = (
                    "The file with your earlier answers could not be read. It has been kept "
                    f"as {aside}, and a new one was begun: answer again, or bring back an "
                    "earlier download from the start page."
                )

    def _version(self, database: sqlite3.Connection) -> int:
        version = int(database.execute("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise ProgressError(
                f"{self.path} was written by a newer version of this course (file version "
                f"{version}; this course knows {VERSION}). Nothing was changed. Bring the "
                "course up to date, or set COURSE_HOME to another folder."
            )
        return version

    def busy(self, error: OSError | sqlite3.Error) -> ProgressError:
        """Word the error for a file that another program holds."""
        return ProgressError(
            f"{self.path} could not be used just now ({error}). Nothing was changed: try "
            "again in a moment."
        )


def insert(database: sqlite3.Connection, row: Row) -> bool:
    """Add an answer and tell whether it was new."""
    return bool(
        database.execute(
            "INSERT OR IGNORE INTO attempt (decision, option, at_utc) VALUES (?, ?, ?)", row
        ).rowcount
    )


def is_unwritable(error: OSError | sqlite3.Error) -> bool:
    """Tell a folder that cannot be written from a fault that trying again may cure."""
    return isinstance(error, OSError) or _code(error) in _UNWRITABLE


def _code(error: sqlite3.Error) -> int:
    """Reduce SQLite's extended error code to its family."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
