"""What a draft asks of its writer: told from what somebody wrote, and taken out on the way out."""

import re
from collections.abc import Iterable
from dataclasses import replace

from course.content import load
from course.report.blocks import Block, Grid, Outline, Point, Words
from course.report.document import Document

_UNWRITTEN = re.compile(r"(?:[^\n]{0,200}[:?] )?…$")
_TO_WRITE = re.compile(r"^> ?\*\*To write:?\*\*")


def is_written(text: str) -> bool:
    """Tell what somebody wrote from what a draft leaves open.

    Examples
    --------
    >>> is_written("And how could that? …"), is_written("The cache was cold.")
    (False, True)
    """
    return bool(text.strip()) and not _UNWRITTEN.match(text.strip())


def without_guidance(document: Document) -> Document:
    """Take out what a draft asks of its writer, and rows that were left as they came."""

    def left(blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(_kept(block) for block in blocks if not is_guidance(block))

    sections = (replace(each, blocks=left(each.blocks)) for each in document.sections)
    return replace(document, opening=left(document.opening), sections=tuple(sections))


def is_prompt(block: Block) -> bool:
    """Whether a block is a question that a draft asks, and asks to be taken out."""
    return isinstance(block, Words) and bool(_TO_WRITE.match(block.text))


def is_guidance(block: Block) -> bool:
    """Whether a block only asks, or was left as it came."""
    if isinstance(block, Words):
        intro = " ".join(load("report")["intro"].split())
        is_intro = " ".join(block.text.split()) == intro
        return is_prompt(block) or is_intro or not is_written(block.text)
    return isinstance(block, Outline) and not any(map(has_words, block.points))


def has_words(point: Point) -> bool:
    """Whether somebody wrote at a point of a list, or below it."""
    return is_written(point.text) or any(map(has_words, point.below))


def _kept(block: Block) -> Block:
    if isinstance(block, Grid):
        return replace(block, rows=tuple(r for r in block.rows if any(map(is_written, r.cells))))
    return block
