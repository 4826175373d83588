"""What a companion says about a decision, as HTML for the page."""

from html import escape

from course.content.notebooks import notebook_of
from course.errors import UnknownNameError
from course.progress.companion import Word


def as_html(word: Word) -> str:
    """Write what a companion says, with the way to where it is; nothing where it is silent.

    Examples
    --------
    >>> as_html(Word("Here <now>.", "A line.", asks=True))
    '<p class="course-said course-asks"><strong>Here &lt;now&gt;.</strong> A line.</p>'
    """
    if not word.heading:
        return ""
    line = f" {escape(word.line)}" if word.line else ""
    kind = "course-said course-asks" if word.asks else "course-said"
    way = way_to(word.elsewhere)
    return f'<p class="{kind}"><strong>{escape(word.heading)}</strong>{line}{way}</p>'


def way_to(asked: str) -> str:
    """Link to the notebook of a decision, unless it is one of another course."""
    try:
        there = notebook_of(asked)
    except UnknownNameError:
        return ""
    return f' <a href="{there.filename}">Go to “{escape(there.title)}”</a>'
