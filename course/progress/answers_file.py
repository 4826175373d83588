"""The SQLite file that keeps what one learner answered, wrote and chose.

It survives several processes writing at once and one that is killed while it writes. What
cannot be used, the file or some of its rows, is set aside and never deleted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from course.database import connect, is_unwritable, make_way
from course.errors import DamagedFileError, ProgressError
from course.progress.attempts import Row
from course.progress.document import write_rows
from course.progress.tables import ATTEMPT, KEPT, Table
from course.progress.texts import TextRow
from course.storage import stamp, write_atomically

#: Version of the file, kept in it as SQLite's `user_version`.
VERSION = 2

#: The tables of each version. Rollback journal, not WAL: WAL does not work on network homes
#: (JupyterHub on NFS).
_TABLES = {0: (), 1: (ATTEMPT,), VERSION: (ATTEMPT, KEPT)}


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
        return self._read(ATTEMPT)

    def read_kept(self, beginning: str = "") -> list[TextRow]:
        """Every entry whose key begins so; none when the file cannot be opened."""
        return [row for row in self._read(KEPT) if row[0].startswith(beginning)]

    def _read(self, table: Table) -> list[Any]:
        self._unread = ""
        try:
            if not self.path.exists():
                return []
            with closing(self._open()) as database:
                there = _TABLES[_version(database)]
                if table not in there:
                    return []
                rows, is_ours = table.rows(database), all(kind.is_in(database) for kind in there)
        except (OSError, sqlite3.Error) as error:
            if not is_unwritable(error):
                raise self.busy(error) from error
            self._unread = (
                f"The answers in {self.path} cannot be read here ({error}), and are not shown. "
                "They stay as they are: see that the file may be read and its folder written."
            )
            return []
        fitting = [row for row in rows if table.fits(row)]
        if not is_ours or len(fitting) < len(rows):
            self._set_rows_aside(len(rows) - len(fitting))
        return fitting

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction on the file: all of it is kept, or nothing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as database:
            database.execute("BEGIN IMMEDIATE")
            notice = ""
            try:
                notice = self._make_ready(database)
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise
        if notice:
            self._set_aside.append(notice)

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
        there = _TABLES.get(version)
        if there is None or not all(
            table.is_as_expected(database, table in there) for table in _TABLES[VERSION]
        ):
            raise DamagedFileError("its tables are not as expected")

    def _make_ready(self, database: sqlite3.Connection) -> str:
        """Bring a file to this version, and say what of it had to be set aside."""
        version = _version(database)
        if version != VERSION:
            if version:
                backup = self.path.with_name(f"progress-version-{version}-{stamp()}.sqlite")
                write_atomically(backup, database.serialize())
            for table in _TABLES[VERSION]:
                if table not in _TABLES[version]:
                    table.begin(database)
            database.execute(f"PRAGMA user_version = {VERSION}")
        if all(table.is_in(database) for table in _TABLES[VERSION]):
            return ""
        return self._make_whole(database)

    def _set_rows_aside(self, number: int) -> None:
        """Keep the rows that are no answers beside the file, in which the others stay."""
        try:
            with self.writing() as database:
                notice = self._make_whole(database)
        except (OSError, sqlite3.Error, ProgressError) as error:
            if number:
                self._unread = (
                    f"Rows of {self.path} that are no answers to this course's decisions: "
                    f"{number:,}. They are not shown, and stay where they are ({error})."
                )
        else:
            if notice:
                self._set_aside.append(notice)

    def _make_whole(self, database: sqlite3.Connection) -> str:
        """Begin the tables again with all that fits, and tell where the rest is."""
        others: dict[Table, list[Any]] = {}
        for table in _TABLES[VERSION]:
            rows = table.rows(database)
            others[table] = [row for row in rows if not table.fits(row)]
            table.begin_again(database, [row for row in rows if table.fits(row)])
        number = sum(map(len, others.values()))
        if not number:
            return ""
        aside = self.path.with_name(f"answers-set-aside-{stamp()}.json")
        # Before the transaction ends: if it cannot be written, all rows stay where they are.
        write_atomically(aside, write_rows(others[ATTEMPT], others[KEPT]))
        return (
            f"Rows among your answers that belong to no decision of this course: {number:,}. "
            f"They have been kept in {aside}, and all other answers are as they were."
        )

    def busy(self, error: OSError | sqlite3.Error) -> ProgressError:
        """Word the error for a file that another program holds."""
        return ProgressError(
            f"{self.path} could not be used just now ({error}). Nothing was changed: try "
            "again in a moment."
        )


def insert(database: sqlite3.Connection, row: Row) -> bool:
    """Add an answer and tell whether it was new."""
    return ATTEMPT.insert(database, row)


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
