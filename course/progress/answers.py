"""What this learner has answered, written and chosen, and how it travels to other computers.

It outlives the kernel. Where the home cannot be written it is kept in this process, and
`Progress.notice` says so.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from course.content.decisions import decision, decisions
from course.errors import ProgressError
from course.progress import attempts as reading
from course.progress import document, learners
from course.progress.attempts import Attempt, Row, timestamp
from course.progress.keeping import Keeping
from course.progress.learners import KeptLearner
from course.progress.saving import Rows
from course.progress.tables import ATTEMPT, KEPT
from course.progress.texts import Kept, TextRow, checked_total
from course.storage import home

__all__ = ["Attempt", "Kept", "KeptLearner", "Progress", "progress"]


def progress() -> "Progress":
    """Open what this learner has done, the same object for every caller of a process.

    Returns
    -------
    Progress
        Their attempts, texts and meetings, kept in `course.storage.home`.

    Examples
    --------
    >>> progress() is progress()
    True
    """
    return _progress_in(home())


@cache
def _progress_in(folder: Path) -> "Progress":
    return Progress(folder)


class Progress(Keeping):
    """All that one learner has done, kept in one folder.

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
    >>> _ = answers.keep("line.opening", "What made the check possible?")
    >>> answers.kept("line.opening").value
    'What made the check possible?'
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._when_answered: list[Callable[[], object]] = []

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
        self._when_answered.append(listener)

    def announce(self) -> None:
        """Call all who wait for answers: another process may have added some."""
        for listener in self._when_answered:
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

        def add(rows: Rows) -> Row:
            row = (decision_id, option, now)
            # Two answers in one microsecond are still two answers.
            while not rows.add(ATTEMPT, row):
                row = _microsecond_later(row)
            return row

        row = self._saving.change(add)
        self.announce()
        # Another process may have added the same answer meanwhile, or put all aside.
        answered = reading.attempts({*self._saving.answers(), row})
        [kept] = [attempt for attempt in answered if _row_of(attempt) == row]
        return kept

    def attempts(self) -> tuple[Attempt, ...]:
        """Every committed answer, oldest first.

        Raises
        ------
        ProgressError
            If the file is of a newer version of the course.
        """
        return reading.attempts(self._saving.answers())

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
        """Write all answers and texts as JSON, for `merge` here or on another computer.

        Returns
        -------
        str
            ``{"version": 2, "attempts": [{"decision", "option", "correct", "first",
            "at_utc"}], "kept": [{"key", "value", "at_utc", "content_hash"}]}``
        """
        return document.write(self.attempts(), self._saving.texts())

    def merge(self, text: str, *, only_saved: bool = False) -> int:
        """Add all of an exported file to what is here.

        Parameters
        ----------
        text
            What `export` wrote, in this version of the course or an older one.
        only_saved
            Whether what cannot be saved is refused, for a process that ends. Else it is kept
            here, and `notice` says so.

        Returns
        -------
        int
            How many answers and texts were new. Those that are here already stay as they are:
            of two texts under one key the newer one is shown, and `versions` gives both.

        Raises
        ------
        ProgressError
            If anything in it cannot be understood, or saved where that is asked for, or there
            is no room for it. Then nothing at all is added.
        """
        answers, texts = document.read(text)
        kept = texts if self.keeps_texts else []

        def add(rows: Rows) -> tuple[int, str]:
            new = sum([rows.add(ATTEMPT, row) for row in answers])
            new += sum([rows.add(KEPT, row) for row in kept])
            return new, checked_total(rows.size())

        try:
            new, self._nearly_full = self._saving.change(add, only_saved=only_saved)
        except (OSError, sqlite3.Error) as error:
            raise ProgressError(
                f"None of these answers has been kept: {self.path.parent} cannot be written "
                f"({error}). Allow writing there or make room, then try again; or set "
                "COURSE_HOME to another folder."
            ) from error
        self.announce()
        self._announce_texts()
        return new

    def start_over(self) -> Path | None:
        """Put all answers and texts aside and begin as a new learner.

        Returns
        -------
        Path or None
            The exported file that keeps them, which `take_up` or `merge` brings back; ``None``
            when there was nothing to keep.

        Raises
        ------
        ProgressError
            If they cannot be kept. Then nothing is removed.
        """
        return self._begin_with([], [])

    def kept_learners(self) -> tuple[KeptLearner, ...]:
        """List the learners who were put aside here, the last one first."""
        return learners.kept_learners(self.path.parent)

    def take_up(self, name: str) -> Path | None:
        """Go on as a learner who was put aside; whoever is here is put aside for it.

        Returns
        -------
        Path or None
            The file that keeps whoever was here, or ``None`` when there was nothing to keep.

        Raises
        ------
        ProgressError
            If there is no such learner, or what is here cannot be kept. Then nothing changes.
        """
        file = learners.file_of(self.path.parent, name)
        answers, texts = learners.read(file)
        kept = self._begin_with(answers, texts)
        # Only now: whoever stops between the two finds the same learner twice, and none lost.
        file.unlink(missing_ok=True)
        self.announce()
        return kept

    def delete_everything(self) -> None:
        """Delete all that was ever answered and written here, learners put aside as well.

        Raises
        ------
        ProgressError
            If some of it cannot be deleted: it says what is left.
        """
        self._saving.forget_held()
        self._nearly_full = ""
        learners.delete_rows(self._saving)
        self._announce_texts()
        learners.delete_files(self.path.parent)

    def _begin_with(self, answers: list[Row], texts: list[TextRow]) -> Path | None:
        """Put all that is here aside, and have these rows in its place."""
        aside = learners.change(self._saving, self.export, answers, texts)
        self._nearly_full = ""
        self._announce_texts()
        return aside


def _row_of(attempt: Attempt) -> Row:
    return attempt.decision, attempt.option, attempt.at_utc


def _microsecond_later(row: Row) -> Row:
    decision_id, option, at_utc = row
    return decision_id, option, timestamp(datetime.fromisoformat(at_utc) + timedelta(0, 0, 1))
