"""Incidents to draw, and the boxes of what was drawn."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from course.charts.chart import DRAWN
from course.incident.loading import Incident
from course.incident.timeline import COUNTS, Event
from course.page.moments import Moment

MINUTE = timedelta(minutes=1)
START = Moment.of(datetime(2026, 6, 11, 18, 14, tzinfo=ZoneInfo("Pacific/Auckland")))

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
                *(place + 2, times[place], text, tuple(filter(None, [(phases or {}).get(place)]))),
                provenance=provenances[place],
                **{name: counts[name][place] for name in COUNTS},
            )
            for place in range(length)
        )
        known = {"title": "T", "organisation": "O", "timezone": "Pacific/Auckland"} | facts
        return Incident(timeline=timeline, folder=Path("nowhere"), **known)

    return build


@pytest.fixture
def words() -> Callable[[Figure], list[str]]:
    """Give every text that stands on a figure."""
    return lambda figure: [
        text.get_text() for text in figure.findobj(Text) if text.get_text().strip()
    ]


def upright(figure: Figure) -> Iterator[tuple[float, float, float]]:
    """Give where the upright lines of a figure stand, and from where to where they go."""
    for line in figure.findobj(Line2D):
        (x, *others), ends = line.get_transform().transform(line.get_xydata()).T
        if others and line.get_linestyle() != "None" and np.ptp([x, *others]) == 0:
            yield x, ends.min(), ends.max()


@pytest.fixture
def check_layout() -> Callable[[Figure], None]:
    """Assert that no text leaves the figure, touches another or is struck by a line."""

    def check(figure: Figure) -> None:
        texts = [text for text in figure.findobj(Text) if text.get_text().strip()]
        with mpl.rc_context(DRAWN):
            renderer = FigureCanvasAgg(figure).get_renderer()
            boxes = np.array([text.get_window_extent(renderer).extents for text in texts])
        assert len(boxes)
        left, top, right, bottom = boxes.T
        sheet = figure.bbox
        outside = (left < 0) | (top < 0) | (right > sheet.x1) | (bottom > sheet.y1)
        assert not [texts[place].get_text() for place in np.flatnonzero(outside)]
        # Line boxes of neighbours may touch; half a point is never seen.
        across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left) > 0.5
        down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top) > 0.5
        pairs = np.argwhere(np.triu(across & down, k=1))
        assert not [(texts[one].get_text(), texts[two].get_text()) for one, two in pairs]
        for x, low, high in upright(figure):
            struck = (left < x) & (x < right) & (bottom - low > 0.5) & (high - top > 0.5)
            assert not [texts[place].get_text() for place in np.flatnonzero(struck)]

    return check
