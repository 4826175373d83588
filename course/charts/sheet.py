"""The sizes of letters on a sheet, in points, and how they are written there in lines."""

from typing import Any

from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.lettering import wrap

TITLE, SIZE, SMALL = 16.0, 13.0, 12.0
TITLE_LEADING, LEADING = 20.0, 16.0

_MARGIN = 16.0
_BOLD = 1.13
"""How much wider bold letters are than others, at most."""


def wrap_title(title: str, limit: float) -> list[str]:
    """Break a title, in bold, into lines.

    Examples
    --------
    >>> wrap_title("What moved, and what stayed", 180)
    ['What moved, and', 'what stayed']
    """
    return wrap(title, TITLE * _BOLD, limit, 99)


def write(
    canvas: Canvas, x: float, y: float, lines: list[str], leading: float = LEADING, **look: Any
) -> float:
    """Write lines one under the other, and give where the next would stand."""
    for number, line in enumerate(lines):
        canvas.text(x, y + number * leading, line, **look)
    return y + len(lines) * leading


def say(words: str, width: float) -> Figure:
    """Draw a sheet that holds nothing but a sentence, for where there is nothing to draw."""
    lines = wrap(words, SIZE, width - 2 * _MARGIN, 99)
    canvas = Canvas(width, 2 * _MARGIN + len(lines) * (LEADING + 2))
    write(canvas, _MARGIN, _MARGIN + SIZE, lines, LEADING + 2, size=SIZE)
    return canvas.figure
