"""What a report says below its timeline: lessons and actions, whose dates are of what comes."""

import re
from functools import cache
from itertools import accumulate

from course.content import load
from course.incident.findings import Findings, quoted
from course.incident.notices import noticed
from course.incident.sentences import LINE, Rows

# A line of words alone; what stands first in a text has nothing above it.
_LIKE_A_HEADING = re.compile(
    r"\n[ \t]*(?P<mark>[#=*_]+[ \t]*)?(?:\d{1,2}[.)][ \t]+)?"
    r"(?P<name>[^\W\d_][^\d|,;:*_#=\n]{3,40}?)[ \t:*_#=]*(?=\n|\Z)"
)
_CLOCK = re.compile(r"\d[:.h]\d\d")
_ENOUGH = 2


def without_what_follows(text: str, findings: Findings) -> str:
    r"""Empty the lines from the heading of lessons or actions on; rows keep their numbers.

    Examples
    --------
    >>> report = "10:05 Off\n10:20 On\n\n## Action items\n- An alert, by 1 June 2026\n"
    >>> without_what_follows(report, Findings("a.md"))
    '10:05 Off\n10:20 On\n\n\n\n'
    >>> without_what_follows("Next steps\nAn alert\nTimeline\n10:05 Off", Findings(""))[:10]
    'Next steps'
    """
    if text.lstrip()[:1] in {"{", "["}:
        return text
    headings = [
        found for found in _LIKE_A_HEADING.finditer(text) if found["name"].casefold() in _names()
    ]
    lines = text.split("\n") if headings else []
    clocks = [0, *accumulate(map(_has_clock, lines))]
    first = place = 0
    for found in headings:
        first, place = first + text.count("\n", place, found.start() + 1), found.start() + 1
        above, below = clocks[first], clocks[-1] - clocks[first]
        # In a log somebody may say such words, and others go on.
        if above >= _ENOUGH and below < (above if found["mark"] else _ENOUGH):
            numbers = [n for n, line in enumerate(lines[first + 1 :], first + 2) if line.strip()]
            if numbers:
                rows = Rows(numbers, counts=LINE)
                findings.say(noticed("afterwards", name=quoted(found["name"]), rows=rows))
            return "\n".join([*lines[:first], *[""] * (len(lines) - first)])
    return text


def _has_clock(line: str) -> bool:
    return bool(_CLOCK.search(line))


@cache
def _names() -> frozenset[str]:
    """Give the words that name what comes after a timeline."""
    return frozenset(load("reading")["afterwards"])
