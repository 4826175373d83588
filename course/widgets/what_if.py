"""What if: two sliders, and how many would have been spared.

The sliders of ipywidgets are left aside: theirs have no name for a screen reader (axe:
``aria-input-field-name``), and in JupyterLab the letters typed on them reach the notebook, where
`b` inserts a cell. The browser's own sliders have neither trouble; matplotlib draws.
"""

from base64 import b64encode
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import traitlets

from course.charts import spots, what_if_pictures
from course.charts.figured import places
from course.content import load
from course.content.kernel import with_kernel
from course.incident.count_guesses import minutes_sooner
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN, format_minutes
from course.incident.what_if import Outcome, limits, what_if
from course.page.blocks import Emphasis, Paragraph, Table
from course.page.fragment import Fragment, shown
from course.page.times import moment
from course.widgets.control import Control
from course.widgets.guess import Guess, behind_a_line
from course.widgets.pane import labelled

_SEEN_FROM = 1 / 8
"""Which share of those affected is spared where the sliders begin, so that it can be seen."""

_POSITIONS = 240
"""As many as a finger on a phone can tell apart."""

_STEPS = (1, 5, 15, 60, 360, 1440)
"""Minutes from one position to the next."""

_PARTS = 4
_WORDS = ("group", "none", "moved", "most", "table")


# Without a curve or an end there are none, and the reason is told.
class WhatIf(Control, beside=__file__, needs=("lengths.js",)):
    """Sliders for an earlier detection or roll-back, over the curve of those affected."""

    words = traitlets.Dict().tag(sync=True)
    #: Who it is about, where that is not plain.
    whose = traitlets.Unicode().tag(sync=True)
    levers: traitlets.List[Any] = traitlets.List().tag(sync=True)
    scene = traitlets.Unicode().tag(sync=True)
    drawn = traitlets.Dict().tag(sync=True)
    #: Whether something is to be guessed before it shows.
    waits = traitlets.Bool().tag(sync=True)

    def __init__(self, incident: Incident, after: Guess | None = None) -> None:
        texts = load("what_if")
        super().__init__(words={name: texts[name] for name in _WORDS})
        self._scene_for: tuple[bool, Incident] | None = None
        self.about(incident)
        if after is not None:
            traitlets.dlink((after, "waits"), (self, "waits"))

    def about(self, incident: Incident) -> None:
        """Turn to an incident, with the sliders where they begin."""
        self._incident = incident
        self._most = {name: _whole_steps(most) for name, most in asdict(limits(incident)).items()}
        begin = dict.fromkeys(self._most, 0.0)
        for name in [name for name, most in self._most.items() if most][:1]:
            begin[name] = _first_seen(incident, name, self._most[name])
        narrow = self.drawn.get("for", {}).get("narrow", False)
        with self.hold_sync():
            self.move(begin["detection"], begin["roll_back"], narrow=narrow)
            known = self.outcome.spared is not None
            self.levers = [self._lever(name, begin[name]) for name in self._most if known]

    def move(self, detection: float = 0, roll_back: float = 0, *, narrow: bool = False) -> None:
        """Move the sliders, as dragging does, and draw; none goes beyond its end."""
        asked = {"detection": detection, "roll_back": roll_back}
        held = {name: min(max(asked[name], 0), most) for name, most in self._most.items()}
        self.outcome = what_if(self._incident, **held)
        pictures = what_if_pictures.what_if_pictures(self._incident, self.outcome)
        sheet = pictures.chart.spots[narrow]
        self._chart = pictures.chart
        with self.hold_sync():
            if self._scene_for != (narrow, self._incident):
                scene = _uri(pictures.scene(narrow))
                # A page that cannot draw goes on with the one that it has of this incident.
                if scene or not self._scene_for or self._scene_for[1] is not self._incident:
                    self.scene = scene
                self._scene_for = narrow, self._incident
            self.drawn = {
                "for": asked | {"narrow": narrow},
                "src": _uri(pictures.answer(narrow)),
                "answer": self._chart.alt,
                "places": Fragment(
                    places(what_if_pictures.NAME, sheet, sheet), "", spots.STYLE
                ).styled,
                "caption": "" if self._chart.unknown else self._chart.caption,
                "table": shown([self._chart.rows]).styled,
            }

    def _lever(self, name: str, value: float) -> dict[str, Any]:
        most = self._most[name]
        texts = load("what_if")["lever"][name]
        return {
            "name": name,
            "label": texts["label"],
            "stuck": "" if most else texts["stuck"],
            "most": most,
            "step": _step(most),
            "value": value,
        }

    def _hear_move(
        self, *, detection: float = 0, roll_back: float = 0, narrow: bool = False
    ) -> None:
        self.move(float(detection), float(roll_back), narrow=narrow)

    def _hear_near(self) -> None:
        """Draw once while nobody waits, so that the first move does not: drawing loads much."""
        # A page that runs in the browser has nothing that draws.
        with suppress(ImportError):
            what_if_pictures.drawn(self._incident, self.outcome).answer(True)

    def readable(self) -> Fragment:
        """Write the picture, and what each lever alone would have spared, for no kernel."""
        texts = load("what_if")
        chart = self._chart.fragment
        written = Fragment(labelled(self.whose, ""), self.whose) + chart
        if self._rows:
            steps = Table(texts["steps"], tuple(texts["columns"]), tuple(self._rows))
            written += shown([steps, Paragraph(Emphasis(with_kernel(texts["kernel"])))])
        return behind_a_line(written) if self.waits else written

    @property
    def _rows(self) -> list[tuple[str, str, str, str]]:
        """What a page without a kernel shows: each lever alone, in a few places."""
        rows = []
        for name, most in self._most.items():
            label = load("what_if")["lever"][name]["label"]
            for part in range(1, _PARTS + 1):
                minutes = most * part / _PARTS // _step(most) * _step(most)
                if minutes:
                    outcome = what_if(self._incident, **{name: minutes})
                    rows.append((f"{label}: {format_minutes(minutes)}", *_in_cells(outcome)))
        return list(dict.fromkeys(rows))


def _first_seen(incident: Incident, lever: str, most: float) -> float:
    """Give the first position of a lever at which the eye sees what it does, or the last one."""
    # For detection it is not before the one that is guessed about: whoever guessed finds it again.
    step = _step(most)
    asked = int(_whole_steps(minutes_sooner(incident))) if lever == "detection" else 0
    for minutes in range(max(step, asked), int(most), step):
        outcome = what_if(incident, **{lever: minutes})
        if outcome.spared is None:
            break
        if outcome.spared >= _SEEN_FROM * (outcome.spared + (outcome.affected or 0)):
            return float(minutes)
    return most


def _whole_steps(most: float) -> float:
    return most // _step(most) * _step(most)


def _step(most: float) -> int:
    return next((step for step in _STEPS if most / step <= _POSITIONS), _STEPS[-1])


def _uri(svg: bytes) -> str:
    """Give an address for a picture, and none where there is no picture."""
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}" if svg else ""


def _in_cells(outcome: Outcome) -> tuple[str, str, str]:
    if outcome.ended_at is None:
        return UNKNOWN, UNKNOWN, UNKNOWN
    return moment(outcome.ended_at), f"{outcome.spared:,}", f"{outcome.affected:,}"


def what_if_sliders(incident: Incident, after: Guess | None = None) -> WhatIf:
    """Show what an earlier detection or roll-back would have spared.

    Parameters
    ----------
    incident
        What it is about.
    after
        A guess that comes first: until then there are no sliders.

    Returns
    -------
    WhatIf
        Two sliders, in minutes, and the curve that follows them.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> print(str(what_if_sliders(load_incident())).splitlines()[-3])
    Rolled back sooner ...: 1 h 59 min | Thursday 11 June 2026, 19:09 NZST | 1,505 | 835
    """
    return WhatIf(incident, after)
