"""What happened, as pictures with words: each chart is a function from an `Incident`.

Those of the built-in case are kept as they were drawn (`course.charts.kept`). Everything else
loads matplotlib and pandas once it is drawn, and not before.

The entrances are the functions below. It stands on `incident`, `content` and `page`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from course.charts.figured import Figured
from course.charts.kept import KeptChart, kept_for

if TYPE_CHECKING:
    from course.charts.chart import Chart
    from course.incident.loading import Incident

#: Charts that are only ever drawn, and where.
_DRAWN = {"Chart": "chart", "what_if_chart": "what_if"}


def timeline_chart(incident: "Incident") -> Figured:
    """Draw the events of an incident down a scale of time.

    Parameters
    ----------
    incident
        Milestones split it into lead-up, impact and afterwards, as far as they are known.

    Returns
    -------
    Figured
        The chart, wide and narrow, with its table in words.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> timeline_chart(load_incident()).rows.rows[-3][3]
    'The CEO is notified.'
    """
    return _kept_or_drawn("timeline", incident)


def affected_chart(incident: "Incident") -> Figured:
    """Draw the cumulative count of those affected, with the support calls under it.

    Parameters
    ----------
    incident
        Counts come from the timeline's cumulative columns; a chart of an incident
        without them says that they are not known.

    Returns
    -------
    Figured
        The chart, wide and narrow, with its table in words.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> affected_chart(load_incident()).rows.rows[-1][1:3]
    ('2,340', '17')
    """
    return _kept_or_drawn("affected", incident)


def callers_chart(incident: "Incident") -> Figured:
    """Draw how many were affected for every call to the support line.

    Parameters
    ----------
    incident
        Its totals decide; a chart of an incident without them says that they are unknown.

    Returns
    -------
    Figured
        The chart, wide and narrow, with its table in words.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> callers_chart(load_incident()).alt
    '17 calls for 2,340 patients affected: 0.73 %, about one call for every 138.'
    """
    return _kept_or_drawn("callers", incident)


def minutes_chart(incident: "Incident") -> Figured:
    """Draw the five metrics as bars on the stretch of time that each of them measures.

    Parameters
    ----------
    incident
        A metric that lacks a milestone is drawn as unknown.

    Returns
    -------
    Figured
        The chart, wide and narrow, with its table in words.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> [row[2] for row in minutes_chart(load_incident()).rows.rows]
    ['5,884', '48', '7', 'n/a', '174']
    """
    return _kept_or_drawn("minutes", incident)


CHARTS: tuple[Callable[["Incident"], Figured], ...] = (
    timeline_chart,
    affected_chart,
    callers_chart,
    minutes_chart,
)
"""All charts of an incident, in the order in which they are shown."""


def debrief_chart(results: Mapping[str, Any], note: str = "") -> "Chart":
    """Draw which misconceptions moved in a session, and which stayed.

    It tells the keys: show it when all decisions are behind the room.

    Parameters
    ----------
    results
        As a room exports them to JSON, or made of counted hands.
    note
        What has to be known about them, such as that they are simulated.

    Returns
    -------
    Chart
        The chart, wide and narrow, with its table in words.

    Examples
    --------
    >>> debrief_chart({"decisions": []}).alt
    'Nobody has voted yet.'
    """
    from course.charts.debrief import debrief

    return debrief(results, note)


def drawn(name: str, incident: "Incident") -> "Chart":
    """Draw one of `CHARTS` anew."""
    make = getattr(import_module(f"course.charts.{name}"), f"{name}_chart")
    return cast("Chart", make(incident))


def _kept_or_drawn(name: str, incident: "Incident") -> Figured:
    kept = kept_for(name, incident)
    return KeptChart(kept, lambda: drawn(name, incident)) if kept else drawn(name, incident)


def __getattr__(name: str) -> Any:
    if name in _DRAWN:
        return getattr(import_module(f"course.charts.{_DRAWN[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "CHARTS",
    "Chart",
    "Figured",
    "affected_chart",
    "callers_chart",
    "debrief_chart",
    "minutes_chart",
    "timeline_chart",
    "what_if_chart",
]
