"""The port for whoever accompanies a learner: told of each answer, it may hold its feedback.

What asks and what opens know nothing else of it. Nobody is there until somebody attaches.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Word:
    """What a companion says about one decision."""

    #: Plain sentences for the learner; both empty where there is nothing to say.
    heading: str = ""
    line: str = ""
    #: Whether feedback waits until the companion opens it.
    holds: bool = False
    #: Whether the explanation opens together with the feedback.
    explains: bool = False
    #: Whether the companion waits for an answer of the learner here.
    asks: bool = False
    #: Whether an answer would be no answer to the companion any more, and one to the course alone.
    is_past: bool = False
    #: The id of another decision, where the companion is; it may be of another course.
    elsewhere: str = ""


class Companion(Protocol):
    """Whoever accompanies a learner, or would if the learner let them."""

    @property
    def shown(self) -> Mapping[str, str]:
        """What stands beside each decision; empty while nobody is there."""
        # ``line`` says who is there, as HTML, and ``past`` says it where an answer is past.
        # ``check``, ``leave`` and ``go`` are labels: of the button that answers, unless that is
        # past, of the way out, and of the way to the question. ``waits`` and ``held`` are sentences
        # for feedback, and for what opens with it, while it is held back.

    def holds(self, decision_id: str) -> bool:
        """Tell whether feedback on a decision was held back when it was last asked."""

    def answered(self, decision_id: str, option: str) -> Word:
        """Hear of an answer before anything opens with it."""

    def look(self, decision_id: str) -> Word:
        """Say whether what is held back may open."""

    def watch(self, decision_id: str) -> Word:
        """Say what there is to say to somebody for whom nothing is held back."""

    def hear(self) -> None:
        """Hear what came out where the companion is, and keep it with what the learner did."""

    def leave(self) -> str:
        """Accompany no more, and say so."""
        # It may raise a `CourseError`.

    def forget(self) -> None:
        """Forget the learner: the next one is somebody else."""
        # It may raise a `CourseError`.


class Nobody:
    """The companion of a learner who is alone."""

    shown: Mapping[str, str] = {}

    def holds(self, _decision_id: str) -> bool:
        """Hold nothing back."""
        return False

    def answered(self, _decision_id: str, _option: str) -> Word:
        """Say nothing."""
        return Word()

    def look(self, _decision_id: str) -> Word:
        """Say nothing."""
        return Word()

    def watch(self, _decision_id: str) -> Word:
        """Say nothing."""
        return Word()

    def hear(self) -> None:
        """Hear nothing."""

    def leave(self) -> str:
        """Be gone already."""
        return ""

    def forget(self) -> None:
        """Have nothing to forget."""


_find: Callable[[], Companion] = Nobody


def attach(find: Callable[[], Companion]) -> None:
    """Let a companion take part from here on, in place of any other."""
    global _find  # noqa: PLW0603 - one learner, one process, one companion
    _find = find


def companion() -> Companion:
    """Give whoever accompanies this learner.

    Examples
    --------
    >>> attach(Nobody)
    >>> companion().answered("opening", "B")
    Word(heading='', line='', holds=False, explains=False, asks=False, is_past=False, elsewhere='')
    """
    return _find()
