"""What if it had ended sooner: the same curve, and where it would have stopped."""

from functools import partial

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
)
from course.charts.lettering import drawable, wrap
from course.charts.palette import INK, QUIET, SPARED
from course.charts.scale import Scale
from course.clock import clock, moment
from course.counts import counts
from course.incident import Incident
from course.metrics import UNKNOWN
from course.what_if import Outcome

_WIDE = Frame(width=960, left=64, right=936, size=12.5, top=112)
_NARROW = Frame(width=390, left=50, right=366, size=12, top=112)
_BELOW = 52.0
_ENDS = ("started", "resolved")


def what_if_chart(incident: Incident, outcome: Outcome) -> Chart:
    """Draw the curve of those affected, and what of it would have been spared.

    Parameters
    ----------
    incident
        The incident as it was.
    outcome
        What `course.what_if.what_if` reckoned for it.

    Examples
    --------
    >>> from course.incident import load_incident
    >>> from course.what_if import what_if
    >>> incident = load_incident()
    >>> what_if_chart(incident, what_if(incident, detection=30)).alt
    'Had it ended at 20:38, 328 of 2,340 patients would have been spared (constructed).'
    """
    draw = partial(_draw, incident, outcome)
    return Chart(
        "what-if",
        draw(_WIDE),
        draw(_NARROW),
        caption=_caption(outcome),
        alt=_said(incident, outcome),
        table=_table(incident, outcome),
        table_caption="As it was, and as it would have been",
    )


def _draw(incident: Incident, outcome: Outcome, frame: Frame) -> Figure:
    affected = counts(incident, "affected")
    known = outcome.spared is not None
    canvas = Canvas(frame.width, frame.bottom + _BELOW if known else frame.top)
    room = frame.right - frame.left
    title = f"{outcome.spared:,} would have been spared" if known else "Not known"
    canvas.text(frame.left, frame.heading, title, size=TITLE, bold=True)
    if outcome.spared is None or outcome.affected is None or outcome.ended_at is None:
        for line in wrap(outcome.assumption, frame.size, room, 1):
            canvas.text(frame.left, frame.heading + 28, line, size=frame.size, color=QUIET)
        return canvas.figure
    total = outcome.spared + outcome.affected
    words = f"{outcome.affected:,} instead of {total:,}, had it ended at {clock(outcome.ended_at)}"
    for line in wrap(words, frame.size - 1.5, room, 1):
        canvas.text(frame.left, frame.heading + 19, line, size=frame.size - 1.5, color=QUIET)
    moments = [count.at for count in affected]
    moments += [mark.at for name, mark in incident.milestones.items() if name in _ENDS]
    scale = Scale(min(moments), max(moments), frame.left, frame.right)
    draw_milestones(canvas, frame, incident, scale)
    height = draw_numbers(canvas, frame, affected[-1].number)
    places = [(scale(count.at), height(count.number)) for count in affected]
    draw_curve(canvas, frame, affected, places)
    draw_time(canvas, frame, scale, frame.bottom)
    x, y = scale(outcome.ended_at), height(outcome.affected)
    if outcome.spared:
        after = [place for place in places if place[0] > x]
        canvas.area([(x, y), *after, (after[-1][0], y)], facecolor=SPARED, alpha=0.45, zorder=1)
        canvas.line([(x, y), (after[-1][0], y)], color=INK, weight=1.4, zorder=3)
    canvas.line([(x, y), (x, frame.bottom)], color=INK, weight=1.4, zorder=3)
    canvas.dots([(x, y)], 5, color=INK)
    return canvas.figure


def _caption(outcome: Outcome) -> str:
    if not outcome.spared:
        return outcome.assumption
    basis = f"Shaded: those who would have been spared ({outcome.provenance})."
    return f"{basis} Assumed: {outcome.assumption[:1].lower()}{outcome.assumption[1:]}"


def _said(incident: Incident, outcome: Outcome) -> str:
    unit = drawable(incident.affected_unit)
    if outcome.spared is None or outcome.affected is None or outcome.ended_at is None:
        return f"How many {unit} would have been spared is not known. {outcome.assumption}"
    total = outcome.spared + outcome.affected
    return (
        f"Had it ended at {clock(outcome.ended_at)}, {outcome.spared:,} of {total:,} {unit} would "
        f"have been spared ({outcome.provenance})."
    )


def _table(incident: Incident, outcome: Outcome) -> pd.DataFrame:
    affected = counts(incident, "affected")
    end = incident.milestones.get("mitigated") or incident.milestones.get("resolved")
    rows = [
        (
            "As it was",
            moment(end.at) if end else UNKNOWN,
            f"{affected[-1].number:,}" if affected else UNKNOWN,
        ),
        (
            "As it would have been",
            UNKNOWN if outcome.ended_at is None else moment(outcome.ended_at),
            UNKNOWN if outcome.affected is None else f"{outcome.affected:,}",
        ),
    ]
    return pd.DataFrame(rows, columns=["", "Ended", "Affected"])
