"""Rows that are saved in the learner's file, or held in this process where that cannot be done."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from course.database import is_unwritable
from course.errors import ProgressError
from course.progress.answers_file import AnswersFile
from course.progress.attempts import Row
from course.progress.tables import ATTEMPT, KEPT, Table
from course.progress.texts import TextRow, size_of

_Result = TypeVar("_Result")
_Held = dict[Table, list[Any]]


class Rows(Protocol):
    """What is there while it is changed."""

    def texts(self, key: str) -> list[TextRow]:
        """All that is kept under a key."""

    def size(self) -> int:
        """How many bytes all texts count for."""

    def add(self, table: Table, row: Any) -> bool:
        """Add a row and tell whether it was new."""

    def remove(self, table: Table, row: Any) -> None:
        """Take a row away, if it is there."""


class Saving:
    """The file of one learner, and what could not be saved in it so far."""

    def __init__(self, folder: Path) -> None:
        self.file = AnswersFile(folder / "progress.sqlite")
        self._held: _Held = {ATTEMPT: [], KEPT: []}
        self._because = ""

    @property
    def notice(self) -> str:
        """What the learner should know about how all of it is kept, else empty."""
        return " ".join(filter(None, (self.file.notice, self._because)))

    @property
    def is_saved(self) -> bool:
        """Whether all is in the file, and nothing in this process alone."""
        return not any(self._held.values())

    def answers(self) -> set[Row]:
        """Every answer there is."""
        return {*self.file.read(), *self._held[ATTEMPT]}

    def texts(self, beginning: str = "") -> set[TextRow]:
        """Every text there is whose key begins so."""
        held = (row for row in self._held[KEPT] if row[0].startswith(beginning))
        return {*self.file.read_kept(beginning), *held}

    def change(self, make: Callable[[Rows], _Result], *, only_saved: bool = False) -> _Result:
        """Change rows in the file, or else here, and give what `make` gives."""
        # With `only_saved` it is in the file or an `OSError` or `sqlite3.Error`.
        try:
            with self.file.writing() as database:
                saved = _Saved(database)
                for table, rows in self._held.items():
                    for row in rows:
                        saved.add(table, row)
                result = make(saved)
            self.forget_held()
        except (OSError, sqlite3.Error) as error:
            if not is_unwritable(error):
                raise self.file.busy(error) from error
            if only_saved:
                raise
            held = _Here(self)
            result = make(held)
            self._held = held.rows
            if not self.is_saved:
                self._because = (
                    f"Your answers cannot be saved in {self.file.path.parent} ({error}). They are "
                    "kept only until this notebook's kernel stops: download them on the start "
                    "page to take them with you."
                )
        return result

    def save_held(self) -> None:
        """Save what is held here; if that cannot be done, it is an error."""
        self.change(lambda _: None)
        if not self.is_saved:
            raise ProgressError(f"The answers stay as they are. {self.notice}")

    def forget_held(self) -> None:
        """Hold nothing any more."""
        self._held = {ATTEMPT: [], KEPT: []}
        self._because = ""


class _Saved:
    """The rows of the file, within one transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def texts(self, key: str) -> list[TextRow]:
        found = self._database.execute(
            "SELECT key, at_utc, value, content_hash FROM kept WHERE key = ?", [key]
        )
        return [row for row in found if KEPT.fits(row)]

    def size(self) -> int:
        return _size(KEPT.rows(self._database))

    def add(self, table: Table, row: Any) -> bool:
        return table.insert(self._database, row)

    def remove(self, table: Table, row: Any) -> None:
        table.remove(self._database, row)


class _Here:
    """The rows held in this process; those in the file are seen and stay as they are."""

    def __init__(self, saving: Saving) -> None:
        self._saving = saving
        self.rows: _Held = {table: list(held) for table, held in saving._held.items()}  # noqa: SLF001
        self._known: dict[Table, set[Any]] = {ATTEMPT: saving.answers(), KEPT: saving.texts()}

    def texts(self, key: str) -> list[TextRow]:
        return [row for row in self._known[KEPT] if row[0] == key]

    def size(self) -> int:
        return _size(self._known[KEPT])

    def add(self, table: Table, row: Any) -> bool:
        if row in self._known[table]:
            return False
        self._known[table].add(row)
        self.rows[table].append(row)
        return True

    def remove(self, table: Table, row: Any) -> None:
        if row in self.rows[table]:
            self.rows[table].remove(row)
            self._known[table].discard(row)


def _size(rows: Iterable[TextRow]) -> int:
    return sum(size_of(row) for row in rows)
