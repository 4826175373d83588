"""Pages of updates on which each text stands above the moment at which it was posted."""

import re

from course.incident.documents.lines import is_clock
from course.incident.documents.texts_above import is_state

_POSTED = re.compile(
    r"[\s*_>]*(?:Posted|Updated)(?:\s+(?:on|at))?\s+(?P<time>\w[^\n]{9,50}?)[.*_\s]*"
)
_LONGEST_LINE = 100
_ENOUGH = 2


def with_posted_above(text: str) -> str:
    r"""Put each moment of posting before its text, as in other lists.

    Examples
    --------
    >>> page = "Shop\nResolved\nWell.\nPosted 3 May 2024 - 10:40 UTC\n"
    >>> page += "Update\nErrors.\nPosted 3 May 2024 - 10:02 UTC"
    >>> with_posted_above(page).splitlines()[3:]
    ['- 3 May 2024 - 10:40 UTC Resolved: Well.', '', '', '- 3 May 2024 - 10:02 UTC Update: Errors.']
    """
    if "osted" not in text and "pdated" not in text:
        return text
    lines = text.splitlines()
    stamps = [place for place, line in enumerate(lines) if _posted(line)]
    if len(stamps) < _ENOUGH or not any(line.strip() for line in lines[: stamps[0]]):
        return text
    below = 0
    entries = []
    for stamp in stamps:
        above = [place for place in range(below, stamp) if lines[place].strip()]
        begin = next((at for at, place in enumerate(above) if is_state(lines[place])), 0)
        if not above or (not begin and not is_state(lines[above[0]])):
            # Texts stand below their moments, or no page says its states.
            return text
        entries.append((stamp, above[begin:]))
        below = stamp + 1
    for stamp, above in entries:
        state, *rest = (lines[place].strip() for place in above)
        said = " ".join(rest)
        lines[stamp] = f"- {_posted(lines[stamp])} {state.strip(' -–—:*#')}: {said}"
        for place in above:
            lines[place] = ""
    return "\n".join(lines)


def _posted(line: str) -> str:
    """Give the moment of a line that says when something was posted, and nothing else."""
    found = _POSTED.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    return found["time"] if found and is_clock(found["time"]) else ""
