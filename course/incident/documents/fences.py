"""Lines between fences, which only show what the events tell."""

import re
from itertools import chain

from course.incident.documents.line_heads import begins_with_a_clock

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ENOUGH = 2


def details_between_fences(lines: list[str]) -> frozenset[int]:
    """Give the lines between fences; none where the events themselves stand there."""
    fences: list[list[int]] = []
    opened = ""
    for number, line in enumerate(lines, 1):
        fence = _FENCE.match(line)
        if fence and (not opened or fence[1].startswith(opened)):
            opened = "" if opened else fence[1]
            fences += [[]] if opened else []
        elif opened:
            fences[-1].append(number)
    if opened or not fences:
        return frozenset()
    timed = {number for number, line in enumerate(lines, 1) if begins_with_a_clock(line)}
    inside = frozenset(chain.from_iterable(fences))
    outside, with_times = len(timed - inside), sum(not timed.isdisjoint(each) for each in fences)
    is_beside = outside > max(with_times, _ENOUGH) and 2 * outside >= len(timed & inside)
    return inside if is_beside else frozenset()
