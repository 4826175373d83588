"""A decision led by show of hands: the counts of two rounds, and the guide beside it."""

from pathlib import Path
from typing import Any

import traitlets

from course import content
from course.content.decisions import Decision, decision, decisions
from course.content.kernel import with_kernel
from course.errors import CourseError
from course.guide.session import decision_guide
from course.page.blocks import Emphasis, Paragraph, Strong, Words
from course.page.fragment import Fragment, shown
from course.page.html import as_html
from course.progress.answers import progress
from course.room import pages, snapshot
from course.room.export import ROUNDS
from course.room.figure import figure
from course.room.hands import Hands
from course.visitors import only_read
from course.widgets import question as read
from course.widgets.control import Control

_FIGURE = Path(pages.__file__).with_name("figure.js")
"""The figure that phones and the projector draw, with its style beside it."""


# Key, feedback and guide stay in plain Python until they are asked for: traits that are
# synchronised would be in the browser and in the saved notebook.
class ShowOfHands(Control, beside=__file__, needs=(_FIGURE,)):
    """Fields for the hands of two rounds, the reveal, and the guide for whoever leads.

    Examples
    --------
    >>> hands = show_of_hands("opening")
    >>> hands.count(1, "B", 5).count(1, "A", 11).reveal().results["shift"]["headline"]
    '31 %'
    """

    words = traitlets.Dict().tag(sync=True)
    question = traitlets.Dict().tag(sync=True)
    counts = traitlets.Dict().tag(sync=True)
    simulated = traitlets.Unicode().tag(sync=True)
    #: What came out, as a room's pages get it; empty until the reveal.
    results = traitlets.Dict().tag(sync=True)
    #: How to go on after the first round; empty until it is asked for.
    advice = traitlets.Unicode().tag(sync=True)
    #: Empty until it is opened.
    guide = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked: Decision, *, is_open: bool = False) -> None:
        self._decision = asked
        self._hands: Hands | None = None
        self._notice = ""
        self._is_revealed = self._is_advised = False
        rounds = content.load("room")["page"]["rounds"]
        words = content.load("controls")["hands"] | {"rounds": rounds}
        super().__init__(words=words, question=_question(asked))
        try:
            self._notice = self._kept().notice
            is_open = is_open or asked.id not in progress().unanswered()
        except CourseError as error:
            self._notice = str(error)
        if is_open:
            self.open_guide()
        self._refresh()

    def count(self, round_: int, option: str, number: int) -> "ShowOfHands":
        """Keep how many hands went up, as typing it in does."""
        self._kept().count(self._decision.id, round_, option, number)
        return self._refresh()

    def simulate(self) -> "ShowOfHands":
        """Fill in simulated hands, for practice."""
        self._kept().simulate(self._decision.id)
        return self._refresh()

    def clear(self) -> "ShowOfHands":
        """Forget the counts, and hide what was revealed."""
        self._kept().clear(self._decision.id)
        self._is_revealed = self._is_advised = False
        return self._refresh()

    def reveal(self) -> "ShowOfHands":
        """Show both rounds, the key, and feedback for each option."""
        self._is_revealed = True
        return self._refresh()

    def hide(self) -> "ShowOfHands":
        """Take back what was revealed."""
        self._is_revealed = False
        return self._refresh()

    def advise(self) -> "ShowOfHands":
        """Say how to go on: after the first round, after the second, and after the reveal."""
        self._is_advised = True
        return self._refresh()

    def open_guide(self) -> "ShowOfHands":
        """Show the guide to this decision."""
        # It tells the key.
        self.guide = decision_guide(self._decision.id).styled
        return self

    def _kept(self) -> Hands:
        if self._hands is None:
            self._hands = Hands(is_kept=not only_read())  # tells again what is in the way
            self._notice = self._hands.notice
        return self._hands

    def _refresh(self) -> "ShowOfHands":
        kept, name = self._hands or Hands(is_kept=False), self._decision.id
        self.counts = {str(round_): kept.counted(name, round_) for round_ in ROUNDS}
        note = content.load("facilitation")["dry_run"]["note"]
        self.simulated = note if kept.is_simulated(name) else ""
        state = kept.state(name, is_revealed=self._is_revealed)
        seen = snapshot.by_hands(state, self._decision, kept.rounds(name))
        # What the figure says comes with it: its words speak of a key.
        words = content.load("room")["page"]
        self.results = seen["results"] and {**seen["results"], "words": words}
        self.advice = _advice(seen["suggestion"]) if self._is_advised else ""
        return self

    def _hear_count(self, *, round: object = 0, option: object = "", number: object = -1) -> None:  # noqa: A002 - as the page calls it
        self.count(round, str(option), number)  # type: ignore[arg-type] # it checks them

    def _hear_simulate(self) -> dict[str, Any]:
        self.simulate()
        return {"say": self.words["simulated"]}

    def _hear_clear(self) -> dict[str, Any]:
        self.clear()
        return {"say": self.words["cleared"]}

    def _hear_reveal(self) -> dict[str, Any]:
        self.reveal()
        return {"say": self.words["revealed"]}

    def _hear_hide(self) -> dict[str, Any]:
        self.hide()
        return {"say": self.words["hidden"]}

    def _hear_advise(self) -> None:
        self.advise()

    def _hear_guide(self) -> None:
        self.open_guide()

    def _hear_look(self) -> dict[str, Any]:
        return {"say": self._notice}

    def readable(self) -> Fragment:
        """Write the decision as text, for a page that has no kernel behind it."""
        parts = [shown(read.as_blocks(self._decision))]
        if self.results:
            parts.append(figure(self._decision, self.results))
        if self.guide:
            # As text the guide has a page of its own.
            parts.append(Fragment(self.guide, ""))
        parts.append(shown([Paragraph(Emphasis(with_kernel(self.words["kernel"])))]))
        return sum(parts, Fragment("", ""))


def show_of_hands(name: str, reveal_open: bool = False) -> ShowOfHands:
    """Lead one decision by show of hands, with the guide to it at the side.

    Parameters
    ----------
    name
        ``"opening"``, ``"systemic-fix"``, ``"coverage"`` or ``"output"``.
    reveal_open
        A facilitator's switch: open the guide at once. Otherwise it opens at a click, or
        when this decision has been answered.

    Returns
    -------
    ShowOfHands
        The fields for what was counted, and their figure.

    Raises
    ------
    UnknownNameError
        If there is no such decision.

    Examples
    --------
    >>> show_of_hands("output").guide
    ''
    """
    return ShowOfHands(decision(name), is_open=reveal_open)


def _question(asked: Decision) -> dict[str, Any]:
    number, place = decisions().index(asked) + 1, str(content.load("room")["place"]["decision"])
    return {
        "eyebrow": place.format(number=number, of=len(decisions()), title=asked.title),
        **read.as_sent(asked),
    }


def _advice(suggested: dict[str, str] | None) -> str:
    if suggested is None:
        words: Words = content.load("controls")["hands"]["count_first"]
    else:
        words = (Strong(f"{suggested['label']}."), f" {suggested['line']}")
    return as_html([Paragraph(words)])
