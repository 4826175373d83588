"""Who called: one call set against all those for whom nobody called.

Every call gets a block of dots, so that the eye sees how many were affected for each
one. The call stands beside its block and not in it: whether the callers were among
those affected is not known.
"""

from dataclasses import dataclass
from math import ceil, sqrt

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import drawable, wrap
from course.charts.palette import AFFECTED, CALLS, QUIET
from course.facts import percent
from course.incident import Incident
from course.metrics import UNKNOWN

_WIDER_THAN_HIGH = 1.4
_BESIDE, _BELOW = 3.2, 1.6
"""Room for the call and a gap beside a block, and for a gap below it, in dots."""

_MOST_BLOCKS = 40
_MOST_DOTS = 6000
_HEADING = 70.0


@dataclass(frozen=True)
class _Layout:
    """How wide the sheet is, how far apart dots stand, how large letters are, in points."""

    width: float
    margin: float
    pitch: float
    size: float


_WIDE = _Layout(width=960, margin=24, pitch=8, size=12.5)
_NARROW = _Layout(width=390, margin=14, pitch=5.2, size=12)


@dataclass(frozen=True)
class Blocks:
    """The dots to draw.

    Parameters
    ----------
    sizes
        How many dots each block has; one block stands for one call.
    each
        How many of those affected one dot stands for.
    """

    sizes: list[int]
    each: int


def callers_chart(incident: Incident) -> Chart:
    """Draw how many were affected for every call to the support line.

    Parameters
    ----------
    incident
        Its totals decide; a chart of an incident without them says that they are unknown.

    Examples
    --------
    >>> from course.incident import load_incident
    >>> callers_chart(load_incident()).alt
    '17 calls for 2,340 patients affected: 0.73 %, about one call for every 138.'
    """
    return Chart(
        "callers",
        _draw(incident, _WIDE),
        _draw(incident, _NARROW),
        caption=_caption(incident),
        alt=_said(incident),
        table=_table(incident),
        table_caption="Calls set against those affected",
    )


def blocks(affected: int, calls: int) -> Blocks:
    """Share out those affected among the calls, as evenly as whole dots allow.

    Parameters
    ----------
    affected, calls
        Both at least 1. Of very many calls one stands for all of them.

    Examples
    --------
    >>> blocks(2340, 17).sizes[0], sum(blocks(2340, 17).sizes)
    (138, 2340)
    """
    if calls > _MOST_BLOCKS:
        affected, calls = max(round(affected / calls), 1), 1
    each = ceil(affected / _MOST_DOTS)
    dots = ceil(affected / each)
    size, larger = divmod(dots, calls)
    return Blocks([size + 1] * larger + [size] * (calls - larger), each)


def _draw(incident: Incident, layout: _Layout) -> Figure:
    affected, calls = incident.affected, incident.support_calls
    drawn = blocks(affected, calls) if affected and calls else Blocks([], 1)
    pitch, room = layout.pitch, layout.width - layout.margin
    size = max(drawn.sizes, default=0)
    columns = min(ceil(sqrt(_WIDER_THAN_HIGH * size)), int((room - layout.margin) / pitch) - 3)
    across = (columns + _BESIDE) * pitch
    down = (ceil(size / max(columns, 1)) + _BELOW) * pitch
    beside = max(int(room // across), 1)
    bottom = _HEADING + ceil(len(drawn.sizes) / beside) * down
    canvas = Canvas(layout.width, bottom + 12)
    _draw_heading(canvas, layout, incident, drawn)
    marks, dots = [], []
    for number, count in enumerate(drawn.sizes):
        left = layout.margin + (number % beside) * across + pitch / 2
        top = _HEADING + (number // beside) * down + pitch
        marks.append((left, top))
        dots += [
            (left + pitch * (1.5 + dot % columns), top + pitch * (dot // columns))
            for dot in range(count)
        ]
    canvas.specks(dots, pitch * 0.55, color=AFFECTED)
    canvas.specks(marks, pitch * 1.25, color=CALLS)
    return canvas.figure


def _draw_heading(canvas: Canvas, layout: _Layout, incident: Incident, drawn: Blocks) -> None:
    unit = drawable(incident.affected_unit)
    if not drawn.sizes:
        title, key = _said(incident), ""
    else:
        title = f"For each call, {max(drawn.sizes) * drawn.each:,} {unit} affected"
        if len(drawn.sizes) > 1 or drawn.each > 1:
            title = title.replace(", ", ", about ", 1)
        key = f"A large dot is a call; a small one stands for {drawn.each:,} of the {unit}."
        if drawn.each == 1:
            key = f"A large dot is a call; a small one is one of the {unit}."
    room = layout.width - 2 * layout.margin
    for line in wrap(title, 15 * 1.1, room, 1):
        canvas.text(layout.margin, 30, line, size=15, bold=True)
    for line in wrap(key, layout.size - 1.5, room, 1):
        canvas.text(layout.margin, 50, line, size=layout.size - 1.5, color=QUIET)


def _said(incident: Incident) -> str:
    affected, calls = incident.affected, incident.support_calls
    unit = drawable(incident.affected_unit)
    if affected is None or calls is None:
        told = f"{UNKNOWN if calls is None else f'{calls:,}'} calls"
        of = UNKNOWN if affected is None else f"{affected:,}"
        return f"{told} for {of} {unit} affected: what is not known cannot be compared."
    told = f"{calls:,} call{'s' * (calls != 1)} for {affected:,} {unit} affected"
    if not affected or not calls:
        return f"{told}."
    return f"{told}: {percent(calls / affected)}, about one call for every {affected / calls:,.0f}."


def _caption(incident: Incident) -> str:
    if not incident.affected or not incident.support_calls:
        return _said(incident)
    unit = drawable(incident.affected_unit)
    return (
        f"{_said(incident)} A call stands beside its block and not in it, because whether the "
        f"callers were among the {unit} affected is not known."
    )


def _table(incident: Incident) -> pd.DataFrame:
    affected, calls = incident.affected, incident.support_calls
    share = each = UNKNOWN
    if affected and calls:
        share, each = percent(calls / affected), f"{affected / calls:,.1f}"
    rows = [
        ("Affected", _number(affected), ""),
        ("Support calls", _number(calls), ""),
        ("Calls as a share of those affected", share, "support calls ÷ affected"),
        ("Affected for each call", each, "affected ÷ support calls"),
    ]
    return pd.DataFrame(rows, columns=["What", "How many", "Formula"])


def _number(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number:,}"
