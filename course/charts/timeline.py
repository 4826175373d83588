"""The timeline: time runs down a true scale, the story stands beside it.

Days of lead-up and minutes of outage cannot share one scale and both be seen. So each
stretch has its own, says so in its heading, and the axis is broken between them.
Sentences are moved apart until none touches another; a thin line leads each back to its
moment.
"""

from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import drawable, width, wrap
from course.charts.palette import CARD, INK, PHASES, QUIET, STRIP
from course.charts.scale import Scale
from course.charts.spread import spread
from course.clock import clock, day, moment, short_day, zone_name
from course.incident import Incident
from course.metrics import format_minutes
from course.timeline import MILESTONES, PROVENANCES

_STATES = {
    ("introduced", "started"): "latent",
    ("started", "detected"): "not yet detected",
    ("detected", "acknowledged"): "detected",
    ("acknowledged", "resolved"): "acknowledged",
    ("acknowledged", "mitigated"): "acknowledged",
    ("mitigated", "resolved"): "mitigated",
}
_MANY_EVENTS = 30


@dataclass(frozen=True)
class _Layout:
    """Where things stand from left to right, and how large letters are, in points."""

    width: float
    ticks: float
    band: float
    band_width: float
    mark: float
    text: float
    margin: float
    size: float
    lines: int

    @property
    def leading(self) -> float:
        return self.size * 1.3

    @property
    def room(self) -> float:
        return self.width - self.margin - self.text


_WIDE = _Layout(960, 76, 86, 24, 164, 184, 24, 12.5, 1)
_NARROW = _Layout(390, 54, 60, 16, 106, 122, 12, 12, 3)

_RADIUS = 9.0
_BETWEEN = 6.0
_HEADING = 58.0
_TICK_SPACING = 34.0
_SHORTEST = {"Lead-up": 200.0, "Impact": 200.0, "Afterwards": 68.0, "All events": 200.0}


@dataclass(frozen=True)
class _Entry:
    """An event as it stands on the sheet."""

    number: int
    at: pd.Timestamp
    phase: str
    provenance: str
    when: str
    lines: list[str]
    height: float


@dataclass(frozen=True)
class _Stretch:
    """A part of the timeline with a scale of its own."""

    name: str
    entries: list[_Entry]
    scale: Scale


def timeline_chart(incident: Incident) -> Chart:
    """Draw the events of an incident down a scale of time.

    Parameters
    ----------
    incident
        Milestones split it into lead-up, impact and afterwards, as far as they are known.

    Examples
    --------
    >>> from course.incident import load_incident
    >>> timeline_chart(load_incident()).table["Event"].iloc[-3]
    'The CEO is notified.'
    """
    table = _table(incident)
    wide, stretches = _draw(incident, _WIDE)
    narrow, _ = _draw(incident, _NARROW)
    return Chart(
        "timeline",
        wide,
        narrow,
        caption=_caption(incident, stretches),
        alt=_alt(incident, stretches),
        table=table,
        table_caption=f"{len(table)} events in order of time",
    )


def _draw(incident: Incident, layout: _Layout) -> tuple[Figure, list[_Stretch]]:
    top, stretches = 6.0, []
    for stretch in _stretches(incident, layout):
        needed = sum(entry.height for entry in stretch.entries)
        start = top + _HEADING
        end = start + max(needed, _SHORTEST[stretch.name])
        first, last = stretch.scale.first, stretch.scale.last
        stretches.append(replace(stretch, scale=Scale(first, last, start, end)))
        top = end + 14
    canvas = Canvas(layout.width, top + 40)
    _draw_phases(canvas, layout, incident, stretches)
    for index, stretch in enumerate(stretches):
        _draw_heading(canvas, layout, stretch, is_first=index == 0)
        _draw_axis(canvas, layout, stretch)
        _draw_entries(canvas, layout, stretch)
    _draw_key(canvas, layout, top + 16)
    return canvas.figure, stretches


def _stretches(incident: Incident, layout: _Layout) -> list[_Stretch]:
    milestones, times = incident.milestones, incident.events["timestamp"]
    first, last = times.iloc[0], times.iloc[-1]
    started = milestones["started"].at if "started" in milestones else None
    resolved = milestones["resolved"].at if "resolved" in milestones else None
    if started is None:
        parts = [("All events", first, last, times >= first)]
    else:
        end = last if resolved is None else resolved
        parts = [
            ("Lead-up", first, started, times < started),
            ("Impact", started, end, (times >= started) & (times <= end)),
            ("Afterwards", end, last, times > end),
        ]
    return [
        _Stretch(name, _entries(incident, layout, rows), Scale(begin, finish, 0, 0))
        for name, begin, finish, rows in parts
        if rows.any()
    ]


def _entries(incident: Incident, layout: _Layout, rows: "pd.Series[bool]") -> list[_Entry]:
    events = incident.events
    numbers = [number for number, chosen in enumerate(rows, 1) if chosen]
    chosen = events[rows]
    one_day = chosen["timestamp"].iloc[0].date() == chosen["timestamp"].iloc[-1].date()
    lines = 1 if len(events) > _MANY_EVENTS else layout.lines
    entries = []
    for number, event in zip(numbers, chosen.itertuples(index=False), strict=True):
        at = event.timestamp
        when = clock(at) if one_day and rows.sum() > 1 else f"{short_day(at)} {clock(at)}"
        lead = _lead(layout, when, str(event.phase))
        wrapped = wrap(str(event.event), layout.size, layout.room, lines, lead)
        height = max(len(wrapped) * layout.leading, 2 * _RADIUS) + _BETWEEN
        entries.append(
            _Entry(number, at, str(event.phase), str(event.provenance), when, wrapped, height)
        )
    return entries


def _lead(layout: _Layout, when: str, phase: str) -> float:
    """Measure what stands before the sentence on its first line."""
    words = _spoken(phase)
    before = width(f"{when}  ", layout.size, bold=True)
    return before + (width(f"{words}  ", layout.size, bold=True) if words else 0)


def _spoken(phase: str) -> str:
    return phase.replace("_", "-")


def _draw_heading(canvas: Canvas, layout: _Layout, stretch: _Stretch, *, is_first: bool) -> None:
    y = stretch.scale.start - _HEADING
    _, step = stretch.scale.step(_TICK_SPACING)
    first, last = stretch.scale.first, stretch.scale.last
    span = _span(first, last)
    canvas.text(layout.text, y + 24, stretch.name, size=layout.size + 2.5, bold=True)
    words = f"{span} · one tick is {step}" if first < last else span
    for line, text in enumerate(wrap(words, layout.size - 1.5, layout.room, 2)):
        canvas.text(layout.text, y + 39 + line * 13, text, size=layout.size - 1.5, color=QUIET)
    if not is_first:
        middle, left, right = y + 26, layout.band - 5, layout.band + layout.band_width + 5
        for offset in (-4, 4):
            canvas.line(
                [(left, middle + offset + 4), (right, middle + offset - 4)], color=QUIET, weight=1.5
            )


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    if first.date() == last.date():
        return f"{day(first)}, {clock(first)} to {clock(last)} {zone_name(last)}"
    return f"{moment(first)} to {moment(last)}"


def _draw_axis(canvas: Canvas, layout: _Layout, stretch: _Stretch) -> None:
    scale = stretch.scale
    x = layout.band
    canvas.box(
        x, scale.start, layout.band_width, scale.end - scale.start, facecolor=STRIP, zorder=0.5
    )
    canvas.line([(x, scale.start), (x, scale.end)], color=INK, weight=1.2)
    if scale.first == scale.last:
        return
    for y, name in scale.ticks(_TICK_SPACING):
        canvas.line([(x - 5, y), (x, y)], color=INK, weight=1)
        canvas.text(
            x - 9,
            y,
            name,
            size=layout.size - 2,
            color=QUIET,
            align="right",
            anchor="center_baseline",
        )


def _draw_phases(
    canvas: Canvas, layout: _Layout, incident: Incident, stretches: list[_Stretch]
) -> None:
    marks = list(incident.milestones.values())
    for begin, end in zip(marks, marks[1:], strict=False):
        if begin.phase == "resolved":
            break
        color = PHASES[begin.phase]
        name = _STATES.get((begin.phase, end.phase), f"after {begin.phase}")
        for stretch in stretches:
            scale = stretch.scale
            first, last = max(begin.at, scale.first), min(end.at, scale.last)
            if first >= last or stretch.name == "Afterwards":
                continue
            top, bottom = scale(first), scale(last)
            canvas.box(
                layout.band,
                top,
                layout.band_width,
                bottom - top,
                facecolor=color,
                edgecolor=CARD,
                linewidth=1,
            )
            if width(name, layout.size - 2) + 8 <= bottom - top:
                canvas.text(
                    layout.band + layout.band_width / 2,
                    (top + bottom) / 2,
                    name,
                    size=layout.size - 2,
                    align="center",
                    anchor="center",
                    rotation=90,
                )


def _draw_entries(canvas: Canvas, layout: _Layout, stretch: _Stretch) -> None:
    entries, scale = stretch.entries, stretch.scale
    places = spread(
        [scale(entry.at) for entry in entries],
        [entry.height for entry in entries],
        scale.start,
        scale.end,
    )
    edge = layout.band + layout.band_width
    for entry, y in zip(entries, places, strict=True):
        true = scale(entry.at)
        canvas.line(
            [(edge + 1, true), (edge + 7, true), (layout.mark - 18, y), (layout.mark, y)],
            color=QUIET,
            weight=0.7,
        )
        draw_mark(canvas, layout.mark, y, entry.number, entry.provenance)
        base = y - (len(entry.lines) - 1) * layout.leading / 2 + layout.size * 0.36
        canvas.text(layout.text, base, entry.when, size=layout.size, bold=True)
        phase = _spoken(entry.phase)
        if phase:
            x = layout.text + width(f"{entry.when}  ", layout.size, bold=True)
            canvas.text(x, base, phase, size=layout.size, bold=True, color="#8a3d00")
        indent = _lead(layout, entry.when, entry.phase)
        for line, words in enumerate(entry.lines):
            x = layout.text + (0 if line else indent)
            canvas.text(x, base + line * layout.leading, words, size=layout.size)


def draw_mark(canvas: Canvas, x: float, y: float, number: int, provenance: str) -> None:
    """Draw a numbered mark whose shape says what the event rests on."""
    look = {"facecolor": INK, "edgecolor": INK, "linewidth": 1.2, "zorder": 3}
    if provenance == "constructed":
        look |= {"facecolor": CARD, "linestyle": (0, (2.2, 1.4))}
    if provenance == "derived":
        canvas.box(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS, **look)
    else:
        canvas.dot(x, y, _RADIUS, **look)
    canvas.text(
        x,
        y + 3.2,
        str(number) if number else "",
        size=9,
        align="center",
        bold=True,
        color=INK if provenance == "constructed" else CARD,
    ).set_zorder(4)


def _draw_key(canvas: Canvas, layout: _Layout, y: float) -> None:
    x = layout.mark
    for provenance in PROVENANCES:
        draw_mark(canvas, x, y, 0, provenance)
        canvas.text(x + 15, y + 4, provenance, size=layout.size - 1.5, color=QUIET)
        x += 15 + width(provenance, layout.size - 1.5) + 26


def _table(incident: Incident) -> pd.DataFrame:
    events = incident.events
    return pd.DataFrame(
        {
            "No.": range(1, len(events) + 1),
            "Time": [moment(at) for at in events["timestamp"]],
            "Phase": [_spoken(phase) for phase in events["phase"]],
            "Event": events["event"].to_numpy(),
            "Role": events["actor_role"].to_numpy(),
            "Evidence": events["evidence"].to_numpy(),
            "Rests on": events["provenance"].to_numpy(),
        }
    )


def _caption(incident: Incident, stretches: list[_Stretch]) -> str:
    scales = (
        "Time runs down."
        if len(stretches) == 1
        else f"Time runs down, on {_COUNT_WORDS[len(stretches)]} scales: where the axis is broken, "
        "the scale changes."
    )
    constructed = int((incident.events["provenance"] == "constructed").sum())
    basis = (
        f"{constructed} of the {len(incident.events)} events are constructed: their marks are "
        "hollow and dashed."
        if constructed
        else "No event is constructed."
    )
    return f"{scales} The thin lines lead from a sentence back to its moment. {basis}"


_COUNT_WORDS = {2: "two", 3: "three"}


def _alt(incident: Incident, stretches: list[_Stretch]) -> str:
    parts = []
    for stretch in stretches:
        count = len(stretch.entries)
        events = "1 event" if count == 1 else f"{count} events"
        first, last = stretch.scale.first, stretch.scale.last
        length = format_minutes((last - first).total_seconds() / 60)
        parts.append(f"{stretch.name}, {_span(first, last)} ({length}): {events}.")
    marks = ", ".join(
        f"{phase} {moment(mark.at)} ({mark.provenance})"
        for phase, mark in incident.milestones.items()
        if phase in MILESTONES
    )
    found = f"Milestones: {marks}." if marks else "No milestone is marked."
    return f"Timeline of {drawable(incident.title)}. {' '.join(parts)} {found}"
