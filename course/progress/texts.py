"""What a learner wrote or chose: an entry under a key, with the moment, and how much of it fits."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, timedelta
from typing import Any

from course.errors import ProgressError
from course.progress.attempts import timestamp

#: How much one entry may hold, and all of them together, in bytes of JSON.
MOST_BYTES = 1_000_000
MOST_BYTES_IN_ALL = 20_000_000

#: From which part of it on it is said that the room comes to its end.
NEARLY_FULL = 0.8

#: What an entry takes up besides its text.
_FRAME_BYTES = 100

_KEY = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_LONGEST_KEY = 120

#: One entry: key, moment in UTC as ISO 8601, value as JSON, hash of the content.
TextRow = tuple[str, str, str, str]


@dataclass(frozen=True)
class Kept:
    """One entry as it was written at one moment.

    Examples
    --------
    >>> Kept("line.opening", '"What made the check possible?"', "2026-06-12T09:00:00Z").value
    'What made the check possible?'
    """

    #: What it is kept under, such as ``"line.opening"`` or ``"meeting.draft"``.
    key: str
    #: What was kept, as JSON.
    json: str
    #: When, as ISO 8601 in UTC with microseconds.
    at_utc: str
    #: Of the content that it was made with, or empty.
    content_hash: str = ""

    @property
    def value(self) -> Any:
        """What was kept: a text, or whatever JSON can hold."""
        return json.loads(self.json)

    @property
    def row(self) -> TextRow:
        """The entry as the file holds it."""
        return self.key, self.at_utc, self.json, self.content_hash


def entry(row: TextRow) -> Kept:
    """Give the entry of a row."""
    key, at_utc, value, content_hash = row
    return Kept(key, value, at_utc, content_hash)


def as_json(value: Any) -> str:
    r"""Write a value as it is kept: one value has one form, whatever characters it holds.

    Examples
    --------
    >>> as_json({"b": "é", "a": [1]})
    '{"a":[1],"b":"\\u00e9"}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def checked_key(key: Any) -> str:
    """Give a key that may be used; any other is an error.

    Examples
    --------
    >>> checked_key("line.opening")
    'line.opening'
    """
    if isinstance(key, str) and len(key) <= _LONGEST_KEY and _KEY.fullmatch(key):
        return key
    raise ProgressError(
        f"Nothing can be kept as {str(key)[:40]!r}: small letters, digits, - and _ were expected, "
        f"in parts joined by full stops, {_LONGEST_KEY} characters at most, as in 'line.opening'."
    )


def checked_size(row: TextRow) -> TextRow:
    """Give an entry that is small enough; a larger one is an error, and nothing is cut off."""
    size = size_of(row)
    if size > MOST_BYTES:
        raise ProgressError(
            f"This is too long to be kept: {size:,} bytes, and one entry may hold {MOST_BYTES:,}. "
            "What was kept before is as it was. Take it along as a file, or shorten it."
        )
    return row


def checked_total(size: int) -> str:
    """Say what there is to say of the size of all entries; one that is too large is an error."""
    if size > MOST_BYTES_IN_ALL:
        raise ProgressError(
            f"There is no room for this: all that you wrote may hold {MOST_BYTES_IN_ALL:,} bytes "
            f"together, and this would make it {size:,}. Nothing was changed. Download what is "
            "here, then start as a new learner or remove what is no longer needed."
        )
    if size < NEARLY_FULL * MOST_BYTES_IN_ALL:
        return ""
    return (
        f"What you wrote takes up {size:,} of {MOST_BYTES_IN_ALL:,} bytes. Beyond that nothing "
        "more is kept: download what is here, and remove what is no longer needed."
    )


def size_of(row: TextRow) -> int:
    """Tell how many bytes an entry counts for."""
    return _FRAME_BYTES + sum(len(part.encode()) for part in row)


def is_text(row: Sequence[Any]) -> bool:
    """Tell an entry that can be shown from anything else that a file may hold.

    Examples
    --------
    >>> is_text(("line.opening", "2026-06-12T09:00:00.000000Z", '"Hello"', ""))
    True
    >>> is_text(("line.opening", "yesterday", '"Hello"', ""))
    False
    """
    try:
        key, at_utc, value, content_hash = row
        checked_key(key)
        json.loads(value)
        return is_moment(at_utc) and isinstance(content_hash, str)
    except (TypeError, ValueError, RecursionError, ProgressError):
        return False


def is_moment(at_utc: str) -> bool:
    """Tell a moment with its zone, after which there can be others."""
    moment = datetime.fromisoformat(at_utc)
    return moment.tzinfo is not None and moment.year < MAXYEAR


def newest_first(rows: Sequence[TextRow]) -> tuple[Kept, ...]:
    """Put what was kept under one key in order: two of one moment by what they say."""
    return tuple(entry(row) for row in sorted(rows, key=lambda row: (row[1], row), reverse=True))


def moment_after(rows: Sequence[TextRow]) -> str:
    """Tell now, or a moment later than all that is there: what is written last is shown."""
    now = timestamp(datetime.now(UTC))
    latest = max((row[1] for row in rows), default="")
    if now > latest:
        return now
    return timestamp(datetime.fromisoformat(latest) + timedelta(0, 0, 1))
