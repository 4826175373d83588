"""Plain text within Markdown, and back: what somebody typed never becomes structure or markup.

Only what would be taken for a heading, a cell, a tag or a turn of direction is escaped, so that
Markdown which a person writes on purpose, such as bold or a list, stays what it is.
"""

import re

# Said beside the text that it is about, and kept there as it stands.
_MEANT = r"<!-- ?(?:report|language) ignore(?: [\w-]{1,40})?:[^<>|\n]{0,400}-->"
MEANT = re.compile(_MEANT)

# These turn the direction of what follows, unseen; written as numbers they are seen.
_TURNS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"

_SPECIAL = re.compile(
    rf"(?P<kept>{_MEANT})|(?P<turn>{_TURNS})|(?P<slash>\\(?=[\\<|#&]|{_TURNS}|$))"
    r"|(?P<tag><(?=[a-zA-Z/!?])(?!https?:))|(?P<number>&(?=#\d{1,7};))",
    re.MULTILINE,
)
_WRITTEN = re.compile(
    rf"(?P<kept>{_MEANT})|\\(?P<plain>[\\<|#&])"
    r"|&#(?P<code>\d{1,7});|(?P<br><br ?/?>)"
)
_HIGHEST = 0x10FFFF
_HEADING = re.compile(r"^(\s*)(?=#)", re.MULTILINE)


def escaped(text: str) -> str:
    r"""Write plain text so that Markdown takes none of it for markup of HTML.

    Examples
    --------
    >>> print(escaped("</textarea> & *so* \\<"))
    \</textarea> & *so* \\<
    """

    def written(found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        return f"&#{ord(found['turn'])};" if found["turn"] else f"\\{found[0]}"

    return _SPECIAL.sub(written, text)


def unescaped(text: str) -> str:
    r"""Read what `escaped` wrote, and what a person writes who knows Markdown.

    Examples
    --------
    >>> unescaped("\\<b> \\*so\\* &#8238;") == "<b> \\*so\\* \u202e"
    True
    """
    return _read(text, "")


def _read(text: str, line_break: str) -> str:
    def read(found: re.Match[str]) -> str:
        if found["br"]:
            return line_break or found["br"]
        if found["kept"]:
            return found["kept"]
        if found["plain"]:
            return found["plain"]
        code = int(found["code"])
        # No other number stands for a letter that was escaped: it is text of the writer's own.
        return chr(code) if code <= _HIGHEST and re.match(_TURNS, chr(code)) else found[0]

    return _WRITTEN.sub(read, text)


def as_cell(text: str) -> str:
    r"""Write plain text as a cell of a table.

    Examples
    --------
    >>> print(as_cell("either | or\nboth"))
    either \| or<br>both
    """
    return escaped(text.strip()).replace("|", "\\|").replace("\n", "<br>")


def from_cell(cell: str) -> str:
    r"""Read the plain text of a cell.

    Examples
    --------
    >>> from_cell("either \\| or<br>both")
    'either | or\nboth'
    """
    return _read(cell, "\n")


def as_words(text: str) -> str:
    r"""Write plain text as paragraphs: no line of it is a heading, a list or a table.

    Examples
    --------
    >>> print(as_words("# One\n\nTwo"))
    \# One
    <BLANKLINE>
    Two
    """
    return _HEADING.sub(r"\1\\", escaped(text))
