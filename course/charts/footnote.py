"""A line under a figure that says what the picture itself could not show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.figure import Figure

from course.charts.canvas import POINTS_IN_INCH
from course.charts.fonts import FAMILY, MARK, borrow, marked
from course.charts.lettering import wrap
from course.charts.palette import INK
from course.charts.words import Words
from course.content import load

_SIZE = 12.0
_LEADING = 16.0
_MARGIN = 16.0


def undrawn(figure: Figure, kind: str) -> int:
    """Count the lines with letters that have no font: anywhere, or for a PNG on this machine."""
    # Of what is on the sheet: `findobj` would also ask an axis nobody sees, which then makes ticks.
    texts = [text for axes in figure.axes for text in axes.texts]
    if kind != "svg":
        borrow(text.get_text() for text in texts if isinstance(text, Words))
    return sum(
        MARK in (marked(words) if kind != "svg" and isinstance(text, Words) else words)
        for text, words in ((text, text.get_text()) for text in texts)
    )


@contextmanager
def with_footnote(figure: Figure, kind: str) -> Iterator[None]:
    """Say under the figure, while it is drawn, how many lines lack letters."""
    count = undrawn(figure, kind)
    if not count:
        yield
        return
    wording = load("charts")["undrawn"]
    words = wording["one"] if count == 1 else wording["many"].format(count=f"{count:,}")
    width, height = (inches * POINTS_IN_INCH for inches in figure.get_size_inches())
    lines = wrap(words, _SIZE, width - 2 * _MARGIN, 9)
    [axes] = figure.axes
    _resize(figure, width, height + len(lines) * _LEADING + _MARGIN / 2)
    places = [height + _LEADING * (number + 0.5) for number in range(len(lines))]
    look: dict[str, Any] = {"fontsize": _SIZE, "family": FAMILY, "color": INK}
    texts = [axes.text(_MARGIN, y, line, **look) for y, line in zip(places, lines, strict=True)]
    try:
        yield
    finally:
        for text in texts:
            text.remove()
        _resize(figure, width, height)


def _resize(figure: Figure, width: float, height: float) -> None:
    figure.set_size_inches(width / POINTS_IN_INCH, height / POINTS_IN_INCH)
    figure.axes[0].set_ylim(height, 0)
