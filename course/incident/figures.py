"""The figures of the built-in case, written out under the names that content gives them."""

from course.content import load
from course.errors import IncidentError
from course.incident.findings import of_folder
from course.incident.loading import Incident
from course.incident.metrics import format_minutes, metrics
from course.page.shares import in_percent, two_figures
from course.page.times import clock, clock_of_twelve, day, zone_name

_TEN = 10
_AS_IT_CAME = "it as it came: restore it, and change a copy instead"


def figures(incident: Incident) -> dict[str, str]:
    """Write out what the sentences of the course leave in braces.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> of = figures(load_incident())
    >>> of["affected"], of["affected_share"], of["per_minute"], of["line_coverage"]
    ('2,340', '5.2 %', '13.4', '87 %')
    """
    milestones, minutes = incident.milestones, metrics(incident)["time_to_resolve"].minutes
    affected, calls, population = incident.affected, incident.support_calls, incident.population
    if not (minutes and affected and calls and population and "introduced" in milestones):
        raise IncidentError(
            [of_folder(incident.folder, "found the course's own case changed", _AS_IT_CAME)]
        )
    introduced, started = milestones["introduced"].at, milestones["started"].at
    return {
        "organisation": incident.organisation,
        "population": f"{population:,}",
        "affected": f"{affected:,}",
        "affected_share": in_percent(affected / population),
        "per_minute": rate(affected, minutes),
        "calls": f"{calls:,}",
        "calls_share": in_percent(calls / affected),
        "one_in": f"{affected / calls:,.0f}",
        "date": day(started),
        "started": clock(started),
        "resolved": clock(milestones["resolved"].at),
        "started_12": clock_of_twelve(started),
        "resolved_12": clock_of_twelve(milestones["resolved"].at),
        "zone": zone_name(started),
        "minutes": f"{minutes:,.0f}",
        "duration": format_minutes(minutes),
        "days_latent": f"{(started.date() - introduced.date()).days}",
        "line_coverage": in_percent(load("case")["line_coverage"]),
    }


def rate(number: int, minutes: float) -> str:
    """Write how many there were every minute, with one decimal or two figures.

    Examples
    --------
    >>> rate(2340, 174), rate(3, 90)
    ('13.4', '0.033')
    """
    each = number / minutes
    return f"{each:,.1f}" if each >= _TEN else two_figures(each)
