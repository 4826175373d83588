"""Finding what content calls by a name."""

from collections.abc import Mapping
from typing import TypeVar

from course.errors import UnknownNameError

T = TypeVar("T")


def named(kind: str, name: str, known: Mapping[str, T]) -> T:
    """Find what has this name, or say which names there are.

    Examples
    --------
    >>> named("version", "earlier", {"before": 1, "after": 2})
    Traceback (most recent call last):
        ...
    course.errors.UnknownNameError: There is no version 'earlier'. Choose one of before, after.
    """
    # A page may send what is no text at all: compared, it is only not among them.
    for candidate, found in known.items():
        if candidate == name:
            return found
    raise UnknownNameError(kind, name, known)
