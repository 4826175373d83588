"""How much room a text takes, known before anything is drawn.

Advance widths come straight from the font file that ships with matplotlib. That is a
hundred times cheaper than asking a renderer, and the same on every machine.
"""

from functools import cache

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "DejaVu Sans"
ELLIPSIS = "…"

_UNITS = 100
_FIXED_POINT = 65536


@cache
def _font(*, bold: bool) -> FT2Font:
    properties = font_manager.FontProperties(family=FAMILY, weight="bold" if bold else "normal")
    font = FT2Font(font_manager.findfont(properties))
    font.set_size(_UNITS, 72)
    return font


@cache
def _advance(character: str, *, bold: bool) -> float:
    glyph = _font(bold=bold).load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / _FIXED_POINT / _UNITS


@cache
def _has_glyph(character: str) -> bool:
    return bool(_font(bold=False).get_char_index(ord(character)))


def drawable(text: str) -> str:
    """Keep of a text what the font can draw, on one line.

    What it cannot (emoji, some scripts) stays in the table under the chart.

    Examples
    --------
    >>> drawable("Ōtautahi 🚑  answers")
    'Ōtautahi answers'
    """
    kept = "".join(letter if letter.isspace() or _has_glyph(letter) else " " for letter in text)
    return " ".join(kept.split())


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Measure a line of text, in points.

    Examples
    --------
    >>> width("18:14", 12) < width("18:14", 12, bold=True) < 48
    True
    """
    return sum(_advance(letter, bold=bold) for letter in text) * size


def wrap(text: str, size: float, limit: float, lines: int, indent: float = 0) -> list[str]:
    """Break a text into at most so many lines; what does not fit ends in an ellipsis.

    Parameters
    ----------
    text
        One line; it is made `drawable` first.
    size, limit, indent
        Points. The first line is shorter by `indent`; `limit` holds a few letters.
    lines
        At least 1.

    Examples
    --------
    >>> wrap("The engineer on call takes the incident.", 12, 150, 2)
    ['The engineer on call', 'takes the incident.']
    >>> wrap("The engineer on call takes the incident.", 12, 150, 1)
    ['The engineer on call…']
    """
    words = drawable(text).split(" ")
    broken: list[str] = []
    while words and words[0]:
        room = limit - (0 if broken else indent)
        count = _fitting(words, size, room)
        if len(broken) == lines - 1 and count < len(words):
            return [*broken, _shortened(" ".join(words), size, room)]
        if not count and not broken and indent and lines > 1:
            broken.append("")  # a word is not cut because something stands before it
            continue
        if not count:
            head, words[0] = _split(words[0], size, room)
            broken.append(head)
            continue
        broken.append(" ".join(words[:count]))
        words = words[count:]
    return broken


def _fitting(words: list[str], size: float, room: float) -> int:
    space, used = width(" ", size), 0.0
    for count, word in enumerate(words):
        used += width(word, size) + (space if count else 0)
        if used > room:
            return count
    return len(words)


def _split(word: str, size: float, room: float) -> tuple[str, str]:
    used = 0.0
    for index, letter in enumerate(word):
        used += _advance(letter, bold=False) * size
        if used > room and index:
            return word[:index], word[index:]
    return word, ""


def _shortened(text: str, size: float, room: float) -> str:
    room -= width(ELLIPSIS, size)
    if room < width(text[0], size):
        return ELLIPSIS if room >= 0 else ""
    head, _ = _split(text, size, room)
    whole, _, cut = head.rpartition(" ")
    kept = whole if len(whole) > len(cut) else head
    return kept.rstrip(" ,;:.") + ELLIPSIS
