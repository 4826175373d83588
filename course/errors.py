"""Every error the course raises on purpose.

Each message says what was expected, what was found and what to do next. None of them
says that a person did something wrong: the course practises what it teaches.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class CourseError(Exception):
    """Base of all errors that the course raises on purpose."""


class UnknownNameError(CourseError):
    """A name was asked for that the course's content does not know.

    Examples
    --------
    >>> str(UnknownNameError("suite", "all", ["as_shipped", "improved"]))
    "There is no suite 'all'. Choose one of as_shipped, improved."
    """

    def __init__(self, kind: str, name: str, known: "Iterable[str]") -> None:
        super().__init__(f"There is no {kind} {name!r}. Choose one of {', '.join(known)}.")


class ContentError(CourseError):
    """A file of the course's own content does not hold what is read from it."""


class ProgressError(CourseError):
    """The learner's answers cannot be read, written or imported."""


class DamagedFileError(CourseError):
    """A file of the course's own cannot be used, and is set aside."""


class MembershipError(CourseError):
    """A live room cannot be joined or left from here."""


class GuessError(CourseError):
    """What was given as a guess cannot be compared with what it was."""


class RehearsalError(CourseError):
    """A meeting cannot be rehearsed as it was asked for."""


class VisitorError(CourseError):
    """A visitor of a shared reader asked for what only its host may do."""


class RoomGoneError(MembershipError):
    """The server of a room says that it has no such room, or no longer."""


class RoomSilentError(MembershipError):
    """No answer came from a room, or none that a room gives."""


class BinderError(CourseError):
    """A Binder cannot be told to start what was asked for."""


class AlreadyThereError(CourseError):
    """A file would be written over, and nobody has said that it may be.

    Examples
    --------
    >>> str(AlreadyThereError([Path("mine/report.md")]))
    'report.md is there already and was not changed. Give another name.'
    """

    def __init__(self, paths: list[Path], *, option: str = "") -> None:
        names = " and ".join(path.name or str(path) for path in paths)
        verb = "is there already and was" if len(paths) == 1 else "are there already and were"
        over = f", or write over it with {option}" if option else ""
        super().__init__(f"{names} {verb} not changed. Give another name{over}.")
        self.paths = paths


# `findings` are what it was made of, with where each stands; `problems` says each in a sentence.
class IncidentError(CourseError):
    """An incident folder cannot be used as it stands.

    Examples
    --------
    >>> IncidentError(["incident.toml: `title` is missing"]).problems
    ['incident.toml: `title` is missing']
    """

    def __init__(self, problems: "Sequence[object]") -> None:
        self.problems = [str(problem) for problem in problems]
        self.findings: list[Any] = list(problems)
        super().__init__("\n".join(self.problems))
