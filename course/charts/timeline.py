"""The timeline: time runs down a true scale, the story stands beside it.

Where one scale gives way to another the axis is broken, and each says in its heading
what a tick is. Sentences are moved apart until none touches another; a thin line leads
each back to its moment.
"""

from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import width, wrap
from course.charts.palette import CARD, FAINT, INK, MILESTONE, PHASES, QUIET, STRIP
from course.charts.scale import Scale
from course.charts.spread import spread
from course.charts.stretches import (
    MARK_RADIUS,
    SPAN_LEADING,
    Layout,
    Stretch,
    lead_widths,
    spoken,
    stretches,
)
from course.incident.loading import Incident
from course.incident.metrics import format_minutes
from course.incident.timeline import PROVENANCES
from course.page.moments import Moment, minutes_between
from course.page.times import moment

_WIDE = Layout(
    width=960,
    ticks=76,
    band=86,
    band_width=24,
    mark=164,
    text=184,
    margin=24,
    size=12.5,
    lines=1,
    span_lines=2,
)
_NARROW = Layout(
    width=390,
    ticks=54,
    band=60,
    band_width=16,
    mark=106,
    text=122,
    margin=12,
    size=12,
    lines=3,
    span_lines=3,
)

_TICK_SPACING = 34.0
_COUNTS = {2: "two", 3: "three"}
_STATES = {("started", "detected"): "not yet detected", ("introduced", "started"): "latent"}
"""What a stretch between two milestones is called; any other is called by its first."""


def timeline_chart(incident: Incident) -> Chart:
    """Draw the events of an incident down a scale of time.

    Parameters
    ----------
    incident
        Milestones split it into lead-up, impact and afterwards, as far as they are known.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> timeline_chart(load_incident()).table["Event"].iloc[-3]
    'The CEO is notified.'
    """
    table = _table(incident)
    wide = stretches(incident, _WIDE)
    return Chart(
        "timeline",
        lambda layout: _draw(incident, layout, stretches(incident, layout)),
        (_WIDE, _NARROW),
        caption=_caption(incident, wide),
        alt=_alt(incident, wide),
        table=table,
        table_caption=f"{len(table)} events in order of time",
    )


def _draw(incident: Incident, layout: Layout, parts: list[Stretch]) -> Figure:
    bottom = parts[-1].scale.end
    canvas = Canvas(layout.width, bottom + 54)
    for stretch in parts:
        _draw_axis(canvas, layout, stretch)
        _draw_phases(canvas, layout, incident, stretch)
        _draw_heading(canvas, layout, stretch)
        _draw_entries(canvas, layout, stretch)
    for stretch in parts[1:]:
        _draw_break(canvas, layout, stretch.scale.start - layout.heading + 26)
    _draw_key(canvas, layout, bottom + 30)
    return canvas.figure


def _draw_heading(canvas: Canvas, layout: Layout, stretch: Stretch) -> None:
    y = stretch.scale.start - layout.heading
    canvas.text(layout.text, y + 24, stretch.name, size=layout.size + 2.5, bold=True)
    words = stretch.span
    if stretch.scale.first < stretch.scale.last:
        words += f" · one tick is {stretch.scale.step(_TICK_SPACING)[1]}"
    lines = wrap(words, layout.size - 1.5, layout.room, layout.span_lines)
    for number, line in enumerate(lines):
        y_line = y + 39 + number * SPAN_LEADING
        canvas.text(layout.text, y_line, line, size=layout.size - 1.5, color=QUIET)


def _draw_break(canvas: Canvas, layout: Layout, y: float) -> None:
    left, right = layout.band - 5, layout.band + layout.band_width + 5
    for offset in (-4, 4):
        canvas.line([(left, y + offset + 4), (right, y + offset - 4)], color=QUIET, weight=1.5)


def _draw_axis(canvas: Canvas, layout: Layout, stretch: Stretch) -> None:
    scale, x = stretch.scale, layout.band
    canvas.box(x, scale.start, layout.band_width, scale.end - scale.start, facecolor=STRIP)
    canvas.line([(x, scale.start), (x, scale.end)], color=INK, weight=1.2)
    if scale.first == scale.last:
        return
    for y, name in scale.ticks(_TICK_SPACING):
        canvas.line([(x - 5, y), (x, y)], color=INK)
        size = layout.size - 2
        lines = wrap(name, size, layout.ticks - 6, 2)
        for number, line in enumerate(lines):
            canvas.text(
                *(layout.ticks, y + (number - (len(lines) - 1) / 2) * size * 1.15, line),
                size=size,
                color=QUIET,
                align="right",
                anchor="center_baseline",
            )


def _draw_phases(canvas: Canvas, layout: Layout, incident: Incident, stretch: Stretch) -> None:
    if not stretch.has_phases:
        return
    scale, size = stretch.scale, layout.size - 2
    for begin, end in pairwise(incident.milestones.values()):
        first, last = max(begin.at, scale.first), min(end.at, scale.last)
        if begin.phase == "resolved" or first >= last:
            continue
        top, bottom = scale(first), scale(last)
        canvas.box(
            *(layout.band, top, layout.band_width, bottom - top),
            facecolor=PHASES[begin.phase],
            edgecolor=CARD,
            linewidth=1,
        )
        name = _STATES.get((begin.phase, end.phase), begin.phase)
        if width(name, size) + 8 <= bottom - top:
            canvas.text(
                *(layout.band + layout.band_width / 2, (top + bottom) / 2, name),
                size=size,
                align="center",
                anchor="center",
                rotation=90,
            )


def _draw_entries(canvas: Canvas, layout: Layout, stretch: Stretch) -> None:
    scale, size = stretch.scale, layout.size
    edge = layout.band + layout.band_width
    trues = [scale(entry.at) for entry in stretch.entries]
    heights = [entry.height for entry in stretch.entries]
    places = spread(trues, heights, scale.start, scale.end)
    for entry, true, y in zip(stretch.entries, trues, places, strict=True):
        if entry.at.is_day:
            _draw_day(canvas, layout, scale, entry.at)
        canvas.line(
            [(edge + 1, true), (edge + 7, true), (layout.mark - 18, y), (layout.mark, y)],
            color=QUIET,
            weight=0.7,
        )
        _draw_mark(canvas, layout.mark, y, str(entry.number), entry.provenance)
        # A sentence that the font cannot draw has no lines; what leads it has one.
        base = y - (max(len(entry.lines), 1) - 1) * layout.leading / 2 + size * 0.36
        (when, phase), (before, beside) = entry.lead, lead_widths(layout, entry.lead)
        canvas.text(layout.text, base, when, size=size, bold=True)
        if phase:
            canvas.text(layout.text + before, base, phase, size=size, bold=True, color=MILESTONE)
        for number, line in enumerate(entry.lines):
            x = layout.text + (0 if number else before + beside)
            canvas.text(x, base + number * layout.leading, line, size=size)


def _draw_day(canvas: Canvas, layout: Layout, scale: Scale, at: Moment) -> None:
    """Draw what is known to the day only as a band beside the axis, as long as the day."""
    top, bottom = scale(at), scale(min(Moment(at.until, at.zone), scale.last))
    x = layout.band + layout.band_width
    canvas.box(x, top, 4, max(bottom - top, 1.5), facecolor=FAINT)


def _draw_mark(canvas: Canvas, x: float, y: float, number: str, provenance: str) -> None:
    """Draw a numbered mark whose shape says what the event rests on."""
    look = {"facecolor": INK, "edgecolor": INK, "linewidth": 1.2, "zorder": 3}
    constructed = provenance == "constructed"
    if constructed:
        look |= {"facecolor": CARD, "linestyle": (0, (2.2, 1.4))}
    if provenance == "derived":
        canvas.box(x - MARK_RADIUS, y - MARK_RADIUS, 2 * MARK_RADIUS, 2 * MARK_RADIUS, **look)
    else:
        canvas.dot(x, y, MARK_RADIUS, **look)
    if number:
        size = 9 if len(number) < 3 else 6.5  # noqa: PLR2004 - three digits fill a mark
        color = INK if constructed else CARD
        words = canvas.text(x, y + 0.36 * size, number, size=size, align="center", color=color)
        words.set(weight="bold", zorder=4)


def _draw_key(canvas: Canvas, layout: Layout, y: float) -> None:
    x = layout.mark
    for provenance in PROVENANCES:
        _draw_mark(canvas, x, y, "", provenance)
        canvas.text(x + 15, y + 4, provenance, size=layout.size - 1.5, color=QUIET)
        x += 15 + width(provenance, layout.size - 1.5) + 26


def _table(incident: Incident) -> pd.DataFrame:
    events = incident.timeline
    return pd.DataFrame(
        {
            "No.": range(1, len(events) + 1),
            "Time": [moment(event.at) for event in events],
            "Phase": [spoken(event.phase) for event in events],
            "Event": [event.event for event in events],
            "Role": [event.actor_role for event in events],
            "Evidence": [event.evidence for event in events],
            "Rests on": [event.provenance for event in events],
        }
    )


def _caption(incident: Incident, parts: list[Stretch]) -> str:
    words = ["Time runs down."]
    if len(parts) > 1:
        scales = f"{_COUNTS[len(parts)]} scales"
        words = [f"Time runs down, on {scales}: where the axis is broken, the scale changes."]
    words.append("The thin lines lead from a sentence back to its moment.")
    events, drawn = incident.timeline, sum(len(stretch.entries) for stretch in parts)
    constructed = sum(event.provenance == "constructed" for event in events)
    total = f"{constructed} of the {len(events):,} events are constructed"
    words.append(
        f"{total}: their marks are hollow and dashed."
        if constructed
        else "No event is constructed."
    )
    days = sum(event.at.is_day for event in events)
    if days:
        known = "is 1 event" if days == 1 else f"are {days:,} events"
        words.append(f"To the day only {known} known: drawn as a band as long as the day.")
    if drawn < len(events):
        words.append(f"{drawn} of {len(events):,} events are drawn; the table holds all of them.")
    return " ".join(words)


def _alt(incident: Incident, parts: list[Stretch]) -> str:
    words = [f"Timeline of {incident.title}."]
    for stretch in parts:
        count = len(stretch.entries)
        first, last = stretch.scale.first, stretch.scale.last
        length = format_minutes(minutes_between(first, last))
        told = "" if first.is_day or last.is_day else f" ({length})"
        events = f"{count} event{'s' * (count != 1)}"
        words.append(f"{stretch.name}, {stretch.span}{told}: {events}.")
    marks = ", ".join(
        f"{phase} {moment(mark.at)} ({mark.provenance})"
        for phase, mark in incident.milestones.items()
    )
    words.append(f"Milestones: {marks}." if marks else "No milestone is marked.")
    return " ".join(words)
