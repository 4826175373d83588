"""How a count rose: those affected, or the calls, by the moment it was known."""

from dataclasses import dataclass

import pandas as pd

from course.incident.loading import Incident


@dataclass(frozen=True)
class Count:
    """What had come together by a moment.

    Parameters
    ----------
    at
        In the incident's zone.
    number
        Cumulative.
    constructed
        Whether the row that says so was made for teaching.
    """

    at: pd.Timestamp
    number: int
    constructed: bool


def counts(incident: Incident, field: str) -> list[Count]:
    """Read a cumulative column of the timeline.

    Parameters
    ----------
    incident
        Rows before ``started`` that only say nought, and rows after ``resolved`` that only
        repeat the last count, are left out.
    field
        ``"affected"`` or ``"support_calls"``.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> counts(load_incident(), "affected")[-1].number
    2340
    """
    column = f"{field}_cumulative"
    rows = incident.events[incident.events[column].notna()]
    found = [
        Count(at, int(number), provenance == "constructed")
        for at, number, provenance in zip(
            rows["timestamp"], rows[column], rows["provenance"], strict=True
        )
    ]
    start, end = incident.milestones.get("started"), incident.milestones.get("resolved")
    while start and len(found) > 1 and found[1].at <= start.at and found[1].number == 0:
        found.pop(0)
    while end and len(found) > 1 and found[-1].at > end.at and found[-1].number == found[-2].number:
        found.pop()
    return found


@dataclass(frozen=True)
class Total:
    """How many there were in the end.

    Parameters
    ----------
    number
        From the facts, or else the last count of the timeline.
    provenance
        ``"given"`` by the facts, or what that row rests on.
    counted
        Whether it is the last count of the timeline.
    """

    number: int
    provenance: str
    counted: bool


def total(incident: Incident, field: str) -> Total | None:
    """Tell how many there were in the end, or None when neither file says.

    Parameters
    ----------
    field
        ``"affected"`` or ``"support_calls"``.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> total(load_incident(), "affected")
    Total(number=2340, provenance='given', counted=False)
    """
    number: int | None = getattr(incident, field)
    if number is not None:
        return Total(number, "given", counted=False)
    known = incident.events[incident.events[f"{field}_cumulative"].notna()]
    if known.empty:
        return None
    last = known.iloc[-1]
    return Total(int(last[f"{field}_cumulative"]), str(last["provenance"]), counted=True)
