"""Meetings that a learner has led, kept with their progress and met again another day."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from course.errors import CourseError
from course.progress.answers import Kept, Progress
from course.rehearsal.meeting import Meeting
from course.rehearsal.script import script
from course.rehearsal.sitting import Sitting, from_document

#: Under which key a learner's own meetings are kept, and those that were led with a room.
OWN, WITH_A_ROOM = "meeting.", "room-meeting."


@dataclass(frozen=True)
class KeptMeeting:
    """A meeting as it was kept."""

    key: str
    at_utc: datetime
    #: As `Sitting.document` gives it.
    document: dict[str, Any]
    #: How it can go on; ``None`` where the content has changed since, or it cannot be read.
    sitting: Sitting | None


class Meetings:
    """The meetings of one learner, each under a key of its own.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> from course.rehearsal.sitting import sit
    >>> meetings = Meetings(progress())
    >>> meetings.keep(sit().make("b"))
    >>> meetings.all()[0].sitting.meeting.made
    ('0b',)
    """

    def __init__(self, answers: Progress, under: str = OWN) -> None:
        self._answers = answers
        self._under = under
        self._last: Kept | None = None

    def keep(self, sitting: Sitting, *, anew: bool = False) -> None:
        """Keep how far a meeting has come, in the place of how far it had come before.

        Raises
        ------
        ProgressError, VisitorError
            If it cannot be kept.
        """
        key = self._last.key if self._last and not anew else f"{self._under}{_moment()}"
        self._last = self._answers.keep(
            key,
            sitting.document(),
            content_hash=sitting.meeting.script.content_hash,
            instead_of=None if anew else self._last,
        )

    def all(self) -> list[KeptMeeting]:
        """Give all that are kept, the newest first."""
        kept = self._answers.kept_under(self._under).values()
        read = [_read(each) for each in kept if isinstance(each.value, dict)]
        return sorted(read, key=lambda meeting: meeting.at_utc, reverse=True)

    def go_on(self) -> Sitting | None:
        """Give the meeting that was led last, if it can go on; what follows takes its place."""
        newest = next(iter(self.all()), None)
        if newest is None or newest.sitting is None:
            return None
        self._last = self._answers.kept(newest.key)
        return newest.sitting


def own_words(answers: Progress) -> tuple[str, ...]:
    """Give what a learner wrote in their own words in the meeting that they led last.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> own_words(progress())
    ()
    """
    newest = next(iter(Meetings(answers).all()), None)
    words = newest.document.get("words") if newest else None
    return tuple(map(str, words.values())) if isinstance(words, dict) else ()


def last_meeting(answers: Progress) -> Meeting | None:
    """Give the meeting that a learner led last, however far; None if its content has changed.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> last_meeting(progress()) is None
    True
    """
    newest = next(iter(Meetings(answers).all()), None)
    return newest.sitting.meeting if newest and newest.sitting else None


def _moment() -> str:
    """Name a new meeting as no other page or computer names one."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def _read(kept: Kept) -> KeptMeeting:
    sitting = None
    if kept.content_hash == script().content_hash:
        try:
            sitting = from_document(kept.value)
        except CourseError:
            # It is shown as it was.
            sitting = None
    return KeptMeeting(kept.key, datetime.fromisoformat(kept.at_utc), kept.value, sitting)
