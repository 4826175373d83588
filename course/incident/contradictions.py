"""What in an incident does not agree with itself, found in its data and told as a question.

None of it is a mistake for certain: whoever was there knows which of two things is so.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from course.incident.counts import counts, total
from course.incident.findings import MOST_ALIKE
from course.incident.loading import Incident
from course.incident.sentences import Part, Rows
from course.page.shares import in_percent
from course.page.times import short_moment

LARGE_SHARE = 0.1
"""Of those served. That a severity is low where more are affected is worth a question; how large a
share is large is a convention of this course, since scales of severity differ."""

LOW_LEVEL = 3
"""From this level on, scales that count downwards from 1 call an incident small."""

_LEVEL = re.compile(r"(?:sev(?:erity)?|prio(?:rity)?|p|s)?\W*([0-5])\b.*", re.IGNORECASE)
_LOW = re.compile(r"\b(?:low|minor|trivial|cosmetic|informational)\b", re.IGNORECASE)


class Place(NamedTuple):
    """Where something can be looked at and changed: a cell of the timeline, or a fact."""

    #: As a spreadsheet numbers it; 0 for a fact.
    row: int
    #: The name of the column or of the fact.
    name: str


class Contradiction(NamedTuple):
    """Something that does not agree with itself."""

    #: Of its question in the content.
    name: str
    words: Mapping[str, Part]
    places: tuple[Place, ...]


def contradictions(incident: Incident) -> Iterator[Contradiction]:
    """Give what contradicts itself, with the words of its question and where it stands.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> list(contradictions(load_incident()))
    []
    """
    marks = incident.milestones
    if {"mitigated", "resolved"} <= marks.keys():
        mitigated, resolved = marks["mitigated"], marks["resolved"]
        if resolved.at.precedes(mitigated.at):
            words = {mark.phase: short_moment(mark.at) for mark in (mitigated, resolved)}
            both = (Place(resolved.row, "timestamp"), Place(mitigated.row, "timestamp"))
            yield Contradiction("resolved_first", words, both)
    ownerless = [
        event.row
        for event in incident.timeline
        if "follow_up" in event.phases and not event.actor_role
    ]
    if ownerless:
        places = tuple(Place(row, "actor_role") for row in ownerless[:MOST_ALIKE])
        yield Contradiction("no_owner", {"rows": Rows(ownerless)}, places)
    yield from _severity(incident)
    for field in ("affected", "support_calls"):
        yield from _unexplained(incident, field)


def _severity(incident: Incident) -> Iterator[Contradiction]:
    affected = total(incident, "affected")
    if not (incident.severity and incident.population and affected):
        return
    share = affected.number / incident.population
    if share >= LARGE_SHARE and is_low(incident.severity):
        number = f"{affected.number:,} of {incident.population:,} {incident.affected_unit}"
        words = {"severity": incident.severity, "affected": number, "share": in_percent(share)}
        yield Contradiction("severity", words, (Place(0, "severity"), Place(0, "affected")))


def is_low(severity: str) -> bool:
    """Tell whether a severity, on most scales, says that an incident is small.

    Examples
    --------
    >>> is_low("SEV-3"), is_low("P1"), is_low("Minor")
    (True, False, True)
    """
    level = _LEVEL.fullmatch(severity.strip())
    return bool(_LOW.search(severity)) or bool(level and int(level[1]) >= LOW_LEVEL)


def _unexplained(incident: Incident, field: str) -> Iterator[Contradiction]:
    counted, stated = counts(incident, field), getattr(incident, field)
    unit = incident.affected_unit if field == "affected" else "calls"
    place = (Place(0, field),)
    if counted and stated is not None and counted[-1].number < stated:
        words = {
            "stated": f"{stated:,} {unit}",
            "counted": f"{counted[-1].number:,}",
            "rest": f"{stated - counted[-1].number:,}",
        }
        yield Contradiction("unexplained", words, place)
    elif stated and not counted and not _is_told(incident, stated):
        yield Contradiction("no_row_counts", {"stated": f"{stated:,} {unit}"}, place)


def _is_told(incident: Incident, number: int) -> bool:
    """Tell whether the text of a row has a number in it."""
    written = re.compile(rf"(?<!\d)(?:{number}|{number:,})(?!\d)")
    return any(written.search(event.event) for event in incident.timeline)
