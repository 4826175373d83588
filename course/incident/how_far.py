"""How far a long reading is, told to whoever waits for it."""

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TypeVar

from course.content import load

AFTER_S = 2.0
"""What is over before is not worth a word."""

DRAWING = "drawing"

_AGAIN_S = 0.5
_EVERY = 1_000
_Item = TypeVar("_Item")
_Listener = Callable[[str, int, int], None]
_listener: ContextVar[_Listener | None] = ContextVar("listener", default=None)


@contextmanager
def telling(show: Callable[[str], None], after: float = AFTER_S) -> Iterator[None]:
    """Show a sentence again and again, once the work within has taken a while.

    Examples
    --------
    >>> with telling(print, after=0):
    ...     for line in going_through(["a", "b"], "lines", 2):
    ...         pass
    Taking the text apart: 0 of 2 rows
    """
    next_at = monotonic() + after
    words = load("reading")["how_far"]

    def listen(what: str, done: int, total: int) -> None:
        nonlocal next_at
        if monotonic() >= next_at:
            next_at = monotonic() + _AGAIN_S
            sentence = str(words["drawing_sentence" if what == DRAWING else "sentence"])
            show(sentence.format(what=words[what], done=f"{done:,}", total=f"{total:,}"))

    token = _listener.set(listen)
    try:
        yield
    finally:
        _listener.reset(token)


def going_through(items: Iterable[_Item], what: str, total: int) -> Iterable[_Item]:
    """Give items one by one, and tell on the way how many there were; nothing if nobody waits."""
    listener = _listener.get()
    return items if listener is None else _counted(items, what, total, listener)


def tell_of(what: str, items: Sized) -> None:
    """Tell what begins now, and with how many rows."""
    if listener := _listener.get():
        listener(what, 0, len(items))


def tell_drawn(done: int, total: int) -> None:
    """Tell how much of what is shown has been drawn."""
    if listener := _listener.get():
        listener(DRAWING, done, total)


def _counted(items: Iterable[_Item], what: str, total: int, listener: _Listener) -> Iterator[_Item]:
    for place, item in enumerate(items):
        if not place % _EVERY:
            listener(what, place, total)
        yield item
