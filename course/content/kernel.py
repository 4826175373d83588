"""How somebody gets a kernel who reads a page that has none: said once."""

from course.content import load
from course.page.blocks import Piece, Waits


def with_kernel(sentence: str) -> tuple[Piece, ...]:
    """Fill in, where a sentence has a place for it, that a kernel is needed.

    Examples
    --------
    >>> from course.page.text import as_text
    >>> from course.page.blocks import Paragraph
    >>> as_text([Paragraph(with_kernel("To answer, {kernel}."))])
    'To answer, start this page: in JupyterLab, choose Run, then Run All Cells.'
    """
    before, place, after = " ".join(sentence.split()).partition("{kernel}")
    needed = Waits(load("controls")["kernel"]["needed"], "kernel")
    return (before, needed, after) if place else (before,)
