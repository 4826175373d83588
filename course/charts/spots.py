"""What a chart answers to a tap or a key: places on it, each with words, and no kernel behind.

Places are radio buttons over the picture. So a chart is one stop for the keyboard, arrow keys go
from place to place, and a screen reader says the words of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

_LOW = 0.8
_MANY, _PARTS = 1_000, 250


@dataclass(frozen=True)
class Spot:
    """A rectangle on a sheet, as shares of its width and height, and what is said there.

    Examples
    --------
    >>> Spot("18:14 It began.", 0.1, 0.2, 0.9, 0.25).inset
    '20% 10% 75% 10%'
    """

    words: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_low(self) -> bool:
        """Whether there is more room above it than below."""
        return self.bottom > _LOW

    @property
    def inset(self) -> str:
        """Its distances from the edges of the sheet, clockwise from the top, for CSS."""
        edges = (self.top, 1 - self.right, 1 - self.bottom, self.left)
        return " ".join(f"{100 * edge:.3g}%" for edge in edges)

    @property
    def beside(self) -> str:
        """Where its words begin, or end if it is low, from the top of the sheet, for CSS."""
        return f"{100 * (self.top if self.is_low else self.bottom):.3g}%"


def apart(places: Sequence[float]) -> list[int]:
    """Tell which of very many places can be told apart: of those next to each other, the last.

    Examples
    --------
    >>> apart([0, 1, 40]), apart(range(2_001))[:3], len(apart(range(2_001)))
    ([0, 1, 2], [7, 15, 23], 251)
    """
    if len(places) <= _MANY:
        return list(range(len(places)))
    # The same ones on sheets of any width.
    first = min(places)
    each = (max(places) - first) / _PARTS or 1
    parts = [round((place - first) / each, 6) // 1 for place in places]
    return list({part: number for number, part in enumerate(parts)}.values())


def strips(places: Sequence[float], left: float, right: float) -> list[tuple[float, float]]:
    """Part a sheet between places next to each other, halfway from one to the next.

    Examples
    --------
    >>> strips([10, 20, 40], 0, 50)
    [(0, 15.0), (15.0, 30.0), (30.0, 50)]
    """
    edges = [left, *(sum(pair) / 2 for pair in pairwise(places)), right]
    return list(pairwise(edges))


def as_html(name: str, nothing: str, wide: Sequence[Spot], narrow: Sequence[Spot]) -> str:
    """Write the places of a chart; both of its sheets have the same, in the same order.

    Examples
    --------
    >>> spot = Spot("18:14", 0, 0, 1, 1)
    >>> as_html("timeline", "Nothing", [spot], [spot]).count("<input")
    2
    """
    # Before them stands one for the rest of the sheet, which says `nothing`.
    # Whoever presses beside them, wants none of them any more.
    radio = f'<input type="radio" name="course-{name}" data-lm-suppress-shortcuts="true"'
    none = f"<label>{radio} checked><span>{escape(nothing)}</span></label>"
    return none + "".join(
        f'<label class="{_above(on_wide, on_narrow)}" '
        f'style="--w:{on_wide.inset};--v:{on_wide.beside};--n:{on_narrow.inset};--m:{on_narrow.beside}">'
        f"{radio}><span>{escape(on_wide.words)}</span></label>"
        for on_wide, on_narrow in zip(wide, narrow, strict=True)
    )


def _above(wide: Spot, narrow: Spot) -> str:
    """Tell on which sheet its words stand above it: one that is low on one may be high on another.

    Examples
    --------
    >>> high, low = Spot("18:14", 0, 0.7, 1, 0.8), Spot("18:14", 0, 0.8, 1, 0.9)
    >>> _above(high, high), _above(high, low), _above(low, low)
    ('', 'low-narrow', 'low low-narrow')
    """
    return " ".join(["low"] * wide.is_low + ["low-narrow"] * narrow.is_low)


# JupyterLab leaves styles out before a saved notebook has run. There they would be a heap of
# buttons below the picture, and the course's extension keeps them away until this shows them.
STYLE = """
.course-sheet { overflow-x: auto; position: relative; }
@media screen { .course-spots { display: block; } }
.course-spots { inset: 0; margin: 0; padding: 0; border: 0; min-width: 0; position: absolute; }
.course-spots input { appearance: none; background: none; border: 0; border-radius: 4px;
  cursor: pointer; inset: var(--w, 0); margin: 0; position: absolute; }
.course-spots label:first-child input { cursor: auto; }
.course-spots [style] input:hover { background:
  color-mix(in srgb, var(--course-accent) 9%, transparent); }
.course-spots [style] input:checked { background:
  color-mix(in srgb, var(--course-accent) 18%, transparent); }
.course-spots input:focus-visible { outline: 2px solid var(--course-accent); }
.course-spots span { background: var(--course-card); border: 1px solid var(--course-edge);
  border-radius: 6px; box-sizing: border-box; clip-path: inset(50%); color: var(--course-ink);
  font-size: var(--course-small); left: 0; line-height: 1.45; margin: 2px auto; max-width: 30rem;
  padding: .4em .7em; pointer-events: none; position: absolute; right: 0; top: var(--v);
  width: fit-content; z-index: 1; }
.course-spots .low span { transform: translateY(-100%); }
.course-spots [style] :checked + span { clip-path: none; }
"""

NARROW_STYLE = """
.course-spots input { inset: var(--n, 0); }
.course-spots span { top: var(--m); }
.course-spots .low span { transform: none; }
.course-spots .low-narrow span { transform: translateY(-100%); }
"""
