"""The timeline: time runs down a true scale, the story stands beside it.

Where one scale gives way to another the axis is broken, and each says in its heading
what a tick is. Sentences are moved apart until none touches another; a thin line leads
each back to its moment.
"""

from functools import cache, partial
from itertools import pairwise

from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import width, wrap
from course.charts.palette import CARD, FAINT, INK, MILESTONE, PHASES, QUIET, STRIP
from course.charts.scale import Scale
from course.charts.sheet import SIZE, SMALL, TITLE, write
from course.charts.sizes import NARROW, WIDE
from course.charts.spots import Spot
from course.charts.spread import spread
from course.charts.stretches import (
    MARK_RADIUS,
    SENTENCE_LEADING,
    Layout,
    Stretch,
    lead_widths,
    left_out_lines,
    stretches,
)
from course.charts.timeline_words import alt, caption, row, table
from course.content import load
from course.incident.loading import Incident
from course.incident.timeline import PROVENANCES
from course.page.moments import Moment

_WIDE = Layout(
    width=WIDE,
    ticks=76,
    band=86,
    band_width=24,
    mark=156,
    text=176,
    margin=16,
    lines=6,
    lines_of_many=2,
    span_lines=2,
)
_NARROW = Layout(
    width=NARROW,
    ticks=58,
    band=66,
    band_width=18,
    mark=112,
    text=130,
    margin=10,
    lines=14,
    lines_of_many=4,
    span_lines=4,
)

_TICK_SPACING = 34.0


def timeline_chart(incident: Incident) -> Chart:
    """Draw the events of an incident down a scale of time."""
    rows = table(incident)
    parts = cache(partial(stretches, incident))
    wide = parts(_WIDE)
    return Chart(
        "timeline",
        lambda layout: _draw(incident, layout, parts(layout)),
        (_WIDE, _NARROW),
        caption=caption(incident, wide),
        alt=alt(incident, wide),
        table=rows,
        table_caption=load("charts")["timeline"]["table"].format(count=len(rows)),
        answers=lambda layout: _spots(incident, layout, parts(layout)),
    )


def _draw(incident: Incident, layout: Layout, parts: list[Stretch]) -> Figure:
    canvas = Canvas(layout.width, _height(parts))
    left_out = left_out_lines(parts[0].left_out, layout)
    write(canvas, layout.margin, 20, left_out, size=SMALL, bold=False)
    for stretch in parts:
        _draw_axis(canvas, layout, stretch)
        _draw_phases(canvas, layout, incident, stretch)
        _draw_heading(canvas, layout, stretch)
        _draw_entries(canvas, layout, stretch)
    for stretch in parts[1:]:
        _draw_break(canvas, layout, stretch.scale.start - layout.heading + 26)
    _draw_key(canvas, layout, _height(parts) - 24)
    return canvas.figure


def _height(parts: list[Stretch]) -> float:
    return parts[-1].scale.end + 54


def _places(stretch: Stretch) -> tuple[list[float], list[float]]:
    """Tell how far down each event happened, and how far down it is told."""
    scale = stretch.scale
    trues = [scale(entry.at) for entry in stretch.entries]
    heights = [entry.height for entry in stretch.entries]
    return trues, spread(trues, heights, scale.start, scale.end)


def _spots(incident: Incident, layout: Layout, parts: list[Stretch]) -> list[Spot]:
    """Let each event that is drawn answer with its row of the table."""
    high = _height(parts)
    return [
        Spot(
            row(entry.number, incident.timeline[entry.number - 1]),
            left=(layout.mark - 2 * MARK_RADIUS) / layout.width,
            top=(y - entry.height / 2) / high,
            right=1 - layout.margin / 2 / layout.width,
            bottom=(y + entry.height / 2) / high,
        )
        for stretch in parts
        for entry, y in zip(stretch.entries, _places(stretch)[1], strict=True)
    ]


def _draw_heading(canvas: Canvas, layout: Layout, stretch: Stretch) -> None:
    y = stretch.scale.start - layout.heading
    canvas.text(layout.text, y + 24, stretch.name, size=TITLE, bold=True)
    words = stretch.span
    if stretch.scale.first < stretch.scale.last:
        tick = stretch.scale.step(_TICK_SPACING)[1]
        words += f" · {load('charts')['timeline']['tick'].format(length=tick)}"
    lines = wrap(words, SMALL, layout.room, layout.span_lines)
    write(canvas, layout.text, y + 41, lines, size=SMALL, color=QUIET)


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
        lines = wrap(name, SMALL, layout.ticks - 4, 2)
        for number, line in enumerate(lines):
            canvas.text(
                *(layout.ticks, y + (number - (len(lines) - 1) / 2) * SMALL * 1.15, line),
                size=SMALL,
                color=QUIET,
                align="right",
                anchor="center_baseline",
            )


def _draw_phases(canvas: Canvas, layout: Layout, incident: Incident, stretch: Stretch) -> None:
    if not stretch.has_phases:
        return
    scale, size = stretch.scale, SMALL
    states: dict[str, str] = load("charts")["timeline"]["between"]
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
        name = states.get(f"{begin.phase}_{end.phase}", begin.phase)
        if width(name, size) + 8 <= bottom - top:
            canvas.text(
                *(layout.band + layout.band_width / 2, (top + bottom) / 2, name),
                size=size,
                align="center",
                anchor="center",
                rotation=90,
            )


def _draw_entries(canvas: Canvas, layout: Layout, stretch: Stretch) -> None:
    scale = stretch.scale
    edge = layout.band + layout.band_width
    trues, places = _places(stretch)
    for entry, true, y in zip(stretch.entries, trues, places, strict=True):
        if entry.at.is_day:
            _draw_day(canvas, layout, scale, entry.at)
        far = _mark_reach(str(entry.number))
        left = layout.mark + MARK_RADIUS - 2 * far
        bend = min(layout.mark - 18, left - 2)
        canvas.line(
            [(edge + 1, true), (edge + 5, true), (bend, y), (left, y)], color=QUIET, weight=0.7
        )
        middle = layout.mark + MARK_RADIUS - far
        _draw_mark(canvas, middle, y, str(entry.number), entry.provenance)
        # A sentence may have no line; what leads it has one.
        rows = (len(entry.lines) or 1) + len(entry.under)
        base = y - (rows - 1) * SENTENCE_LEADING / 2 + SIZE * 0.36
        (when, phase), (before, beside) = entry.lead, lead_widths(entry.lead)
        canvas.text(layout.text, base, when, size=SIZE, bold=True)
        x = layout.text + before
        if entry.under:
            x, beside = layout.text, lead_widths(("", entry.under[-1]))[1]
            base += SENTENCE_LEADING
        for number, line in enumerate(entry.under or filter(None, [phase])):
            base += SENTENCE_LEADING if number else 0
            canvas.text(x, base, line, size=SIZE, bold=True, color=MILESTONE)
        for number, line in enumerate(entry.lines):
            left = layout.text if number else x + beside
            canvas.text(left, base + number * SENTENCE_LEADING, line, size=SIZE)


def _mark_reach(number: str) -> float:
    """Half the width of a mark: a circle around two digits, longer around more."""
    return max(MARK_RADIUS, width(number, SMALL, bold=True) / 2 + 5)


def _draw_day(canvas: Canvas, layout: Layout, scale: Scale, at: Moment) -> None:
    """Draw what is known to the day only as a band beside the axis, as long as the day."""
    top, bottom = scale.reach(at)
    x = layout.band + layout.band_width
    canvas.box(x, top, 4, max(bottom - top, 1.5), facecolor=FAINT)


def _draw_mark(canvas: Canvas, x: float, y: float, number: str, provenance: str) -> None:
    """Draw a numbered mark whose shape says what the event rests on."""
    look = {"facecolor": INK, "edgecolor": INK, "linewidth": 1.2, "zorder": 3}
    constructed = provenance == "constructed"
    if constructed:
        look |= {"facecolor": CARD, "linestyle": (0, (2.2, 1.4))}
    far = _mark_reach(number)
    if provenance == "derived":
        canvas.box(x - far, y - MARK_RADIUS, 2 * far, 2 * MARK_RADIUS, **look)
    else:
        canvas.pill(x, y, far, MARK_RADIUS, **look)
    if number:
        color = INK if constructed else CARD
        words = canvas.text(x, y + 0.36 * SMALL, number, size=SMALL, align="center", color=color)
        words.set(weight="bold", zorder=4)


def _draw_key(canvas: Canvas, layout: Layout, y: float) -> None:
    x = layout.margin + MARK_RADIUS
    for provenance in PROVENANCES:
        _draw_mark(canvas, x, y, "", provenance)
        canvas.text(x + 16, y + 4, provenance, size=SMALL, color=QUIET)
        x += 16 + width(provenance, SMALL) + 26
