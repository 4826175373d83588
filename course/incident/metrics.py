"""How long each part of an incident took, with the formula and what it rests on.

The field disagrees about these words: "time to resolve" alone has at least four
definitions. So no figure goes without its formula, and one whose milestones nobody
recorded is n/a, never zero; so is one that a day alone cannot carry. A stretch that would
run backwards is no length: it says that the data contradict themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from course.content import load
from course.incident.loading import Incident
from course.incident.timeline import PROVENANCES
from course.page.blocks import Table
from course.page.fragment import Fragment, shown
from course.page.moments import DAY, coarsest, minutes_between

UNKNOWN = "n/a"

MINUS = "−"

_DEFINITIONS = {
    "latent": ("introduced", "started"),
    "time_to_detect": ("started", "detected"),
    "time_to_acknowledge": ("detected", "acknowledged"),
    "time_to_mitigate": ("started", "mitigated"),
    "time_to_resolve": ("started", "resolved"),
}

_SECONDS_IN_MINUTE = 60
_MINUTES_WITH_SECONDS = 10
_MINUTES_IN_HOUR = 60
_MINUTES_IN_DAY = 24 * _MINUTES_IN_HOUR


@dataclass(frozen=True)
class Metric:
    """A stretch of time between two milestones.

    Examples
    --------
    >>> Metric("latent", "Latent", 30.0, "started − introduced", "given").minutes
    30.0
    """

    #: Its name in JSON, such as ``"time_to_detect"``.
    key: str
    #: Its name in a sentence.
    name: str
    #: How long, or None when a milestone is missing or known to the day only. Fewer than none where
    #: the second milestone stands before the first.
    minutes: float | None
    #: Which two milestones are held against each other.
    formula: str
    #: The weaker of the two milestones, ``"n/a"`` when one is missing.
    provenance: str
    #: The phases that no row of the timeline marks.
    missing: tuple[str, ...] = ()
    #: How exactly the less exact of the two milestones is known, or None.
    precision: str | None = None
    #: The phases that are known to the day only.
    days: tuple[str, ...] = ()
    #: Whether the second milestone stands before the first, as exactly as both are known.
    contradicts: bool = False
    #: The phases that are known only roughly.
    about: tuple[str, ...] = ()

    @property
    def phases(self) -> tuple[str, str]:
        """The milestone it is counted from, and the one it is counted to."""
        return _DEFINITIONS[self.key]

    @property
    def note(self) -> str:
        """What a reader must know to trust the figure as far as it goes, or nothing."""
        words = load("timeline")["metric"]
        earlier, later = self.phases
        text, phases = "", ""
        if self.missing:
            text, phases = words["missing"], _either(self.missing)
        elif self.contradicts:
            text = words["contradicts"]
        elif self.days:
            text, phases = words["days"][len(self.days) > 1], _either(self.days, "and")
        elif self.about:
            text, phases = words["about"][len(self.about) > 1], _either(self.about, "and")
        elif self.provenance == PROVENANCES[-1]:
            text = words["constructed"]
        return str(text).format(
            phases=phases, earlier=earlier, later=later, provenance=self.provenance
        )

    @property
    def in_words(self) -> str:
        """How long it took, for a reader: said to be about as long where a milestone is."""
        is_about = bool(self.about) and self.minutes is not None
        return f"{'about ' * is_about}{format_minutes(self.minutes)}"

    @property
    def length(self) -> float | None:
        """The minutes it took, or None where there is no length: unknown, or run backwards."""
        return None if self.contradicts else self.minutes


def _either(phases: tuple[str, ...], word: str = "or") -> str:
    return f" {word} ".join(f"“{phase}”" for phase in phases)


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
        As `course.load_incident` gives it.

    Returns
    -------
    dict of str to Metric
        In minutes, by the key in JSON; None where a milestone is missing or known to the day only.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> metrics(load_incident())["time_to_resolve"].minutes
    174.0
    """
    names = load("timeline")["metric"]["name"]
    return {
        key: _measure(incident, key, names[key], *phases) for key, phases in _DEFINITIONS.items()
    }


def _measure(incident: Incident, key: str, name: str, earlier: str, later: str) -> Metric:
    milestones = incident.milestones
    missing = tuple(phase for phase in (earlier, later) if phase not in milestones)
    formula = f"{later} {MINUS} {earlier}"
    if missing:
        return Metric(key, name, None, formula, UNKNOWN, missing)
    first, last = milestones[earlier], milestones[later]
    days = tuple(mark.phase for mark in (first, last) if mark.at.is_day)
    contradicts = last.at.precedes(first.at)
    minutes = minutes_between(first.at, last.at)
    if minutes < 0 and not contradicts:
        # 18:14:30, then 18:14: within that minute nobody knows more.
        minutes = 0.0
    return Metric(
        *(key, name, None if days else minutes, formula),
        weakest([first.provenance, last.provenance]),
        precision=DAY if days else coarsest([first.at.precision, last.at.precision]),
        days=days,
        contradicts=contradicts,
        about=tuple(mark.phase for mark in (first, last) if mark.at.is_about),
    )


def format_minutes(minutes: float | None) -> str:
    """Write a length of time for a reader, at the edge: figures stay in minutes.

    Examples
    --------
    >>> format_minutes(174), format_minutes(1.5), format_minutes(0.6983)
    ('2 h 54 min', '1 min 30 s', '41.9 s')
    >>> format_minutes(None)
    'n/a'
    """
    # Short lengths keep their seconds, long ones their minutes.
    if minutes is None:
        return UNKNOWN
    sign = MINUS if minutes < 0 else ""
    seconds = float(f"{abs(minutes) * 60:.3g}")
    if 0 < seconds < _SECONDS_IN_MINUTE:
        return f"{sign}{f'{seconds:.6f}'.rstrip('0').rstrip('.')} s"
    whole = round(abs(minutes))
    if abs(minutes) < _MINUTES_WITH_SECONDS:
        whole, left = divmod(round(abs(minutes) * 60), _SECONDS_IN_MINUTE)
        if left:
            return f"{sign}{whole} min {left} s"
    days, rest = divmod(whole, _MINUTES_IN_DAY)
    hours, left = divmod(rest, _MINUTES_IN_HOUR)
    parts = [f"{days} d"] * bool(days) + [f"{hours} h"] * bool(hours)
    if left or not parts:
        parts.append(f"{left} min")
    return sign + " ".join(parts)


def in_minutes(minutes: float) -> str:
    """Write a length in minutes alone, to be reckoned with.

    Examples
    --------
    >>> in_minutes(5884), in_minutes(0.6983333333)
    ('5,884 min', '0.698 min')
    """
    return f"{round(minutes, 3):,.10g} min"


def both_ways(minutes: float | None) -> tuple[str, ...]:
    """Write a length for a reader, and in minutes where that is not the same.

    Examples
    --------
    >>> both_ways(174), both_ways(48), both_ways(None)
    (('2 h 54 min', '174 min'), ('48 min',), ('n/a',))
    """
    if minutes is None or abs(minutes) < _MINUTES_IN_HOUR:
        return (format_minutes(minutes),)
    return format_minutes(minutes), in_minutes(minutes)


def metrics_table(incident: Incident, title: str) -> Table:
    """Write each metric's name, length, formula and basis for a reader.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> metrics_table(load_incident(), "Metrics").rows[-1]
    ('Time to resolve', '2 h 54 min (174 min)', 'resolved − started', 'given')
    """
    rows, words = [], load("timeline")["metric"]
    for metric in metrics(incident).values():
        minutes = both_ways(metric.minutes)[1:]
        lengths = f"{metric.in_words} ({minutes[0]})" if minutes else metric.in_words
        note = words["constructed_rows"] if metric.note == words["constructed"] else metric.note
        rests_on = note or metric.provenance
        rows.append((metric.name, lengths, metric.formula, rests_on))
    return Table(title, tuple(words["columns"]), tuple(rows))


def show_metrics(incident: Incident) -> Fragment:
    """Show the metrics, each beside its formula and with what it rests on.

    Parameters
    ----------
    incident
        As `course.load_incident` gives it.

    Returns
    -------
    Fragment
        The metrics in minutes and hours, as a page and as text.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> print(show_metrics(load_incident()).text.splitlines()[-1])
    Time to resolve | 2 h 54 min (174 min) | resolved − started | given
    """
    return shown([metrics_table(incident, load("timeline")["metric"]["title"])])
