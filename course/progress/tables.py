"""The tables of the learner's file: what each holds, and whether a row or a file fits it."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from course.progress.attempts import is_answer
from course.progress.texts import is_text


# Its names stand in statements as they are: they are ours.
@dataclass(frozen=True)
class Table:
    """One table: all its columns are text, and all of them together tell one row from another."""

    name: str
    columns: tuple[str, ...]
    #: In which order they identify a row: what is looked for comes first.
    key: tuple[str, ...]
    #: Whether a row is one that this course can show.
    fits: Callable[[Sequence[Any]], bool]

    @property
    def sql(self) -> str:
        """The statement that begins it."""
        columns = " ".join(f"{column} TEXT NOT NULL," for column in self.columns)
        key = ", ".join(self.key)
        return f"CREATE TABLE {self.name} ( {columns} PRIMARY KEY ({key}) ) WITHOUT ROWID"

    def begin(self, database: sqlite3.Connection) -> None:
        """Begin it, empty."""
        database.execute(self.sql)

    def begin_again(self, database: sqlite3.Connection, rows: Iterable[Sequence[str]]) -> None:
        """Begin it anew with these rows."""
        database.execute(f"DROP TABLE {self.name}")
        self.begin(database)
        for row in rows:
            self.insert(database, row)

    def rows(self, database: sqlite3.Connection) -> list[Any]:
        """Read all that it holds."""
        columns = ", ".join(self.columns)
        return database.execute(f"SELECT {columns} FROM {self.name}").fetchall()  # noqa: S608

    def insert(self, database: sqlite3.Connection, row: Sequence[str]) -> bool:
        """Add a row and tell whether it was new."""
        columns, places = ", ".join(self.columns), ", ".join("?" * len(self.columns))
        statement = f"INSERT OR IGNORE INTO {self.name} ({columns}) VALUES ({places})"  # noqa: S608
        return bool(database.execute(statement, tuple(row)).rowcount)

    def remove(self, database: sqlite3.Connection, row: Sequence[str]) -> None:
        """Take a row away, if it is there."""
        same = " AND ".join(f"{column} = ?" for column in self.columns)
        database.execute(f"DELETE FROM {self.name} WHERE {same}", tuple(row))  # noqa: S608

    def is_in(self, database: sqlite3.Connection) -> bool:
        """Tell whether the file promises of it what this course does, such as no row twice."""
        found = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", [self.name]
        ).fetchone()
        return bool(found and found[0].split() == self.sql.split())

    def is_as_expected(self, database: sqlite3.Connection, is_expected: bool) -> bool:
        """Tell whether the file has it, in whatever words, or has it not, as expected."""
        kind = database.execute(
            "SELECT type FROM sqlite_master WHERE name = ?", [self.name]
        ).fetchone()
        columns = [column[1] for column in database.execute(f"PRAGMA table_info({self.name})")]
        expected = (("table",), list(self.columns)) if is_expected else (None, [])
        return (kind, columns) == expected


#: The answers. These columns and this key are those of version 1.
ATTEMPT = Table(
    name="attempt",
    columns=("decision", "option", "at_utc"),
    key=("decision", "option", "at_utc"),
    fits=is_answer,
)

#: What was written or chosen besides.
KEPT = Table(
    name="kept",
    columns=("key", "at_utc", "value", "content_hash"),
    key=("key", "at_utc", "value", "content_hash"),
    fits=is_text,
)
