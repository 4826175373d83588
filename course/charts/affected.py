"""How many were affected by when, and how many called.

Both stand over one axis of time. What the rows between two counts say nothing about is
drawn as a straight line, dashed wherever either end of it is constructed.
"""

from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from course.charts.affected_plan import (
    CALLS_BOTTOM,
    TOTAL,
    Head,
    affected_title,
    plan_of,
    share_of,
)
from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.curve import (
    Frame,
    differing_facts,
    draw_curve,
    draw_milestones,
    draw_numbers,
    draw_time,
    time_room,
)
from course.charts.lettering import width
from course.charts.numbers import short
from course.charts.palette import AFFECTED, CALLS, INK, QUIET
from course.charts.scale import Scale
from course.charts.sheet import LEADING, SIZE, SMALL, TITLE, TITLE_LEADING, say, write
from course.charts.sizes import NARROW, WIDE
from course.charts.spots import Spot, apart, strips
from course.content import load
from course.incident.counts import Count, counts
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN
from course.incident.timeline import COUNTS, Event
from course.page.times import clock, moment

_MOST_DOTS = 60
_DOT = 4.0
_STACK = 46.0


_WIDE = Frame(width=WIDE, left=64, right=596, top=78)
_NARROW = Frame(width=NARROW, left=50, right=354, top=78)


def affected_chart(incident: Incident) -> Chart:
    """Draw the cumulative count of those affected, with the support calls under it."""
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
        answers=partial(_spots, incident, affected, calls),
    )


def _draw(incident: Incident, affected: list[Count], calls: list[Count], frame: Frame) -> Figure:
    plan = plan_of(incident, affected, calls, frame)
    if plan is None:
        return say(_unknown(incident), frame.width)
    scale, head, frame, low = plan.scale, plan.head, plan.frame, plan.low
    texts: dict[str, str] = load("charts")["affected"]
    canvas = Canvas(frame.width, plan.high)
    _draw_head(canvas, frame, head)
    draw_milestones(canvas, frame, incident, plan.names, (plan.calls,) if calls else ())
    if affected:
        top = _draw_curve(canvas, frame, affected, scale)
        if head.beside:
            x, y = frame.right + 12, top + 5
            canvas.text(x, y, head.total[0], size=TOTAL, bold=True, color=AFFECTED)
            canvas.text(x, y + 17, head.share, size=SIZE, color=AFFECTED)
    if calls:
        _draw_calls(canvas, frame, calls, scale, plan.heading)
    else:
        y = low + time_room(frame, scale) + 6
        words = texts["not_known"].format(what=texts["calls"])
        canvas.text(frame.left, y, words, size=SIZE)
    draw_time(canvas, frame, scale, low)
    return canvas.figure


def _spots(
    incident: Incident, affected: list[Count], calls: list[Count], frame: Frame
) -> list[Spot]:
    """Let each moment that has a count answer, in a strip that ends halfway to its neighbours."""
    plan = plan_of(incident, affected, calls, frame)
    if plan is None:
        return []
    first, last = plan.scale.first, plan.scale.last
    rows = [event for event in _counted(incident) if first <= event.at <= last]
    places = [plan.scale(event.at) for event in rows]
    seen = apart(places)
    rows, places = [rows[place] for place in seen], [places[place] for place in seen]
    top = plan.frame.top if affected else plan.calls[0]
    return [
        Spot(
            _value(incident, event),
            left=left / frame.width,
            top=top / plan.high,
            right=right / frame.width,
            bottom=plan.low / plan.high,
        )
        for event, (left, right) in zip(
            rows, strips(places, plan.frame.left, plan.frame.right), strict=True
        )
        if left < right
    ]


def _value(incident: Incident, event: Event) -> str:
    """Say what is counted at a moment, and what that rests on."""
    texts = load("charts")["affected"]
    so_far = [
        texts[f"so_far_{name.removesuffix('_cumulative')}"].format(
            number=f"{number:,}", unit=incident.affected_unit
        )
        for name in COUNTS
        if (number := getattr(event, name)) is not None
    ]
    return f"{moment(event.at)}: {', '.join(so_far)} ({event.provenance})"


def _draw_head(canvas: Canvas, frame: Frame, head: Head) -> None:
    x = frame.left
    look: dict[str, Any] = {"bold": True, "color": AFFECTED}
    y = write(canvas, x, frame.heading, head.title, TITLE_LEADING, size=TITLE, bold=True)
    if not head.beside:
        y = write(canvas, x, y, head.total, TITLE_LEADING, size=TOTAL, **look)
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
    texts: dict[str, str] = load("charts")["affected"]
    bottom = frame.bottom + CALLS_BOTTOM
    canvas.text(frame.left, heading, texts["calls"], size=TITLE, bold=True)
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
    large: dict[str, Any] = {"size": TOTAL, "bold": True, "color": CALLS}
    if width(words, TOTAL, bold=True) <= frame.width - frame.right - 24:
        canvas.text(frame.right + 12, bottom - 19, words, **large)
    else:
        # On a phone the heading beside it says what the number counts.
        canvas.text(frame.right, heading, f"{total:,}", align="right", **large)
    unit = texts["dot"] if as_dots else texts["highest"].format(number=short(most))
    canvas.text(frame.left, heading + LEADING, unit, size=SMALL, color=QUIET)


def _counted(incident: Incident) -> list[Event]:
    """Give the events that hold a count, in order of time."""
    return [
        event
        for event in incident.timeline
        if any(getattr(event, name) is not None for name in COUNTS)
    ]


def _table(incident: Incident) -> pd.DataFrame:
    rows = _counted(incident)
    affected, calls = (
        [UNKNOWN if number is None else f"{number:,}" for number in numbers]
        for numbers in ([getattr(event, name) for event in rows] for name in COUNTS)
    )
    times = [moment(event.at) for event in rows]
    provenances = [event.provenance for event in rows]
    columns = load("charts")["affected"]["columns"]
    return pd.DataFrame(dict(zip(columns, (times, affected, calls, provenances), strict=True)))


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
    share = share_of(incident, affected[-1].number) if affected else ""
    return " ".join(
        [
            _in_words(affected_title(incident), affected, share),
            _in_words(load("charts")["affected"]["calls"], calls),
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
        constructed=f"{constructed:,}",
        counts=f"{len(counted):,}",
    )
