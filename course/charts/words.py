"""Words in any script: the browser's business in an SVG, this machine's in a PNG."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.colors import to_hex
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from course.charts.fonts import families, marked, runs_from_the_right

_FAMILIES = "'DejaVu Sans',Verdana,sans-serif"
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_OPPOSITE = {"start": "end", "middle": "middle", "end": "start"}


# In an SVG it stays text, so that a browser draws it with all the fonts that its reader has, joined
# and ordered as the script wants it. Where there is no browser, fonts of this machine draw it, with
# a mark for each letter that none of them has.
class Words(Text):
    """A line that takes more than the course's own font."""

    def draw(self, renderer: Any) -> None:
        """Write the line into an SVG, or draw it with what there is."""
        writer = getattr(renderer, "writer", None)
        if writer is None:
            with self._borrowing():
                super().draw(renderer)
            return
        words = self.get_text()
        x, y = self.get_transform().transform(self.get_position())
        anchor = _ANCHORS[str(self.get_horizontalalignment())]
        way = {}
        if runs_from_the_right(words):
            anchor, way = _OPPOSITE[anchor], {"direction": "rtl"}
        size, weight = self.get_fontsize(), self.get_fontweight()
        style = f"fill: {to_hex(self.get_color())}; font: {weight} {size:g}px {_FAMILIES}"
        place = {"x": f"{x:.2f}", "y": f"{renderer.height - y:.2f}", "text-anchor": anchor}
        writer.element("text", words, attrib={**place, **way, "style": style})

    def get_window_extent(self, renderer: Any = None, dpi: float | None = None) -> Bbox:
        """Measure the line as this machine draws it."""
        with self._borrowing():
            return super().get_window_extent(renderer, dpi)

    @contextmanager
    def _borrowing(self) -> Iterator[None]:
        words, own = self.get_text(), self.get_fontfamily()
        self.set_text(marked(words))
        self.set_fontfamily(families(words))
        try:
            yield
        finally:
            self.set_text(words)
            self.set_fontfamily(own)
