"""One answer: as a row of the file, and as it is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from course.content.decisions import decisions

#: One answer: decision, option, and the moment in UTC as ISO 8601.
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Attempt:
    """One committed answer."""

    #: What was answered, such as ``"opening"`` and ``"B"``.
    decision: str
    option: str
    #: Whether that option is the key.
    correct: bool
    #: Whether it was the learner's first answer to this decision, the one that counts.
    first: bool
    #: When, as ISO 8601 in UTC with microseconds.
    at_utc: str


def attempts(rows: Iterable[Row]) -> tuple[Attempt, ...]:
    """Tell of each answer whether it is the key and whether it is the first, oldest first.

    Examples
    --------
    >>> moment = "2026-06-12T09:00:00.00000{}Z"
    >>> tried = attempts([("opening", "B", moment.format(1)), ("opening", "A", moment.format(0))])
    >>> [(attempt.option, attempt.first) for attempt in tried]
    [('A', True), ('B', False)]
    """
    seen: set[str] = set()
    found = []
    for decision_id, option, at_utc in sorted(rows, key=lambda row: (row[2], row)):
        correct = _correct()[decision_id, option]
        found.append(Attempt(decision_id, option, correct, decision_id not in seen, at_utc))
        seen.add(decision_id)
    return tuple(found)


def is_answer(row: Sequence[Any]) -> bool:
    """Tell an answer that this course can show from anything else that a file may hold.

    Examples
    --------
    >>> is_answer(("opening", "B", "2026-06-12T09:00:00.000000Z"))
    True
    >>> is_answer(("lunch", "B", "2026-06-12T09:00:00.000000Z")), is_answer((None, "B", 7))
    (False, False)
    """
    try:
        decision_id, option, at_utc = row
        moment = datetime.fromisoformat(at_utc)
        return (decision_id, option) in _correct() and moment.tzinfo is not None
    except (TypeError, ValueError):
        return False


def timestamp(moment: datetime) -> str:
    """Write a moment as the rows hold it.

    Examples
    --------
    >>> timestamp(datetime(2026, 6, 12, 9, tzinfo=UTC))
    '2026-06-12T09:00:00.000000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@cache
def _correct() -> dict[tuple[str, str], bool]:
    """Tell of every answer that there can be whether it is the key."""
    return {
        (asked.id, option.id): asked.is_key(option.id)
        for asked in decisions()
        for option in asked.options
    }
