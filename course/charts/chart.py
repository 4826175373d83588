"""A figure and the text that says the same.

JupyterLab sets no alt text on an image output, nbconvert neither. So a chart is one piece
of HTML that carries its pictures inside: it reads the same in JupyterLab, in reader
mode and in an exported file, to eyes, to a screen reader and to nbval.
"""

import io
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from course.charts.compact import compact
from course.charts.footnote import with_footnote
from course.charts.palette import dark_style
from course.charts.sheet import NARROW, SHOWN_AT_LEAST, WIDE
from course.page.blocks import Table
from course.page.fragment import Fragment
from course.page.html import as_html
from course.page.style import style
from course.page.text import as_text

NARROW_BELOW_PIXELS = 900
"""A screen not wider than this is shown the narrow variant: a wide one would be too small."""

DRAWN: dict[Any, Any] = {
    "svg.hashsalt": "blameless",
    "svg.fonttype": "path",
    # Letters keep the widths that `course.charts.lettering` measures.
    "text.hinting": "none",
}
"""Settings under which a figure is drawn: the same bytes, letters as they were measured."""


@dataclass(frozen=True, eq=False)
class Chart:
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
    def text(self) -> str:
        """What stands for the figure where there are no pictures."""
        if self.unknown:
            return self.unknown
        return "\n".join([self.alt, self.caption, "", as_text([self.rows])])

    @property
    def html(self) -> str:
        """The figure as a page shows it, with nothing to fetch from elsewhere."""
        if self.unknown:
            return f'<p class="course-chart">{escape(self.unknown)}</p>'
        # What may scroll must be reached by keyboard.
        return (
            '<figure class="course-chart"><picture tabindex="0">'
            f'<source media="screen and (max-width: {NARROW_BELOW_PIXELS}px)" '
            f'srcset="{_uri(self.narrow_svg)}">'
            f'<img alt="{escape(self.alt)}" src="{_uri(self.svg)}"></picture>'
            f"<figcaption>{escape(self.caption)}</figcaption>"
            "<details><summary>The same as a table</summary>"
            f"{self.table_html}</details>"
            "</figure>"
        )

    @property
    def table_html(self) -> str:
        """The table alone, as a page shows it."""
        return as_html([self.rows])

    @property
    def fragment(self) -> Fragment:
        """Figure and text as a piece of a page."""
        return Fragment(self.html, self.text, _STYLE + style([self.rows]))

    @property
    def rows(self) -> Table:
        """The table as a page and as a text say it."""
        cells = (tuple(map(str, row)) for row in self.table.itertuples(index=False))
        return Table(self.table_caption, tuple(self.table.columns), tuple(cells))

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return self.fragment._repr_mimebundle_()


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


def _uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


_STYLE = f"""
.course-chart {{ margin: 1em 0; max-width: var(--course-wide); }}
.course-chart picture {{ display: block; overflow-x: auto; }}
.course-chart img {{ display: block; width: 100%; height: auto; border-radius: 6px; }}
@media screen and (min-width: {NARROW_BELOW_PIXELS + 1}px) {{
  .course-chart img {{ min-width: {WIDE * SHOWN_AT_LEAST:.0f}px; max-width: none; }}
}}
@media screen and (max-width: {NARROW_BELOW_PIXELS}px) {{
  .course-chart img {{ min-width: {NARROW * SHOWN_AT_LEAST:.0f}px; max-width: 32rem; }}
}}
.course-chart figcaption {{ max-width: var(--course-measure); margin-block: .6em;
  line-height: 1.5; }}
.course-chart summary {{ cursor: pointer; padding-block: .5em; }}
@media (max-width: 600px) {{ .course-chart summary {{ min-height: 44px; }} }}
@media print {{
  .course-chart {{ break-inside: avoid; }}
  .course-chart img {{ width: auto; max-width: 100%; max-height: 80vh; }}
}}
"""
