"""How many were affected by when, and how many called.

Both stand over one axis of time. What the rows between two counts say nothing about is
drawn as a straight line, dashed wherever either end of it is constructed.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.curve import (
    Frame,
    below_names,
    differing_facts,
    draw_curve,
    draw_milestones,
    draw_numbers,
    draw_time,
    place_names,
    time_room,
)
from course.charts.lettering import shown, width
from course.charts.numbers import short
from course.charts.palette import AFFECTED, CALLS, INK, QUIET
from course.charts.scale import Scale
from course.charts.sheet import (
    LEADING,
    NARROW,
    SIZE,
    SMALL,
    TITLE,
    TITLE_LEADING,
    WIDE,
    say,
    wrap_title,
    write,
)
from course.content import load
from course.incident.counts import Count, counts
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN
from course.incident.timeline import COUNTS
from course.page.shares import percent
from course.page.times import clock, moment

_MOST_DOTS = 60
_DOT = 4.0
_STACK = 46.0
_TOTAL = SIZE + 2


_CALLS_HEADING, _CALLS_TOP, _CALLS_BOTTOM = 46.0, 72.0, 132.0
"""How far under the curve its calls stand: their heading and their frame."""

_WIDE = Frame(width=WIDE, left=64, right=596, top=78)
_NARROW = Frame(width=NARROW, left=50, right=334, top=78)


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
        table_caption=load("charts")["affected"]["table"],
        unknown="" if affected or calls else _unknown(incident),
    )


def _draw(incident: Incident, affected: list[Count], calls: list[Count], frame: Frame) -> Figure:
    known = [count.at for count in (*affected, *calls)]
    if not known:
        return say(_unknown(incident), frame.width)
    milestones = incident.milestones
    known += [milestones[name].at for name in ("started", "resolved") if name in milestones]
    scale = Scale(min(known), max(known), frame.left, frame.right)
    names = place_names(frame, incident, scale)
    head = _head(incident, affected, frame)
    # Without a curve its calls, with their heading, move up to where it would be.
    frame = below_names(frame, names, head.high if affected else head.high + 40)
    heading = frame.bottom + _CALLS_HEADING
    if not affected:
        frame = replace(frame, high=-_CALLS_TOP)
        heading = frame.heading + TITLE_LEADING * len(head.title) + 8
    calls_frame = (frame.bottom + _CALLS_TOP, frame.bottom + _CALLS_BOTTOM)
    low = calls_frame[1] if calls else frame.bottom
    canvas = Canvas(frame.width, low + time_room(frame, scale) + (0 if calls else 1.5 * LEADING))
    _draw_head(canvas, frame, head)
    draw_milestones(canvas, frame, incident, names, (calls_frame,) if calls else ())
    if affected:
        top = _draw_curve(canvas, frame, affected, scale)
        if head.beside:
            x, y = frame.right + 12, top + 5
            canvas.text(x, y, head.total[0], size=_TOTAL, bold=True, color=AFFECTED)
            canvas.text(x, y + 17, head.share, size=SIZE, color=AFFECTED)
    if calls:
        _draw_calls(canvas, frame, calls, scale, heading)
    else:
        y = low + time_room(frame, scale) + 6
        canvas.text(frame.left, y, "Support calls: not known", size=SIZE)
    draw_time(canvas, frame, scale, low)
    return canvas.figure


@dataclass(frozen=True)
class _Head:
    """What stands over the curve."""

    #: Lines in bold.
    title: list[str]
    total: list[str]
    #: Which part of the population that is; may be empty.
    share: str
    #: Whether total and share stand beside the end of the curve, and not under the title.
    beside: bool

    @property
    def high(self) -> float:
        """How much it takes beyond one line."""
        under = 0.0 if self.beside else TITLE_LEADING * len(self.total)
        under += 0.0 if self.beside or not self.share else LEADING
        return TITLE_LEADING * (len(self.title) - 1) + under


def _head(incident: Incident, affected: list[Count], frame: Frame) -> _Head:
    room = frame.width - frame.left - 12
    if not affected:
        return _Head(wrap_title(f"{_affected(incident)}: not known", room), [], "", beside=True)
    number = affected[-1].number
    total, share = f"{number:,} {shown(incident.affected_unit)}", _share(incident, number)
    margin = frame.width - frame.right - 24
    beside = max(width(total, _TOTAL, bold=True), width(share, SIZE)) <= margin
    lines = [total] if beside else wrap_title(total, room)
    return _Head(wrap_title(_affected(incident), room), lines, share, beside)


def _draw_head(canvas: Canvas, frame: Frame, head: _Head) -> None:
    x = frame.left
    look: dict[str, Any] = {"bold": True, "color": AFFECTED}
    y = write(canvas, x, frame.heading, head.title, TITLE_LEADING, size=TITLE, bold=True)
    if not head.beside:
        y = write(canvas, x, y, head.total, TITLE_LEADING, size=_TOTAL, **look)
        canvas.text(x, y - 2, head.share, size=SIZE, color=AFFECTED)


def _draw_curve(canvas: Canvas, frame: Frame, affected: list[Count], scale: Scale) -> float:
    """Draw the axes and the curve, and give the height at which it ends."""
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], color=INK)
    height = draw_numbers(canvas, frame, affected[-1].number)
    places = [(scale(count.at), height(count.number)) for count in affected]
    draw_curve(canvas, frame, affected, places)
    return places[-1][1]


def _draw_calls(
    canvas: Canvas, frame: Frame, calls: list[Count], scale: Scale, heading: float
) -> None:
    bottom = frame.bottom + _CALLS_BOTTOM
    canvas.text(frame.left, heading, "Support calls", size=TITLE, bold=True)
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
    words = f"{total:,} call{'s' * (total != 1)}"
    large: dict[str, Any] = {"size": _TOTAL, "bold": True, "color": CALLS}
    if width(words, _TOTAL, bold=True) <= frame.width - frame.right - 24:
        canvas.text(frame.right + 12, bottom - 19, words, **large)
    else:
        # On a phone the heading beside it says what the number counts.
        canvas.text(frame.right, heading, f"{total:,}", align="right", **large)
    unit = "one dot is one call" if as_dots else f"the highest bar: {short(most)}"
    canvas.text(frame.left, heading + LEADING, unit, size=SMALL, color=QUIET)


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
        words
        for field in ("affected", "support_calls")
        for words in differing_facts(incident, field)
    ]
    texts: dict[str, str] = load("charts")["affected"]
    words = [texts["alone"]]
    if any(count.constructed for count in counted):
        words.append(texts["constructed"])
    if not all(count.constructed for count in counted):
        words.append(texts["filled"])
    words.append(texts["straight"])
    if any(mark.at.is_day for mark in incident.milestones.values()):
        words.append(texts["band"])
    if any(count.at.is_day for count in counted):
        words.append(texts["day"])
    return " ".join([*words, *facts])


def _unknown(incident: Incident) -> str:
    """Say in one sentence why there is nothing to draw, with what the facts say all the same."""
    facts = [
        words
        for field in ("affected", "support_calls")
        for words in differing_facts(incident, field)
    ]
    unknown = load("charts")["unknown"]["affected"].format(unit=incident.affected_unit)
    return " ".join([unknown, *facts])


def _alt(incident: Incident, affected: list[Count], calls: list[Count]) -> str:
    share = _share(incident, affected[-1].number) if affected else ""
    return " ".join(
        [
            _in_words(_affected(incident), affected, share),
            _in_words("Support calls", calls),
        ]
    )


def _in_words(what: str, counted: list[Count], share: str = "") -> str:
    texts: dict[str, str] = load("charts")["affected"]
    if not counted:
        return texts["unknown"].format(what=what)
    first, last = counted[0], counted[-1]
    constructed = sum(count.constructed for count in counted)
    began = clock(first.at) if first.at.date() == last.at.date() else moment(first.at)
    return texts["alt"].format(
        what=what,
        first=f"{first.number:,}",
        began=began,
        last=f"{last.number:,}",
        ended=moment(last.at),
        share=f", {share}" * bool(share),
        constructed=constructed,
        counts=len(counted),
    )
