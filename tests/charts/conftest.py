"""Incidents to draw, and the boxes of what was drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from course.charts.chart import DRAWN
from course.incident.loading import Incident
from course.incident.timeline import COUNTS, Event
from course.page.moments import Moment

MINUTE = timedelta(minutes=1)
START = Moment.of(datetime(2026, 6, 11, 18, 14, tzinfo=ZoneInfo("Pacific/Auckland")))

SMALLEST = 12
"""Points. Shown at eleven twelfths of the width for which it was drawn, that is 11 pixels."""

Build = Callable[..., Incident]


@pytest.fixture
def build() -> Build:
    """Build an incident from the minutes at which its events happened."""

    def build(
        minutes: list[float],
        phases: dict[int, str] | None = None,
        text: str = "A.",
        **facts: object,
    ) -> Incident:
        length = len(minutes)
        times = [START + MINUTE * at for at in minutes]
        if "timestamp" in facts:
            times = [Moment.of(at) for at in facts.pop("timestamp")]
        provenances = facts.pop("provenance", ["constructed"] * length)
        counts = {name: facts.pop(name, [None] * length) for name in COUNTS}
        timeline = tuple(
            Event(
                *(
                    place + 2,
                    times[place],
                    text,
                    tuple(filter(None, (phases or {}).get(place, "").split("+"))),
                ),
                provenance=provenances[place],
                **{name: counts[name][place] for name in COUNTS},
            )
            for place in range(length)
        )
        known = {"title": "T", "organisation": "O", "timezone": "Pacific/Auckland"} | facts
        return Incident(timeline=timeline, folder=Path("nowhere"), **known)

    return build


def drawn(figure: Figure, kind: type[Artist]) -> list[Artist]:
    """Find all of a kind on a figure, whose axes are switched off: none of their ticks is drawn."""
    assert not any(axes.axison for axes in figure.axes)
    within = (part for axes in figure.axes for part in axes.get_children())
    parts = (
        part for part in (*figure.get_children(), *within) if not isinstance(part, Axes | Axis)
    )
    return [found for part in parts for found in part.findobj(kind)]


@pytest.fixture
def words() -> Callable[[Figure], list[str]]:
    """Give every text that stands on a figure."""
    return lambda figure: [
        text.get_text() for text in drawn(figure, Text) if text.get_text().strip()
    ]


@dataclass(frozen=True)
class Strokes:
    """All that is drawn with a pen, in pixels: straight pieces, and how far ink reaches from them.

    Parameters
    ----------
    starts, ends
        Places, one row each.
    reach
        Half the width of each.
    """

    starts: np.ndarray
    ends: np.ndarray
    reach: np.ndarray

    def strike(self, boxes: np.ndarray) -> np.ndarray:
        """Tell of each box (left, bottom, right, top), one a row, whether any runs through it."""
        inside = np.full((len(boxes), len(self.starts)), fill_value=True)
        first, last = np.zeros(inside.shape), np.ones(inside.shape)
        for axis in (0, 1):
            low, high = boxes[:, [axis]] - self.reach, boxes[:, [axis + 2]] + self.reach
            start, way = self.starts[:, axis], self.ends[:, axis] - self.starts[:, axis]
            still = np.abs(way) < 1e-9
            inside &= ~still | ((low < start) & (start < high))
            one, two = ((edge - start) / np.where(still, 1, way) for edge in (low, high))
            first = np.where(still, first, np.maximum(first, np.minimum(one, two)))
            last = np.where(still, last, np.minimum(last, np.maximum(one, two)))
        return (inside & (first < last + 1e-9)).any(axis=1)


def strokes(figure: Figure) -> Strokes:
    """Find every line, dot, frame and outline of a figure."""
    found = []
    for line in drawn(figure, Line2D):
        places = line.get_transform().transform(line.get_xydata())
        if line.get_linestyle() != "None":
            found.append((places[:-1], places[1:], line.get_linewidth() / 2))
        if line.get_marker() not in ("None", None, ""):
            found.append((places, places, line.get_markersize() / 2))
    for patch in figure.axes[0].patches:
        reach = patch.get_linewidth() / 2
        path = patch.get_transform().transform_path(patch.get_path())
        if patch.get_fill():
            outlines = path.to_polygons() if reach or isinstance(patch, Rectangle) else ()
            found.extend((outline[:-1], outline[1:], reach) for outline in outlines)
        else:
            found.append((path.vertices[::2], path.vertices[1::2], reach))
    starts, ends, reaches = zip(*found, strict=True) if found else ([], [], [])
    if not found:
        return Strokes(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0))
    reach = np.concatenate([np.full(len(at), far) for at, far in zip(starts, reaches, strict=True)])
    return Strokes(np.concatenate(starts), np.concatenate(ends), reach)


@pytest.fixture
def check_layout() -> Callable[[Figure], None]:
    """Assert that no text is too small, leaves the sheet, touches another or is struck through."""

    def check(figure: Figure) -> None:
        texts = [text for text in drawn(figure, Text) if text.get_text().strip()]
        with mpl.rc_context(DRAWN):
            renderer = FigureCanvasAgg(figure).get_renderer()
            boxes = np.array([text.get_window_extent(renderer).extents for text in texts])
        assert len(boxes)
        assert not [text.get_text() for text in texts if text.get_fontsize() < SMALLEST]
        left, top, right, bottom = boxes.T
        sheet = figure.bbox
        outside = (left < 0) | (top < 0) | (right > sheet.x1) | (bottom > sheet.y1)
        assert not [texts[place].get_text() for place in np.flatnonzero(outside)]
        # Line boxes of neighbours may touch; half a point is never seen.
        across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left) > 0.5
        down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top) > 0.5
        pairs = np.argwhere(np.triu(across & down, k=1))
        assert not [(texts[one].get_text(), texts[two].get_text()) for one, two in pairs]
        struck = strokes(figure).strike(boxes + np.array([0.5, 0.5, -0.5, -0.5]))
        assert not [texts[place].get_text() for place in np.flatnonzero(struck)]

    return check
