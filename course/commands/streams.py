"""The standard streams of the command: there, in UTF-8, and honest about what they lost."""

import io
import os
import sys
from contextlib import suppress
from typing import Any


class Output(io.TextIOWrapper):
    """Standard output that remembers what it could not write: argparse, for one, forgets it."""

    def __init__(self, number: int, *, at_once: bool) -> None:
        self.failure: OSError | None = None
        raw = io.FileIO(number, "w", closefd=False)
        super().__init__(io.BufferedWriter(raw), "utf-8", line_buffering=at_once)

    def write(self, text: str) -> int:
        """Write, and remember if that failed."""
        return int(self._remembering(super().write, text))

    def flush(self) -> None:
        """Write what waits, and remember if that failed."""
        self._remembering(super().flush)

    def check(self) -> None:
        """Write what waits, and raise what has ever failed."""
        self.flush()
        if self.failure:
            raise self.failure

    def _remembering(self, do: Any, *arguments: str) -> Any:
        try:
            return do(*arguments)
        except OSError as error:
            self.failure = error
            raise


class Messages(io.TextIOWrapper):
    """Standard error that stops nothing: where nobody can be told, the exit code tells."""

    def __init__(self, number: int) -> None:
        raw = io.FileIO(number, "w", closefd=False)
        super().__init__(io.BufferedWriter(raw), "utf-8", line_buffering=True)

    def write(self, text: str) -> int:
        """Write, if that is possible."""
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Write what waits, if that is possible."""
        with suppress(OSError):
            super().flush()


def open_streams() -> None:
    """Let every stream be one that can be used, or that tells that it is closed."""
    for name, mode, flags in (
        ("stdin", "r", os.O_RDONLY),
        # What is written to something that can only be read is an error, as it should be.
        ("stdout", "w", os.O_RDONLY),
        ("stderr", "w", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:
            # Opened in this order each gets its number, which no other file gets by chance.
            number = os.open(os.devnull, flags)
            stream = os.fdopen(number, mode, encoding="utf-8", closefd=False)
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
    given = sys.stdout
    # Not what a notebook or a test has put there.
    if given is sys.__stdout__ and isinstance(given, io.TextIOWrapper):
        given.flush()
        at_once = given.line_buffering or given.write_through
        sys.stdout = Output(given.fileno(), at_once=at_once)
    errors = sys.stderr
    if errors is sys.__stderr__ and isinstance(errors, io.TextIOWrapper):
        with suppress(OSError):
            errors.flush()
        sys.stderr = Messages(errors.fileno())
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be of another encoding; the course speaks UTF-8. A name that is
        # no text stands escaped in it, as JSON escapes it, too.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def output(text: str) -> None:
    """Write what was asked for, on standard output."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """Write what somebody should know, on standard error; where that is shut, the code says it."""
    if text:
        with suppress(OSError):
            sys.stderr.write(f"{text}\n")


def check_output() -> None:
    """Raise what standard output could not write, or nothing."""
    if isinstance(sys.stdout, Output):
        sys.stdout.check()
    else:
        sys.stdout.flush()


def let_go() -> None:
    """Let Python end without another word about a standard output that takes nothing."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
