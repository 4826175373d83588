"""Who called: one call set against all those for whom nobody called.

Every call gets a block of dots, so that the eye sees how many were affected for each
one. The call stands beside its block and not in it: whether the callers were among
those affected is not known.
"""

from dataclasses import dataclass
from functools import partial
from math import ceil, sqrt

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import wrap
from course.charts.palette import AFFECTED, CALLS, QUIET
from course.charts.sheet import LEADING, SMALL, TITLE, TITLE_LEADING, say, wrap_title, write
from course.charts.sizes import NARROW, WIDE
from course.charts.spots import Spot
from course.content import load
from course.incident.counts import total
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN
from course.page.shares import in_percent

_WIDER_THAN_HIGH = 1.4
_BESIDE, _BELOW = 3.2, 1.6
"""Room for the call and a gap beside a block, and for a gap below it, in dots."""

_MOST_BLOCKS = 40
_MOST_DOTS = 6000
_PITCHES = (16, 14, 12, 10, 9, 8, 7, 6, 5.2, 4.5)


@dataclass(frozen=True)
class _Layout:
    """How large the sheet is, and how high all blocks may become, in points."""

    width: float
    height: float
    margin: float


_WIDE = _Layout(width=WIDE, height=310, margin=24)
_NARROW = _Layout(width=NARROW, height=330, margin=14)


@dataclass(frozen=True)
class Blocks:
    """The dots to draw."""

    #: How many dots each block has; one block stands for one call.
    sizes: list[int]
    #: How many of those affected one dot stands for.
    each: int


def callers_chart(incident: Incident) -> Chart:
    """Draw how many were affected for every call to the support line."""
    return Chart(
        "callers",
        partial(_draw, incident),
        (_WIDE, _NARROW),
        caption=_caption(incident),
        alt=_in_words(incident),
        table=_table(incident),
        table_caption=load("charts")["callers"]["table"],
        unknown="" if all(_totals(incident)) else _in_words(incident),
        answers=partial(_spots, incident),
    )


def blocks(affected: int, calls: int) -> Blocks:
    """Share out those affected among the calls, as evenly as whole dots allow.

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


@dataclass(frozen=True)
class _Grid:
    """How blocks of dots stand on a sheet, in points and dots."""

    pitch: float
    columns: int
    beside: int
    across: float
    down: float
    high: float


def _grid(layout: _Layout, sizes: list[int]) -> _Grid:
    """Let the dots stand as far apart as lets all blocks onto the sheet."""
    room = layout.width - layout.margin
    for pitch in _PITCHES:
        size = max(sizes, default=0)
        most = int((room - layout.margin) / pitch) - 3
        columns = max(min(ceil(sqrt(_WIDER_THAN_HIGH * size)), most), 1)
        across = (columns + _BESIDE) * pitch
        down = (ceil(size / columns) + _BELOW) * pitch
        beside = max(int(room // across), 1)
        high = ceil(len(sizes) / beside) * down
        if high <= layout.height:
            break
    return _Grid(pitch, columns, beside, across, down, high)


@dataclass(frozen=True)
class _Sheet:
    """What stands on a sheet, and where each block does, in points."""

    title: list[str]
    key: list[str]
    drawn: Blocks
    grid: _Grid
    places: list[tuple[float, float]]
    high: float


def _sheet(incident: Incident, layout: _Layout) -> _Sheet | None:
    affected, calls = _totals(incident)
    if not affected or not calls:
        return None
    drawn = blocks(affected, calls)
    title, key = _heading(layout, incident.affected_unit, (affected, calls), drawn)
    top = 30 + TITLE_LEADING * len(title) + LEADING * len(key) + 4
    grid = _grid(layout, drawn.sizes)
    places = [
        (
            layout.margin + number % grid.beside * grid.across,
            top + number // grid.beside * grid.down,
        )
        for number in range(len(drawn.sizes))
    ]
    return _Sheet(title, key, drawn, grid, places, top + grid.high + 12)


def _draw(incident: Incident, layout: _Layout) -> Figure:
    sheet = _sheet(incident, layout)
    if sheet is None:
        return say(_in_words(incident), layout.width)
    grid, canvas = sheet.grid, Canvas(layout.width, sheet.high)
    y = write(canvas, layout.margin, 30, sheet.title, TITLE_LEADING, size=TITLE, bold=True)
    write(canvas, layout.margin, y, sheet.key, size=SMALL, color=QUIET)
    marks, dots = [], []
    for count, (x, y) in zip(sheet.drawn.sizes, sheet.places, strict=True):
        left, down = x + grid.pitch / 2, y + grid.pitch
        marks.append((left, down))
        dots += [
            (
                left + grid.pitch * (1.5 + dot % grid.columns),
                down + grid.pitch * (dot // grid.columns),
            )
            for dot in range(count)
        ]
    canvas.specks(dots, grid.pitch * 0.55, color=AFFECTED)
    canvas.specks(marks, grid.pitch * 1.25, color=CALLS)
    return canvas.figure


def _spots(incident: Incident, layout: _Layout) -> list[Spot]:
    """Let each call answer, with how many of those affected stand beside it."""
    sheet, (_, calls) = _sheet(incident, layout), _totals(incident)
    if sheet is None:
        return []
    texts, sizes, each = load("charts")["callers"], sheet.drawn.sizes, sheet.drawn.each
    sentence = texts["spot" if len(sizes) == calls else "spot_all"]
    return [
        Spot(
            sentence.format(
                number=number,
                calls=f"{calls:,}",
                count=f"{'about ' * (each > 1)}{size * each:,}",
                unit=incident.affected_unit,
            ),
            left=x / layout.width,
            top=y / sheet.high,
            right=min((x + sheet.grid.across) / layout.width, 1),
            bottom=min((y + sheet.grid.down) / sheet.high, 1),
        )
        for number, (size, (x, y)) in enumerate(zip(sizes, sheet.places, strict=True), 1)
    ]


def _heading(
    layout: _Layout, unit: str, totals: tuple[int, int], drawn: Blocks
) -> tuple[list[str], list[str]]:
    """Write the title and how to read the dots."""
    (affected, calls), room = totals, layout.width - 2 * layout.margin
    about = "about " if affected % calls else ""
    texts: dict[str, str] = load("charts")["callers"]
    title = texts["title"].format(number=f"{about}{affected / calls:,.0f}", unit=unit)
    each = "one" if drawn.each == 1 else f"{drawn.each:,}"
    small = texts["small"].format(number=each, unit=unit)
    key = texts["key"].format(small=small)
    if len(drawn.sizes) < calls:
        key += " " + texts["all"].format(calls=f"{calls:,}")
    return wrap_title(title, room), wrap(key, SMALL, room, 9)


def _totals(incident: Incident) -> tuple[int | None, int | None]:
    affected, calls = total(incident, "affected"), total(incident, "support_calls")
    return affected.number if affected else None, calls.number if calls else None


def _in_words(incident: Incident) -> str:
    affected, calls = _totals(incident)
    unit = incident.affected_unit
    texts: dict[str, str] = load("charts")["callers"]
    if affected is None and calls is None:
        return texts["neither"].format(unit=unit)
    if calls is None:
        return texts["no_calls"].format(affected=f"{affected:,}", unit=unit)
    called = f"{calls:,} call{'s' * (calls != 1)}"
    if affected is None:
        return texts["no_affected"].format(calls=called, unit=unit)
    both = texts["both"].format(calls=called, affected=f"{affected:,}", unit=unit)
    if not affected or not calls:
        return f"{both}."
    share, each = in_percent(calls / affected), f"{affected / calls:,.0f}"
    return texts["share"].format(both=both, share=share, each=each)


def _caption(incident: Incident) -> str:
    if not all(_totals(incident)):
        return _in_words(incident)
    beside = load("charts")["callers"]["beside"].format(unit=incident.affected_unit)
    return f"{_in_words(incident)} {beside}"


def _table(incident: Incident) -> pd.DataFrame:
    affected, calls = _totals(incident)
    share = each = UNKNOWN
    if affected and calls:
        share, each = in_percent(calls / affected), f"{affected / calls:,.1f}"
    texts = load("charts")["callers"]
    numbers = (_number(affected), _number(calls), share, each)
    rows = [
        (row["what"], number, row["formula"])
        for row, number in zip(texts["row"], numbers, strict=True)
    ]
    return pd.DataFrame(rows, columns=texts["columns"])


def _number(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number:,}"
