"""A piece of a page that is also readable as plain text.

Everything the course shows that is not a widget is a `Fragment`: JupyterLab, reader
mode and exported HTML show its HTML, and nbval, screen readers and terminals get text
that says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from course.page.blocks import Block, prose
from course.page.html import as_html
from course.page.look import used_by
from course.page.style import style as style_of
from course.page.text import as_text


# The HTML reads well without its style too, which JupyterLab strips from what it does not trust.
# The text does not change from run to run. The style travels with each piece.
@dataclass(frozen=True)
class Fragment:
    """HTML to show and the text that stands for it.

    Examples
    --------
    >>> Fragment("<p>Seventeen people called.</p>", "Seventeen people called.")
    Seventeen people called.
    """

    html: str
    text: str
    style: str = ""

    @property
    def styled(self) -> str:
        """The HTML behind its style, with as much of the course's look as that uses."""
        style = f"<style>{used_by(self.style)}{self.style}</style>" if self.style else ""
        return style + self.html

    def __add__(self, other: "Fragment") -> "Fragment":
        text = "\n\n".join(filter(None, (self.text, other.text)))
        return Fragment(self.html + other.html, text, self.style + other.style)

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.styled, "text/plain": self.text}


def shown(
    blocks: Sequence[Block],
    *,
    within: str = "",
    style: str = "",
    below: int = 0,
    text: str | None = None,
) -> Fragment:
    """Show blocks with the style that they need, within an element of a class of one's own.

    Parameters
    ----------
    blocks
        What is said, from `course.page.blocks`.
    within
        The class of an element around all of it.
    style
        CSS beside what the blocks need.
    below
        The level of the heading that all of it stands under, from 0.
    text
        What says the same as text; None is their own.

    Returns
    -------
    Fragment
        The same as HTML with its style and as plain text.

    Examples
    --------
    >>> shown(prose("Seventeen people called."))
    Seventeen people called.
    """
    html = as_html(blocks, below=below)
    if within:
        html = f'<div class="{within}">{html}</div>'
    return Fragment(html, as_text(blocks) if text is None else text, style_of(blocks) + style)


def paragraphs(text: str) -> str:
    r"""Turn plain text with blank lines between paragraphs into HTML paragraphs.

    Examples
    --------
    >>> paragraphs("What happened?\n\nWho & what\nwas affected?")
    '<p>What happened?</p><p>Who &amp; what was affected?</p>'
    """
    return as_html(prose(text))
