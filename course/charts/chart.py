"""A chart that is drawn when a picture of it is first looked at."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from course.charts.compact import compact
from course.charts.figured import Figured
from course.charts.footnote import with_footnote
from course.charts.palette import dark_style
from course.charts.spots import Spot
from course.page.blocks import Table

DRAWN: dict[Any, Any] = {
    "svg.hashsalt": "blameless",
    "svg.fonttype": "path",
    # Letters keep the widths that `course.charts.lettering` measures.
    "text.hinting": "none",
}
"""Settings under which a figure is drawn: the same bytes, letters as they were measured."""


@dataclass(frozen=True, eq=False)
class Chart(Figured):
    """A figure, wide and narrow, with its caption, alt text and table.

    Parameters
    ----------
    name
        What its files are called, such as ``"timeline"``.
    draw
        Draws it for a layout. It is called when a picture is first looked at.
    layouts
        For a page and for a phone.
    caption
        Stands under the figure: how to read it, and what in it is constructed.
    alt
        Says what the figure shows, computed from the data.
    table
        All that the figure is drawn from. Its first column names the row.
    table_caption
        What the table holds.
    unknown
        A sentence that stands in the place of all of it, where there is nothing to draw.
    answers
        Gives the places of a layout that answer a tap or a key.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> from course.charts import affected_chart
    >>> affected_chart(load_incident()).name
    'affected'
    """

    name: str
    draw: Callable[[Any], Figure]
    layouts: tuple[Any, Any]
    caption: str
    alt: str
    table: pd.DataFrame
    table_caption: str
    unknown: str = ""
    answers: Callable[[Any], Sequence[Spot]] = lambda _: ()

    @cached_property
    def figure(self) -> Figure:
        """The picture for a page."""
        return self.draw(self.layouts[0])

    @cached_property
    def narrow(self) -> Figure:
        """The same content for a phone."""
        return self.draw(self.layouts[1])

    @cached_property
    def svg(self) -> bytes:
        """The wide variant as SVG, the same bytes each time."""
        return picture(self.figure, "svg")

    @cached_property
    def narrow_svg(self) -> bytes:
        """The narrow variant as SVG, the same bytes each time."""
        return picture(self.narrow, "svg")

    @property
    def spots(self) -> tuple[Sequence[Spot], Sequence[Spot]]:
        """The places that answer, on the wide sheet and on the narrow one."""
        wide, narrow = (list(self.answers(layout)) for layout in self.layouts)
        return wide, narrow

    @cached_property
    def rows(self) -> Table:
        """The table as a page and as a text say it."""
        cells = (tuple(map(str, row)) for row in self.table.itertuples(index=False))
        return Table(self.table_caption, tuple(self.table.columns), tuple(cells))

    # A dataclass would write its own.
    __repr__ = Figured.__repr__


def picture(figure: Figure, kind: str) -> bytes:
    """Draw a figure as ``"svg"`` or ``"png"``, the same bytes each time.

    Examples
    --------
    >>> picture(Figure(), "png")[1:4]
    b'PNG'
    """
    stream = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    with mpl.rc_context(DRAWN), with_footnote(figure, kind):
        figure.savefig(stream, format=kind, metadata=metadata, dpi=2 * figure.dpi)
    drawn = stream.getvalue()
    if kind != "svg":
        return drawn
    head, end, shapes = compact(drawn.decode()).partition(">")
    return f"{head}{end}{dark_style(shapes)}{shapes}".encode()
