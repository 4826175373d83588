"""How many were affected by when, and how many called.

Both stand over one axis of time. What the rows between two counts say nothing about is
drawn as a straight line, dashed wherever either end of it is constructed.
"""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import drawable, width
from course.charts.palette import AFFECTED, CALLS, FAINT, INK, QUIET
from course.charts.scale import Scale
from course.clock import clock, day, moment, zone_name
from course.facts import percent
from course.incident import Incident

_DASHES = (0, (4, 2.5))
_MOST_DOTS = 60
_DOT = 4.0


@dataclass(frozen=True)
class _Layout:
    """Where things stand, and how large letters are, in points."""

    width: float
    left: float
    right: float
    size: float
    curve_top: float = 92
    curve_bottom: float = 340
    calls_top: float = 380
    calls_bottom: float = 440
    height: float = 492


_WIDE = _Layout(960, 64, 760, 12.5)
_NARROW = _Layout(390, 50, 366, 12)


@dataclass(frozen=True)
class Point:
    """A count at a moment.

    Parameters
    ----------
    at
        In the incident's zone.
    count
        Cumulative.
    constructed
        Whether the row that says so was made for teaching.
    """

    at: pd.Timestamp
    count: int
    constructed: bool


def affected_chart(incident: Incident) -> Chart:
    """Draw the cumulative count of those affected, with the support calls under it.

    Parameters
    ----------
    incident
        Counts come from the timeline's cumulative columns; a chart of an incident
        without them says that they are not known.

    Examples
    --------
    >>> from course.incident import load_incident
    >>> affected_chart(load_incident()).table.iloc[-1].to_list()[1:3]
    ['2,340', '17']
    """
    affected, calls = points(incident, "affected"), points(incident, "support_calls")
    table = _table(incident)
    return Chart(
        "affected",
        _draw(incident, affected, calls, _WIDE),
        _draw(incident, affected, calls, _NARROW),
        caption=_caption(affected, calls),
        alt=_alt(incident, affected, calls),
        table=table,
        table_caption="Counts as they rose",
    )


def points(incident: Incident, field: str) -> list[Point]:
    """Read a cumulative column of the timeline, up to the end of the impact.

    Parameters
    ----------
    incident
        Rows after ``resolved`` repeat a count rather than add to it; they are taken in
        only when the count still rises there.
    field
        ``"affected"`` or ``"support_calls"``.
    """
    rows = incident.events.dropna(subset=[f"{field}_cumulative"])
    found = [
        Point(at, int(count), provenance == "constructed")
        for at, count, provenance in zip(
            rows["timestamp"], rows[f"{field}_cumulative"], rows["provenance"], strict=True
        )
    ]
    end = incident.milestones.get("resolved")
    while end and len(found) > 1 and found[-1].at > end.at and found[-1].count == found[-2].count:
        found.pop()
    return found


def _draw(incident: Incident, affected: list[Point], calls: list[Point], layout: _Layout) -> Figure:
    canvas = Canvas(layout.width, layout.height)
    unit = drawable(incident.affected_unit)
    canvas.text(layout.left, 30, f"{unit[:1].upper()}{unit[1:]} affected", size=15, bold=True)
    shown = [*affected, *calls]
    if not shown:
        words = "Not known: the timeline holds no cumulative counts."
        canvas.text(layout.left, 60, words, size=layout.size, color=QUIET)
        return canvas.figure
    moments = [point.at for point in shown]
    milestones = incident.milestones
    moments += [milestones[name].at for name in ("started", "resolved") if name in milestones]
    scale = Scale(min(moments), max(moments), layout.left, layout.right)
    _draw_milestones(canvas, layout, incident, scale)
    _draw_curve(canvas, layout, incident, affected, scale)
    _draw_calls(canvas, layout, calls, scale)
    _draw_time(canvas, layout, scale)
    return canvas.figure


def _draw_milestones(canvas: Canvas, layout: _Layout, incident: Incident, scale: Scale) -> None:
    """Draw a line at each milestone, and name it in the first row of names with room."""
    free = [0.0, 0.0, 0.0]
    for name, mark in incident.milestones.items():
        if not scale.first <= mark.at <= scale.last:
            continue
        x = scale(mark.at)
        room = width(name, layout.size - 1.5) + 8
        left = min(max(x - room / 2, 4), layout.width - room)
        row = next((row for row, used in enumerate(free) if used <= left), None)
        top = layout.curve_top - 6
        if row is not None:
            free[row] = left + room
            y = layout.curve_top - 12 - 14 * row
            canvas.text(left + 4, y, name, size=layout.size - 1.5, color=QUIET)
            top = y + 4
        look = {"linestyle": (0, (1, 2))} if mark.provenance == "constructed" else {}
        for begin, end in ((top, layout.curve_bottom), (layout.calls_top, layout.calls_bottom)):
            canvas.line([(x, begin), (x, end)], color=QUIET, weight=0.8, **look)


def _draw_curve(
    canvas: Canvas, layout: _Layout, incident: Incident, affected: list[Point], scale: Scale
) -> None:
    bottom = layout.curve_bottom
    canvas.line([(layout.left, bottom), (layout.right, bottom)], color=INK, weight=1)
    if not affected:
        canvas.text(layout.left + 8, bottom - 12, "not known", size=layout.size, color=QUIET)
        return
    highest = max(affected[-1].count, 1)
    rise = (bottom - layout.curve_top - 16) / highest
    places = [(scale(point.at), bottom - point.count * rise) for point in affected]
    step = _round_step(highest)
    for count in range(0, highest + 1, step):
        y = bottom - count * rise
        canvas.line([(layout.left, y), (layout.right, y)], weight=0.7, zorder=0.5)
        canvas.text(
            layout.left - 8,
            y,
            f"{count:,}",
            size=layout.size - 2,
            color=QUIET,
            align="right",
            anchor="center_baseline",
        )
    canvas.area(
        [(places[0][0], bottom), *places, (places[-1][0], bottom)],
        facecolor=AFFECTED,
        alpha=0.1,
        zorder=0.6,
    )
    for (begin, start), (end, finish) in pairwise(zip(affected, places, strict=True)):
        look = {"linestyle": _DASHES} if begin.constructed or end.constructed else {}
        canvas.line([start, finish], color=AFFECTED, weight=2.2, zorder=2, **look)
    for point, (x, y) in zip(affected, places, strict=True):
        if not point.constructed:
            canvas.dot(x, y, 4.5, facecolor=AFFECTED, linewidth=0, zorder=3)
    x, y = places[-1]
    total = f"{affected[-1].count:,} {drawable(incident.affected_unit)}"
    share = ""
    if incident.population:
        share = f"{percent(affected[-1].count / incident.population)} of {incident.population:,}"
    _draw_total(canvas, layout, x, y, 30, (total, share), AFFECTED)


def _draw_total(
    canvas: Canvas,
    layout: _Layout,
    x: float,
    y: float,
    heading: float,
    words: tuple[str, str],
    color: str,
) -> None:
    """Write what it comes to beside the last point, or beside the heading if the sheet ends."""
    room = max(width(words[0], layout.size + 2, bold=True), width(words[1], layout.size))
    if x + 12 + room <= layout.width:
        canvas.text(x + 12, y + 5, words[0], size=layout.size + 2, bold=True, color=color)
        canvas.text(x + 12, y + 22, words[1], size=layout.size, color=color)
        return
    right = {"color": color, "align": "right"}
    canvas.text(layout.right, heading, words[0], size=layout.size + 2, bold=True, **right)
    canvas.text(layout.right, heading + 16, words[1], size=layout.size - 1, **right)


def _draw_calls(canvas: Canvas, layout: _Layout, calls: list[Point], scale: Scale) -> None:
    bottom = layout.calls_bottom
    canvas.text(layout.left, layout.curve_bottom + 26, "Support calls", size=15, bold=True)
    canvas.line([(layout.left, bottom), (layout.right, bottom)], color=INK, weight=1)
    if not calls:
        canvas.text(layout.left + 8, bottom - 12, "not known", size=layout.size, color=QUIET)
        return
    rises = [(calls[0], calls[0].count)] + [
        (later, later.count - earlier.count) for earlier, later in pairwise(calls)
    ]
    total = calls[-1].count
    most = max(max(rise for _, rise in rises), 1)
    each = min(2 * _DOT + 2, 46 / most)
    for point, rise in rises:
        x = scale(point.at)
        look = {"facecolor": CALLS, "edgecolor": CALLS, "linewidth": 1.3, "zorder": 3}
        if point.constructed:
            look |= {"facecolor": "none"}
        if total > _MOST_DOTS:
            canvas.box(x - 2, bottom - rise * each, 4, rise * each, **look)
            continue
        for number in range(rise):
            canvas.dot(x, bottom - 7 - number * each, min(_DOT, each / 2), **look)
    unit = "one dot is one call" if total <= _MOST_DOTS else f"highest bar: {most:,}"
    x = layout.left + width("Support calls  ", 15, bold=True)
    canvas.text(x, layout.curve_bottom + 26, unit, size=layout.size - 1.5, color=QUIET)
    heading = layout.curve_bottom + 26
    _draw_total(canvas, layout, layout.right, bottom - 24, heading, (f"{total:,} calls", ""), CALLS)


def _draw_time(canvas: Canvas, layout: _Layout, scale: Scale) -> None:
    y = layout.calls_bottom
    if scale.first < scale.last:
        for x, name in scale.ticks(62):
            canvas.line([(x, y), (x, y + 5)], color=INK)
            canvas.text(x, y + 19, name, size=layout.size - 2, color=QUIET, align="center")
    first, last = scale.first, scale.last
    days = day(first) if first.date() == last.date() else f"{day(first)} to {day(last)}"
    words = f"{days}, times in {zone_name(first)}"
    canvas.text(layout.left, y + 40, words, size=layout.size - 2, color=QUIET)


def _round_step(highest: int) -> int:
    """Choose a round step that divides a count into two to five."""
    power = 10 ** max(len(str(highest)) - 1, 0)
    for step in (power // 2 or 1, power, 2 * power):
        if highest / step <= 5:  # noqa: PLR2004 - lines enough to read by
            return step
    return 5 * power


def _table(incident: Incident) -> pd.DataFrame:
    events = incident.events
    rows = events[events[["affected_cumulative", "support_calls_cumulative"]].notna().any(axis=1)]
    return pd.DataFrame(
        {
            "Time": [moment(at) for at in rows["timestamp"]],
            "Affected so far": [_said(count) for count in rows["affected_cumulative"]],
            "Calls so far": [_said(count) for count in rows["support_calls_cumulative"]],
            "Rests on": rows["provenance"].to_numpy(),
        }
    )


def _said(count: object) -> str:
    return "n/a" if pd.isna(count) else f"{count:,}"  # type: ignore[call-overload]


def _caption(affected: list[Point], calls: list[Point]) -> str:
    counted = [*affected, *calls]
    if not counted:
        return "The timeline holds no cumulative counts, so nothing can be drawn."
    words = "The two parts share the axis of time, not a scale of numbers."
    if any(point.constructed for point in counted):
        words += (
            " Dashed stretches and hollow dots are constructed for teaching; "
            "filled dots are counts that are given or derived."
        )
    return words + " Between two counts the line is straight because nothing is known there."


def _alt(incident: Incident, affected: list[Point], calls: list[Point]) -> str:
    return f"{_told(incident, affected, incident.affected_unit + ' affected')} " + _told(
        incident, calls, "support calls"
    )


def _told(incident: Incident, counted: list[Point], what: str) -> str:
    if not counted:
        return f"{what[:1].upper()}{what[1:]}: not known."
    first, last = counted[0], counted[-1]
    span = f"from {first.count:,} at {clock(first.at)} to {last.count:,} at {moment(last.at)}"
    constructed = sum(point.constructed for point in counted)
    share = ""
    if what.endswith("affected") and incident.population:
        share = f", {percent(last.count / incident.population)} of {incident.population:,}"
    return (
        f"{what[:1].upper()}{what[1:]} rise {span}{share}; "
        f"{constructed} of {len(counted)} counts are constructed."
    )
