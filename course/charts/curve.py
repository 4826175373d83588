"""A count that rises over time: its frame, its line, and what is marked on it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from course.charts.canvas import Canvas
from course.charts.lettering import width
from course.charts.numbers import round_step, short
from course.charts.palette import AFFECTED, INK, QUIET
from course.charts.scale import Scale
from course.incident.counts import Count, counts, total
from course.incident.loading import Incident
from course.page.times import day, short_day, zones_named

TITLE = 15.0

_DASHES = (0, (4, 2.5))
_DOTS = (0, (1, 2))
_MILESTONE_ROWS = 3

Place = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """Where a curve stands on its sheet, and how large letters are, in points."""

    width: float
    left: float
    right: float
    size: float
    heading: float = 30
    top: float = 92
    bottom: float = 340


def draw_milestones(
    canvas: Canvas, frame: Frame, incident: Incident, scale: Scale, below: tuple[Place, ...] = ()
) -> None:
    """Draw a line at each milestone, and name it in the first row of names with room.

    Parameters
    ----------
    below
        From where to where the lines go on under the frame.
    """
    marks = incident.milestones.items()
    places = {name: scale(mark.at) for name, mark in marks if scale.first <= mark.at <= scale.last}
    named = _draw_names(canvas, frame, places)
    for name, x in places.items():
        # A line begins below its name, and below any other that it would strike through.
        under = [bottom for left, right, bottom in named.values() if left < x < right]
        top = max(under) if name in named else frame.top - 6
        constructed = incident.milestones[name].provenance == "constructed"
        look = {"linestyle": _DOTS} if constructed else {}
        for begin, end in ((top, frame.bottom), *below):
            canvas.line([(x, begin), (x, end)], color=QUIET, weight=0.8, **look)


def _draw_names(
    canvas: Canvas, frame: Frame, places: dict[str, float]
) -> dict[str, tuple[float, float, float]]:
    """Write each name that has room, and give where it lies: left, right and bottom."""
    used = [0.0] * _MILESTONE_ROWS
    named = {}
    for name, x in places.items():
        room = width(name, frame.size - 1.5) + 8
        left = min(max(x - room / 2, 0), frame.width - room)
        row = next((row for row, end in enumerate(used) if end <= left), None)
        if row is not None:
            used[row] = left + room
            y = frame.top - 12 - 14 * row
            canvas.text(left + 4, y, name, size=frame.size - 1.5, color=QUIET)
            named[name] = (left, left + room, y + 4)
    return named


def draw_numbers(canvas: Canvas, frame: Frame, highest: int) -> Callable[[float], float]:
    """Draw the axis of numbers and give the function from a number to its height."""
    height = heights(frame, highest)
    for number in range(0, highest + 1, round_step(highest)):
        y = height(number)
        if number:
            canvas.line([(frame.left, y), (frame.right, y)], weight=0.7, zorder=0.5)
        canvas.text(
            *(frame.left - 8, y, short(number)),
            size=frame.size - 2,
            color=QUIET,
            align="right",
            anchor="center_baseline",
        )
    return height


def heights(frame: Frame, highest: int) -> Callable[[float], float]:
    """Give the function from a number to its height, the highest near the top of the frame."""
    rise = (frame.bottom - frame.top - 16) / max(highest, 1)
    return lambda number: frame.bottom - number * rise


def draw_curve(canvas: Canvas, frame: Frame, counted: list[Count], places: list[Place]) -> None:
    """Draw the line through the counts: dashed to and from a constructed one."""
    feet = (places[0][0], frame.bottom), (places[-1][0], frame.bottom)
    canvas.area([feet[0], *places, feet[1]], facecolor=AFFECTED, alpha=0.1, zorder=0.6)
    for constructed, line in _runs(counted, places):
        look = {"linestyle": _DASHES} if constructed else {}
        canvas.line(line, color=AFFECTED, weight=2.2, zorder=2, **look)
    known = [place for count, place in zip(counted, places, strict=True) if not count.constructed]
    canvas.dots(known, 4.5, color=AFFECTED)


def draw_time(canvas: Canvas, frame: Frame, scale: Scale, y: float) -> None:
    """Draw the axis of time at a height, with the day and the zone under it."""
    canvas.line([(frame.left, y), (frame.right, y)], color=INK)
    if scale.first < scale.last:
        for x, name in scale.ticks(scale.across):
            canvas.line([(x, y), (x, y + 5)], color=INK)
            canvas.text(x, y + 19, name, size=frame.size - 2, color=QUIET, align="center")
    first, last = scale.first, scale.last
    zones = f"times in {zones_named(first, last)}"
    words = f"{day(first)}, {zones}"
    if first.date() != last.date():
        words = f"{day(first)} to {day(last)}, {zones}"
    if width(words, frame.size - 2) > frame.right - frame.left:
        words = (
            f"{short_day(first, year=scale.over_years)} to {short_day(last, year=True)}, {zones}"
        )
    canvas.text(frame.left, y + 40, words, size=frame.size - 2, color=QUIET)


def facts_told(incident: Incident, field: str) -> list[str]:
    """Say what the facts do, where it is not the number at which the counts end.

    Parameters
    ----------
    field
        ``"affected"`` or ``"support_calls"``.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from course.incident.loading import load_incident
    >>> facts_told(load_incident(), "affected")
    []
    >>> facts_told(replace(load_incident(), affected=2400), "affected")
    ['The timeline counts 2,340; the facts say 2,400 patients affected.']
    """
    said, counted = total(incident, field), counts(incident, field)
    if said is None or (counted and said.number == counted[-1].number):
        return []
    what = f"support call{'s' * (said.number != 1)}"
    if field == "affected":
        what = f"{incident.affected_unit} affected"
    counts_to = f"The timeline counts {counted[-1].number:,}; the" if counted else "The"
    return [f"{counts_to} facts say {said.number:,} {what}."]


def _runs(
    counted: list[Count], places: list[tuple[float, float]]
) -> list[tuple[bool, list[tuple[float, float]]]]:
    """Join stretches that look the same, so that dashes run on across the counts."""
    stretches = [
        (begin.constructed or end.constructed, start, finish)
        for (begin, start), (end, finish) in pairwise(zip(counted, places, strict=True))
    ]
    runs = []
    for constructed, group in groupby(stretches, key=itemgetter(0)):
        pairs = list(group)
        runs.append((constructed, [pairs[0][1], *(finish for _, _, finish in pairs)]))
    return runs
