"""Write blocks as Markdown that says what it was given, whatever characters are in it."""

import re
from collections.abc import Iterable
from textwrap import indent

from course.page import blocks
from course.page.blocks import Block, Piece, Why, Words, pieces

# What Markdown, or HTML inside it, would take for its own: anywhere, and at the beginning.
_ANYWHERE = re.compile(r"([\\`*_\[\]<|~$&])")
_AT_THE_BEGINNING = re.compile(r"^(\d*)([#>+=.)-])")
_AT_THE_END = re.compile(r"(#+)$")
# The full stop after an address ends the sentence.
_ADDRESS = re.compile(r"(https?://[^\s<>|\u202a-\u202e\u2066-\u2069]*[^\s<>|.,;:!?)“”\"'])")
_TICKS = re.compile("`+")
_BREAKS = re.compile(r"\s*\n\s*")
# These turn the direction of what follows, unseen; written as numbers they are seen.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def as_markdown(content: Iterable[Block]) -> str:
    """Write blocks as Markdown.

    Examples
    --------
    >>> print(as_markdown([blocks.Heading("Open", 2), blocks.Prompt("How was it found?")]))
    ## Open
    <BLANKLINE>
    > How was it found?
    """
    return "\n\n".join(map(_block, content))


def _block(block: Block) -> str:  # noqa: C901, PLR0911, PLR0912 (one for each kind)
    match block:
        case blocks.Heading(text, level):
            # A number at its beginning is no list, but number signs at its end would go.
            line = _BREAKS.sub(" ", _escaped(text).strip())
            return f"{'#' * level} " + _AT_THE_END.sub(r"\\\1", line)
        case blocks.Title(text):
            return _flowing(blocks.Strong(text))
        case blocks.Paragraph(words):
            return _flowing(words)
        case blocks.Prompt(words):
            return f"> {_flowing(words)}"
        case blocks.Headline(strong, text):
            return _flowing((blocks.Strong(strong), " ", text))
        case blocks.Printed(text):
            return _fenced(text)
        case blocks.Change(file, lines):
            return f"{_piece(blocks.Strong(file))}\n\n{_fenced(chr(10).join(lines), 'diff')}"
        case blocks.List():
            dash = "- " * block.lettered
            return "\n".join(f"{dash}{mark} {_lines(words)}" for mark, words in block.marked())
        case blocks.Terms(pairs):
            return "\n".join(f"- {_lines(term)}<br>{_lines(sense)}" for term, sense in pairs)
        case blocks.Table(title, columns):
            # What has no name of its own in Markdown stands above it.
            head = [_row(columns), "|" + "---|" * len(columns)]
            return "\n".join([_piece(blocks.Strong(title)), "", *head, *map(_row, block.texts)])
        case blocks.Tree(whys):
            return "\n".join(map(_why, whys))
        case blocks.Disclosure(title, inner):
            return f"{_piece(blocks.Strong(title))}\n\n{as_markdown(inner)}"
        case blocks.SideBySide(inner):
            return as_markdown(inner)


def _fenced(text: str, kind: str = "") -> str:
    """Keep a text as it stands, between marks that are longer than any in it."""
    longest = max(map(len, _TICKS.findall(text)), default=0)
    marks = "`" * max(len("```"), longest + 1)
    return f"{marks}{kind}\n{text}\n{marks}"


def plain(text: str) -> str:
    r"""Write a text on one line so that none of its characters is taken for markup.

    Examples
    --------
    >>> print(plain("5 * 3 | <b> at https://example.org/a_b"))
    5 \* 3 \| \<b> at <https://example.org/a_b>
    """
    return _flowing(text)


def _flowing(words: Words) -> str:
    return _BREAKS.sub(" ", _inline(words))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_lines, cells))} |"


def _why(why: Why) -> str:
    below = "".join(f"\n{indent(_why(branch), '  ')}" for branch in why.below)
    asked = _piece(blocks.Emphasis(why.question))
    return f"- {asked} {plain(why.answer)} ({plain(why.note)}){below}"


def _lines(words: Words) -> str:
    """Keep the line breaks of what has to stand on one line."""
    return _BREAKS.sub("<br>", _inline(words))


def _inline(words: Words) -> str:
    return _AT_THE_BEGINNING.sub(r"\1\\\2", "".join(map(_piece, pieces(words))).strip())


def _piece(piece: Piece) -> str:  # noqa: PLR0911 (one for each kind)
    match piece:
        case blocks.Strong(text):
            return f"**{_escaped(text.strip())}**"
        case blocks.Emphasis(text):
            return f"*{''.join(map(_piece, pieces(text))).strip()}*"
        case blocks.Source(text):
            return f"({_escaped(text)})"
        case blocks.Link(text, address):
            return f"<{address}>" if text == address else f"[{_escaped(text)}]({address})"
        case blocks.Here(text) | blocks.Waits(text):
            return _escaped(text)
        case blocks.Sign(text, words):
            return _escaped(f"{text} ({words})" if words else text)
        case str():
            return _escaped(piece)


def _escaped(text: str) -> str:
    parts = _ADDRESS.split(text) if "://" in text else [text]
    # Every second part is an address, in which a backslash would stand for itself.
    written = (
        f"<{part}>" if number % 2 else _ANYWHERE.sub(r"\\\1", part)
        for number, part in enumerate(parts)
    )
    return _TURNS.sub(lambda turn: f"&#{ord(turn[0])};", "".join(written))
