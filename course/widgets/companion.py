"""What a companion says about a decision, as the page shows it."""

from course.content.notebooks import notebook_of
from course.errors import UnknownNameError
from course.page.blocks import Link, Paragraph, Piece, Strong
from course.progress.companion import Word


def as_blocks(word: Word) -> tuple[Paragraph, ...]:
    """Write what a companion says, with the way to where it is; nothing where it is silent.

    Examples
    --------
    >>> as_blocks(Word("Here now.", "A line.", asks=True))
    (Paragraph(words=(Strong(text='Here now.'), ' A line.'), kind='asks'),)
    """
    if not word.heading:
        return ()
    line = [f" {word.line}"] if word.line else []
    words = (Strong(word.heading), *line, *way_to(word.elsewhere))
    return (Paragraph(words, "asks" if word.asks else "said"),)


def way_to(asked: str) -> tuple[Piece, ...]:
    """Link to the notebook of a decision, unless it is one of another course."""
    try:
        there = notebook_of(asked)
    except UnknownNameError:
        return ()
    return " ", Link(f"Go to “{there.title}”", there.filename)
