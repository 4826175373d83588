"""A figure as a page shows it, and the text that says the same.

JupyterLab sets no alt text on an image output, nbconvert neither. So a chart is one piece
of HTML that carries its pictures inside: it reads the same in JupyterLab, in reader
mode and in an exported file, to eyes, to a screen reader and to nbval.
"""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from course.charts import spots
from course.charts.sizes import NARROW, NARROW_BELOW_PIXELS, SHOWN_AT_LEAST, WIDE
from course.charts.spots import Spot
from course.content import load
from course.page.blocks import Table
from course.page.fragment import Fragment
from course.page.html import as_html
from course.page.style import style
from course.page.text import as_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


class Figured:
    """What every chart says of itself, whether it was drawn now or kept."""

    name: str
    alt: str
    caption: str
    #: A sentence that stands in the place of all of it, where there is nothing to draw.
    unknown: str
    #: All that the figure is drawn from.
    table: "pd.DataFrame"

    @property
    def figure(self) -> "Figure":
        """The picture for a page."""
        raise NotImplementedError

    @property
    def narrow(self) -> "Figure":
        """The same content for a phone."""
        raise NotImplementedError

    @property
    def svg(self) -> bytes:
        """The wide variant as SVG, the same bytes each time."""
        raise NotImplementedError

    @property
    def narrow_svg(self) -> bytes:
        """The narrow variant as SVG, the same bytes each time."""
        raise NotImplementedError

    @property
    def rows(self) -> Table:
        """The table as a page and as a text say it."""
        raise NotImplementedError

    @property
    def spots(self) -> tuple[Sequence[Spot], Sequence[Spot]]:
        """The places that answer, on the wide sheet and on the narrow one."""
        raise NotImplementedError

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
            '<figure class="course-chart"><div class="course-sheet" tabindex="0"><picture>'
            f'<source media="screen and (max-width: {NARROW_BELOW_PIXELS}px)" '
            f'srcset="{_uri(self.narrow_svg)}">'
            f'<img alt="{escape(self.alt)}" src="{_uri(self.svg)}"></picture>'
            f"{places(self.name, *self.spots)}</div>"
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
    def styled(self) -> str:
        """The figure behind its style; its text takes as long, and is often not asked for."""
        return Fragment(self.html, "", _STYLE + style([self.rows])).styled

    @property
    def fragment(self) -> Fragment:
        """Figure and text as a piece of a page."""
        return Fragment(self.html, self.text, _STYLE + style([self.rows]))

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return self.fragment._repr_mimebundle_()


def places(name: str, wide: Sequence[Spot], narrow: Sequence[Spot]) -> str:
    """Write the places that answer as a group to lie over a picture, if there are any."""
    if not wide:
        return ""
    texts = load("charts")["spots"]
    within = spots.as_html(name, texts["nothing"], wide, narrow)
    label = escape(texts["label"])
    return f'<fieldset class="course-spots" aria-label="{label}">{within}</fieldset>'


def _uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


_STYLE = f"""
.course-chart {{ margin: 1em 0; max-width: var(--course-wide); }}
.course-chart picture {{ display: block; }}
.course-chart img {{ display: block; width: 100%; height: auto; border-radius: 6px; }}
{spots.STYLE}
@media screen and (min-width: {NARROW_BELOW_PIXELS + 1}px) {{
  .course-sheet > * {{ min-width: {WIDE * SHOWN_AT_LEAST:.0f}px; }}
}}
@media screen and (max-width: {NARROW_BELOW_PIXELS}px) {{
  .course-sheet {{ max-width: 32rem; }}
  .course-sheet > * {{ min-width: {NARROW * SHOWN_AT_LEAST:.0f}px; }}
  {spots.NARROW_STYLE}
}}
.course-chart figcaption {{ max-width: var(--course-measure); margin-block: .6em;
  line-height: 1.5; }}
.course-chart summary {{ cursor: pointer; padding-block: .5em; }}
@media (max-width: 600px) {{ .course-chart summary {{ min-height: 44px; }} }}
@media print {{
  .course-chart {{ break-inside: avoid; }}
  .course-chart img {{ width: auto; max-width: 100%; max-height: 80vh; }}
  .course-spots {{ display: none; }}
}}
"""
