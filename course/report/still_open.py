"""What stands before a part that opens with decisions: those still open, and nothing of the part.

It stands alone, since every page has such a part, and few pages need the report.
"""

from course.content import load
from course.content.notebooks import notebook_of
from course.page.blocks import Link, List, Paragraph, Waits
from course.page.fragment import Fragment, shown
from course.progress.answers import Progress


def still_open(answers: Progress) -> Fragment:
    """Say which decisions are open, with the way to each, and nothing else.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> print(str(still_open(progress()).text).splitlines()[0])
    This part opens once these decisions are answered:
    """
    lead = load("reveal")["heading"]["still_open"]
    there = [notebook_of(name) for name in answers.unanswered()]
    links = tuple(Link(notebook.title, notebook.filename) for notebook in there)
    return shown([Paragraph(Waits(lead, "answers")), List(links)])
