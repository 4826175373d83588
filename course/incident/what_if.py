"""What if: how many would have been spared, had it been noticed or ended sooner.

The answer is read off the curve of those affected and is worth as much as that curve.
It is a question to learn from, not a verdict: nobody in the incident could see the
curve.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from course.content import load
from course.incident.counts import Count, counts
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN, format_minutes, metrics, weakest
from course.page.moments import Moment, minutes_between

_MOMENT = attrgetter("at")


@dataclass(frozen=True)
class Limits:
    """How much sooner each could have been at most, in minutes."""

    #: Not before the impact began.
    detection: float
    #: Not before someone had taken it on.
    roll_back: float


@dataclass(frozen=True)
class Outcome:
    """What would have been different."""

    #: How many would not have been affected, or None when that cannot be known.
    spared: int | None
    #: How many would have been all the same, or None.
    affected: int | None
    #: When the impact would have ended, or None.
    ended_at: Moment | None
    #: How many had been affected by then, or None. Where counts still rise after the end, those
    #: that came late would have come all the same.
    reached: int | None
    #: What the answer rests on: the weakest row of the curve that it uses.
    provenance: str
    #: What has to be believed for the answer to hold, or why there is none.
    assumption: str


def limits(incident: Incident) -> Limits:
    """Tell by how many minutes detection and roll-back could have come sooner.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> limits(load_incident())
    Limits(detection=48.0, roll_back=119.0)
    """
    milestones = incident.milestones
    detection = metrics(incident)["time_to_detect"].length or 0.0
    taken_on = milestones.get("acknowledged") or milestones.get("detected")
    end = end_of_harm(incident)
    if not taken_on or not end or taken_on.at.is_day or end.is_day:
        return Limits(detection, 0.0)
    return Limits(detection, max(minutes_between(taken_on.at, end), 0.0))


def what_if(incident: Incident, detection: float = 0.0, roll_back: float = 0.0) -> Outcome:
    """Reckon who would have been spared.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> what_if(load_incident(), detection=30).spared
    328
    """
    most = limits(incident)
    for name, minutes, limit in (
        ("detection", detection, most.detection),
        ("roll_back", roll_back, most.roll_back),
    ):
        if not 0 <= minutes <= limit:
            raise ValueError(
                f"`{name}` is {minutes:g} minutes; expected 0 to {limit:g}, "
                "which is what the timeline leaves room for"
            )
    curve, end = counts(incident, "affected"), end_of_harm(incident)
    lacking = _lacking(curve, end)
    if end is None or lacking:
        return Outcome(None, None, None, None, UNKNOWN, f"{UNKNOWN}: {lacking}.")
    ended_at = end - timedelta(minutes=detection + roll_back)
    reached = read_off(curve, ended_at)
    spared = read_off(curve, end) - reached
    return Outcome(
        spared,
        curve[-1].number - spared,
        ended_at,
        reached,
        _provenance(curve, ended_at, end) if detection + roll_back else "derived",
        _assumption(detection, roll_back, late=curve[-1].number > spared + reached),
    )


def _lacking(curve: list[Count], end: Moment | None) -> str:
    """Say what is missing for an answer, or nothing."""
    texts: dict[str, str] = load("what_if")["lacking"]
    if end is None:
        return texts["end"]
    if len(curve) <= 1:
        return texts["curve"]
    if end.is_day:
        return texts["end_is_day"]
    if any(count.at.is_day for count in curve):
        return texts["count_is_day"]
    return ""


def end_of_harm(incident: Incident) -> Moment | None:
    """Tell when nobody more came to harm: when it was mitigated, or else resolved.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> f"{end_of_harm(load_incident()):%H:%M}"
    '21:08'
    """
    milestones = incident.milestones
    end = milestones.get("mitigated") or milestones.get("resolved")
    return end.at if end else None


def read_off(curve: list[Count], at: Moment) -> int:
    """Read the curve at a moment, straight between two counts, rounded to whole people."""
    if at <= curve[0].at:
        return 0 if at < curve[0].at else curve[0].number
    if at > curve[-1].at:
        return curve[-1].number
    place = bisect_left(curve, at, key=_MOMENT)
    earlier, later = curve[place - 1], curve[place]
    share = minutes_between(earlier.at, at) / minutes_between(earlier.at, later.at)
    return round(earlier.number + share * (later.number - earlier.number))


def _provenance(curve: list[Count], ended_at: Moment, end: Moment) -> str:
    """Tell what the stretch of the curve rests on, with the counts just outside it."""
    first = max(bisect_right(curve, ended_at, key=_MOMENT) - 1, 0)
    last = bisect_right(curve, end, key=_MOMENT)
    reached_end = last and curve[last - 1].at == end > ended_at
    used = curve[first : last if reached_end else last + 1]
    return weakest(["derived", *("constructed" for count in used if count.constructed)])


def _assumption(detection: float, roll_back: float, *, late: bool) -> str:
    texts: dict[str, str] = load("what_if")["assumption"]
    sooner = {"detection": detection, "roll_back": roll_back}
    words = [
        texts[lever].format(length=format_minutes(minutes))
        for lever, minutes in sooner.items()
        if minutes
    ]
    if not words:
        return texts["none"]
    return " ".join([*words, texts["evenly"], *([texts["late"]] if late else [])])
