"""What a program has put around and between the letters of a text, and nobody wrote there."""

import re
from textwrap import dedent

# Signs without a width, which pages and chats write for the sake of lines and directions.
_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_BLANKS = "\u00a0\u2002-\u200a\u202f\u205f"
# Bullets of a word processor, in a font of its own.
_BULLETS = {"\uf0a7": "▪", "\uf0b7": "•", "\uf0d8": "➢"}
_OF_A_PROGRAM = re.compile(f"[{_UNSEEN}{_BLANKS}{''.join(_BULLETS)}]")
_BULLET = re.compile(r"^([ \t]*)[·‣▪▫●○◦■□▸►➢➤→](?=[ \t])", re.MULTILINE)
# Of a line that is no row: behind its bullet stands no other tab.
_BULLET_AND_TAB = re.compile(
    r"^([ \t]*(?:[•*–+o-]|\d{1,2}[.)]))[ ]*\t[ \t]*(?=[^\t\n]+$)", re.MULTILINE
)
# Between a clock and the half of its day.
_HALF = re.compile(r"(?<=\d) {2,}(?=[ap]\.?m\b)", re.IGNORECASE)
_COLON = re.compile(r"(?<=\d)[：∶](?=\d)")
_BLANK = re.compile(f"[{_BLANKS}]")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_FENCED = re.compile(
    r"\A(?P<above>\s*)(?P<fence>`{3,}|~{3,})\w*\n(?P<text>.*\n)(?P=fence)\s*\Z", re.DOTALL
)
_ENOUGH = 2
_MOST = 0.7
_FIRST_LINES = 1000
_LONGEST_BEGIN = 20_000


def as_written(text: str) -> str:
    r"""Give a text without the signs of the program it was copied from; lines keep their numbers.

    Examples
    --------
    >>> as_written("> \u200b10:15\u00a0am Off\r\n> 10:20 am On\r\n")
    '10:15 am Off\n10:20 am On\n'
    >>> as_written("```\n\t10:15 Off\n\t\tfor all\n```\n")
    '\n10:15 Off\n\tfor all\n\n'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\\" in text:
        text = text.replace("\\\n", "\n")
    if not text.isascii():
        text = _COLON.sub(":", _BULLET.sub(r"\1•", _OF_A_PROGRAM.sub(_plain, text)))
    if "  " in text:
        text = _HALF.sub(" ", text)
    if "\t" in text and _BULLET_AND_TAB.search(text, 0, _LONGEST_BEGIN):
        text = _BULLET_AND_TAB.sub(r"\1 ", text)
    if ">" in text[:_FIRST_LINES]:
        text = _without_quotes(text)
    if fenced := _FENCED.match(text) if text.lstrip()[:1] in {"`", "~"} else None:
        text = f"{fenced['above']}\n{fenced['text']}\n"
    # A blank in front of the first line is one in front of all of them, or none is taken away.
    return dedent(text) if text.lstrip("\n")[:1].isspace() else text


def _plain(sign: re.Match[str]) -> str:
    return " " if _BLANK.match(sign[0]) else _BULLETS.get(sign[0], "")


def _without_quotes(text: str) -> str:
    """Take away the signs of a quotation where hardly any line has none."""
    lines = [line for line in text.splitlines() if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in lines)
    is_quoted = quoted >= _ENOUGH and quoted > _MOST * len(lines)
    return _QUOTED.sub("", text) if is_quoted else text
