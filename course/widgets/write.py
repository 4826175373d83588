"""A line of the learner's own: written in one notebook, and met again in another."""

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.content.named import named
from course.content.notebooks import notebook
from course.page.blocks import Paragraph, Strong, prose
from course.page.fragment import Fragment, shown
from course.widgets.written import Written


class Write(Written, beside=__file__, needs=("written.js",)):
    """One labelled field whose text is kept; met again, the text comes first.

    Examples
    --------
    >>> line = Write("first-words")
    >>> line.write("“So who was on call?”")
    >>> Write("first-words", is_recalled=True).text
    '“So who was on call?”'
    """

    words = traitlets.Dict().tag(sync=True)
    rows = traitlets.Int().tag(sync=True)
    #: Whether the text was asked for elsewhere and is met again here.
    is_recalled = traitlets.Bool().tag(sync=True)

    def __init__(self, name: str, *, is_recalled: bool = False) -> None:
        asked = named("line", name, load("writing")["line"])
        title = notebook(asked["asked_in"]).title
        texts = load("writing")["writing"]
        super().__init__(
            f"line.{name}",
            most=asked["most"],
            is_own=not asked.get("reported", False),
            rows=asked["rows"],
            is_recalled=is_recalled,
            words={
                "label": asked["label"],
                "earlier": texts["earlier"].format(title=title),
                "not_yet": texts["not_yet"],
                "now": texts["now"],
                "change": texts["change"],
                "recalled": texts["recalled"].format(title=title),
            },
        )

    def readable(self) -> Fragment:
        """Write what is asked, and nothing of what was written: a saved notebook travels."""
        waits = Paragraph(with_kernel(self.writing["kernel"]))
        below = prose(self.words["recalled"]) if self.is_recalled else (waits,)
        return shown((Paragraph(Strong(self.words["label"])), *below))


def write(name: str) -> Write:
    """Ask for a line that is kept, and met again elsewhere.

    Parameters
    ----------
    name
        A line of the course's content, such as ``"first-words"``.

    Returns
    -------
    Write
        The field for the line.

    Raises
    ------
    UnknownNameError
        If there is no such line.

    Examples
    --------
    >>> write("first-words").words["label"]
    'Who spoke first, and what were their first words?'
    """
    return Write(name)


def recall(name: str) -> Write:
    """Show a line that was written elsewhere; where there is none yet, ask for it.

    Parameters
    ----------
    name
        As `write` takes it.

    Returns
    -------
    Write
        The line, or the question for it.

    Raises
    ------
    UnknownNameError
        If there is no such line.

    Examples
    --------
    >>> recall("first-words").is_recalled
    True
    """
    return Write(name, is_recalled=True)
