"""The meeting that a room has played, kept with what its members have led themselves."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from course.errors import CourseError
from course.progress.answers import progress
from course.rehearsal.keeping import keep_of_a_room


def keep_played(code: str, meeting: Any) -> None:
    """Keep how far a room says that it has come; where that cannot be done, it is asked again."""
    if not isinstance(meeting, Mapping) or not isinstance(meeting.get("moves"), list):
        return
    moves = [str(move) for move in meeting["moves"]]
    with suppress(CourseError):
        keep_of_a_room(progress(), code, moves, str(meeting.get("content_hash")))
