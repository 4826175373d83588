"""Write blocks as plain text, for terminals, screen readers and comparisons."""

from collections.abc import Iterable
from textwrap import indent

from course.page import blocks
from course.page.blocks import Block, Piece, Why, Words, pieces

# What turns the direction of all that follows, by what ends it.
_ISOLATE_ENDS = "\u2069"
_TURNS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", _ISOLATE_ENDS
)


def as_text(content: Iterable[Block]) -> str:
    r"""Write blocks as plain text, which says all that their HTML says.

    Examples
    --------
    >>> calls = blocks.Table("By hour", ("Hour", "Calls"), (("18", "2"),))
    >>> print(as_text([blocks.Heading("Calls"), calls]))
    Calls
    <BLANKLINE>
    By hour:
    Hour | Calls
    18 | 2
    """
    return "\n\n".join(map(_block, content))


def _block(block: Block) -> str:  # noqa: C901, PLR0911 (one for each kind)
    match block:
        case blocks.Heading(text) | blocks.Title(text):
            return _piece(text)
        case blocks.Paragraph(words) | blocks.Prompt(words):
            return _inline(words)
        case blocks.Headline(strong, text):
            return _inline((blocks.Strong(strong), " ", text))
        case blocks.Printed(text):
            return _piece(text)
        case blocks.Change(file, lines):
            return "\n".join(map(_piece, (file, *lines)))
        case blocks.List():
            return "\n".join(_entry(mark, words) for mark, words in block.marked())
        case blocks.Terms(pairs):
            terms = (f"{_inline(term)}\n{indent(_inline(sense), '  ')}" for term, sense in pairs)
            return "\n".join(terms)
        case blocks.Table(title, columns):
            return "\n".join([f"{_piece(title)}:", *map(_row, (columns, *block.texts))])
        case blocks.Tree(whys):
            return "\n".join(map(_why, whys))
        case blocks.Disclosure(title, inner):
            parts = "\n".join(map(_block, inner))
            return f"{_piece(title)}\n{indent(parts, '  ')}"
        case blocks.SideBySide(inner):
            return as_text(inner)


def listed(words: Iterable[str], last: str = "and") -> str:
    """List words as one would say them.

    Examples
    --------
    >>> listed(["Author", "Tester", "Support"]), listed([])
    ('Author, Tester and Support', '')
    """
    *before, end = [*words] or [""]
    return f" {last} ".join(filter(None, [", ".join(before), end]))


def _entry(mark: str, words: Words) -> str:
    return f"{mark} {_inline(words)}".replace("\n", "\n" + " " * (len(mark) + 1))


def _row(cells: tuple[str, ...]) -> str:
    texts = ("; ".join(map(_piece, filter(str.strip, cell.splitlines()))) for cell in cells)
    return " | ".join(texts).strip()


def _why(why: Why) -> str:
    below = "".join(f"\n{indent(_why(branch), '  ')}" for branch in why.below)
    question, answer, note = map(_piece, (why.question, why.answer, why.note))
    return f"- {question} {answer} ({note}){below}"


def _inline(words: Words) -> str:
    return "".join(map(_piece, pieces(words)))


def _piece(piece: Piece) -> str:
    if isinstance(piece, blocks.Sign):
        return f"{piece.text} ({piece.words})" if piece.words else piece.text
    if isinstance(piece, blocks.Emphasis):
        return _inline(piece.text)
    text = _kept_in(piece if isinstance(piece, str) else piece.text)
    return f"({text})" if isinstance(piece, blocks.Source) else text


def _kept_in(text: str) -> str:
    """End every turn of direction that a text leaves open, so that it turns nothing else."""
    if text.isascii():
        return text
    ends: list[str] = []
    for character in text:
        if character in _TURNS:
            ends.append(_TURNS[character])
        elif character in ends[-1:] or (character == _ISOLATE_ENDS and character in ends):
            # The end of an isolate is the end of all that was turned in it.
            while ends.pop() != character:
                pass
    return text + "".join(reversed(ends))
