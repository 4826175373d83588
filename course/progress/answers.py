"""What this learner has answered, and how it travels from computer to computer.

Answers outlive the kernel. Where the home cannot be written they are kept in this
process, and `Progress.notice` says so.
"""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from course.content.decisions import decision, decisions
from course.database import is_unwritable
from course.errors import ProgressError
from course.progress import answers_document as document
from course.progress.answers_document import Attempt, Row, timestamp
from course.progress.answers_file import AnswersFile, insert
from course.storage import home, stamp, write_atomically

__all__ = ["Attempt", "Progress", "progress"]


def progress() -> "Progress":
    """Open the answers of this learner, the same object for every caller of a process.

    Examples
    --------
    >>> progress() is progress()
    True
    """
    return _progress_in(home())


@cache
def _progress_in(folder: Path) -> "Progress":
    return Progress(folder)


class Progress:
    """The answers kept in one folder.

    Parameters
    ----------
    folder
        Where the file is, or will be once there is something to keep.

    Examples
    --------
    >>> import tempfile
    >>> answers = Progress(Path(tempfile.mkdtemp()))
    >>> answers.record("opening", "A").correct
    False
    >>> answers.record("opening", "B").first
    False
    >>> answers.unanswered()
    ('systemic-fix', 'coverage', 'output')
    """

    def __init__(self, folder: Path) -> None:
        self._file = AnswersFile(folder / "progress.sqlite")
        self._unsaved: list[Row] = []
        self._unsaved_because = ""
        self._listeners: list[Callable[[], object]] = []

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._file.path

    @property
    def notice(self) -> str:
        """What the learner should know about how their answers are kept, else empty."""
        return " ".join(filter(None, (self._file.notice, self._unsaved_because)))

    @property
    def is_saved(self) -> bool:
        """Whether all answers are in the file, and none in this process alone."""
        return not self._unsaved

    def when_answered(self, listener: Callable[[], object]) -> None:
        """Call a listener whenever answers are added in this process, or are announced.

        Examples
        --------
        >>> import tempfile
        >>> answers = Progress(Path(tempfile.mkdtemp()))
        >>> answers.when_answered(lambda: print("still open:", *answers.unanswered()))
        >>> attempt = answers.record("coverage", "A")
        still open: opening systemic-fix output
        """
        self._listeners.append(listener)

    def announce(self) -> None:
        """Call the listeners: another process may have added answers."""
        for listener in self._listeners:
            listener()

    def record(self, decision_id: str, option: str) -> Attempt:
        """Keep one committed answer.

        Raises
        ------
        UnknownNameError
            If the decision or the option does not exist. Nothing is kept.
        ProgressError
            If the file is of a newer version of the course, or another program holds it
            for longer than ten seconds. Nothing is kept.
        """
        decision(decision_id).option(option)
        now = timestamp(datetime.now(UTC))
        [row] = self._save([(decision_id, option, now)], distinct=True)
        self.announce()
        # Another process may have added the same answer meanwhile, or put all aside.
        [kept] = [a for a in document.attempts({*self._rows(), row}) if _row_of(a) == row]
        return kept

    def attempts(self) -> tuple[Attempt, ...]:
        """Every committed answer, oldest first.

        Raises
        ------
        ProgressError
            If the file is of a newer version of the course.
        """
        return document.attempts(self._rows())

    def attempts_at(self, decision_id: str) -> tuple[Attempt, ...]:
        """Every committed answer to one decision, oldest first."""
        return tuple(a for a in self.attempts() if a.decision == decision_id)

    def first_choices(self) -> dict[str, Attempt]:
        """The answers that count: the first to each decision, by decision."""
        return {a.decision: a for a in self.attempts() if a.first}

    def unanswered(self) -> tuple[str, ...]:
        """The decisions without any committed answer, in the order of the course."""
        answered = self.first_choices()
        return tuple(d.id for d in decisions() if d.id not in answered)

    def export(self) -> str:
        """Write all answers as JSON, for `merge` here or on another computer.

        Returns
        -------
        str
            ``{"version": 1, "attempts": [{"decision", "option", "correct", "first",
            "at_utc"}]}``
        """
        return document.write(self.attempts())

    def merge(self, text: str, *, only_saved: bool = False) -> int:
        """Add the answers of an exported file to those that are here.

        Parameters
        ----------
        text
            What `export` wrote.
        only_saved
            Whether answers that cannot be saved are refused, for a process that ends. Else
            they are kept here, and `notice` says so.

        Returns
        -------
        int
            How many answers were new. Answers that are here already stay as they are.

        Raises
        ------
        ProgressError
            If anything in it cannot be understood, or saved where that is asked for. Then
            nothing at all is added.
        """
        rows = document.read(text)
        try:
            new = len(self._commit(rows))
        except (OSError, sqlite3.Error) as error:
            if not is_unwritable(error):
                raise self._file.busy(error) from error
            if only_saved:
                raise ProgressError(
                    f"None of these answers has been kept: {self.path.parent} cannot be written "
                    f"({error}). Allow writing there or make room, then try again; or set "
                    "COURSE_HOME to another folder."
                ) from error
            new = len(self._keep_here(rows, error))
        self.announce()
        return new

    def start_over(self) -> Path | None:
        """Put all answers aside and begin as a new learner.

        Returns
        -------
        Path or None
            The exported file that keeps the old answers, which `merge` brings back;
            ``None`` when there was nothing to keep.

        Raises
        ------
        ProgressError
            If the old answers cannot be kept. Then nothing is removed.
        """
        if not self.attempts():
            return None
        self._save([])
        if self._unsaved:
            raise ProgressError(f"The answers stay as they are. {self.notice}")
        kept = self.path.with_name(f"answers-kept-{stamp()}.json")
        try:
            # The copy is made while nobody else can write, and before anything is removed.
            with self._file.writing() as database:
                write_atomically(kept, self.export())
                database.execute("DELETE FROM attempt")
        except (OSError, sqlite3.Error) as error:
            raise ProgressError(
                f"The answers stay as they are: no copy could be kept in {self.path.parent} "
                f"({error}). Make room or allow writing there, then try again."
            ) from error
        return kept

    def _rows(self) -> set[Row]:
        return {*self._file.read(), *self._unsaved}

    def _save(self, rows: Iterable[Row], *, distinct: bool = False) -> list[Row]:
        """Write rows to the file, or keep them here, and give those that were new."""
        try:
            return self._commit(rows, distinct=distinct)
        except (OSError, sqlite3.Error) as error:
            if not is_unwritable(error):
                raise self._file.busy(error) from error
            return self._keep_here(rows, error, distinct=distinct)

    def _commit(self, rows: Iterable[Row], *, distinct: bool = False) -> list[Row]:
        """Write rows to the file, with all that only this process has, and give the new ones."""
        with self._file.writing() as database:
            for row in self._unsaved:
                insert(database, row)
            new = _added(rows, lambda row: insert(database, row), distinct=distinct)
        self._unsaved = []
        self._unsaved_because = ""
        return new

    def _keep_here(
        self, rows: Iterable[Row], error: Exception, *, distinct: bool = False
    ) -> list[Row]:
        """Keep rows in this process, say so in `notice`, and give those that were new."""
        known = self._rows()

        def add(row: Row) -> bool:
            is_new = row not in known
            known.add(row)
            return is_new

        new = _added(rows, add, distinct=distinct)
        self._unsaved = [*self._unsaved, *new]
        if self._unsaved:
            self._unsaved_because = (
                f"Your answers cannot be saved in {self.path.parent} ({error}). They are "
                "kept only until this notebook's kernel stops: download them on the start "
                "page to take them with you."
            )
        return new


def _added(rows: Iterable[Row], add: Callable[[Row], bool], *, distinct: bool) -> list[Row]:
    """Add rows and give those that were new; with `distinct`, each of them is made so."""
    new = []
    for row in rows:
        answer = row
        # Two answers in one microsecond are still two answers.
        while distinct and not add(answer):
            answer = _microsecond_later(answer)
        if distinct or add(answer):
            new.append(answer)
    return new


def _row_of(attempt: Attempt) -> Row:
    return attempt.decision, attempt.option, attempt.at_utc


def _microsecond_later(row: Row) -> Row:
    decision_id, option, at_utc = row
    return decision_id, option, timestamp(datetime.fromisoformat(at_utc) + timedelta(0, 0, 1))
