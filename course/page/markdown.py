"""Write Markdown that says what it was given, whatever characters are in it."""

import re
from collections.abc import Iterable, Sequence

# What Markdown, or HTML inside it, would take for its own: anywhere, and at the beginning.
_ANYWHERE = re.compile(r"([\\`*_\[\]<|~$&])")
_AT_THE_BEGINNING = re.compile(r"^(\d*)([#>+=.)-])")
# The full stop after an address ends the sentence.
_ADDRESS = re.compile(r"(https?://[^\s<>|]*[^\s<>|.,;:!?)“”\"'])")
_BREAKS = re.compile(r"\s*\n\s*")


def plain(text: str) -> str:
    r"""Write a text on one line so that none of its characters is taken for markup.

    Examples
    --------
    >>> print(plain("5 * 3 | <b> at https://example.org/a_b"))
    5 \* 3 \| \<b> at <https://example.org/a_b>
    """
    parts = _ADDRESS.split(_BREAKS.sub(" ", text.strip()))
    # Every second part is an address, in which a backslash would stand for itself.
    written = (
        f"<{part}>" if number % 2 else _ANYWHERE.sub(r"\\\1", part)
        for number, part in enumerate(parts)
    )
    return _AT_THE_BEGINNING.sub(r"\1\\\2", "".join(written))


def rows(columns: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    """Write a table.

    Examples
    --------
    >>> print(rows(["Time", "Event"], [("18:14", "It began.")]))
    | Time | Event |
    |---|---|
    | 18:14 | It began. |
    """
    head = [_row(columns), "|" + "---|" * len(columns)]
    return "\n".join(head + [_row(row) for row in cells])


def _row(cells: Sequence[str]) -> str:
    written = (
        "<br>".join(plain(line) for line in cell.splitlines() if line.strip()) for cell in cells
    )
    return f"| {' | '.join(written)} |"
