"""Stands in for charts that would have to be drawn: words, where there is no matplotlib.

What was drawn once for the course's own case is kept in the package, and shows as everywhere.
"""

from html import escape
from importlib.util import find_spec

from course import charts
from course.charts import what_if_pictures
from course.charts.figured import Figured
from course.charts.what_if_pictures import Pictures
from course.charts.what_if_words import in_words, rows
from course.content import load
from course.incident.loading import Incident
from course.incident.what_if import Outcome
from course.page.blocks import Table


class Undrawn(Figured):
    """A chart of which only words are there."""

    name = "undrawn"
    svg = narrow_svg = b""
    spots = ((), ())

    def __init__(
        self, alt: str, rows: Table | None = None, caption: str = "", unknown: str = ""
    ) -> None:
        self.alt = alt
        self.caption = caption
        # Not that nothing is drawn here: that nothing could be drawn anywhere.
        self.unknown = unknown
        self._rows = rows

    @property
    def rows(self) -> Table:
        """The table in the place of the figure."""
        return self._rows or Table("", (), ())

    @property
    def html(self) -> str:
        """The words, and the table if there is one."""
        return f"<p>{escape(self.alt)}</p>{self.table_html if self._rows else ''}"

    @property
    def text(self) -> str:
        """The words alone."""
        return self.alt


def put_in_place() -> None:
    """Put words wherever a chart would be drawn and cannot."""
    if find_spec("matplotlib") is None:
        charts.drawn = _in_words
        what_if_pictures.drawn = _what_if_in_words


def _in_words(_name: str, _incident: Incident) -> Undrawn:
    return Undrawn(load("site")["undrawn"]["chart"])


def _what_if_in_words(incident: Incident, outcome: Outcome) -> Pictures:
    words = in_words(incident, outcome)
    if outcome.spared is None:
        return Pictures(Undrawn(words, unknown=words), _nothing, _nothing)
    texts = load("charts")["what_if"]
    table = Table(texts["table"], tuple(texts["columns"]), tuple(rows(incident, outcome)))
    chart = Undrawn(words, table, load("site")["undrawn"]["what_if"])
    return Pictures(chart, _nothing, _nothing)


def _nothing(_narrow: bool) -> bytes:
    return b""
