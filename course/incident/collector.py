"""Python's collector of cycles, held back while a document is read.

Rows are made by the ten thousand and kept, and none of them is part of a cycle: looking through
them again and again finds nothing, and takes a fifth of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Hold the collector back, where it is on, until the work is done or has failed."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
