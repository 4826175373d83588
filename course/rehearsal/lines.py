"""In which line of a TOML file a table or one of its values stands: `tomllib` does not say."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[(\[)?\s*([\w.\s-]+?)\s*\]?\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_LONG = ('"""', "'''")


class Lines:
    r"""The lines of a file, by path: names of tables, and the number of each in its list.

    Examples
    --------
    >>> lines = Lines("a = 1\n[[fact]]\nid = 1\n[[fact]]\n[[fact.more]]\nx = 2\n")
    >>> lines.of("fact", 1), lines.of("fact", 1, "more", 0, "x"), lines.of("fact", 0, "missing")
    (4, 6, 2)
    """

    def __init__(self, text: str) -> None:
        self._at: dict[tuple[str | int, ...], int] = {}
        counts: dict[tuple[str | int, ...], int] = {}
        here: tuple[str | int, ...] = ()
        for number, line in _plain(text):
            if header := _HEADER.match(line):
                here = ()
                names = [name.strip() for name in header[2].split(".")]
                for name in names[:-1]:
                    here += (name,)
                    if here in counts:
                        here += (counts[here] - 1,)
                here += (names[-1],)
                if header[1]:
                    counts[here] = counts.get(here, 0) + 1
                    here += (counts[here] - 1,)
                self._at.setdefault(here, number)
            elif key := _KEY.match(line):
                self._at.setdefault((*here, key[1]), number)

    def of(self, *path: str | int) -> int:
        """Give the line of a place, or of what it is in; 0 where that is the whole file."""
        while path and path not in self._at:
            path = path[:-1]
        return self._at.get(path, 0)


def _plain(text: str) -> Iterator[tuple[int, str]]:
    """List the lines that are not within a text of several lines."""
    closes = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closes:
            closes = "" if closes in line else closes
            continue
        yield number, line
        closes = next((mark for mark in _LONG if line.count(mark) % 2), "")
