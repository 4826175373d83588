"""How many were affected by when, and how many called.

Both stand over one axis of time. What the rows between two counts say nothing about is
drawn as a straight line, dashed wherever either end of it is constructed.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.curve import (
    TITLE,
    Frame,
    draw_curve,
    draw_milestones,
    draw_numbers,
    draw_time,
    facts_told,
)
from course.charts.lettering import shown, width, wrap
from course.charts.numbers import short
from course.charts.palette import AFFECTED, CALLS, INK, QUIET
from course.charts.scale import Scale
from course.incident.counts import Count, counts
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN
from course.incident.timeline import COUNTS
from course.page.shares import percent
from course.page.times import clock, moment

_MOST_DOTS = 60
_DOT = 4.0
_STACK = 46.0


@dataclass(frozen=True)
class _Layout(Frame):
    """Where the curve stands, and the calls under it, in points."""

    calls_heading: float = 366
    calls_top: float = 380
    calls_bottom: float = 440
    height: float = 492


_WIDE = _Layout(width=960, left=64, right=760, size=12.5)
_NARROW = _Layout(width=390, left=50, right=366, size=12)


def affected_chart(incident: Incident) -> Chart:
    """Draw the cumulative count of those affected, with the support calls under it.

    Parameters
    ----------
    incident
        Counts come from the timeline's cumulative columns; a chart of an incident
        without them says that they are not known.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> affected_chart(load_incident()).table.iloc[-1].to_list()[1:3]
    ['2,340', '17']
    """
    affected, calls = counts(incident, "affected"), counts(incident, "support_calls")
    return Chart(
        "affected",
        partial(_draw, incident, affected, calls),
        (_WIDE, _NARROW),
        caption=_caption(incident, affected, calls),
        alt=_alt(incident, affected, calls),
        table=_table(incident),
        table_caption="Counts as they rose",
    )


def _draw(incident: Incident, affected: list[Count], calls: list[Count], layout: _Layout) -> Figure:
    known = [count.at for count in (*affected, *calls)]
    canvas = Canvas(layout.width, layout.height if known else layout.top)
    title = wrap(_affected(incident), TITLE, (layout.right - layout.left) * 0.55, 1)[0]
    canvas.text(layout.left, layout.heading, title, size=TITLE, bold=True)
    if not known:
        words = "Not known: the timeline holds no cumulative counts."
        canvas.text(layout.left, layout.heading + 28, words, size=layout.size, color=QUIET)
        return canvas.figure
    canvas.text(layout.left, layout.calls_heading, "Support calls", size=TITLE, bold=True)
    milestones = incident.milestones
    known += [milestones[name].at for name in ("started", "resolved") if name in milestones]
    scale = Scale(min(known), max(known), layout.left, layout.right)
    below = (layout.calls_top, layout.calls_bottom)
    draw_milestones(canvas, layout, incident, scale, (below,))
    _draw_curve(canvas, layout, incident, affected, scale)
    _draw_calls(canvas, layout, calls, scale)
    draw_time(canvas, layout, scale, layout.calls_bottom)
    return canvas.figure


def _draw_curve(
    canvas: Canvas, layout: _Layout, incident: Incident, affected: list[Count], scale: Scale
) -> None:
    canvas.line([(layout.left, layout.bottom), (layout.right, layout.bottom)], color=INK)
    if not affected:
        y = layout.bottom - 12
        canvas.text(layout.left + 8, y, "not known", size=layout.size, color=QUIET)
        return
    total = affected[-1].number
    height = draw_numbers(canvas, layout, total)
    places = [(scale(count.at), height(count.number)) for count in affected]
    draw_curve(canvas, layout, affected, places)
    words = f"{total:,} {shown(incident.affected_unit)}", _share(incident, total)
    _draw_total(canvas, layout, (places[-1][1], layout.heading), words, AFFECTED)


def _draw_calls(canvas: Canvas, layout: _Layout, calls: list[Count], scale: Scale) -> None:
    bottom = layout.calls_bottom
    if not calls:
        canvas.text(layout.left + 8, bottom - 12, "not known", size=layout.size, color=QUIET)
        return
    total = calls[-1].number
    before = [0, *(count.number for count in calls)]
    rises = [(count, count.number - so_far) for count, so_far in zip(calls, before, strict=False)]
    most = max(1, *(rise for _, rise in rises))
    each = min(2 * _DOT + 2, _STACK / most)
    as_dots = total <= _MOST_DOTS
    for constructed in (False, True):
        chosen = [(scale(at.at), rise) for at, rise in rises if at.constructed is constructed]
        if as_dots:
            dots = [(x, bottom - 7 - number * each) for x, rise in chosen for number in range(rise)]
            canvas.dots(dots, min(_DOT, each / 2), color=CALLS, hollow=constructed)
        else:
            look = {"alpha": 0.5} if constructed else {}
            bars = [((x, bottom), (x, bottom - rise * each)) for x, rise in chosen if rise]
            canvas.strokes(bars, color=CALLS, weight=3, **look)
    heights = (bottom - 24, layout.calls_heading)
    free = _draw_total(canvas, layout, heights, (f"{total:,} call{'s' * (total != 1)}", ""), CALLS)
    unit = "one dot is one call" if as_dots else f"the highest bar: {short(most)}"
    x, size = layout.left + width("Support calls  ", TITLE, bold=True), layout.size - 1.5
    if x + width(unit, size) <= free:
        canvas.text(x, layout.calls_heading, unit, size=size, color=QUIET)


def _draw_total(
    canvas: Canvas,
    layout: _Layout,
    heights: tuple[float, float],
    words: tuple[str, str],
    color: str,
) -> float:
    """Write what it comes to beside the last count, or where the sheet ends, the heading.

    Returns
    -------
    float
        How far to the right the line of the heading is still free.
    """
    beside, heading = heights
    (total, share), (large, small) = words, (layout.size + 2, layout.size - 0.5)
    room = layout.width - layout.right - 24
    if width(total, large, bold=True) <= room and width(share, small) <= room:
        canvas.text(layout.right + 12, beside + 5, total, size=large, bold=True, color=color)
        canvas.text(layout.right + 12, beside + 22, share, size=small, color=color)
        return layout.right
    room = (layout.right - layout.left) * 0.42
    if width(total, large, bold=True) > room:
        total = total.partition(" ")[0]
    look: dict[str, Any] = {"color": color, "align": "right"}
    canvas.text(layout.right, heading, total, size=large, bold=True, **look)
    canvas.text(layout.right, heading + 17, share, size=small, **look)
    return layout.right - width(total, large, bold=True) - 8


def _affected(incident: Incident) -> str:
    unit = incident.affected_unit
    return f"{unit[:1].upper()}{unit[1:]} affected"


def _share(incident: Incident, number: int) -> str:
    if not incident.population:
        return ""
    return f"{percent(number / incident.population)} of {incident.population:,}"


def _table(incident: Incident) -> pd.DataFrame:
    rows = [
        event
        for event in incident.timeline
        if any(getattr(event, name) is not None for name in COUNTS)
    ]
    affected, calls = (
        [UNKNOWN if number is None else f"{number:,}" for number in numbers]
        for numbers in ([getattr(event, name) for event in rows] for name in COUNTS)
    )
    return pd.DataFrame(
        {
            "Time": [moment(event.at) for event in rows],
            "Affected so far": affected,
            "Calls so far": calls,
            "Rests on": [event.provenance for event in rows],
        }
    )


def _caption(incident: Incident, affected: list[Count], calls: list[Count]) -> str:
    counted = [*affected, *calls]
    facts = [
        words for field in ("affected", "support_calls") for words in facts_told(incident, field)
    ]
    if not counted:
        words = ["The timeline holds no cumulative counts, so there is nothing to draw."]
        return " ".join([*words, *facts])
    words = ["The two parts share the axis of time, not a scale of numbers."]
    if any(count.constructed for count in counted):
        words.append("Dashed stretches, hollow dots and pale bars are constructed for teaching.")
    if not all(count.constructed for count in counted):
        words.append("Filled dots are counts that are given or derived.")
    words.append("Between two counts the line is straight because nothing is known there.")
    if any(count.at.is_day for count in counted):
        words.append("A count that is known to the day only stands where its day begins.")
    return " ".join([*words, *facts])


def _alt(incident: Incident, affected: list[Count], calls: list[Count]) -> str:
    share = _share(incident, affected[-1].number) if affected else ""
    return " ".join([_told(_affected(incident), affected, share), _told("Support calls", calls)])


def _told(what: str, counted: list[Count], share: str = "") -> str:
    if not counted:
        return f"{what}: not known."
    first, last = counted[0], counted[-1]
    constructed = sum(count.constructed for count in counted)
    began = clock(first.at) if first.at.date() == last.at.date() else moment(first.at)
    return (
        f"{what}: from {first.number:,} at {began} to {last.number:,} at "
        f"{moment(last.at)}{f', {share}' * bool(share)}; "
        f"{constructed} of {len(counted)} counts are constructed."
    )
