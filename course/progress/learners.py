"""Learners who were put aside when a new one started, each in a file that brings them back."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from course.errors import ProgressError
from course.progress import document
from course.progress.attempts import Row
from course.progress.saving import Saving
from course.progress.tables import ATTEMPT, KEPT
from course.progress.texts import TextRow
from course.storage import stamp, write_atomically

_BEGINS = "answers-kept-"

#: Whatever else may hold what a learner did: damaged files, rows and older versions set aside.
_ALSO = (
    "answers-set-aside-*.json",
    "progress-damaged-*",
    "progress-version-*.sqlite",
    # What came of runs of the lab (`course.lab.past`), a learner's own test among them.
    "lab-results/*.json",
)


@dataclass(frozen=True)
class KeptLearner:
    """A learner who was put aside."""

    #: By which they are taken up again.
    name: str
    #: When they were put aside, as ISO 8601 in UTC.
    at_utc: str
    #: How many answers they gave, and how many texts they wrote.
    answers: int
    texts: int


def kept_learners(folder: Path) -> tuple[KeptLearner, ...]:
    """List those who were put aside, the last one first; a file that cannot be read is none."""
    found = []
    for path in folder.glob(f"{_BEGINS}*.json"):
        with suppress(OSError, ValueError, ProgressError):
            answers, texts = document.read(path.read_text("utf-8"))
            keys = {row[0] for row in texts}
            found.append(KeptLearner(_name(path), _moment(path), len(answers), len(keys)))
    return tuple(sorted(found, key=lambda kept: (kept.at_utc, kept.name), reverse=True))


def file_of(folder: Path, name: str) -> Path:
    """Find the file of a learner; a name that nobody has is an error that lists the names."""
    path = folder / f"{_BEGINS}{name}.json"
    if re.fullmatch(r"[\w-]+", name) and path.is_file():
        return path
    names = ", ".join(kept.name for kept in kept_learners(folder)) or "nobody"
    raise ProgressError(
        f"There is no learner {name[:40]!r} to take up again; put aside: {names}. Nothing was "
        "changed."
    )


def read(file: Path) -> tuple[list[Row], list[TextRow]]:
    """Read what a learner did who was put aside."""
    try:
        return document.read(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ProgressError(f"{file} cannot be read ({error}). Nothing was changed.") from error


def change(
    saving: Saving, export: Callable[[], str], answers: list[Row], texts: list[TextRow]
) -> Path | None:
    """Put all that is here aside, have these rows in its place, and tell where it is."""
    is_anybody = bool(saving.answers() or saving.texts())
    if not (is_anybody or answers or texts):
        return None
    saving.save_held()
    folder = saving.file.path.parent
    aside = folder / f"{_BEGINS}{stamp()}.json" if is_anybody else None
    try:
        # The copy is made while nobody else can write, and before anything is removed.
        with saving.file.writing() as database:
            if aside:
                write_atomically(aside, export())
            for table, rows in ((ATTEMPT, answers), (KEPT, texts)):
                table.begin_again(database, rows)
    except (OSError, sqlite3.Error) as error:
        raise ProgressError(
            f"The answers stay as they are: no copy could be kept in {folder} ({error}). Make "
            "room or allow writing there, then try again."
        ) from error
    return aside


def delete_rows(saving: Saving) -> None:
    """Delete all that is in the learner's file, or held in this process."""
    saving.forget_held()
    path = saving.file.path
    if not path.exists():
        return
    try:
        with saving.file.writing() as database:
            # What is deleted is written over, and not only forgotten.
            database.execute("PRAGMA secure_delete = ON")
            for table in (ATTEMPT, KEPT):
                table.begin_again(database, [])
    except (OSError, sqlite3.Error) as error:
        raise ProgressError(
            f"Nothing in {path} could be deleted ({error}). Allow writing there, then try again."
        ) from error


def delete_files(folder: Path) -> int:
    """Delete every file beside the learner's own that may hold what somebody did."""
    patterns = (f"{_BEGINS}*.json", *_ALSO)
    paths = [path for pattern in patterns for path in folder.glob(pattern)]
    left = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            left.append(f"{path} ({error.strerror or error})")
    if left:
        raise ProgressError(
            f"These files could not be deleted: {', '.join(left)}. All else is deleted; delete "
            "these by hand, or try again."
        )
    return len(paths)


def _name(path: Path) -> str:
    return path.stem.removeprefix(_BEGINS)


def _moment(path: Path) -> str:
    """Tell when a learner was put aside: the name of the file says it."""
    with suppress(ValueError):
        return datetime.strptime(_name(path), "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC).isoformat()
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
