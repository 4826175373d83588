"""What a report says below its timeline: lessons and actions, whose dates are of what comes."""

import re
from functools import cache
from itertools import accumulate

from course.content import load
from course.incident.documents.sections import is_of_timeline
from course.incident.findings import Findings, quoted
from course.incident.notices import noticed
from course.incident.sentences import LINE, Rows

# A line of words alone; what stands first in a text has nothing above it.
_LIKE_A_HEADING = re.compile(
    r"\n[ \t]*(?P<mark>[#=]+[ \t]*)?(?P<pair>[*_]{1,3})?(?:\d{1,2}[.)][ \t]+)?"
    r"(?P<name>[^\W\d_][^\d|,;:*_#=\n]{3,40}?)[ \t:]*+(?(pair)(?P=pair))[ \t:#=]*+(?=\n|\Z)"
)
# A cell in quotation marks, which may have lines of its own.
_QUOTED = re.compile(r'(?:^|(?<=[,;\t]))"(?:[^"]|"")*+"(?=[,;\t\n]|\Z)', re.MULTILINE)
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
    if not _headings(text):
        return text
    lines = text.split("\n")
    clocks = [0, *accumulate(map(_has_clock, lines))]
    timeline = next((number for number, line in enumerate(lines) if is_of_timeline(line)), 0)
    if clocks[-1] - clocks[timeline] < _ENOUGH:
        timeline = 0
    first = place = end = 0
    text = _QUOTED.sub(lambda cell: "\n" * cell[0].count("\n"), text)
    for found in _headings(text):
        first, place = first + text.count("\n", place, found.start() + 1), found.start() + 1
        if first < end:
            continue
        # The timeline itself may stand below what is not of it.
        until = timeline if timeline > first else len(lines)
        above, below = clocks[first], clocks[until] - clocks[first]
        # In a log somebody may say such words, and others go on.
        if above >= _ENOUGH and below < (above if found["mark"] or found["pair"] else _ENOUGH):
            end = until
            numbers = [
                n for n, line in enumerate(lines[first + 1 : end], first + 2) if line.strip()
            ]
            if numbers:
                rows = Rows(numbers, counts=LINE)
                findings.say(noticed("afterwards", name=quoted(found["name"]), rows=rows))
            lines[first:end] = [""] * (end - first)
    return "\n".join(lines)


def _headings(text: str) -> list[re.Match[str]]:
    """Give the lines that name what comes after a timeline."""
    return [
        found for found in _LIKE_A_HEADING.finditer(text) if found["name"].casefold() in _names()
    ]


def _has_clock(line: str) -> bool:
    return bool(_CLOCK.search(line))


@cache
def _names() -> frozenset[str]:
    """Give the words that name what comes after a timeline."""
    return frozenset(load("reading")["afterwards"])
