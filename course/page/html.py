"""Write blocks as HTML that reads well without its style sheet too."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from course.page import blocks
from course.page.blocks import Block, Piece, Sign, Why, Words, pieces

# A space that keeps two words on one line is no layout.
_LAYOUT = re.compile(r"[ \t\r\n]+")

# Where the page looks for a kind, or gives it a look.
_KINDS = {
    "": "",
    **{kind: f' class="course-{kind}"' for kind in ("note", "opens", "said", "verdict")},
    "asks": ' class="course-said course-asks"',
}

# Names in te reo Māori, outside tags and not marked yet: they are read out as such.
_MAORI = re.compile(r'(?<!<span lang="mi">)(?:Ōtautahi|Aotearoa|Māori)(?![^<>]*>)')

_TAGS = {blocks.Strong: "strong", blocks.Emphasis: "em", blocks.Source: "cite"}

_WAITS = re.compile(r'<span data-waits="(\w+)">[^<]*</span>')

# On each control of its own: without it JupyterLab takes the keys for commands.
_QUIET = ' data-lm-suppress-shortcuts="true"'


def as_html(content: Iterable[Block], *, below: int = 0) -> str:
    """Write blocks as HTML, below a heading of a level.

    Examples
    --------
    >>> as_html([blocks.Heading("Calls & clicks"), *blocks.prose("None yet.")], below=2)
    '<h3>Calls &amp; clicks</h3><p>None yet.</p>'
    """
    html = "".join(_block(block, below) for block in content)
    return _MAORI.sub(r'<span lang="mi">\g<0></span>', html)


def saying(html: str, instead: Mapping[str, str]) -> str:
    """Say what waits for something as a page does that never gets it.

    Examples
    --------
    >>> html = as_html([blocks.Paragraph(("To go, ", blocks.Waits("start", "kernel"), "."))])
    >>> saying(html, {"kernel": "open it"})
    '<p>To go, open it.</p>'
    """
    return _WAITS.sub(
        lambda found: escape(instead[found[1]]) if found[1] in instead else found[0], html
    )


def _block(block: Block, below: int) -> str:  # noqa: C901, PLR0911, PLR0912 (one for each kind)
    match block:
        case blocks.Heading(text, level):
            return f"<h{level + below}>{escape(text)}</h{level + below}>"
        case blocks.Title(text):
            return f'<p class="course-title">{escape(text)}</p>'
        case blocks.Paragraph(words, kind):
            return f"<p{_KINDS[kind]}>{_flowing(words)}</p>"
        case blocks.Prompt(words):
            return f'<p class="course-prompt">{_flowing(words)}</p>'
        case blocks.Headline(strong, text, good):
            ending = {True: " course-good", False: " course-bad", None: ""}[good]
            strong = f"<strong>{escape(strong)}</strong>"
            return f'<p class="course-headline{ending}">{strong} {escape(text)}</p>'
        case blocks.Printed(text):
            return f"<pre>{escape(text)}</pre>"
        case blocks.Change():
            return _change(block)
        case blocks.List():
            return _list(block)
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
        case blocks.SideBySide(inner):
            return f'<div class="course-side-by-side">{as_html(inner, below=below)}</div>'


def _list(block: blocks.List) -> str:
    entries = "".join(f"<li>{_lines(entry)}</li>" for entry in block.entries)
    if not (block.numbered or block.lettered):
        # Entries that begin with a sign of their own have that one alone.
        is_marked = all(type(entry) is tuple and type(entry[0]) is Sign for entry in block.entries)
        kind = ' style="list-style-type: none"' * (is_marked and bool(block.entries))
        return f"<ul{kind}>{entries}</ul>"
    # JupyterLab numbers every list, unless its own style says otherwise.
    kind = ' type="A" style="list-style-type: upper-alpha"' * block.lettered
    start = f' start="{block.first}"' * (block.first != 1)
    return f"<ol{kind}{start}>{entries}</ol>"


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


def _row(columns: tuple[str, ...], row: tuple[str | blocks.Cell, ...]) -> str:
    cells = "".join(map(_cell, columns[1:], row[1:]))
    return f'<tr><th scope="row">{escape(_text(row[0]))}</th>{cells}</tr>'


def _cell(column: str, cell: str | blocks.Cell) -> str:
    text = _text(cell)
    # Where a row is shown as a card, each cell says for itself what it is about.
    label = f' data-label="{escape(column)}"' if column and text else ""
    kind = f' class="course-{cell.kind}"' if isinstance(cell, blocks.Cell) else ""
    return f"<td{kind}{label}>{escape(text)}</td>"


def _text(cell: str | blocks.Cell) -> str:
    return cell.text if isinstance(cell, blocks.Cell) else cell


def _change(block: blocks.Change) -> str:
    # What scrolls must be reachable by keyboard, and what is reachable needs a name.
    name = escape(block.file)
    lines = "".join(map(_line, block.lines))
    return (
        f'<p class="course-title">{name}</p>'
        f'<pre class="course-change" role="group" aria-label="{name}" tabindex="0">'
        f'<span class="course-lines">{lines}</span></pre>'
    )


def _line(line: str) -> str:
    tag = {"+": "ins", "-": "del"}.get(line[:1], "span")
    kind = ' class="course-same"' if tag == "span" else ""
    return f"<{tag}{kind}>{escape(line) or ' '}</{tag}>"


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
    if isinstance(piece, blocks.Here):
        return f'<span aria-current="page">{escape(piece.text)}</span>'
    if isinstance(piece, blocks.Sign):
        return _sign(piece)
    if isinstance(piece, blocks.Waits):
        return f'<span data-waits="{piece.awaits}">{escape(piece.text)}</span>'
    tag = _TAGS[type(piece)]
    return f"<{tag}>{_inline(piece.text)}</{tag}>"


def _sign(piece: blocks.Sign) -> str:
    words = escape(piece.words)
    title = f' title="{words}"' if words else ""
    unseen = f'<span class="course-unseen"> ({words})</span>' if words else ""
    return f'<span aria-hidden="true"{title}>{escape(piece.text)}</span>{unseen}'
