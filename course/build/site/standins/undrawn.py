"""Stands in for charts that would have to be drawn: words, where there is no matplotlib.

What was drawn once for the course's own case is kept in the package, and shows as everywhere.
"""

from html import escape
from importlib.util import find_spec

from course import charts
from course.charts import what_if_pictures
from course.charts.figured import Figured
from course.charts.what_if_pictures import Pictures
from course.content import load
from course.incident.loading import Incident
from course.incident.what_if import Outcome
from course.page.blocks import Table
from course.page.times import moment


class Undrawn(Figured):
    """A chart of which only words are there."""

    name = "undrawn"
    caption = ""
    svg = narrow_svg = b""
    spots = ((), ())

    def __init__(self, alt: str, rows: Table | None = None) -> None:
        self.alt = alt
        # Not that it is unknown: somebody else could draw it.
        self.unknown = ""
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
        from course.widgets import what_if

        what_if_pictures.drawn = what_if.draw = _what_if_in_words


def _in_words(_name: str, _incident: Incident) -> Undrawn:
    return Undrawn(load("site")["undrawn"]["chart"])


def _what_if_in_words(_incident: Incident, outcome: Outcome) -> Pictures:
    texts = load("site")["undrawn"]
    if outcome.ended_at is None or outcome.spared is None:
        return Pictures(Undrawn(texts["unknown"]), _nothing, _nothing)
    affected = outcome.affected or 0
    sentence = texts["spared"].format(
        moment=moment(outcome.ended_at),
        spared=f"{outcome.spared:,}",
        all=f"{outcome.spared + affected:,}",
    )
    numbers = (moment(outcome.ended_at), f"{outcome.spared:,}", f"{affected:,}")
    rows = Table(texts["table"], tuple(texts["columns"]), (numbers,))
    return Pictures(Undrawn(sentence, rows), _nothing, _nothing)


def _nothing(_narrow: bool) -> bytes:
    return b""
