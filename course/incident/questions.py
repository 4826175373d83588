"""The questions to take into the room: what the facts and the timeline do not say.

For its own case the course asks what a sharp learner would. For any other incident
the data is searched for what is missing from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from course.content import load
from course.incident.contradictions import Place, contradictions
from course.incident.counts import total
from course.incident.figures import figures
from course.incident.loading import Incident
from course.incident.metrics import format_minutes, metrics
from course.incident.phases import MILESTONES
from course.incident.sentences import Part, Rows, Sentence
from course.incident.timeline import Event
from course.page.blocks import Disclosure, List, Strong, prose
from course.page.fragment import Fragment, shown
from course.page.moments import Moment, minutes_between
from course.page.times import clock, short_day, short_moment

LONGEST_GAPS = 3


@dataclass(frozen=True)
class Question:
    """Something to ask, and why it is worth asking."""

    asked: Sentence
    reason: Sentence
    #: Where it can be looked at and changed, where that is one place or a few.
    places: tuple[Place, ...] = ()

    @property
    def question(self) -> str:
        """What is asked, ready to be read."""
        return str(self.asked)

    @property
    def why(self) -> str:
        """Why, ready to be read."""
        return str(self.reason)


def questions(incident: Incident) -> list[Question]:
    """Gather what to ask about an incident.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> questions(load_incident())[5].question
    'Four days before that Thursday is a Sunday. Was the merge within 24 hours of a release freeze?'
    """
    if not incident.is_built_in:
        return list(_of_any_timeline(incident))
    known = figures(incident)
    return [
        Question(
            Sentence(entry["question"].format_map(known)), Sentence(entry["why"].format_map(known))
        )
        for entry in load("case")["question"]
    ]


def _of_any_timeline(incident: Incident) -> Iterator[Question]:
    asked = load("timeline")
    events, milestones = incident.timeline, incident.milestones
    for phase in MILESTONES:
        if phase not in milestones:
            yield _ask(asked["missing"][phase])
    yield from doubts(incident)
    days = [mark for mark in milestones.values() if mark.at.is_day]
    if days:
        names = tuple(f"“{mark.phase}” ({short_day(mark.at)})" for mark in days)
        yield _ask(asked["days"], milestones=names)
    yield from silences(incident)
    without = [event.row for event in events if not event.evidence]
    if without:
        is_all = len(without) == len(events)
        yield _ask(
            asked["no_evidence"], rows="all rows of the timeline" if is_all else Rows(without)
        )
    if "started" in milestones and events[0].at == milestones["started"].at:
        yield _ask(asked["no_lead_up"])
    if total(incident, "affected") is None:
        yield _ask(asked["no_affected"], unit=incident.affected_unit)


def doubts(incident: Incident) -> Iterator[Question]:
    """Ask about what does not agree with itself."""
    asked = load("timeline")
    for metric in metrics(incident).values():
        if metric.contradicts:
            earlier, later = (incident.milestones[phase] for phase in metric.phases)
            yield _ask(
                asked["contradiction"],
                (Place(later.row, "timestamp"), Place(earlier.row, "timestamp")),
                later=f"“{later.phase}” ({short_moment(later.at)})",
                earlier=f"“{earlier.phase}” ({short_moment(earlier.at)})",
            )
    for name, words, places in contradictions(incident):
        yield _ask(asked[name], places, **words)


def silences(incident: Incident) -> Iterator[Question]:
    """Ask about the longest stretches of which nothing is written."""
    asked = load("timeline")["gap"]
    for earlier, later in _longest_gaps(incident):
        length = format_minutes(minutes_between(earlier.at, later.at))
        places = (Place(earlier.row, "timestamp"), Place(later.row, "timestamp"))
        yield _ask(asked, places, earlier=_near(earlier.at), later=_near(later.at), length=length)


def _ask(template: dict[str, str], places: tuple[Place, ...] = (), **words: Part) -> Question:
    return Question(Sentence(template["question"], words), Sentence(template["why"]), places)


def _longest_gaps(incident: Incident) -> list[tuple[Event, Event]]:
    """Find the longest silences between the start and the end, in order of time."""
    # Beside a row that is known to the day only nobody knows how long it was silent.
    milestones = incident.milestones
    events = list(incident.timeline)
    if "started" in milestones:
        events = [event for event in events if event.at >= milestones["started"].at]
    if "resolved" in milestones:
        events = [event for event in events if event.at <= milestones["resolved"].at]
    pairs = [pair for pair in pairwise(events) if not any(event.at.is_day for event in pair)]
    if not pairs:
        return []
    lengths = [minutes_between(earlier.at, later.at) for earlier, later in pairs]
    # A silence stands out from the usual distance between rows; twice that is a convention.
    usual = median(lengths)
    long = [place for place, length in enumerate(lengths) if length > 2 * usual]
    longest = sorted(long, key=lambda place: -lengths[place])[:LONGEST_GAPS]
    return [pairs[place] for place in sorted(longest)]


def _near(at: Moment) -> str:
    return f"{clock(at)} on {short_day(at)}"


def open_questions(incident: Incident) -> Fragment:
    """Show what to ask about an incident, each question with why it matters.

    Parameters
    ----------
    incident
        As `course.load_incident` gives it.

    Returns
    -------
    Fragment
        The questions, as a page and as text.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> open_questions(load_incident()).text.splitlines()[1][:40]
    '  1. The change was merged 4 days before'
    """
    found = questions(incident)
    if not found:
        return shown(prose(load("timeline")["all_there"]))
    entries = tuple((Strong(entry.question), f"\n{entry.why}") for entry in found)
    # Shut at first: whoever is asked to think of their own questions has not seen these yet.
    title = f"Show the questions ({len(found)})"
    return shown([Disclosure(title, (List(entries, numbered=True),))])
