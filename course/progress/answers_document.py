"""The JSON in which answers travel from computer to computer."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from course.content.decisions import decision, decisions
from course.errors import CourseError, ProgressError

#: Version of the exported JSON.
VERSION = 1

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
    >>> told = attempts([("opening", "B", moment.format(1)), ("opening", "A", moment.format(0))])
    >>> [(attempt.option, attempt.first) for attempt in told]
    [('A', True), ('B', False)]
    """
    seen: set[str] = set()
    told = []
    for decision_id, option, at_utc in sorted(rows, key=lambda row: (row[2], row)):
        correct = _correct()[decision_id, option]
        told.append(Attempt(decision_id, option, correct, decision_id not in seen, at_utc))
        seen.add(decision_id)
    return tuple(told)


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


def write(answered: Sequence[Attempt]) -> str:
    """Write answers as JSON.

    Examples
    --------
    >>> print(write([]), end="")
    {
      "version": 1,
      "attempts": []
    }
    """
    return _document([asdict(attempt) for attempt in answered])


def write_rows(rows: Iterable[Sequence[Any]]) -> str:
    """Write what cannot be shown, as far as JSON can hold it."""
    names = ("decision", "option", "at_utc")
    return _document([dict(zip(names, row, strict=True)) for row in rows])


def read(text: str) -> list[Row]:
    """Read an exported file, all of it or none.

    Examples
    --------
    >>> read('{"version": 1, "attempts": []}')
    []
    """
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
            f"and version {str(version)[:40]!r} was found. Nothing was changed. Choose the file "
            "that “Download my answers” made."
        )
    return [_row(n, entry) for n, entry in enumerate(document["attempts"], start=1)]


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


def _document(entries: list[dict[str, Any]]) -> str:
    return json.dumps({"version": VERSION, "attempts": entries}, indent=2, default=repr) + "\n"


def _row(number: int, entry: Any) -> Row:
    try:
        decision(entry["decision"]).option(entry["option"])
        moment = datetime.fromisoformat(entry["at_utc"])
        if moment.tzinfo is None:
            raise ValueError("`at_utc` has no time zone")  # noqa: TRY301 - one place words them all
        return entry["decision"], entry["option"], timestamp(moment)
    except (KeyError, TypeError, ValueError, OverflowError, CourseError) as error:
        raise ProgressError(
            f"Answer {number} of this file cannot be read: {error}. Nothing was changed."
        ) from error
