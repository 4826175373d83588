"""Bullets and headings that end with their times: these are put in front, as in other lists."""

import re
from functools import cache

from course.content import load
from course.incident.documents.line_heads import begins_with_a_clock, is_clock, tells_when

_BULLET = r"(?P<bullet>[ \t]*(?:[-*+•·・‣▪●○◦■–—]|#{1,6}|\d{1,3}[.)])[ \t]+|[・●■])"
_IN_BRACKETS = re.compile(
    _BULLET + r"?(?P<text>\S.*?)\s*[(\[](?P<time>[^()\[\]]{3,40})[)\]][.;]?\s*"
)
_BEHIND_A_SIGN = re.compile(
    _BULLET + r"(?P<text>\S.*?)(?:(?:\s+[—–-]|,|:)\s+(?:at\s+)?|[:：]\s*(?=\d{4}\D))"
    r"(?P<time>\d[^—–,]{2,40}?)\.?\s*(?:[(（][^()（）]{1,40}[)）]\s*)?"
)
# A whole moment needs no sign before it.
_WHOLE = re.compile(_BULLET + r"?(?P<text>\S.*?)\s+(?P<time>\d{4}-\d\d-\d\d[T ]\d\d[:.]\d\d\S*)\s*")
_LONGEST_BEGIN = 20_000
_LONGEST_LINE = 1_000
_ENOUGH = 2
_MANY = 3


def with_times_in_front(text: str) -> str:
    r"""Put times in front of bullets that end with them, where hardly any line begins with one.

    Examples
    --------
    >>> with_times_in_front("* Queries are slow (13:52)\n* All is well (14:58)")
    '* 13:52 Queries are slow\n* 14:58 All is well'
    """
    begin = text[:_LONGEST_BEGIN].splitlines()
    tails = heads = 0
    for left, line in zip(range(len(begin) - 1, -1, -1), begin, strict=True):
        # Beside a list of them a line or two may begin with a time, and a text below with when
        # it was.
        if _tail(line):
            tails += 1
        elif begins_with_a_clock(line) and not tells_when(line):
            heads += 1
        if tails + left < max(_ENOUGH, _MANY * heads):
            return text
    return "\n".join(_in_front(line) for line in text.splitlines())


def _tail(line: str) -> re.Match[str] | None:
    patterns = (_IN_BRACKETS, _behind_a_state(), _BEHIND_A_SIGN, _WHOLE)
    for pattern in patterns if len(line) <= _LONGEST_LINE else ():
        found = pattern.fullmatch(line)
        if found and is_clock(found["time"]) and not begins_with_a_clock(line):
            return found
    return None


@cache
def _behind_a_state() -> re.Pattern[str]:
    """Give the pattern of a line of the state of an update and its moment, and nothing else."""
    states = "|".join(map(re.escape, load("reading")["update_states"]))
    return re.compile(
        rf"{_BULLET}?(?P<text>(?i:{states}))[ \t]+(?:[—–-][ \t]+)?(?P<time>\w[^—–]{{5,40}})[ \t]*"
    )


def _in_front(line: str) -> str:
    found = _tail(line)
    return f"{found['bullet'] or ''}{found['time']} {found['text']}" if found else line
