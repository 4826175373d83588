"""Write blocks as HTML that reads well without its style sheet too."""

import re
from collections.abc import Iterable
from html import escape

from course.page import blocks
from course.page.blocks import Block, Piece, Why, Words, pieces

# A space that keeps two words on one line is no layout.
_LAYOUT = re.compile(r"[ \t\r\n]+")

_TAGS = {blocks.Strong: "strong", blocks.Emphasis: "em", blocks.Source: "cite"}

# On each control of its own: without it JupyterLab takes the keys for commands.
_QUIET = ' data-lm-suppress-shortcuts="true"'


def as_html(content: Iterable[Block], *, below: int = 0) -> str:
    """Write blocks as HTML, below a heading of a level.

    Examples
    --------
    >>> as_html([blocks.Heading("Calls & clicks"), *blocks.prose("None yet.")], below=2)
    '<h3>Calls &amp; clicks</h3><p>None yet.</p>'
    """
    return "".join(_block(block, below) for block in content)


def _block(block: Block, below: int) -> str:  # noqa: PLR0911 (one for each kind)
    match block:
        case blocks.Heading(text, level):
            return f"<h{level + below}>{escape(text)}</h{level + below}>"
        case blocks.Paragraph(words):
            return f"<p>{_flowing(words)}</p>"
        case blocks.Prompt(words):
            return f'<p class="course-prompt">{_flowing(words)}</p>'
        case blocks.List(entries, numbered):
            kind = "ol" if numbered else "ul"
            return f"<{kind}>{''.join(f'<li>{_lines(entry)}</li>' for entry in entries)}</{kind}>"
        case blocks.Terms(pairs):
            terms = (f"<dt>{_lines(term)}</dt><dd>{_lines(sense)}</dd>" for term, sense in pairs)
            return f"<dl>{''.join(terms)}</dl>"
        case blocks.Table():
            return _table(block)
        case blocks.Tree(whys):
            return f'<div class="course-tree">{_branches(whys)}</div>'
        case blocks.Disclosure(title, inner, opened):
            return (
                f'<details class="course-disclosure"{" open" * opened}>'
                f"<summary{_QUIET}>{escape(title)}</summary>{as_html(inner, below=below)}</details>"
            )


def _table(block: blocks.Table) -> str:
    title = escape(block.title)
    # A corner that names nothing is no heading.
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in block.columns
    )
    body = "".join(_row(block.columns, row) for row in block.rows)
    # What scrolls must be reachable by keyboard, and what is reachable needs a name.
    return (
        f'<div class="course-table" role="region" aria-label="{title}" tabindex="0">'
        f"<table><caption>{title}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    # Where a row is shown as a card, each cell says for itself what it is about.
    labels = (f' data-label="{escape(name)}"' if name else "" for name in columns[1:])
    cells = "".join(
        f"<td{label * bool(cell)}>{escape(cell)}</td>"
        for label, cell in zip(labels, row[1:], strict=True)
    )
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _branches(whys: tuple[Why, ...]) -> str:
    if not whys:
        return ""
    branches = "".join(
        f'<li><span class="course-why{" aside" * why.aside}"><em>{escape(why.question)}</em><br>'
        f"{escape(why.answer)}<small>{escape(why.note)}</small></span>{_branches(why.below)}</li>"
        for why in whys
    )
    return f"<ul>{branches}</ul>"


def _flowing(words: Words) -> str:
    return _LAYOUT.sub(" ", _inline(words))


def _lines(words: Words) -> str:
    return _inline(words).replace("\n", "<br>")


def _inline(words: Words) -> str:
    return "".join(map(_piece, pieces(words)))


def _piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return escape(piece)
    if isinstance(piece, blocks.Link):
        return f'<a href="{escape(piece.address)}">{escape(piece.text)}</a>'
    tag = _TAGS[type(piece)]
    return f"<{tag}>{escape(piece.text)}</{tag}>"
