"""The SQLite file that keeps the answers of one learner.

It survives several processes writing at once and one that is killed while it writes. What
cannot be used, the file or some of its rows, is set aside and never deleted.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from course.database import connect, is_unwritable, make_way
from course.errors import DamagedFileError, ProgressError
from course.progress.answers_document import Row, is_answer, write_rows
from course.storage import stamp, write_atomically

#: Version of the file, kept in it as SQLite's `user_version`.
VERSION = 1

# Rollback journal, not WAL: WAL does not work on network homes (JupyterHub on NFS).
_TABLE = """
    CREATE TABLE attempt (
        decision TEXT NOT NULL,
        option TEXT NOT NULL,
        at_utc TEXT NOT NULL,
        PRIMARY KEY (decision, option, at_utc)
    ) WITHOUT ROWID
    """
_COLUMNS = ["decision", "option", "at_utc"]


class AnswersFile:
    """The answers of one learner on disk.

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
        self._set_aside: list[str] = []
        self._unread = ""

    @property
    def notice(self) -> str:
        """What has been set aside or cannot be read, in sentences; else empty."""
        return " ".join(filter(None, [*self._set_aside, self._unread]))

    def read(self) -> list[Row]:
        """Every answer in the file; none when it cannot be opened, and `notice` says so."""
        self._unread = ""
        try:
            if not self.path.exists():
                return []
            with closing(self._open()) as database:
                if not _version(database):
                    return []
                rows, is_ours = _rows(database), _is_ours(database)
        except (OSError, sqlite3.Error) as error:
            if not is_unwritable(error):
                raise self.busy(error) from error
            self._unread = (
                f"The answers in {self.path} cannot be read here ({error}), and are not shown. "
                "They stay as they are: see that the file may be read and its folder written."
            )
            return []
        answers = [row for row in rows if is_answer(row)]
        if not is_ours or len(answers) < len(rows):
            self._set_rows_aside(len(rows) - len(answers))
        return answers

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction on the file: all of it is kept, or nothing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as database:
            database.execute("BEGIN IMMEDIATE")
            told = ""
            try:
                if not _version(database):
                    database.execute(_TABLE)
                    database.execute(f"PRAGMA user_version = {VERSION}")
                elif not _is_ours(database):
                    told = self._make_whole(database)
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise
        if told:
            self._set_aside.append(told)

    def _open(self) -> sqlite3.Connection:
        """Open the file; a damaged one is set aside first."""
        try:
            return connect(self.path, self._look)
        except DamagedFileError:
            aside = make_way(self.path, self._look)
        if aside:
            self._set_aside.append(
                "The file with your earlier answers could not be read. It has been kept "
                f"as {aside}, and a new one was begun: answer again, or bring back an "
                "earlier download from the start page."
            )
        return connect(self.path, self._look)

    def _look(self, database: sqlite3.Connection) -> None:
        """Refuse a file that this course has not written, or not in this version."""
        version = _version(database)
        if version > VERSION:
            raise ProgressError(
                f"{self.path} was written by a newer version of this course (file version "
                f"{version}; this course knows {VERSION}). Nothing was changed. Bring the "
                "course up to date, or set COURSE_HOME to another folder."
            )
        kind = database.execute("SELECT type FROM sqlite_master WHERE name = 'attempt'").fetchone()
        columns = [column[1] for column in database.execute("PRAGMA table_info(attempt)")]
        found = (version, kind, columns)
        if found not in [(0, None, []), (VERSION, ("table",), _COLUMNS)]:
            raise DamagedFileError("its table of answers is not as expected")

    def _set_rows_aside(self, number: int) -> None:
        """Keep the rows that are no answers beside the file, in which the others stay."""
        try:
            with self.writing() as database:
                told = self._make_whole(database)
        except (OSError, sqlite3.Error, ProgressError) as error:
            if number:
                self._unread = (
                    f"{number:,} rows of {self.path} are no answers to this course's decisions. "
                    f"They are not shown, and stay where they are ({error})."
                )
        else:
            if told:
                self._set_aside.append(told)

    def _make_whole(self, database: sqlite3.Connection) -> str:
        """Begin the table again with all that are answers, and tell where the others are."""
        rows = _rows(database)
        others = [row for row in rows if not is_answer(row)]
        aside = self.path.with_name(f"answers-set-aside-{stamp()}.json")
        if others:
            write_atomically(aside, write_rows(others))
        database.execute("DROP TABLE attempt")
        database.execute(_TABLE)
        for row in rows:
            if is_answer(row):
                insert(database, row)
        if not others:
            return ""
        return (
            f"{len(others):,} rows among your answers belong to no decision of this course. They "
            f"have been kept in {aside}, and all other answers are as they were."
        )

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


def _rows(database: sqlite3.Connection) -> list[Any]:
    return database.execute("SELECT decision, option, at_utc FROM attempt").fetchall()


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _is_ours(database: sqlite3.Connection) -> bool:
    """Tell whether the table holds what this course promises of it, such as no row twice."""
    found: Sequence[str] = database.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'attempt'"
    ).fetchone()
    return found[0].split() == _TABLE.split()
