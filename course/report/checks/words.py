"""The words that checks look for, as content lists them."""

import re
from collections.abc import Iterable
from functools import cache

from course.content import load

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5


@cache
def expression(name: str) -> re.Pattern[str]:
    """Give one of content's lists as an expression of whole words."""
    listed = load("checks")["words"][name]
    return re.compile(listed if name == "vague" else rf"\b(?:{listed})\b", re.IGNORECASE)


def stems(text: str) -> set[str]:
    """Give the beginnings of the words that carry a text: enough to tell the same from another.

    Examples
    --------
    >>> sorted(stems("The alerts would alert those on call"))
    ['alert', 'call']
    """
    words = _WORD.findall(text.lower())
    return {word[:_STEM].rstrip("s") for word in words if not expression("common").fullmatch(word)}


def speaks_of(texts: Iterable[str], fact: str, least: int = 4) -> bool:
    """Whether one of some texts has as many words in common with a fact."""
    wanted = stems(fact)
    return any(len(stems(text) & wanted) >= min(least, len(wanted)) for text in texts)


def short(text: str, most: int = 80) -> str:
    """Write a text on one line, and of a long one its beginning.

    Examples
    --------
    >>> short("Add an alert", 8)
    'Add an …'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()} …"
