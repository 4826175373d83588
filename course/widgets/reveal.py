"""The reveal: closed until all four decisions are answered, and then open."""

import traitlets

from course.content import load
from course.content.decisions import decisions
from course.page.fragment import Fragment
from course.progress.answers import progress
from course.report.strong_post_mortem import still_open, strong_post_mortem
from course.widgets.control import Control
from course.widgets.gate import Gate


class Revealed(Control, beside=__file__):
    """What a strong post-mortem produces."""

    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, shown: Fragment) -> None:
        self._shown = shown
        super().__init__(html=shown.styled)

    def readable(self) -> Fragment:
        """Write it for a page that has no kernel behind it."""
        return self._shown


def reveal(reveal_open: bool = False) -> Gate:
    """Show what a strong post-mortem produces, once all four decisions are answered.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: open it without answers.

    Examples
    --------
    >>> reveal().is_open
    False
    """
    answers = progress()
    return Gate(
        answers,
        [asked.id for asked in decisions()],
        notice=lambda: still_open(answers),
        still_closed=load("pages")["gate"]["still_closed"],
        contents=lambda: [Revealed(strong_post_mortem(answers))],
        is_open=reveal_open,
    )
