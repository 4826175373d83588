"""Say the same SVG in a third of the bytes.

matplotlib writes for people who read the file. Executed notebooks carry every chart
twice, wide and narrow, so what nobody sees is left out: comments, metadata, line
breaks, and fractions of a hundredth of a point.
"""

import re
from functools import lru_cache
from string import ascii_letters

_LEFT_OUT = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>"
    r'| id="(?:axes|figure|line2d|patch|text)_\d+"',
    re.DOTALL,
)
_GLYPH = re.compile(
    r'<use xlink:href="#([\w-]+)"(?: transform="translate\(([-\d.]+) ([-\d.]+)\)")?/>'
)
_BLANK = re.compile(r'<path id="(DejaVuSans[\w-]*)" transform')
_GLYPH_NAME = re.compile(r"\bDejaVuSans(-Bold)?-([0-9a-f]+)")
_FRACTION = re.compile(r">[^<]+<|-?\d+\.\d{3,}")
"""A number with many digits, or what stands between tags, which is somebody's words."""

_BREAKS = re.compile(r"\s*\n\s*")
_WRAPPED = re.compile(r"<g>(<path [^>]*/>|<g [^>]*>(?:(?!</?g\b).)*</g>)</g>", re.DOTALL)
"""A group that groups nothing: around one shape, or around another group alone."""

#: An outline of a letter, in whole numbers.
_LETTER = re.compile(r' d="([^"]*)"(?= transform="scale\(0\.015625\)")')
_STEP = re.compile(r"([MLQCz])([^MLQCz]*)")
_PATH = re.compile(r' d="[^"]*"')


def compact(svg: str) -> str:
    r"""Make an SVG of matplotlib's shorter and leave its picture as it is.

    Examples
    --------
    >>> compact('<!-- a -->\n<path d="M 1.23456 2 \nL 3 4 \n"/>')
    '<path d="M1.23 2L3 4"/>'
    """
    for blank in set(_BLANK.findall(svg)):
        svg = re.sub(rf'<use xlink:href="#{blank}"[^>]*/>', "", svg)
    svg = _GLYPH.sub(_use, _LEFT_OUT.sub("", svg))
    names: dict[str, str] = {}
    svg = _GLYPH_NAME.sub(lambda name: names.setdefault(name[0], _name(len(names))), svg)
    svg = _LETTER.sub(lambda letter: f' d="{_relative(letter[1])}"', _PATH.sub(_path, svg))
    # What is small scales large shapes, and needs all its digits.
    svg = _FRACTION.sub(_rounded, svg)
    svg = _BREAKS.sub("\n", svg).replace(">\n<", "><").strip()
    return _WRAPPED.sub(r"\1", svg)


def _use(glyph: re.Match[str]) -> str:
    place = "".join(
        f' {axis}="{round(float(value))}"'
        for axis, value in (("x", glyph[2]), ("y", glyph[3]))
        if value and float(value)
    )
    return f'<use href="#{glyph[1]}"{place}/>'


def _name(number: int) -> str:
    """Count in letters: the glyph that comes first gets the shortest name."""
    rest, letter = divmod(number, len(ascii_letters))
    return (_name(rest - 1) if rest else "") + ascii_letters[letter]


def _path(data: re.Match[str]) -> str:
    return (
        re.sub(r"\s*([A-Za-z])\s*", r"\1", _BREAKS.sub(" ", data[0][4:-1]))
        .strip()
        .join((' d="', '"'))
    )


@lru_cache(1024)  # the same letters stand in every chart
def _relative(outline: str) -> str:
    """Write an outline in steps from point to point: these are shorter than places.

    Examples
    --------
    >>> _relative("M800 800L840 760Q840 800 800 800z")
    'm800 800l40-40q0 40-40 40z'
    """
    x = y = 0
    begin = (0, 0)
    steps = []
    for command, numbers in _STEP.findall(outline):
        places = [int(number) for number in numbers.split()]
        moves = [at - (y if index % 2 else x) for index, at in enumerate(places)]
        if places:
            x, y = places[-2:]
        else:
            x, y = begin
        if command == "M":
            begin = x, y
        steps.append(command.lower() + " ".join(map(str, moves)).replace(" -", "-"))
    return "".join(steps)


def _rounded(number: re.Match[str]) -> str:
    if number[0].startswith(">"):
        return number[0]
    value = float(number[0])
    return number[0].replace("0.", ".", 1) if abs(value) < 1 else f"{round(value, 2):g}"
