"""Read what a run has left of itself, whatever that is.

The run is anybody's code, and may have put anything in the place of its result. So it is opened
without waiting, read so far and no further, and taken only if all of it is what a run writes.
"""

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.lab.inside import Journey, State
from course.lab.results import Call, Module, Result

#: More than a run of any size leaves.
MOST_BYTES = 20 * 2**20

_OUTCOMES = ("passed", "failed", "skipped")
_ENDINGS = ("done", "refused", "crashed")


@dataclass(frozen=True)
class Seen:
    """What a run said of itself; nothing, if that could not be read."""

    #: What pytest returned.
    exit_code: int | None = None
    #: As in `course.lab.results.Run`.
    tests: tuple[Result, ...] = ()
    calls: tuple[Call, ...] = ()
    modules: tuple[Module, ...] = ()


def read_run(folder: Path) -> Seen:
    """Read what a run has left in its folder.

    Examples
    --------
    >>> read_run(Path("no/such/folder"))
    Seen(exit_code=None, tests=(), calls=(), modules=())
    """
    try:
        seen = _document(folder / "seen.json")
        modules = _document(folder / "coverage.json").get("files", {}) if seen else {}
        return Seen(
            _code(seen.get("exit_code")),
            tuple(_outcome(**test) for test in seen.get("tests", ())),
            tuple(_call(*call) for call in seen.get("calls", ())),
            tuple(_module(path, of) for path, of in modules.items()),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Seen()


def _document(path: Path) -> dict[str, Any]:
    # It may be a pipe that nobody writes to, or lead to somewhere else.
    how = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        opened = os.open(path, how)
    except FileNotFoundError:
        return {}
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise ValueError("a file was expected")
        with os.fdopen(opened, "rb", closefd=False) as file:
            raw = file.read(MOST_BYTES + 1)
    finally:
        os.close(opened)
    if len(raw) > MOST_BYTES:
        raise ValueError("longer than any run’s")
    document = json.loads(raw)
    if not isinstance(document, dict):
        raise TypeError("an object was expected")
    return document


def _code(given: object) -> int | None:
    return None if given is None else _whole(given)


def _whole(given: object) -> int:
    # More digits than Python writes out, or a truth value, are no number of anything here.
    if isinstance(given, bool) or not isinstance(given, int) or abs(given) >= 2**31:
        raise ValueError("a whole number was expected")
    return given


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError("a text was expected")
    # Half a character could not be sent to a page.
    return given.encode("utf-8", "backslashreplace").decode()


def _outcome(**test: Any) -> Result:
    outcome = Result(**{name: _text(value) for name, value in test.items()})
    if outcome.outcome not in _OUTCOMES:
        raise ValueError("an outcome was expected")
    return outcome


def _call(test: str, journey: str, state: str | None, ending: str, times: int) -> Call:
    if ending not in _ENDINGS:
        raise ValueError("an ending was expected")
    met = State(state) if state else None
    return Call(_text(test), Journey(journey), met, ending, _whole(times))


def _module(path: str, covered: dict[str, Any]) -> Module:
    summary = covered["summary"]
    return Module(
        path=_text(path).replace("\\", "/"),
        statements=_whole(summary["num_statements"]),
        missing=tuple(_whole(line) for line in covered["missing_lines"]),
        branches=_whole(summary["num_branches"]),
        missing_branches=_whole(summary["missing_branches"]),
    )
