"""Lines of a page or a window that was copied which say nothing of what happened: its buttons."""

import re
from functools import cache

from course.content import load

_LONGEST_BEGIN = 20_000
_REACTION = r":[\w+-]+:[ \t]*\n[ \t]*\d{1,3}"


def without_buttons(text: str) -> str:
    r"""Empty lines that are a button, or count replies and reactions; rows keep their numbers.

    Examples
    --------
    >>> without_buttons("Errors\n3 replies\nView thread\nNew\n14:05 well")
    'Errors\n\n\n\n14:05 well'
    >>> without_buttons("Status\nNew\n14:05 well")
    'Status\nNew\n14:05 well'
    """
    if not _lines("buttons").search(text[:_LONGEST_BEGIN]):
        return text
    for part in ("buttons", "near_buttons"):
        text = _lines(part).sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


@cache
def _lines(part: str) -> re.Pattern[str]:
    """Find whole lines; in the words a # is any number and a * is anything."""
    words = [
        re.escape(word).replace(r"\#", r"\d{1,4}").replace(r"\*", ".{0,80}")
        for word in load("reading")[part]
    ]
    reaction = f"|{_REACTION}" if part == "near_buttons" else ""
    either = f"{'|'.join(words)}{reaction}"
    return re.compile(rf"^[ \t]*(?:{either})[ \t]*$", re.MULTILINE | re.IGNORECASE)
