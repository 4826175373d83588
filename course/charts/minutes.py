"""Where the minutes went: each stretch where it lay, as long as it was.

What nobody recorded is drawn as an open frame with no end, since a bar of no length
would say that it took no time.
"""

from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import width, wrap
from course.charts.palette import CARD, INK, METRICS, PALE, QUIET, STRIP
from course.charts.scale import Scale
from course.charts.sheet import LEADING, SIZE, SMALL, TITLE, write
from course.charts.sizes import NARROW, WIDE
from course.charts.spots import Spot
from course.content import load
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN, Metric, in_minutes, metrics
from course.page.times import zones_named

_LATENT = "latent"
_BAR = 18.0
_OVER_BAR = 8.0
_WORDS_TO_BAR = 8.0
_ROW = 54.0
_TOP = 78.0
_AXIS = 34.0
_BETWEEN = 80.0
_NOT_KNOWN_ROOM = 100.0
_DASHES = (0, (3, 2))


@dataclass(frozen=True)
class _Layout:
    """How wide the sheet is, in points."""

    width: float
    margin: float

    @property
    def room(self) -> float:
        return self.width - 2 * self.margin


_WIDE = _Layout(width=WIDE, margin=24)
_NARROW = _Layout(width=NARROW, margin=16)


def minutes_chart(incident: Incident) -> Chart:
    """Draw the five metrics as bars on the stretch of time that each of them measures."""
    measured = metrics(incident)
    return Chart(
        "minutes",
        partial(_draw, incident, measured),
        (_WIDE, _NARROW),
        caption=_caption(measured),
        alt=_alt(measured),
        table=_table(measured),
        table_caption=load("charts")["minutes"]["table"],
        answers=partial(_spots, measured),
    )


def _draw(incident: Incident, measured: dict[str, Metric], layout: _Layout) -> Figure:
    latent = measured[_LATENT]
    others = [metric for metric in measured.values() if metric is not latent]
    rows, second, high = _rows(measured, layout)
    canvas = Canvas(layout.width, high)
    before = _Panel(canvas, layout, _places(incident, [latent], layout), _TOP, rows)
    texts: dict[str, str] = load("charts")["minutes"]
    before.title(texts["before"], texts["own_scale"])
    after = _Panel(canvas, layout, _places(incident, others, layout), second, rows)
    after.title(texts["after"], texts["one_scale"])
    before.bars([latent])
    after.bars(others)
    return canvas.figure


def _rows(measured: dict[str, Metric], layout: _Layout) -> tuple[dict[str, "_Row"], float, float]:
    """Lay out the words over the bars: these, where the second panel begins, and the height."""
    rows = {metric.key: _row(metric, layout) for metric in measured.values()}
    second = _TOP + rows[_LATENT].high + _BETWEEN
    others = sum(row.high for key, row in rows.items() if key != _LATENT)
    return rows, second, second + others + _AXIS - 12


def _spots(measured: dict[str, Metric], layout: _Layout) -> list[Spot]:
    """Let each bar answer, with the words over it."""
    rows, second, high = _rows(measured, layout)
    spots, below = [], second - _OVER_BAR
    for key, metric in measured.items():
        y = _TOP - _OVER_BAR if key == _LATENT else below
        bottom = y + rows[key].high - _ROW + _WORDS_TO_BAR + _BAR + 4
        spots.append(Spot(f"{_in_words(metric)}.", 0, (y - LEADING) / high, 1, bottom / high))
        if key != _LATENT:
            below += rows[key].high
    return spots


@dataclass(frozen=True)
class _Row:
    """The words over a bar."""

    #: The metric and how long it was; these stand on the first line.
    name: str
    length: str
    #: What that rests on: beside them where there is room, otherwise in lines of its own.
    basis: list[str]
    #: Whether there was.
    beside: bool

    @property
    def high(self) -> float:
        return _ROW + (0 if self.beside else LEADING * len(self.basis))


def _row(metric: Metric, layout: _Layout) -> _Row:
    length = metric.in_words
    basis = f"{metric.formula}; {metric.note or metric.provenance}"
    room = layout.room - width(f"{metric.name}  ", SIZE) - width(f"{length}   ", SIZE, bold=True)
    if width(basis, SMALL) <= room:
        return _Row(metric.name, length, [basis], beside=True)
    return _Row(metric.name, length, wrap(basis, SMALL, layout.room, 9), beside=False)


@dataclass(frozen=True)
class _Places:
    """Where the milestones of some metrics lie, and the scale that puts them there."""

    scale: Scale
    of: dict[str, float]


def _places(incident: Incident, shown: list[Metric], layout: _Layout) -> _Places | None:
    """Lay the milestones of these metrics over the width, if there are two moments."""
    phases = {phase for metric in shown for phase in metric.phases}
    moments = {name: mark.at for name, mark in incident.milestones.items() if name in phases}
    if len(set(moments.values())) <= 1:
        return None
    first, last = min(moments.values()), max(moments.values())
    scale = Scale(first, last, layout.margin, layout.width - layout.margin)
    return _Places(scale, {phase: scale(at) for phase, at in moments.items()})


@dataclass(frozen=True)
class _Panel:
    """Bars over one axis, from a height downwards."""

    canvas: Canvas
    layout: _Layout
    places: _Places | None
    top: float
    rows: dict[str, _Row]

    def title(self, title: str, note: str) -> None:
        x, y = self.layout.margin, self.top - 50
        self.canvas.text(x, y, title, size=TITLE, bold=True)
        scale = self.places.scale if self.places else None
        texts: dict[str, str] = load("charts")["axis"]
        zone = texts["no_times"]
        if scale:
            zone = texts["zones"].format(zones=zones_named(scale.first, scale.last))
        self.canvas.text(x, y + 18, f"{note}, {zone}", size=SMALL, color=QUIET)

    def bars(self, shown: list[Metric]) -> None:
        y = self.top - _OVER_BAR
        for metric in shown:
            row = self.rows[metric.key]
            self._words(row, y)
            self._bar(metric, y + row.high - _ROW + _WORDS_TO_BAR)
            y += row.high
        self._axis(y - _ROW + _WORDS_TO_BAR + _BAR + 10)

    def _words(self, row: _Row, y: float) -> None:
        x = self.layout.margin
        self.canvas.text(x, y, row.name, size=SIZE)
        x += width(f"{row.name}  ", SIZE)
        self.canvas.text(x, y, row.length, size=SIZE, bold=True)
        x += width(f"{row.length}   ", SIZE, bold=True)
        if not row.beside:
            x, y = self.layout.margin, y + LEADING
        write(self.canvas, x, y, row.basis, size=SMALL, color=QUIET)

    def _bar(self, metric: Metric, y: float) -> None:
        x, end = self.layout.margin, self.layout.width - self.layout.margin
        self.canvas.box(x, y, end - x, _BAR, facecolor=STRIP)
        of = self.places.of if self.places else {}
        earlier, later = metric.phases
        if metric.minutes is None:
            begin = of.get(earlier, x)
            # One that begins at the very end has no room there for its words.
            x = begin if end - begin >= _NOT_KNOWN_ROOM else x
            frame = {"facecolor": CARD, "edgecolor": QUIET, "linestyle": _DASHES, "linewidth": 1}
            self.canvas.box(x, y, end - x, _BAR, **frame)
            unknown = load("charts")["minutes"]["not_known"]
            self.canvas.text(x + 8, y + 13.5, unknown, size=SMALL, color=QUIET)
            return
        first, last = sorted((of.get(earlier, x), of.get(later, x)))
        look = {"facecolor": METRICS, "edgecolor": METRICS, "linewidth": 1.2}
        if metric.provenance == "constructed":
            look |= {"facecolor": PALE, "linestyle": _DASHES}
        # A stretch of no length is a fact all the same: it keeps a line's width.
        self.canvas.box(first, y, max(last - first, 1.5), _BAR, **look)

    def _axis(self, y: float) -> None:
        if not self.places:
            return
        scale, size = self.places.scale, SMALL
        self.canvas.line([(scale.start, y), (scale.end, y)], color=INK)
        for x, name in scale.ticks(scale.across):
            room = width(name, size) / 2
            if scale.start <= x - room and x + room <= scale.end:
                self.canvas.line([(x, y), (x, y + 5)], color=INK)
                self.canvas.text(x, y + 18, name, size=size, color=QUIET, align="center")


def _table(measured: dict[str, Metric]) -> pd.DataFrame:
    rows = [
        (
            metric.name,
            metric.in_words,
            UNKNOWN if metric.minutes is None else in_minutes(metric.minutes).removesuffix(" min"),
            metric.formula,
            metric.note or metric.provenance,
        )
        for metric in measured.values()
    ]
    return pd.DataFrame(rows, columns=load("charts")["minutes"]["columns"])


def _caption(measured: dict[str, Metric]) -> str:
    texts: dict[str, str] = load("charts")["minutes"]
    words = [texts["place"]]
    if any(metric.provenance == "constructed" for metric in measured.values()):
        words.append(texts["constructed"])
    if any(metric.minutes is None and not metric.days for metric in measured.values()):
        words.append(texts["unknown"])
    if any(metric.days for metric in measured.values()):
        words.append(texts["days"])
    if any(metric.contradicts for metric in measured.values()):
        words.append(texts["contradicts"])
    words.append(texts["words"])
    return " ".join(words)


def _alt(measured: dict[str, Metric]) -> str:
    lengths = "; ".join(map(_in_words, measured.values()))
    return str(load("charts")["minutes"]["alt"]).format(lengths=lengths)


def _in_words(metric: Metric) -> str:
    basis = metric.note or metric.provenance
    return f"{metric.name} {metric.in_words} ({metric.formula}, {basis})"
