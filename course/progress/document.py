"""The JSON in which all that a learner did travels from computer to computer."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from course.content.decisions import decision
from course.errors import CourseError, ProgressError
from course.progress.attempts import Attempt, Row, timestamp
from course.progress.texts import (
    TextRow,
    as_json,
    checked_key,
    checked_size,
    entry,
    is_moment,
)

#: Version of the exported JSON.
VERSION = 2

_Row = TypeVar("_Row")


def write(answered: Sequence[Attempt], texts: Iterable[TextRow] = ()) -> str:
    """Write answers, and what was written, as JSON.

    Examples
    --------
    >>> print(write([]), end="")
    {
      "version": 2,
      "attempts": [],
      "kept": []
    }
    """
    kept = [
        {"key": key, "value": entry(row).value, "at_utc": at_utc, "content_hash": content_hash}
        for row in sorted(texts)
        for key, at_utc, _, content_hash in [row]
    ]
    return _document([asdict(attempt) for attempt in answered], kept)


def write_rows(rows: Iterable[Sequence[Any]], texts: Iterable[Sequence[Any]]) -> str:
    """Write what cannot be shown, as far as JSON can hold it."""
    answers = [dict(zip(("decision", "option", "at_utc"), row, strict=True)) for row in rows]
    names = ("key", "at_utc", "value", "content_hash")
    return _document(answers, [dict(zip(names, row, strict=True)) for row in texts])


def read(text: str) -> tuple[list[Row], list[TextRow]]:
    """Read an exported file, all of it or none: this version's or an older one's.

    Examples
    --------
    >>> read('{"version": 1, "attempts": []}')
    ([], [])
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _foreign(f"JSON was expected ({error})") from error
    version = document.get("version") if isinstance(document, dict) else None
    number = version if type(version) is int else 0
    if number > VERSION:
        raise ProgressError(
            f"This file was made by a newer version of this course (file version {number}; this "
            f"course knows {VERSION}). Nothing was changed. Bring the course up to date, then "
            "bring the file back."
        )
    if number < 1 or not isinstance(document.get("attempts"), list):
        raise _foreign(
            f'{{"version": {VERSION}, "attempts": [...]}} was expected, and version '
            f"{str(version)[:40]!r} was found"
        )
    texts = document.get("kept", []) if number == VERSION else []
    if not isinstance(texts, list):
        raise _foreign("a list was expected as `kept`")
    return _each("Answer", _answer, document["attempts"]), _each("Text", _text, texts)


def _foreign(found: str) -> ProgressError:
    return ProgressError(
        f"This is not a file of answers: {found}. Nothing was changed. Choose the file that "
        "“Download my answers” made."
    )


def _each(what: str, read_one: Callable[[Any], _Row], entries: Iterable[Any]) -> list[_Row]:
    rows = []
    for number, found in enumerate(entries, start=1):
        try:
            rows.append(read_one(found))
        except (KeyError, TypeError, ValueError, OverflowError, CourseError) as error:
            raise ProgressError(
                f"{what} {number} of this file cannot be read: {error}. Nothing was changed."
            ) from error
    return rows


def _answer(found: Any) -> Row:
    decision(found["decision"]).option(found["option"])
    return found["decision"], found["option"], _moment(found["at_utc"])


def _text(found: Any) -> TextRow:
    content_hash = found.get("content_hash", "") if isinstance(found, dict) else ""
    if not isinstance(content_hash, str):
        raise TypeError("`content_hash` is not a text")
    value = as_json(found["value"])
    return checked_size((checked_key(found["key"]), _moment(found["at_utc"]), value, content_hash))


def _moment(at_utc: Any) -> str:
    moment = datetime.fromisoformat(at_utc)
    if not is_moment(at_utc):
        raise ValueError("`at_utc` has no time zone, or lies too far ahead")
    return timestamp(moment)


def _document(answers: list[dict[str, Any]], texts: list[dict[str, Any]]) -> str:
    found = {"version": VERSION, "attempts": answers, "kept": texts}
    return json.dumps(found, indent=2, default=repr) + "\n"
