"""The questions to take into the room: what the facts and the timeline do not say.

For its own case the course asks what a sharp learner would. For any other incident
the data is searched for what is missing from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from course.content import load
from course.incident.contradictions import contradictions
from course.incident.counts import total
from course.incident.figures import figures
from course.incident.findings import rows_named
from course.incident.loading import Incident
from course.incident.metrics import format_minutes, metrics
from course.incident.phases import MILESTONES
from course.page.blocks import Disclosure, List, Strong, prose
from course.page.fragment import Fragment, shown
from course.page.moments import Moment, minutes_between
from course.page.times import clock, short_day, short_moment

LONGEST_GAPS = 3


@dataclass(frozen=True)
class Question:
    """Something to ask, and why it is worth asking."""

    #: Sentences, ready to be read.
    question: str
    why: str


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
        Question(entry["question"].format_map(known), entry["why"].format_map(known))
        for entry in load("case")["question"]
    ]


def _of_any_timeline(incident: Incident) -> Iterator[Question]:
    asked = load("timeline")
    events, milestones = incident.timeline, incident.milestones
    for phase in MILESTONES:
        if phase not in milestones:
            yield Question(**asked["missing"][phase])
    yield from _of_contradictions(incident)
    days = [mark for mark in milestones.values() if mark.at.is_day]
    if days:
        names = [f"“{mark.phase}” ({short_day(mark.at)})" for mark in days]
        listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        yield _ask(asked["days"], milestones=listed)
    for earlier_row, later_row in _longest_gaps(incident):
        length = format_minutes(minutes_between(earlier_row, later_row))
        yield _ask(asked["gap"], earlier=_near(earlier_row), later=_near(later_row), length=length)
    without = [event.row for event in events if not event.evidence]
    if without:
        rows = "all rows of the timeline" if len(without) == len(events) else rows_named(without)
        yield _ask(asked["no_evidence"], rows=rows)
    if "started" in milestones and events[0].at == milestones["started"].at:
        yield _ask(asked["no_lead_up"])
    if total(incident, "affected") is None:
        yield _ask(asked["no_affected"], unit=incident.affected_unit)


def _of_contradictions(incident: Incident) -> Iterator[Question]:
    asked = load("timeline")
    for metric in metrics(incident).values():
        if metric.contradicts:
            earlier, later = (incident.milestones[phase] for phase in metric.phases)
            yield _ask(
                asked["contradiction"],
                later=f"“{later.phase}” ({short_moment(later.at)})",
                earlier=f"“{earlier.phase}” ({short_moment(earlier.at)})",
            )
    for name, words in contradictions(incident):
        yield _ask(asked[name], **words)


def _ask(template: dict[str, str], **words: str) -> Question:
    return Question(template["question"].format_map(words), template["why"])


def _longest_gaps(incident: Incident) -> list[tuple[Moment, Moment]]:
    """Find the longest silences between the start and the end, in order of time."""
    # Beside a row that is known to the day only nobody knows how long it was silent.
    milestones = incident.milestones
    times = [event.at for event in incident.timeline]
    if "started" in milestones:
        times = [at for at in times if at >= milestones["started"].at]
    if "resolved" in milestones:
        times = [at for at in times if at <= milestones["resolved"].at]
    pairs = [pair for pair in pairwise(times) if not any(at.is_day for at in pair)]
    if not pairs:
        return []
    # A silence stands out from the usual distance between rows; twice that is a convention.
    usual = median(minutes_between(*pair) for pair in pairs)
    long = [pair for pair in pairs if minutes_between(*pair) > 2 * usual]
    longest = sorted(long, key=lambda pair: -minutes_between(*pair))[:LONGEST_GAPS]
    return sorted(longest)


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
