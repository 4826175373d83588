"""The meeting to rehearse: closed until all four decisions are answered, and then open."""

import traitlets

from course.content import load
from course.content.decisions import decisions
from course.page.blocks import List, Paragraph, prose
from course.page.fragment import Fragment, shown
from course.progress.answers import progress
from course.rehearsal import script
from course.report.strong_post_mortem import still_open
from course.widgets.control import Control
from course.widgets.gate import Gate


class Rehearsal(Control, beside=__file__):
    """The rules of the meeting, and where it is led."""

    html = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        played = script()
        rules = tuple(line.format_map(vars(played.rules)) for line in played.told)
        self._shown = shown(
            [*prose(played.note), List(rules), Paragraph(load("meeting")["in_a_terminal"])]
        )
        super().__init__(html=self._shown.styled)

    def readable(self) -> Fragment:
        """Write the rules, for a page that has no kernel behind it."""
        return self._shown


def rehearse(reveal_open: bool = False) -> Gate:
    """Lead the meeting once before it counts, once all four decisions are answered.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: open it without answers.

    Examples
    --------
    >>> rehearse().is_open
    False
    """
    answers = progress()
    return Gate(
        answers,
        [asked.id for asked in decisions()],
        notice=lambda: still_open(answers),
        still_closed=load("pages")["gate"]["still_closed"],
        contents=lambda: [Rehearsal()],
        is_open=reveal_open,
    )
