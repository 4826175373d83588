"""How long each part of an incident took, with the formula and what it rests on.

The field disagrees about these words: "time to resolve" alone has at least four
definitions. So no figure goes without its formula, and one whose milestones nobody
recorded is n/a, never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from course.incident.loading import Incident
from course.incident.timeline import PROVENANCES
from course.page.fragment import Fragment
from course.page.table import STYLE, table

UNKNOWN = "n/a"

MINUS = "−"

_DEFINITIONS = {
    "latent": ("Latent", "introduced", "started"),
    "time_to_detect": ("Time to detect", "started", "detected"),
    "time_to_acknowledge": ("Time to acknowledge", "detected", "acknowledged"),
    "time_to_mitigate": ("Time to mitigate", "started", "mitigated"),
    "time_to_resolve": ("Time to resolve", "started", "resolved"),
}

_MINUTES_IN_HOUR = 60
_MINUTES_IN_DAY = 24 * _MINUTES_IN_HOUR


@dataclass(frozen=True)
class Metric:
    """A stretch of time between two milestones.

    Parameters
    ----------
    key
        Its name in JSON, such as ``"time_to_detect"``.
    name
        Its name in a sentence.
    minutes
        How long, or None when a milestone is missing.
    formula
        Which two milestones are held against each other.
    provenance
        The weaker of the two milestones, ``"n/a"`` when one is missing.
    missing
        The phases that no row of the timeline marks.

    Examples
    --------
    >>> Metric("latent", "Latent", 30.0, "started − introduced", "given").minutes
    30.0
    """

    key: str
    name: str
    minutes: float | None
    formula: str
    provenance: str
    missing: tuple[str, ...] = ()

    @property
    def phases(self) -> tuple[str, str]:
        """The milestone it is counted from, and the one it is counted to."""
        _, earlier, later = _DEFINITIONS[self.key]
        return earlier, later

    @property
    def note(self) -> str:
        """What a reader must know to trust the figure as far as it goes, or nothing."""
        if self.missing:
            return f"{UNKNOWN}: no row marks " + " or ".join(f"“{name}”" for name in self.missing)
        return "rests on constructed rows" if self.provenance == PROVENANCES[-1] else ""


def weakest(provenances: Iterable[str]) -> str:
    """Tell what a figure is that rests on several others.

    Examples
    --------
    >>> weakest(["given", "constructed", "derived"])
    'constructed'
    """
    return max(provenances, key=PROVENANCES.index)


def metrics(incident: Incident) -> dict[str, Metric]:
    """Measure the five stretches of an incident.

    Parameters
    ----------
    incident
        Its milestones decide; the order of its rows does not.

    Returns
    -------
    dict
        Key to `Metric`, from the change that brought the defect to the end of the impact.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> metrics(load_incident())["time_to_resolve"].minutes
    174.0
    """
    return {
        key: _measure(incident, key, name, earlier, later)
        for key, (name, earlier, later) in _DEFINITIONS.items()
    }


def _measure(incident: Incident, key: str, name: str, earlier: str, later: str) -> Metric:
    milestones = incident.milestones
    missing = tuple(phase for phase in (earlier, later) if phase not in milestones)
    formula = f"{later} {MINUS} {earlier}"
    if missing:
        return Metric(key, name, None, formula, UNKNOWN, missing)
    first, last = milestones[earlier], milestones[later]
    minutes = (last.at - first.at).total_seconds() / 60
    return Metric(key, name, minutes, formula, weakest([first.provenance, last.provenance]))


def format_minutes(minutes: float | None) -> str:
    """Write a length of time for a reader, at the edge: figures stay in minutes.

    Examples
    --------
    >>> format_minutes(174)
    '2 h 54 min'
    >>> format_minutes(None)
    'n/a'
    """
    if minutes is None:
        return UNKNOWN
    sign = MINUS if minutes < 0 else ""
    whole = round(abs(minutes))
    if whole == 0 and minutes:
        return f"{sign}{abs(minutes) * 60:.0f} s"
    days, rest = divmod(whole, _MINUTES_IN_DAY)
    hours, left = divmod(rest, _MINUTES_IN_HOUR)
    parts = [f"{days} d"] * bool(days) + [f"{hours} h"] * bool(hours)
    if left or not parts:
        parts.append(f"{left} min")
    return sign + " ".join(parts)


def metric_rows(incident: Incident) -> list[tuple[str, str, str, str]]:
    """Write each metric's name, length, formula and basis for a reader.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> metric_rows(load_incident())[-1]
    ('Time to resolve', '2 h 54 min (174 min)', 'resolved − started', 'given')
    """
    rows = []
    for metric in metrics(incident).values():
        length = format_minutes(metric.minutes)
        if metric.minutes is not None and metric.minutes >= _MINUTES_IN_HOUR:
            length += f" ({metric.minutes:,.0f} min)"
        rows.append((metric.name, length, metric.formula, metric.note or metric.provenance))
    return rows


def show_metrics(incident: Incident) -> Fragment:
    """Show the metrics, each beside its formula and with what it rests on.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> print(show_metrics(load_incident()).text.splitlines()[-1])
    Time to resolve: 2 h 54 min (174 min) = resolved − started; given
    """
    rows = metric_rows(incident)
    html = table("How long each part took", ["Metric", "Length", "Formula", "Rests on"], rows)
    lines = [f"{name}: {length} = {formula}; {basis}" for name, length, formula, basis in rows]
    return Fragment(html, "\n".join(lines), STYLE)
