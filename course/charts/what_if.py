"""What if it had ended sooner: the same curve, and where it would have stopped."""

from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart, picture
from course.charts.curve import (
    Frame,
    Name,
    below_names,
    differing_facts,
    draw_curve,
    draw_milestones,
    draw_numbers,
    draw_time,
    heights,
    place_names,
    time_room,
)
from course.charts.lettering import wrap
from course.charts.palette import INK, QUIET, SPARED
from course.charts.scale import Scale
from course.charts.sheet import SMALL, TITLE, TITLE_LEADING, say, wrap_title, write
from course.charts.sizes import NARROW, WIDE
from course.charts.spots import Spot, apart, strips
from course.charts.what_if_words import in_words, rows
from course.content import load
from course.incident.counts import Count, counts
from course.incident.loading import Incident
from course.incident.timeline import Event
from course.incident.what_if import Outcome, end_of_harm
from course.page.moments import Moment
from course.page.times import clock, moment, short_day, zone_name

_ANSWER_LINES = 3
_WIDE = Frame(width=WIDE, left=64, right=774, top=92, heading=24)
_NARROW = Frame(width=NARROW, left=50, right=354, top=124, heading=24)
_ENDS = ("started", "resolved")


def what_if_chart(incident: Incident, outcome: Outcome) -> Chart:
    """Draw the curve of those affected, and what of it would have been spared.

    Parameters
    ----------
    incident
        As `course.load_incident` gives it.
    outcome
        What `course.incident.what_if.what_if` works out for levers that were moved.

    Returns
    -------
    Chart
        The chart, wide and narrow; a sentence alone where no outcome is known.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> from course.incident.what_if import what_if
    >>> incident = load_incident()
    >>> what_if_chart(incident, what_if(incident, detection=30)).alt
    'Had it ended on Thursday 11 June 2026, 20:38 NZST, 328 of 2,340 patients would have ...'
    """
    return Chart(
        "what-if",
        partial(_draw, incident, outcome),
        (_WIDE, _NARROW),
        caption=_caption(incident, outcome),
        alt=in_words(incident, outcome),
        table=pd.DataFrame(rows(incident, outcome), columns=load("charts")["what_if"]["columns"]),
        table_caption=load("charts")["what_if"]["table"],
        unknown=in_words(incident, outcome) if outcome.spared is None else "",
        answers=partial(_spots, incident, outcome),
    )


def what_if_scene(incident: Incident, outcome: Outcome, *, narrow: bool) -> bytes:
    """Draw, as SVG, what stays while sliders move; `what_if_answer` lies over it.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> from course.incident.what_if import what_if
    >>> incident = load_incident()
    >>> sooner = [what_if(incident, detection=minutes) for minutes in (0, 30)]
    >>> len({what_if_scene(incident, outcome, narrow=True) for outcome in sooner})
    1
    """
    scene = _scene(incident, outcome, _NARROW if narrow else _WIDE)
    if scene is None:
        return b""
    _draw_scene(scene, incident)
    return picture(scene.canvas.figure, "svg")


def what_if_answer(incident: Incident, outcome: Outcome, *, narrow: bool) -> bytes:
    """Draw, as SVG on a clear sheet, what changes: little enough to keep up with a finger.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> from course.incident.what_if import what_if
    >>> incident = load_incident()
    >>> what_if_answer(incident, what_if(incident), narrow=True)[:4]
    b'<svg'
    """
    scene = _scene(incident, outcome, _NARROW if narrow else _WIDE)
    if scene is None:
        return b""
    scene.canvas.figure.set_facecolor("none")
    _draw_answer(scene, incident, outcome)
    return picture(scene.canvas.figure, "svg")


@dataclass(frozen=True)
class _Scene:
    """Where the curve stands on its sheet, over which axis of time, under which names."""

    frame: Frame
    scale: Scale
    names: dict[str, Name]

    @cached_property
    def high(self) -> float:
        """How high its sheet is."""
        return self.frame.bottom + time_room(self.frame, self.scale)

    @cached_property
    def canvas(self) -> Canvas:
        """What it is drawn on."""
        return Canvas(self.frame.width, self.high)


def _scene(incident: Incident, outcome: Outcome, frame: Frame) -> _Scene | None:
    if outcome.spared is None:
        return None
    scale = _scale(incident, counts(incident, "affected"), frame)
    names = place_names(frame, incident, scale)
    return _Scene(below_names(frame, names), scale, names)


def _draw(incident: Incident, outcome: Outcome, frame: Frame) -> Figure:
    scene = _scene(incident, outcome, frame)
    if scene is None:
        return say(in_words(incident, outcome), frame.width)
    _draw_scene(scene, incident)
    _draw_answer(scene, incident, outcome)
    return scene.canvas.figure


def _spots(incident: Incident, outcome: Outcome, frame: Frame) -> list[Spot]:
    """Let each count answer, in a strip that ends halfway to its neighbours."""
    scene = _scene(incident, outcome, frame)
    if scene is None:
        return []
    frame, scale = scene.frame, scene.scale
    counted = [
        event
        for event in incident.timeline
        if event.affected_cumulative is not None and scale.first <= event.at <= scale.last
    ]
    places = [scale(event.at) for event in counted]
    seen = apart(places)
    counted, places = [counted[place] for place in seen], [places[place] for place in seen]
    within = strips(places, frame.left, frame.right)
    return [
        Spot(
            _value(incident, outcome, event),
            left=left / frame.width,
            top=frame.top / scene.high,
            right=right / frame.width,
            bottom=frame.bottom / scene.high,
        )
        for event, (left, right) in zip(counted, within, strict=True)
        if left < right
    ]


def _value(incident: Incident, outcome: Outcome, event: Event) -> str:
    """Say what was counted at a moment, and what would have been by then."""
    number, sooner, end = event.affected_cumulative, outcome.ended_at, end_of_harm(incident)
    texts = load("charts")
    so_far = texts["affected"]["so_far_affected"].format(
        number=f"{number:,}", unit=incident.affected_unit
    )
    words = f"{moment(event.at)}: {so_far} ({event.provenance})"
    if not (outcome.spared and number and sooner and end) or event.at <= sooner:
        return words
    instead = outcome.reached if event.at <= end else number - outcome.spared
    return f"{words}, {texts['what_if']['instead'].format(number=f'{instead:,}')}"


def _draw_scene(scene: _Scene, incident: Incident) -> None:
    """Draw what happened, which no slider changes."""
    canvas, frame, scale = scene.canvas, scene.frame, scene.scale
    affected = counts(incident, "affected")
    draw_milestones(canvas, frame, incident, scene.names)
    height = draw_numbers(canvas, frame, affected[-1].number)
    draw_curve(canvas, frame, affected, [(scale(at.at), height(at.number)) for at in affected])
    draw_time(canvas, frame, scale, frame.bottom)


def _draw_answer(scene: _Scene, incident: Incident, outcome: Outcome) -> None:
    """Draw what would have been, over what happened."""
    canvas, frame, scale = scene.canvas, scene.frame, scene.scale
    end = end_of_harm(incident)
    if outcome.spared is None or outcome.reached is None or outcome.ended_at is None or end is None:
        return
    affected = counts(incident, "affected")
    texts: dict[str, str] = load("charts")["what_if"]
    title = texts["title"].format(spared=f"{outcome.spared:,}")
    room, total = frame.width - frame.left - 10, affected[-1].number
    titles = wrap_title(title, room)
    write(canvas, frame.left, frame.heading, titles, TITLE_LEADING, size=TITLE, bold=True)
    height = heights(frame, total)
    words = texts["drawn"].format(
        affected=f"{outcome.affected:,}", total=f"{total:,}", ended=_ended(outcome.ended_at, scale)
    )
    lines = wrap(words, SMALL, room, _ANSWER_LINES)
    y = frame.heading + 19 + TITLE_LEADING * (len(titles) - 1)
    write(canvas, frame.left, y, lines, size=SMALL, color=QUIET)
    x, y, right = scale(outcome.ended_at), height(outcome.reached), scale(end)
    if outcome.spared:
        top = (right, height(outcome.reached + outcome.spared))
        places = [(scale(count.at), height(count.number)) for count in affected]
        between = [place for place in places if x < place[0] < right]
        # Over the line: what of it lies in the shade would not have been.
        shade = [(x, y), *between, top, (right, y)]
        canvas.area(shade, facecolor=SPARED, alpha=0.6, zorder=2.5)
        canvas.line([(x, y), (right, y)], color=INK, weight=1.4, zorder=3)
    canvas.line([(x, y), (x, frame.bottom)], color=INK, weight=1.4, zorder=3)
    canvas.dots([(x, y)], 5, color=INK)


def _scale(incident: Incident, affected: list[Count], frame: Frame) -> Scale:
    moments = [count.at for count in affected]
    moments += [mark.at for name, mark in incident.milestones.items() if name in _ENDS]
    return Scale(min(moments), max(moments), frame.left, frame.right)


def _ended(at: Moment, scale: Scale) -> str:
    """Write when it would have ended, with its day where the axis has more than one."""
    time = f"{clock(at)} {zone_name(at)}"
    if scale.first.date() == scale.last.date():
        return f"at {time}"
    return f"on {short_day(at, year=scale.over_years)}, {time}"


def _caption(incident: Incident, outcome: Outcome) -> str:
    texts, words = load("charts")["what_if"], [outcome.assumption]
    if outcome.spared:
        words = [
            texts["shaded"].format(provenance=outcome.provenance),
            texts["assumed"].format(
                assumption=f"{outcome.assumption[:1].lower()}{outcome.assumption[1:]}"
            ),
        ]
    return " ".join([*words, *differing_facts(incident, "affected")])
