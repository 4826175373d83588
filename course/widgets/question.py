"""A decision as it is read: the situation, the question and its options by their letters."""

from typing import Any

from course.content.decisions import Decision
from course.page.blocks import Block, List, Paragraph, Strong, prose
from course.page.html import as_html


def as_blocks(asked: Decision) -> list[Block]:
    """Write all that is read before anything is chosen."""
    options = tuple(option.text for option in asked.options)
    question = Paragraph(Strong(asked.question))
    return [*prose(asked.situation), question, List(options, lettered=True)]


def as_sent(asked: Decision) -> dict[str, Any]:
    """Give the same in the pieces that a page asks it with."""
    return {
        "situation": as_html(prose(asked.situation)),
        "question": asked.question,
        "options": [{"id": option.id, "text": option.text} for option in asked.options],
    }
