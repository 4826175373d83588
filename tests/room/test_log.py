"""What the server says of itself."""

import logging

from course.room.log import ONCE_IN_SECONDS, OneLine


def record(text: str, *words: object, name: str = "course.room", error: Exception | None = None):
    """Make a record as a logger does."""
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "file.py", 1, text, words, info)


def test_traceback_becomes_one_line():
    """What was raised stands in the line, and nothing is left that would print more."""
    try:
        int("line one\nline two")
    except ValueError as error:
        told = record("It failed at %s\nfor a reason", "Vote", error=error)
    assert OneLine().filter(told)
    line = logging.Formatter().format(told)
    assert "\n" not in line
    assert line.startswith("It failed at Vote for a reason: ValueError: invalid literal")
    assert line.endswith(")"), "and where"


def test_the_same_is_said_once_a_minute():
    """A storm is one line, and the next one says how much was left out."""
    clock = [0.0]
    lines = OneLine(now=lambda: clock[0])
    storm = [lines.filter(record("No file", error=OSError(24, "too many"))) for _ in range(1_000)]
    assert storm == [True] + [False] * 999
    assert lines.filter(record("Something else"))
    clock[0] = ONCE_IN_SECONDS
    again = record("No file", error=OSError(24, "too many"))
    assert lines.filter(again)
    assert "(999 more of these since)" in again.getMessage()


def test_addresses_make_no_new_kind():
    """What a library says of many addresses is one kind, and its memory is bounded."""
    lines = OneLine()
    told = [
        lines.filter(record("Bad request from %s", number, name="tornado.general"))
        for number in range(500)
    ]
    assert sum(told) == 1
    for number in range(500):
        lines.filter(record(f"Own {number}"))
    assert len(lines._written) <= 200
