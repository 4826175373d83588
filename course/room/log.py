"""What a server of rooms says of itself: one line a fault, and no storm of them."""

import logging
import sys
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path

#: Seconds in which the same thing is said once.
ONCE_IN_SECONDS = 60.0

#: Kinds of things that are told apart, so that their memory is bounded.
_MOST_KINDS = 200

#: Who else speaks in the process of `course room`.
_OTHERS = ("tornado.application", "tornado.general", "asyncio")


# A server that cannot open files fails thousands of times a second: what it writes then fills the
# disk that the votes need.
class OneLine(logging.Filter):
    """Turns a traceback into one line, and says each kind of thing once a minute."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._written: dict[tuple[object, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten a record; tell whether it is said."""
        error = record.exc_info[1] if record.exc_info else None
        record.exc_info = record.exc_text = record.stack_info = None
        what = " ".join(record.getMessage().split())[:400]
        # Of what others say, the part that changes may be an address: it makes no new kind.
        same = record.msg if record.name in _OTHERS else what
        kind = (record.name, same if error is None else described(error))
        written_at, left_out = self._written.pop(kind, (-ONCE_IN_SECONDS, 0))
        if self._now() - written_at < ONCE_IN_SECONDS:
            self._written[kind] = (written_at, left_out + 1)
            return False
        while len(self._written) >= _MOST_KINDS:
            self._written.pop(next(iter(self._written)))
        self._written[kind] = (self._now(), 0)
        more = f" ({left_out:,} more of these since)" if left_out else ""
        record.msg = f"{what}{f': {described(error)}' if error else ''}{more}"
        record.args = None
        return True


def described(error: BaseException) -> str:
    """Say in one line what was raised, and where.

    Examples
    --------
    >>> described(KeyError("name"))
    "KeyError: 'name'"
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    reason = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}{f': {reason}' if reason else ''}{where}"


@cache
def log() -> logging.Logger:
    """Give the room's own log, which says one line a fault."""
    logger = logging.getLogger("course.room")
    logger.addFilter(OneLine())
    return logger


def own_the_log() -> None:
    """Let all that this process says be of that kind: it does nothing but serve rooms."""
    lines = OneLine()
    for name in _OTHERS:
        logging.getLogger(name).addFilter(lines)
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
