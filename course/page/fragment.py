"""A piece of a page that is also readable as plain text.

Everything the course shows that is not a widget is a `Fragment`: JupyterLab, reader
mode and exported HTML show its HTML, and nbval, screen readers and terminals get text
that says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Fragment:
    """HTML to show and the text that stands for it.

    Parameters
    ----------
    html
        Markup that reads well without its style sheet too: JupyterLab strips styles
        from the outputs of a notebook it does not trust.
    text
        The same content as plain text. It must not change from run to run.
    style
        CSS for this piece alone. It travels with each piece, since a page may show
        any one of them without the others.

    Examples
    --------
    >>> Fragment("<p>Seventeen people called.</p>", "Seventeen people called.")
    Seventeen people called.
    """

    html: str
    text: str
    style: str = ""

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        style = f"<style>{self.style}</style>" if self.style else ""
        return {"text/html": style + self.html, "text/plain": self.text}


def paragraphs(text: str) -> str:
    r"""Turn plain text with blank lines between paragraphs into HTML paragraphs.

    Examples
    --------
    >>> paragraphs("What happened?\n\nWho & what\nwas affected?")
    '<p>What happened?</p><p>Who &amp; what was affected?</p>'
    """
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    return "".join(f"<p>{escape(block)}</p>" for block in blocks if block)


def items(texts: Iterable[str]) -> str:
    """Turn plain texts into an HTML list.

    Examples
    --------
    >>> items(["detected", "resolved"])
    '<ul><li>detected</li><li>resolved</li></ul>'
    """
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"
