"""Say the same SVG in a third of the bytes.

matplotlib writes for people who read the file. Executed notebooks carry every chart
twice, wide and narrow, so what nobody sees is left out: comments, metadata, line
breaks, and fractions of a hundredth of a point.
"""

import re
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
    svg = _PATH.sub(_path, svg)
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


def _rounded(number: re.Match[str]) -> str:
    if number[0].startswith(">"):
        return number[0]
    value = float(number[0])
    return number[0].replace("0.", ".", 1) if abs(value) < 1 else f"{round(value, 2):g}"
