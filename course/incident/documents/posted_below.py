"""Pages of updates on which each text stands above the moment at which it was posted."""

import re

from course.incident.documents.line_heads import is_clock
from course.incident.documents.texts_above import is_state

_POSTED = re.compile(
    r"[\s*_>]*(?:Posted|Updated)"
    r"(?:\s+by\s+(?P<who>[^\W\d_][\w.'’ -]{1,40}?)(?=\s+(?:on|at)\s))?(?:\s+(?:on|at))?"
    r"\s+(?P<time>\w[^\n]{9,50}?)[.*_\s]*"
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
    if len(stamps) < _ENOUGH:
        return text
    below, entries = 0, []
    for stamp in stamps:
        above = [place for place in range(below, stamp) if lines[place].strip()]
        states = [place for place in above if is_state(lines[place])]
        entries.append((stamp, [place for place in above if not states or place >= states[0]]))
        below = stamp + 1
    has_states = all(above and is_state(lines[above[0]]) for _, above in entries)
    # Where something stands below the last, or nothing above the first, texts stand below.
    is_above = all(above for _, above in entries) and not any(map(str.strip, lines[below:]))
    if not (has_states or is_above):
        return text
    for stamp, above in entries:
        first, *rest = (lines[place].strip() for place in above)
        posted = _posted(lines[stamp])
        who = f"{posted['who']}: " if posted and posted["who"] else ""
        said = (
            f"{first.strip(' -–—:*#')}: {' '.join(rest)}"
            if has_states
            else " ".join([first, *rest])
        )
        lines[stamp] = f"- {posted['time'] if posted else ''} {who}{said}"
        for place in above:
            lines[place] = ""
    return "\n".join(lines)


def _posted(line: str) -> re.Match[str] | None:
    """Take a line apart that says when something was posted, by whom, and nothing else."""
    found = _POSTED.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    return found if found and is_clock(found["time"]) else None
