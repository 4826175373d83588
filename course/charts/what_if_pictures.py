"""What the sliders show: a scene that stays and an answer over it, kept for where they begin."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from course.charts.figured import Figured
from course.charts.kept import KeptChart, kept_for
from course.incident.loading import Incident
from course.incident.what_if import Outcome

NAME = "what-if"


@dataclass(frozen=True)
class Pictures:
    """The chart for where no kernel is, and its two layers; each is told whether it is narrow."""

    chart: Figured
    scene: Callable[[bool], bytes]
    answer: Callable[[bool], bytes]


def what_if_pictures(incident: Incident, outcome: Outcome) -> Pictures:
    """Find the pictures of an outcome, or draw them.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> from course.incident.what_if import what_if
    >>> case = load_incident()
    >>> what_if_pictures(case, what_if(case, detection=30)).scene(True)[:4]
    b'<svg'
    """
    kept = kept_for(NAME, incident, outcome)
    if kept is None:
        return drawn(incident, outcome)
    layers = {name: {False: kept[name][0], True: kept[name][1]} for name in ("scene", "answer")}
    return Pictures(
        KeptChart(kept, lambda: drawn(incident, outcome).chart),
        lambda narrow: str(layers["scene"][narrow]).encode(),
        lambda narrow: str(layers["answer"][narrow]).encode(),
    )


def drawn(incident: Incident, outcome: Outcome) -> Pictures:
    """Draw them anew."""
    # Not at the top: it loads matplotlib and pandas.
    from course.charts.what_if import what_if_answer, what_if_chart, what_if_scene

    return Pictures(
        what_if_chart(incident, outcome),
        partial(_layer, what_if_scene, incident, outcome),
        partial(_layer, what_if_answer, incident, outcome),
    )


def _layer(draw: Callable[..., bytes], incident: Incident, outcome: Outcome, narrow: bool) -> bytes:
    return draw(incident, outcome, narrow=narrow)
