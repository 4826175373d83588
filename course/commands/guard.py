"""What happens at the edge of the command: streams that are closed, and errors of every kind."""

import errno
import os
import platform
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from course.commands.parts import WRONG
from course.commands.streams import check_output, let_go, note, open_streams
from course.errors import CourseError, IncidentError
from course.storage import home, stamp, write_new

#: As many lines as somebody mends before they look again.
MOST_LINES = 100

#: A fault of the course's own, as `sysexits.h` numbers it.
FAULT = 70

#: What a shell reports of a program stopped by Ctrl+C.
INTERRUPTED = 130

#: What a shell reports of a program whose reader has gone, as `head` does.
READER_GONE = 141

TRACEBACK = "COURSE_TRACEBACK"
"""The variable that makes faults show where they come from."""


def guarded(work: Callable[[], int], words: Sequence[str]) -> int:
    """Do the work of a command and return its exit code, whatever happens."""
    open_streams()
    try:
        try:
            return work()
        finally:
            # What cannot be written is noticed here, and not when Python ends.
            check_output()
    except BrokenPipeError:
        let_go()
        return READER_GONE
    except Exception as error:  # noqa: BLE001 - this is the edge: nothing may pass it
        return _explain(error, words)
    except KeyboardInterrupt:
        note("Stopped.")
        return INTERRUPTED


def first_of(lines: Sequence[str], rest: str = "") -> str:
    r"""Lay sentences out for a terminal: the first hundred, and how many more there are.

    Examples
    --------
    >>> first_of(["a", "b"])
    'a\nb'
    >>> first_of(["a"] * 200_000).splitlines()[-1]
    '… and 199,900 more.'
    """
    more = len(lines) - MOST_LINES
    if more <= 0:
        return "\n".join(lines)
    return "\n".join([*lines[:MOST_LINES], f"… and {more:,} more. {rest}".rstrip()])


def _explain(error: Exception, words: Sequence[str]) -> int:
    """Say what has happened, and return the exit code."""
    if os.environ.get(TRACEBACK):
        note(_trace(error))
    match error:
        case IncidentError():
            note(first_of(error.problems))
        case CourseError():
            note(str(error))
        case OSError():
            note(_of_the_system(error))
        case MemoryError() | RecursionError():
            which = "larger than memory" if isinstance(error, MemoryError) else "nested too deeply"
            note(
                f"What was given is {which}, and cannot be read. Look for a file that is not "
                f"what it seems to be, or give a simpler one. {_kept(error, words)}"
            )
        case _:
            note(
                f"This is a fault of the course, and not of your call ({type(error).__name__}). "
                f"Please report it to whoever gave you the course. {_kept(error, words)}"
            )
            return FAULT
    return WRONG


def _of_the_system(error: OSError) -> str:
    """Say what the system has refused."""
    reason = error.strerror or type(error).__name__
    try:
        check_output()
    except OSError:
        let_go()
        if error.errno == errno.EBADF:
            reason = "it is closed"
        return f"The result cannot be written to standard output ({reason}). Send it elsewhere."
    try:
        Path.cwd()
    except OSError:
        return (
            "The folder in which this was called is no longer there. Change to another folder, "
            "and call it again."
        )
    named = f"{error.filename}: " if error.filename else ""
    return f"{named}the system refuses it ({reason}). Nothing more was done."


def _kept(error: Exception, words: Sequence[str]) -> str:
    """Write the details of a fault into a file, and say where."""
    details = (
        f"course {' '.join(words)}\n"
        f"Python {platform.python_version()} on {platform.platform()}\n\n{_trace(error)}"
    )
    for folder in (home, lambda: Path(tempfile.gettempdir())):
        with suppress(Exception):
            path = folder() / f"fault-{stamp()}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_new(path, details)
            return f"The details are in {path}."
    return f"The details are shown with {TRACEBACK}=1."


def _trace(error: Exception) -> str:
    return "".join(traceback.format_exception(error)).rstrip()
