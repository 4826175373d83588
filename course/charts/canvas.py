"""A sheet to draw on, in points from the top left corner.

One axes fills the figure and has no ticks of its own: every position is worked out from
the data before it is drawn, so nothing depends on what a layout engine makes of it.
"""

from typing import Any, TypeVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

from course.charts.fonts import FAMILY, needs_more
from course.charts.palette import CARD, FAINT, INK
from course.charts.words import Words

POINTS_IN_INCH = 72

_Drawn = TypeVar("_Drawn", bound=Artist)


class Canvas:
    """A figure of a fixed size with a few ways to draw on it."""

    def __init__(self, width: float, height: float) -> None:
        self.figure = Figure(
            figsize=(width / POINTS_IN_INCH, height / POINTS_IN_INCH),
            dpi=POINTS_IN_INCH,
            facecolor=CARD,
        )
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.patch.set_visible(False)
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)

    def text(  # noqa: PLR0913 - a text has a place, a look and an anchor
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        color: str = INK,
        bold: bool = False,
        align: str = "left",
        rotation: float = 0,
        anchor: str = "baseline",
    ) -> Text:
        """Write words, as they are: a dollar sign starts no formula."""
        kind = Words if needs_more(words) else Text
        text = kind(
            x,
            y,
            words,
            fontsize=size,
            color=color,
            family=FAMILY,
            weight="bold" if bold else "normal",
            ha=align,
            va=anchor,
            rotation=rotation,
            parse_math=False,
        )
        return self._add(text)

    def line(
        self,
        points: list[tuple[float, float]],
        *,
        color: str = FAINT,
        weight: float = 1,
        **look: Any,
    ) -> Line2D:
        """Draw a line through points."""
        line = Line2D(*zip(*points, strict=True), color=color, linewidth=weight, **look)
        return self._add(line)

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> Rectangle:
        """Draw a rectangle from its top left corner."""
        return self._add(Rectangle((x, y), width, height, **{"linewidth": 0, **look}))

    def dot(self, x: float, y: float, radius: float, **look: Any) -> Ellipse:
        """Draw a circle around a point."""
        return self._add(Ellipse((x, y), 2 * radius, 2 * radius, **look))

    def pill(self, x: float, y: float, far: float, radius: float, **look: Any) -> PathPatch:
        """Draw a circle around a point, stretched so that it reaches so `far` to both sides."""
        flat, circle = far - radius, Path.unit_circle()
        points = np.array(circle.vertices, dtype=float) * radius
        # Only the ends are round; a stretched ellipse would cut the corners of what it holds.
        points[:, 0] += np.where(points[:, 0] > 0, flat, -flat)
        return self._add(PathPatch(Path(points + np.array([x, y]), circle.codes), **look))

    def dots(
        self, points: list[tuple[float, float]], radius: float, *, color: str, hollow: bool = False
    ) -> None:
        """Draw circles around points, hollow or filled, as one artist however many there are."""
        if points:
            look: dict[str, Any] = {
                "markerfacecolor": "none" if hollow else color,
                "markeredgewidth": 1.3,
            }
            self.line(
                points,
                color=color,
                linestyle="none",
                marker="o",
                markersize=2 * radius - 1.3,
                zorder=3,
                **look,
            )

    def specks(self, points: list[tuple[float, float]], diameter: float, *, color: str) -> None:
        """Draw thousands of filled circles in few bytes: lines of no length with round ends."""
        # Snapped to whole pixels they would have no length at all, and Agg draws no such line.
        pairs = [((x, y), (x + 0.001, y)) for x, y in points]
        self.strokes(pairs, color=color, weight=diameter, capstyle="round", snap=False)

    def strokes(
        self,
        pairs: list[tuple[tuple[float, float], tuple[float, float]]],
        *,
        color: str,
        weight: float,
        **look: Any,
    ) -> None:
        """Draw lines from point to point, as one artist however many there are."""
        if pairs:
            path = Path(
                [point for pair in pairs for point in pair], [Path.MOVETO, Path.LINETO] * len(pairs)
            )
            self._add(PathPatch(path, fill=False, edgecolor=color, linewidth=weight, **look))

    def area(self, points: list[tuple[float, float]], **look: Any) -> PathPatch:
        """Fill the shape between points."""
        return self._add(PathPatch(Path(points, closed=False), linewidth=0, **look))

    def _add(self, artist: _Drawn) -> _Drawn:
        # Everything lies on the sheet, so nothing needs a path to clip it.
        self.axes.add_artist(artist).set_clip_on(b=False)
        return artist
