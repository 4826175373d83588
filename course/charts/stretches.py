"""Part a timeline into stretches with a scale each, and give every sentence its room.

Days of lead-up and minutes of impact cannot share one scale and both be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from course.charts.lettering import shown, width, wrap
from course.charts.scale import Scale
from course.charts.sheet import LEADING, SIZE, SMALL
from course.content import load
from course.incident.loading import Incident
from course.incident.phases import MILESTONES
from course.incident.timeline import Event
from course.page.moments import Moment
from course.page.times import clock, day, moment, short_moment, zone_name

MOST_ENTRIES = 120
"""Beyond it a sheet grows longer than anyone scrolls; the table still holds all events."""

MOST_FOLLOW_UPS = 30
"""There each milestone is drawn, but of what followed up as few as leave the others room."""

MARK_RADIUS = 11.0
SENTENCE_LEADING = 17.0

_MANY_EVENTS = 30
_JOINED = " + "
_TOP = 6.0
_BETWEEN_ENTRIES = 6.0
_BETWEEN_STRETCHES = 14.0
_LEAD_UP, _IMPACT, _AFTERWARDS, _ALL = "lead_up", "impact", "afterwards", "all"
_SHORTEST = {_LEAD_UP: 200.0, _IMPACT: 200.0, _AFTERWARDS: 68.0, _ALL: 200.0}


# A sentence may take as many `lines`, where there are many events as many `lines_of_many`, and the
# heading of a stretch as many `span_lines`.
@dataclass(frozen=True)
class Layout:
    """Where things stand from left to right, in points."""

    width: float
    ticks: float
    band: float
    band_width: float
    mark: float
    text: float
    margin: float
    lines: int
    lines_of_many: int
    span_lines: int

    @property
    def heading(self) -> float:
        """The height of what stands above a stretch: its name, its span and its ticks."""
        return 34 + self.span_lines * LEADING

    @property
    def room(self) -> float:
        """How long a line of a sentence may be."""
        return self.width - self.margin - self.text


@dataclass(frozen=True)
class Entry:
    """An event as it stands on the sheet."""

    #: Its place among all events, from 1.
    number: int
    #: As in the timeline.
    at: Moment
    provenance: str
    #: What stands in bold before the sentence: when, and which phase it marks.
    lead: tuple[str, str]
    #: The sentence, broken to fit.
    lines: list[str]
    #: The room it takes, in points.
    height: float
    #: Whether the sentence is longer than that.
    is_cut: bool
    #: What stands under its time for lack of room beside it: the phases, line by line.
    under: list[str]


@dataclass(frozen=True)
class Stretch:
    """A part of the timeline with a scale of its own."""

    #: Its heading.
    name: str
    #: What happened in it.
    entries: list[Entry]
    #: From its moments to places down the sheet.
    scale: Scale
    #: What the whole picture does not show, in words; empty when it shows everything.
    left_out: str = ""
    #: Whether phases are shown along it; after the end there is none.
    has_phases: bool = True

    @property
    def span(self) -> str:
        """From when to when, in words."""
        first, last = self.scale.first, self.scale.last
        if first.is_day or last.is_day:
            return " to ".join(dict.fromkeys((moment(first), moment(last))))
        if first.date() == last.date():
            return f"{day(first)}, {clock(first)} to {clock(last)} {zone_name(last)}"
        return f"{moment(first)} to {moment(last)}"


def stretches(incident: Incident, layout: Layout) -> list[Stretch]:
    """Part a timeline at the start and the end of the impact, as far as they are known.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> layout = Layout(960, 76, 86, 24, 164, 184, 24, 1, 1, 1)
    >>> [stretch.name for stretch in stretches(load_incident(), layout)]
    ['Lead-up', 'Impact', 'Afterwards']
    """
    parts = [
        (name, first, last, _entries(incident, layout, rows, over_years=first.year != last.year))
        for name, first, last, rows in _parts(incident)
    ]
    left_out = _left_out(incident, [entry for *_, entries in parts for entry in entries])
    headings = load("charts")["timeline"]["stretch"]
    found, top = [], _TOP + len(left_out_lines(left_out, layout)) * LEADING
    for name, first, last, entries in parts:
        start = top + layout.heading
        end = start + max(sum(entry.height for entry in entries), _SHORTEST[name])
        scale, has_phases = Scale(first, last, start, end), name != _AFTERWARDS
        found.append(Stretch(headings[name], entries, scale, left_out, has_phases))
        top = end + _BETWEEN_STRETCHES
    return found


def left_out_lines(left_out: str, layout: Layout) -> list[str]:
    """Break what is said over the first stretch about all that is left out."""
    return wrap(left_out, SMALL, layout.width - 2 * layout.margin, 9)


def _left_out(incident: Incident, entries: list[Entry]) -> str:
    """Say which events a picture does not show, and which sentences not whole."""
    texts, every = load("charts")["timeline"], len(incident.timeline)
    cut = sum(entry.is_cut for entry in entries)
    words = []
    if len(entries) < every:
        words.append(texts["thinned"].format(drawn=len(entries), every=f"{every:,}"))
    if cut:
        words.append((texts["cut_one"] if cut == 1 else texts["cut"]).format(count=cut))
    return " ".join(words)


def spoken(phase: str) -> str:
    """Write a phase as a word.

    Examples
    --------
    >>> spoken("follow_up")
    'follow-up'
    """
    return phase.replace("_", "-").replace("+", " + ")


def _parts(incident: Incident) -> list[tuple[str, Moment, Moment, list[int]]]:
    """Tell each part's name, from when to when it goes, and the places of its events."""
    milestones, events = incident.milestones, incident.timeline
    first, last = events[0].at, events[-1].at
    if "started" not in milestones:
        return [(_ALL, first, last, list(range(len(events))))]
    begin = milestones["started"].at
    end = milestones["resolved"].at if "resolved" in milestones else last
    # Of one that ended before it began for all that its days tell, nothing lies between.
    end = max(begin, end)
    before, within, after = (
        (_LEAD_UP, first, begin, [n for n, event in enumerate(events) if event.at < begin]),
        (_IMPACT, begin, end, [n for n, event in enumerate(events) if begin <= event.at <= end]),
        (_AFTERWARDS, end, last, [n for n, event in enumerate(events) if event.at > end]),
    )
    return [part for part in (before, within, after) if part[3]]


def _entries(
    incident: Incident, layout: Layout, places: list[int], *, over_years: bool
) -> list[Entry]:
    events = incident.timeline
    drawn = _shown(events)
    one_day = len(places) > 1 and events[places[0]].at.date() == events[places[-1]].at.date()
    if len(events) > _MANY_EVENTS:
        layout = replace(layout, lines=layout.lines_of_many)
    found = []
    for place in places:
        if place in drawn:
            event = events[place]
            when = clock(event.at) if one_day else short_moment(event.at, year=over_years)
            lead = when, spoken(event.phase)
            found.append(_entry(layout, place + 1, event.at, lead, event.event, event.provenance))
    return found


def _shown(events: Sequence[Event]) -> set[int]:
    """Choose all events, or of very many the milestones, an even few that follow up, and others."""
    if len(events) <= MOST_ENTRIES:
        return set(range(len(events)))
    marked = [place for place, event in enumerate(events) if event.phases]
    milestones = {place for place in marked if set(events[place].phases) & set(MILESTONES)}
    follow_ups = [place for place in marked if place not in milestones]
    chosen = milestones.union(_evenly(follow_ups, MOST_FOLLOW_UPS))
    return chosen.union(_evenly(range(len(events)), MOST_ENTRIES - len(chosen)))


def _evenly(places: Sequence[int], most: int) -> list[int]:
    """Give all places, or of many an even few with the first and the last."""
    if len(places) <= most:
        return list(places)
    return [places[at] for at in np.linspace(0, len(places) - 1, most).astype(int)]


def _entry(  # noqa: PLR0913, PLR0917 - a row of the timeline has as many columns
    layout: Layout,
    number: int,
    at: Moment,
    lead: tuple[str, str],
    event: str,
    provenance: str,
) -> Entry:
    when, phase = lead_widths(lead)
    under = _phases_under(lead[1], layout.room) if when + phase > layout.room else []
    indent = lead_widths(("", under[-1]))[1] if under else when + phase
    lines = wrap(event, SIZE, layout.room, layout.lines, indent)
    rows = (len(lines) or 1) + len(under)
    height = max(rows * SENTENCE_LEADING, 2 * MARK_RADIUS) + _BETWEEN_ENTRIES
    is_cut = "".join(lines).replace(" ", "") != shown(event).replace(" ", "")
    return Entry(number, at, provenance, lead, lines, height, is_cut, under)


def _phases_under(spoken_phases: str, room: float) -> list[str]:
    """Lay the phases of one moment out in lines, of which none is wider than the room."""
    lines: list[str] = []
    for phase in spoken_phases.split(_JOINED):
        longer = f"{lines[-1]}{_JOINED}{phase}" if lines else ""
        # Where it goes on, that stands at the end of the line.
        if lines and width(f"{longer}{_JOINED}", SIZE, bold=True) <= room:
            lines[-1] = longer
        else:
            lines.append(phase)
    return [f"{line}{_JOINED.rstrip()}" for line in lines[:-1]] + lines[-1:]


def lead_widths(lead: tuple[str, str]) -> tuple[float, float]:
    """Measure what stands before a sentence: when, then which phase; in points."""
    when, phase = (width(f"{words}  ", SIZE, bold=True) if words else 0.0 for words in lead)
    return when, phase
