"""How a count rose: those affected, or the calls, by the moment it was known."""

from dataclasses import dataclass
from functools import lru_cache

from course.incident.loading import Incident
from course.page.moments import Moment


@dataclass(frozen=True)
class Count:
    """What had come together by a moment."""

    #: In the incident's zone.
    at: Moment
    #: Cumulative.
    number: int
    #: Whether the row that says so was made for teaching.
    constructed: bool


def counts(incident: Incident, field: str) -> list[Count]:
    """Read a cumulative column of the timeline.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> counts(load_incident(), "affected")[-1].number
    2340
    """
    return list(_counts(incident, field))


# Sliders ask for the same ones with every move.
@lru_cache(maxsize=8)
def _counts(incident: Incident, field: str) -> tuple[Count, ...]:
    column = f"{field}_cumulative"
    found = [
        Count(event.at, number, event.provenance == "constructed")
        for event in incident.timeline
        if (number := getattr(event, column)) is not None
    ]
    start, end = incident.milestones.get("started"), incident.milestones.get("resolved")
    while start and len(found) > 1 and found[1].at <= start.at and found[1].number == 0:
        found.pop(0)
    while end and len(found) > 1 and found[-1].at > end.at and found[-1].number == found[-2].number:
        found.pop()
    return tuple(found)


@dataclass(frozen=True)
class Total:
    """How many there were in the end."""

    #: From the facts, or else the last count of the timeline.
    number: int
    #: ``"given"`` by the facts, or what that row rests on.
    provenance: str
    #: Whether it is the last count of the timeline.
    counted: bool


def total(incident: Incident, field: str) -> Total | None:
    """Tell how many there were in the end, or None when neither file says.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> total(load_incident(), "affected")
    Total(number=2340, provenance='given', counted=False)
    """
    number: int | None = getattr(incident, field)
    if number is not None:
        return Total(number, "given", counted=False)
    for event in reversed(incident.timeline):
        if (last := getattr(event, f"{field}_cumulative")) is not None:
            return Total(last, event.provenance, counted=True)
    return None
