"""Charts of the built-in case as they were drawn once: shown without matplotlib and pandas.

What is kept carries a key made from the incident and from all that draws. Where either has
changed, nothing is found here and the chart is drawn. `tools/kept_charts.py` writes the files.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.charts.figured import Figured
from course.charts.spots import Spot
from course.incident.loading import Incident
from course.page.blocks import Table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_CODE = Path(__file__).parent
FOLDER = _CODE / "kept"

#: Beside the drawing itself: colours, and what charts say.
_WITH = (_CODE.parent / "page" / "look.css", _CODE.parent / "content" / "charts.toml")

#: Of an incident, what no picture depends on.
_APART = {"folder", "notices"}


@dataclass(frozen=True, repr=False)
class KeptChart(Figured):
    """A chart from a file; only its figure is drawn, once somebody asks for it."""

    document: dict[str, Any]
    draw: Callable[[], Figured]

    @property
    def name(self) -> str:  # type: ignore[override]
        """What its files are called."""
        return str(self.document["name"])

    @property
    def alt(self) -> str:  # type: ignore[override]
        """What the figure shows."""
        return str(self.document["alt"])

    @property
    def caption(self) -> str:  # type: ignore[override]
        """How to read it."""
        return str(self.document["caption"])

    unknown = ""

    @property
    def svg(self) -> bytes:
        """The wide variant."""
        return str(self.document["svg"]).encode()

    @property
    def narrow_svg(self) -> bytes:
        """The narrow variant."""
        return str(self.document["narrow_svg"]).encode()

    @property
    def rows(self) -> Table:
        """The table as a page and as a text say it."""
        title, columns, *rows = self.document["rows"]
        return Table(title, tuple(columns), tuple(map(tuple, rows)))

    @property
    def spots(self) -> tuple[Sequence[Spot], Sequence[Spot]]:
        """The places that answer, on the wide sheet and on the narrow one."""
        wide, narrow = ([Spot(**spot) for spot in sheet] for sheet in self.document["spots"])
        return wide, narrow

    @cached_property
    def _drawn(self) -> Figured:
        return self.draw()

    @property
    def figure(self) -> "Figure":
        """The picture for a page, drawn."""
        return self._drawn.figure

    @property
    def narrow(self) -> "Figure":
        """The same content for a phone, drawn."""
        return self._drawn.narrow

    @property
    def table(self) -> "pd.DataFrame":  # type: ignore[override]
        """All that the figure is drawn from."""
        return self._drawn.table


def as_kept(chart: Figured) -> dict[str, Any]:
    """Write a chart as data."""
    table = chart.rows
    return {
        "name": chart.name,
        "alt": chart.alt,
        "caption": chart.caption,
        "svg": chart.svg.decode(),
        "narrow_svg": chart.narrow_svg.decode(),
        "rows": [table.title, table.columns, *table.rows],
        "spots": [[asdict(spot) for spot in sheet] for sheet in chart.spots],
    }


def kept_for(name: str, incident: Incident, *settings: object) -> dict[str, Any] | None:
    """Find what was drawn of exactly this incident by exactly this code, if it was.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from course.incident.loading import load_incident
    >>> kept_for("timeline", load_incident())["name"]
    'timeline'
    >>> kept_for("timeline", replace(load_incident(), title="Slow tills"))
    """
    chart = _read(name)
    return chart if chart.get("key") == key(incident, *settings) else None


def key(incident: Incident, *settings: object) -> str:
    """Name an incident, and whatever else a chart depends on, together with all that draws."""
    data = [(field.name, getattr(incident, field.name)) for field in fields(incident)]
    contents = [(name, value) for name, value in data if name not in _APART]
    return sha256(f"{contents}{settings}{_code()}".encode()).hexdigest()


@cache
def _read(name: str) -> dict[str, Any]:
    try:
        chart: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    except OSError:
        return {}
    return chart


@cache
def _code() -> str:
    """Sum up all that a picture depends on beside its data."""
    summed = sha256()
    for file in (*sorted(_CODE.glob("*.py")), *_WITH):
        # Whatever a checkout makes of the ends of lines.
        summed.update(file.read_text("utf-8").encode())
    return summed.hexdigest()
