"""What this learner has answered, and how it travels from computer to computer.

Answers outlive the kernel. Where the home cannot be written they are kept in this
process, and `Progress.notice` says so.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from course.answers_file import AnswersFile, Row, insert, is_unwritable
from course.decisions import decision, decisions
from course.errors import CourseError, ProgressError
from course.storage import home, write_atomically

#: Version of the exported JSON.
VERSION = 1


@dataclass(frozen=True)
class Attempt:
    """One committed answer.

    Parameters
    ----------
    decision, option
        What was answered, such as ``"opening"`` and ``"B"``.
    correct
        Whether that option is the key.
    first
        Whether it was the learner's first answer to this decision, the one that counts.
    at_utc
        When, as ISO 8601 in UTC with microseconds.
    """

    decision: str
    option: str
    correct: bool
    first: bool
    at_utc: str


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
        row = (decision_id, option, _timestamp(datetime.now(UTC)))
        self._save([row], distinct=True)
        self.announce()
        return [a for a in self.attempts() if (a.decision, a.option) == row[:2]][-1]

    def attempts(self) -> tuple[Attempt, ...]:
        """Every committed answer, oldest first.

        Raises
        ------
        ProgressError
            If the file is of a newer version of the course.
        """
        rows = sorted({*self._file.read(), *self._unsaved}, key=lambda row: (row[2], row))
        seen: set[str] = set()
        attempts = []
        for decision_id, option, at_utc in rows:
            correct = decision(decision_id).is_key(option)
            first = decision_id not in seen
            seen.add(decision_id)
            attempts.append(Attempt(decision_id, option, correct, first, at_utc))
        return tuple(attempts)

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
        document = {"version": VERSION, "attempts": [asdict(a) for a in self.attempts()]}
        return json.dumps(document, indent=2) + "\n"

    def merge(self, text: str) -> int:
        """Add the answers of an exported file to those that are here.

        Parameters
        ----------
        text
            What `export` wrote.

        Returns
        -------
        int
            How many answers were new. Answers that are here already stay as they are.

        Raises
        ------
        ProgressError
            If anything in it cannot be understood. Then nothing at all is added.
        """
        rows = _parse(text)
        before = len(self.attempts())
        self._save(rows)
        self.announce()
        return len(self.attempts()) - before

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
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        kept = self.path.with_name(f"answers-kept-{stamp}.json")
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

    def _save(self, rows: Iterable[Row], *, distinct: bool = False) -> None:
        """Write rows to the file, or keep them here and say so in `notice`."""
        pending = [*self._unsaved, *rows]
        try:
            with self._file.writing() as database:
                for row in pending:
                    answer = row
                    # Two answers in one microsecond are still two answers.
                    while not insert(database, answer) and distinct:
                        answer = _microsecond_later(answer)
        except (OSError, sqlite3.Error) as error:
            if not is_unwritable(error):
                raise self._file.busy(error) from error
            self._unsaved = pending
            self._unsaved_because = (
                f"Your answers cannot be saved in {self.path.parent} ({error}). They are "
                "kept only until this notebook's kernel stops: download them on the start "
                "page to take them with you."
            )
        else:
            self._unsaved = []
            self._unsaved_because = ""


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _microsecond_later(row: Row) -> Row:
    decision_id, option, at_utc = row
    return decision_id, option, _timestamp(datetime.fromisoformat(at_utc) + timedelta(0, 0, 1))


def _parse(text: str) -> list[Row]:
    """Read an exported file, all of it or none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProgressError(
            f"This is not a file of answers: JSON was expected ({error}). Nothing was "
            "changed. Choose the file that “Download my answers” made."
        ) from error
    version = document.get("version") if isinstance(document, dict) else None
    if version != VERSION or not isinstance(document.get("attempts"), list):
        raise ProgressError(
            'This is not a file of answers: {"version": 1, "attempts": [...]} was expected, '
            f"and version {version!r} was found. Nothing was changed. Choose the file that "
            "“Download my answers” made."
        )
    return [_parse_attempt(n, entry) for n, entry in enumerate(document["attempts"], start=1)]


def _parse_attempt(number: int, entry: Any) -> Row:
    try:
        decision(entry["decision"]).option(entry["option"])
        moment = datetime.fromisoformat(entry["at_utc"])
        if moment.tzinfo is None:
            raise ValueError("`at_utc` has no time zone")  # noqa: TRY301 - one place words them all
        return entry["decision"], entry["option"], _timestamp(moment)
    except (KeyError, TypeError, ValueError, OverflowError, CourseError) as error:
        raise ProgressError(
            f"Answer {number} of this file cannot be read: {error}. Nothing was changed."
        ) from error
