"""How much room a text takes, known before anything is drawn.

Advance widths come straight from the font file that ships with matplotlib. That is a
hundred times cheaper than asking a renderer, and the same on every machine. Letters that
the font lacks are drawn with others', so they get the most room that any of them takes.
"""

import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from matplotlib.ft2font import LoadFlags

from course.charts.fonts import MARK, exists, has_width, is_own, own

ELLIPSIS = "…"

_UNITS = 100
_FIXED_POINT = 65536
_EMOJI = 1.4
#: Of so many lines it is known how wide they are: each is measured for two pictures.
_LINES = 4096
_WITHOUT_SPACES = (
    *(("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef")),
    ("\U00020000", "\U0003ffff"),
)
"""Chinese and Japanese, whose lines may break between any two letters but these:"""

_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_NEVER_LAST = frozenset("（「『【〔〈《")


@cache
def _advance(letter: str, *, bold: bool) -> float:
    if not has_width(letter):
        return 0.0
    if not is_own(letter):
        return _EMOJI if unicodedata.category(letter) == "So" else 1.0
    font = own(bold=bold)
    font.set_size(_UNITS, 72)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / _FIXED_POINT / _UNITS


@lru_cache(_LINES)
def shown(text: str) -> str:
    """Give a text as a picture shows it: on one line, with a mark for what no font can have.

    Examples
    --------
    >>> shown("Ōtautahi 🚑  answers")
    'Ōtautahi 🚑 answers'
    """
    spaced = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    whole = unicodedata.normalize("NFC", " ".join(spaced.split()))
    return "".join(letter if exists(letter) else MARK for letter in whole)


@lru_cache(_LINES)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Measure a line of text, in points."""
    return sum(_advance(letter, bold=bold) for letter in text) * size


def wrap(text: str, size: float, limit: float, lines: int, indent: float = 0) -> list[str]:
    """Break a text into at most so many lines; what does not fit ends in an ellipsis.

    Examples
    --------
    >>> wrap("The engineer on call takes the incident.", 12, 150, 2)
    ['The engineer on call', 'takes the incident.']
    >>> wrap("The engineer on call takes the incident.", 12, 150, 1)
    ['The engineer on call…']
    >>> wrap("決済エラーが始まる", 12, 66, 2)
    ['決済エラー', 'が始まる']
    """
    pieces = _pieces(shown(text))
    broken: list[str] = []
    while pieces:
        room = limit - (0 if broken else indent)
        pieces[0] = pieces[0].lstrip()
        count = _fitting(pieces, size, room)
        if len(broken) == lines - 1 and count < len(pieces):
            return [*broken, _shortened("".join(pieces), size, room)]
        if not count and not broken and indent and lines > 1:
            broken.append("")  # a word is not cut because something stands before it
            continue
        if not count:
            head, pieces[0] = _split(pieces[0], size, room)
            broken.append(head)
            continue
        broken.append("".join(pieces[:count]))
        pieces = pieces[count:]
    return broken


def _pieces(text: str) -> list[str]:
    """Part a text wherever a line may end; a space stands at the start of a piece."""
    starts = [0] if text else []
    for place, (before, after) in enumerate(pairwise(text), start=1):
        if after == " " or (before != " " and _may_end(before, after)):
            starts.append(place)
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _may_end(before: str, after: str) -> bool:
    if not (_is_dense(before) or _is_dense(after)) or not has_width(after):
        return False
    return after not in _NEVER_FIRST and before not in _NEVER_LAST


@cache
def _is_dense(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _WITHOUT_SPACES)


def _fitting(pieces: list[str], size: float, room: float) -> int:
    used = 0.0
    for count, piece in enumerate(pieces):
        used += width(piece, size)
        if used > room:
            return count
    return len(pieces)


def _split(word: str, size: float, room: float) -> tuple[str, str]:
    used = 0.0
    for index, letter in enumerate(word):
        used += _advance(letter, bold=False) * size
        # A letter takes the marks that stand on it along.
        if used > room and index and has_width(letter):
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
