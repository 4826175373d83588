"""Which font draws which letter: the course's own, or one that this machine lends.

The course's own font ships with matplotlib and is the same everywhere. What it lacks is looked
for among the fonts of the machine, once, and only when a picture needs it.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.font_manager import FontEntry
from matplotlib.ft2font import FT2Font

FAMILY = "DejaVu Sans"
MARK = "▯"
"""Stands where a letter has no font."""

_PREFERRED = (
    *("Noto Sans CJK", "Hiragino Sans", "Yu Gothic", "PingFang", "Microsoft YaHei"),
    *("Malgun Gothic", "Noto Sans", "Segoe UI", "Nirmala UI", "Arial Unicode", "Noto"),
)
_LAST_RESORT = "Last Resort"  # has a box for every letter, and a letter for none
_NORMAL = 400
_NOWHERE = ("Cc", "Cn", "Co", "Cs")
_NO_WIDTH = ("Mn", "Me", "Cf")
_RIGHT_TO_LEFT = ("R", "AL")
_RESHAPED = ((0x0590, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF))
"""Scripts whose letters join, change places or run from the right."""

_CAN_SHAPE = mpl.__version_info__[:2] >= (3, 11)

_lent: dict[str, str] = {}


@cache
def own(*, bold: bool = False) -> FT2Font:
    """Open the course's own font."""
    properties = font_manager.FontProperties(family=FAMILY, weight="bold" if bold else "normal")
    return FT2Font(font_manager.findfont(properties))


@cache
def is_own(letter: str) -> bool:
    """Whether the course's own font has a letter."""
    return bool(own().get_char_index(ord(letter)))


@cache
def has_width(letter: str) -> bool:
    """Whether a letter takes room of its own: a mark on another one takes none."""
    return unicodedata.category(letter) not in _NO_WIDTH and not _is_skin_tone(letter)


@cache
def exists(letter: str) -> bool:
    """Whether there can be a font for a letter anywhere."""
    return unicodedata.category(letter) not in _NOWHERE


def runs_from_the_right(text: str) -> bool:
    """Whether a text is read from the right, as its first letter that says so tells."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in ("L", *_RIGHT_TO_LEFT)), "L") != "L"


def needs_more(text: str) -> bool:
    """Whether a text takes more than the course's own font, letter after letter.

    Examples
    --------
    >>> needs_more("Ōtautahi"), needs_more("お客様"), needs_more("تنبيه")
    (False, True, True)
    """
    return not all(is_own(letter) and not _is_reshaped(letter) for letter in text)


def borrow(texts: Iterable[str]) -> None:
    """Look once for fonts for all letters of these texts."""
    missing = {letter for letter in set().union(*texts) if not is_own(letter)} - _lent.keys()
    missing = {letter for letter in missing if has_width(letter)}
    for entry in _lenders() if missing else ():
        try:
            font = FT2Font(entry.fname)
            found = {letter for letter in missing if font.get_char_index(ord(letter))}
        except (OSError, RuntimeError):
            continue  # a font that cannot be read lends nothing
        _lent.update(dict.fromkeys(found, entry.name))
        missing -= found
        if not missing:
            break
    _lent.update(dict.fromkeys(missing, ""))


def families(text: str) -> list[str]:
    """Name the fonts that draw a text on this machine, the course's own first."""
    borrow([text])
    return [FAMILY, *dict.fromkeys(_lent[letter] for letter in text if _lent.get(letter))]


def marked(text: str) -> str:
    """Put a mark in the place of each letter that this machine cannot draw.

    Examples
    --------
    >>> marked("18:14 Ōtautahi")
    '18:14 Ōtautahi'
    """
    borrow([text])
    return "".join(letter if _is_drawn(letter) else MARK * has_width(letter) for letter in text)


def forget() -> None:
    """Look for fonts anew: the machine has others now."""
    _lent.clear()


def _is_drawn(letter: str) -> bool:
    if _is_reshaped(letter) and not _CAN_SHAPE:
        return False
    return is_own(letter) or bool(_lent.get(letter))


@cache
def _is_reshaped(letter: str) -> bool:
    code = ord(letter)
    return unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT or any(
        first <= code <= last for first, last in _RESHAPED
    )


def _is_skin_tone(letter: str) -> bool:
    return "\U0001f3fb" <= letter <= "\U0001f3ff"


def _lenders() -> list[FontEntry]:
    """List the upright fonts of this machine, those first that are made for the screen."""
    upright = [
        entry
        for entry in font_manager.fontManager.ttflist
        if entry.style == "normal" and entry.weight == _NORMAL and _LAST_RESORT not in entry.name
    ]
    files = {entry.fname: entry for entry in reversed(upright)}
    return sorted(files.values(), key=lambda entry: (_rank(entry.name), entry.name, entry.fname))


def _rank(name: str) -> int:
    places = (place for place, start in enumerate(_PREFERRED) if name.startswith(start))
    return next(places, len(_PREFERRED) + ("Serif" in name))
