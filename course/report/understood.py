"""A document understood: what of it is a row, a why, an action.

Tables are known by their columns and parts by their headings, under any name that is common for
them. What a person has added besides stays in the document.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from course.content import load
from course.report.blocks import Block, Grid, Heading, Outline, Point, Words
from course.report.contents import KNOWN, Action, Contents, Entry, NotDoing, Row, Why
from course.report.document import Document
from course.report.escaping import from_cell, unescaped
from course.report.guidance import has_words, is_guidance, is_written

Line = TypeVar("Line", Row, Action, NotDoing)


def contents(document: Document) -> Contents:
    r"""Read what a document says.

    Examples
    --------
    >>> from course.report.document import parse
    >>> found = contents(parse("## Action items\n\n| Action | Owner |\n|--|--|\n| Ring | QA |\n"))
    >>> found.actions
    (Action(action='Ring', owner='QA', due='', end_state='', witness='', line=5),)
    """
    known = {key: document.value(key) for key in KNOWN if document.value(key)}
    headline = next((b.text for b in document.opening if isinstance(b, Heading)), "")
    factors = _blocks(document, "factors")
    parts = _parts(document, "review")
    actions = _parts(document, "actions")
    return Contents(
        title=document.value("title") or unescaped(headline),
        date=document.value("date"),
        timezone=document.value("timezone"),
        known=known,
        summary=_summary(_blocks(document, "summary")),
        rows=tuple(_table(_blocks(document, "timeline"), "timeline", Row)),
        whys=_whys(factors),
        root_cause=_root_cause(factors),
        well=tuple(_entries(parts.get("well", []))),
        poorly=tuple(_entries(parts.get("poorly", []))),
        lucky=tuple(_entries(parts.get("lucky", []))),
        actions=tuple(_table(actions.get("", []), "actions", Action)),
        not_doing=tuple(_not_doing(actions)),
    )


def _blocks(document: Document, name: str) -> list[Block]:
    return [
        block
        for section in document.sections
        if section.name == name
        for block in section.blocks
        if not is_guidance(block)
    ]


def _parts(document: Document, name: str) -> dict[str, list[Block]]:
    """Take a section apart at its own headings, by what content calls them."""
    found: dict[str, list[Block]] = {"": []}
    part = ""
    for block in _blocks(document, name):
        if isinstance(block, Heading):
            plain = block.text.strip(" :*_").lower()
            called = load("document")["headings"].items()
            part = next((key for key, names in called if plain.startswith(tuple(names))), plain)
            found.setdefault(part, [])
        else:
            found[part].append(block)
    return found


def _summary(blocks: list[Block]) -> str:
    """Give the prose of the summary, up to a heading or what is no prose."""
    words = []
    for block in blocks:
        if isinstance(block, Heading):
            break
        if isinstance(block, Words):
            words.append(_plain(block.text))
    return "\n\n".join(words)


def _plain(text: str) -> str:
    return unescaped(re.sub(r"^(\s*)\\#", r"\1#", text, flags=re.MULTILINE))


def _table(blocks: list[Block], name: str, kind: type[Line]) -> Iterator[Line]:
    """Read the rows of a table by the names of its columns; one that says nothing is left out."""
    columns: Mapping[str, list[str]] = load("document")["columns"][name]
    leading = next(iter(columns)) if name != "timeline" else "what"
    for block in blocks:
        if not isinstance(block, Grid):
            continue
        places = _places(block, columns)
        if leading not in places:
            continue
        for row in block.rows:
            cells = {key: from_cell(row.cells[place]) for key, place in places.items()}
            cells = {key: cell if is_written(cell) else "" for key, cell in cells.items()}
            if any(cells.values()):
                yield kind(**cells, line=row.line)


def _places(grid: Grid, columns: Mapping[str, list[str]]) -> dict[str, int]:
    heads = [from_cell(cell).strip(" *_:").lower() for cell in grid.columns]
    places: dict[str, int] = {}
    for key, names in columns.items():
        wanted = [name.lower() for name in names]
        # The earlier name is the better one.
        found = sorted(
            (wanted.index(head), place) for place, head in enumerate(heads) if head in wanted
        )
        if found and found[0][1] not in places.values():
            places[key] = found[0][1]
    return places


def _entries(blocks: list[Block]) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, Outline):
            for point in block.points:
                if has_words(point):
                    yield Entry(_all_of(point), point.line)
        elif isinstance(block, Words):
            yield Entry(" ".join(_plain(block.text).split()), block.line)
        elif isinstance(block, Grid):
            for row in block.rows:
                text = " ".join(filter(None, map(from_cell, row.cells)))
                yield Entry(" ".join(text.split()), row.line)


def _all_of(point: Point) -> str:
    return " ".join([" ".join(unescaped(point.text).split()), *map(_all_of, point.below)])


def _whys(blocks: list[Block]) -> tuple[Why, ...]:
    outlines = [block for block in blocks if isinstance(block, Outline)]
    return tuple(why for outline in outlines for why in _tree(outline.points))


def _tree(points: tuple[Point, ...]) -> tuple[Why, ...]:
    """Read a list as a tree; a numbered one is a chain, each line below the one before."""
    made = [_why(point) for point in points if has_words(point)]
    if not made or not all(point.numbered for point in points):
        return tuple(made)
    chain = made[-1]
    for why in reversed(made[:-1]):
        chain = replace(why, below=(*why.below, chain))
    return (chain,)


def _why(point: Point) -> Why:
    text = " ".join(unescaped(point.text).split())
    named = re.escape(load("document")["written"]["rests_on"])
    found = re.match(rf"(.*) \({named}:? (.*)\)$", text, re.IGNORECASE)
    words, basis = (found[1], found[2]) if found else (text, "")
    return Why(words if is_written(words) else "", basis, _tree(point.below), point.line)


def _root_cause(blocks: list[Block]) -> str:
    for block in blocks:
        found = re.match(r"(?:systemic )?root causes?[^:]{0,80}: (.*)", _line(block), re.IGNORECASE)
        if found and is_written(found[1]):
            return found[1]
    return ""


def _line(block: Block) -> str:
    """Give a paragraph on one line, without the marks of what is bold in it."""
    return (
        " ".join(_plain(block.text).replace("**", "").split()) if isinstance(block, Words) else ""
    )


def _not_doing(parts: dict[str, list[Block]]) -> Iterator[NotDoing]:
    blocks = parts.get("not_doing", [])
    yield from _table(blocks, "not_doing", NotDoing)
    for entry in _entries([block for block in blocks if not isinstance(block, Grid)]):
        yield _reasoned(entry)
    for block in parts.get("", []):
        # A line of the draft, filled in.
        found = re.match(r"what will not be done[^:?]{0,40}[:?] (.+)", _line(block), re.IGNORECASE)
        if found:
            yield _reasoned(Entry(found[1], block.line))


def _reasoned(entry: Entry) -> NotDoing:
    for mark in (r",? because ", r": ", r" – ", r" since "):
        what, *because = re.split(mark, entry.text, maxsplit=1)
        if because:
            return NotDoing(what, because[0], entry.line)
    return NotDoing(entry.text, "", entry.line)
