"""How far a long reading is, on one line of a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def shown_meanwhile() -> Iterator[None]:
    """Say on a terminal how far it is, on a line that is gone afterwards; elsewhere say nothing."""
    from course.incident.how_far import telling

    if not sys.stderr.isatty():
        yield
        return
    longest = 0

    def show(text: str) -> None:
        nonlocal longest
        longest = max(longest, len(text))
        sys.stderr.write(f"\r{text:<{longest}}")
        sys.stderr.flush()

    try:
        with telling(show):
            yield
    finally:
        if longest:
            sys.stderr.write(f"\r{'':<{longest}}\r")
            sys.stderr.flush()
