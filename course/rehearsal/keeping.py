"""Meetings that a learner has led, kept with their progress and met again another day."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from course.errors import CourseError
from course.progress.answers import Kept, Progress
from course.rehearsal.script import script
from course.rehearsal.sitting import Sitting, from_document, sit

#: Under which key a learner's own meetings are kept, those that they led with a room, and those
#: that a room has played with them in it.
OWN, WITH_A_ROOM, IN_A_ROOM = "meeting.", "room-meeting.", "heard-meeting."


@dataclass(frozen=True)
class KeptMeeting:
    """A meeting as it was kept."""

    key: str
    at_utc: datetime
    #: As `Sitting.document` gives it.
    document: dict[str, Any]
    #: How it can go on; ``None`` where the content has changed since, or it cannot be read.
    sitting: Sitting | None

    @property
    def is_a_rooms(self) -> bool:
        """Whether a room has played it, and not this learner alone."""
        return self.key.startswith(IN_A_ROOM)


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
        """Keep how far a meeting has come, in the place of how far it had come before."""
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
    """Give what a learner wrote in their own words in the meeting that they led last."""
    newest = next(iter(Meetings(answers).all()), None)
    words = newest.document.get("words") if newest else None
    return tuple(map(str, words.values())) if isinstance(words, dict) else ()


def keep_of_a_room(answers: Progress, code: str, moves: list[str], content_hash: str) -> None:
    """Keep how far a room has played the meeting, in the place of how far it had come before.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> keep_of_a_room(progress(), "07KX21", ["b", "B"], script().content_hash)
    >>> last_meeting(progress()).is_a_rooms
    True
    """
    # A meeting of other content, and one that has not begun, is left alone.
    if not moves or not answers.keeps_texts or content_hash != script().content_hash:
        return
    sitting = sit()
    for move in moves:
        sitting = sitting.make(move)
    key = f"{IN_A_ROOM}{code.lower()}"
    before, document = answers.kept(key), sitting.document()
    if before is None or before.value != document:
        answers.keep(key, document, content_hash=content_hash, instead_of=before)


def last_meeting(answers: Progress) -> KeptMeeting | None:
    """Give the meeting that a learner led last, or their room, however far."""
    # There is none if its content has changed since.
    last = [meeting for under in (OWN, IN_A_ROOM) for meeting in Meetings(answers, under).all()[:1]]
    newest = max(last, key=lambda meeting: meeting.at_utc, default=None)
    return newest if newest and newest.sitting else None


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
