"""A count that rises over time: its frame, its line, and what is marked on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import itemgetter

from course.charts.canvas import Canvas
from course.charts.lettering import width, wrap
from course.charts.numbers import round_step, short
from course.charts.palette import AFFECTED, INK, QUIET, STRIP
from course.charts.scale import Scale
from course.charts.sheet import LEADING, SMALL, write
from course.charts.spots import apart
from course.content import load
from course.incident.counts import Count, counts, total
from course.incident.loading import Incident
from course.page.times import day, short_day, zones_named

_DASHES = (0, (4, 2.5))
_DOTS = (0, (1, 2))
_NAMES_LEADING = 15.0
_EDGE = 10.0

Place = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """Where a curve stands on its sheet, in points."""

    width: float
    left: float
    right: float
    top: float
    heading: float = 30
    high: float = 248

    @property
    def bottom(self) -> float:
        """Where the axis of time lies."""
        return self.top + self.high


@dataclass(frozen=True)
class Name:
    """The name of a milestone over its line."""

    #: Where the line stands; of a day alone, from where to where its band goes.
    at: float
    until: float
    #: Where the name lies.
    left: float
    right: float
    #: From 0, the row next to the frame; each one above it stands for a lack of room below.
    row: int


def place_names(frame: Frame, incident: Incident, scale: Scale) -> dict[str, Name]:
    """Find each milestone a row where its name touches no other."""
    marks = incident.milestones.items()
    used: list[float] = []
    named = {}
    for name, mark in marks:
        if not scale.first <= mark.at <= scale.last:
            continue
        (x, until), room = scale.reach(mark.at), width(name, SMALL) + 8
        left = min(max(x - room / 2, 0), frame.width - room)
        row = next((row for row, end in enumerate(used) if end <= left), len(used))
        used[row : row + 1] = [left + room]
        named[name] = Name(x, until, left, left + room, row)
    return named


def below_names(frame: Frame, names: dict[str, Name], lines: float = 0) -> Frame:
    """Lower a frame so that all rows of names have room, and so much more under the heading."""
    rows = max((name.row for name in names.values()), default=0)
    return replace(frame, top=frame.top + rows * _NAMES_LEADING + lines)


def draw_milestones(
    canvas: Canvas,
    frame: Frame,
    incident: Incident,
    names: dict[str, Name],
    below: tuple[Place, ...] = (),
) -> None:
    """Draw a line at each milestone, or a band as long as its day, and its name over it."""
    for phase, name in names.items():
        y = _baseline(frame, name)
        canvas.text(name.left + 4, y, phase, size=SMALL, color=QUIET)
        # A line begins below its name, and below any other that it would strike through.
        under = [
            _baseline(frame, other)
            for other in names.values()
            if other.left < name.at < other.right
        ]
        constructed = incident.milestones[phase].provenance == "constructed"
        look = {"linestyle": _DOTS} if constructed else {}
        for begin, end in ((max(under) + 5, frame.bottom), *below):
            if begin < end and name.until > name.at:
                room = name.until - name.at
                canvas.box(name.at, begin, room, end - begin, facecolor=STRIP, zorder=0.4)
            elif begin < end:
                canvas.line([(name.at, begin), (name.at, end)], color=QUIET, weight=0.8, **look)


def _baseline(frame: Frame, name: Name) -> float:
    return frame.top - 12 - _NAMES_LEADING * name.row


def draw_numbers(canvas: Canvas, frame: Frame, highest: int) -> Callable[[float], float]:
    """Draw the axis of numbers and give the function from a number to its height."""
    height = heights(frame, highest)
    for number in range(0, highest + 1, round_step(highest)):
        y = height(number)
        if number:
            canvas.line([(frame.left, y), (frame.right, y)], weight=0.7, zorder=0.5)
        canvas.text(
            *(frame.left - 8, y, short(number)),
            size=SMALL,
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
    seen = apart([x for x, _ in places])
    counted, places = [counted[place] for place in seen], [places[place] for place in seen]
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
            half = width(name, SMALL) / 2 + 1
            middle = min(max(x, half), frame.width - half)
            canvas.text(middle, y + 19, name, size=SMALL, color=QUIET, align="center")
    left, lines = _span(frame, scale)
    write(canvas, left, y + 40, lines, size=SMALL, color=QUIET)


def time_room(frame: Frame, scale: Scale) -> float:
    """Tell how much room the axis of time takes with all that stands under it."""
    return 36 + LEADING * len(_span(frame, scale)[1])


def _span(frame: Frame, scale: Scale) -> tuple[float, list[str]]:
    """Write from when to when the axis runs, and where that begins: under it if there is room."""
    first, last = scale.first, scale.last
    zones = load("charts")["axis"]["zones"].format(zones=zones_named(first, last))
    ends = f"{short_day(first, year=scale.over_years)} to {short_day(last, year=True)}"
    spans = [f"{day(first)} to {day(last)}", ends] if first.date() != last.date() else [day(first)]
    room = frame.width - _EDGE - frame.left
    words = next((f"{span}, {zones}" for span in spans if width(span + zones, SMALL) < room), "")
    if words:
        return frame.left, wrap(words, SMALL, room, 2)
    return _EDGE, wrap(f"{spans[-1]}, {zones}", SMALL, frame.width - 2 * _EDGE, 3)


def differing_facts(incident: Incident, field: str) -> list[str]:
    """Say what the facts do, where it is not the number at which the counts end.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from course.incident.loading import load_incident
    >>> differing_facts(load_incident(), "affected")
    []
    >>> differing_facts(replace(load_incident(), affected=2400), "affected")
    ['The timeline counts 2,340; the facts say 2,400 patients affected.']
    """
    stated, counted = total(incident, field), counts(incident, field)
    if stated is None or (counted and stated.number == counted[-1].number):
        return []
    texts = load("charts")["stated"]
    what = texts[field if field == "affected" or stated.number != 1 else "call"]
    stated_as = f"{stated.number:,} {what.format(unit=incident.affected_unit)}"
    if not counted:
        return [texts["alone"].format(stated=stated_as)]
    return [texts["beside"].format(counted=f"{counted[-1].number:,}", stated=stated_as)]


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
