"""A decision led by show of hands: the counts of two rounds, and the guide beside it."""

from html import escape
from typing import Any

import traitlets

from course import content
from course.content.decisions import Decision, decision, decisions
from course.errors import CourseError
from course.guide.session import decision_guide
from course.page.fragment import Fragment, paragraphs
from course.progress.answers import progress
from course.room.bars import bars
from course.room.export import ROUNDS
from course.room.hands import Hands
from course.room.tally import suggestion
from course.visitors import only_read
from course.widgets.control import Control


class ShowOfHands(Control, beside=__file__):
    """Fields for the hands of two rounds, the reveal, and the guide for whoever leads.

    Key, feedback and guide stay in plain Python until they are asked for: traits that are
    synchronised would be in the browser and in the saved notebook.

    Parameters
    ----------
    asked
        The decision that is led.
    is_open
        Whether the guide is open from the start.

    Examples
    --------
    >>> hands = show_of_hands("opening")
    >>> hands.count(1, "B", 5).count(1, "A", 11).reveal().result[:41]
    '<p class="course-shift"><strong>31&nbsp;%'
    """

    question = traitlets.Dict().tag(sync=True)
    counts = traitlets.Dict().tag(sync=True)
    simulated = traitlets.Unicode().tag(sync=True)
    #: Empty until the reveal.
    result = traitlets.Unicode().tag(sync=True)
    #: How to go on after the first round; empty until it is asked for.
    advice = traitlets.Unicode().tag(sync=True)
    #: Empty until it is opened.
    guide = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked: Decision, *, is_open: bool = False) -> None:
        self._decision = asked
        self._hands: Hands | None = None
        self._told = ""
        super().__init__(question=_question(asked))
        try:
            self._told = self._kept().notice
            is_open = is_open or asked.id not in progress().unanswered()
        except CourseError as error:
            self._told = str(error)
        if is_open:
            self.open_guide()
        self._refresh()

    def count(self, round_: int, option: str, number: int) -> "ShowOfHands":
        """Keep how many hands went up, as typing it in does.

        Raises
        ------
        CourseError
            If there is no such round or option, or the count could not be kept.
        """
        self._kept().count(self._decision.id, round_, option, number)
        return self._refresh()

    def simulate(self) -> "ShowOfHands":
        """Fill in simulated hands, for practice.

        Raises
        ------
        CourseError
            If they could not be kept.
        """
        self._kept().simulate(self._decision.id)
        return self._refresh()

    def clear(self) -> "ShowOfHands":
        """Forget the counts, and hide what was revealed.

        Raises
        ------
        CourseError
            If the counts could not be changed.
        """
        self._kept().clear(self._decision.id)
        self.result = self.advice = ""
        return self._refresh()

    def reveal(self) -> "ShowOfHands":
        """Show both rounds, the key, and feedback for each option."""
        self.result = bars(self._decision, self._rounds()).html
        return self._advise_anew()

    def hide(self) -> "ShowOfHands":
        """Take back what was revealed."""
        self.result = ""
        return self._advise_anew()

    def advise(self) -> "ShowOfHands":
        """Say how to go on: after the first round, after the second, and after the reveal."""
        rounds = self._rounds()
        name: str | None = suggestion(rounds[1], self._decision.key)
        if name and self.result:
            name = "revealed"
        elif name and rounds.get(2):
            name = "both-rounds"
        if name is None:
            self.advice = "<p>Count the first round, then ask again.</p>"
        else:
            said = content.load("room")["suggestion"][name]
            self.advice = f"<p><strong>{escape(said['label'])}.</strong> {escape(said['line'])}</p>"
        return self

    def open_guide(self) -> "ShowOfHands":
        """Show the guide to this decision. It tells the key."""
        self.guide = decision_guide(self._decision.id).styled
        return self

    def _advise_anew(self) -> "ShowOfHands":
        return self.advise() if self.advice else self

    def _kept(self) -> Hands:
        if self._hands is None:
            self._hands = Hands(is_kept=not only_read())  # tells again what is in the way
            self._told = self._hands.notice
        return self._hands

    def _rounds(self) -> dict[int, Any]:
        return self._hands.rounds(self._decision.id) if self._hands else {1: {}}

    def _refresh(self) -> "ShowOfHands":
        if self._hands:
            kept, name = self._hands, self._decision.id
            self.counts = {str(round_): kept.counted(name, round_) for round_ in ROUNDS}
            note = content.load("facilitation")["dry_run"]["note"]
            self.simulated = note if kept.is_simulated(name) else ""
        if self.result:
            self.reveal()
        return self._advise_anew()

    def _hear_count(self, *, round: object = 0, option: object = "", number: object = -1) -> None:  # noqa: A002 - as the page calls it
        self.count(round, str(option), number)  # type: ignore[arg-type] # it checks them

    def _hear_simulate(self) -> dict[str, Any]:
        self.simulate()
        return {"say": "Simulated hands are filled in, in two rounds."}

    def _hear_clear(self) -> dict[str, Any]:
        self.clear()
        return {"say": "The counts are cleared."}

    def _hear_reveal(self) -> dict[str, Any]:
        self.reveal()
        return {"say": "Revealed."}

    def _hear_hide(self) -> dict[str, Any]:
        self.hide()
        return {"say": "Hidden again."}

    def _hear_advise(self) -> None:
        self.advise()

    def _hear_guide(self) -> None:
        self.open_guide()

    def _hear_look(self) -> dict[str, Any]:
        return {"say": self._told}

    def readable(self) -> Fragment:
        """Write the decision as text, for a page that has no kernel behind it."""
        asked = self._decision
        lines = [asked.question, *(f"{o.id}. {o.text}" for o in asked.options)]
        if self.result:
            lines.append(bars(asked, self._rounds()).text)
        options = "".join(f"<li>{escape(option.text)}</li>" for option in asked.options)
        html = (
            f"{self.question['situation']}<p><strong>{escape(asked.question)}</strong></p>"
            f'<ol type="A">{options}</ol>{self.result}{self.guide}'
            "<p><em>To count hands and to open the guide, a running kernel is needed: in "
            "JupyterLab, choose Run, then Run All Cells. The whole guide to print: "
            "<code>course build --guide</code>.</em></p>"
        )
        return Fragment(html, "\n".join(lines))


def show_of_hands(name: str, reveal_open: bool = False) -> ShowOfHands:
    """Lead one decision by show of hands, with the guide to it at the side.

    Parameters
    ----------
    name
        ``"opening"``, ``"systemic-fix"``, ``"coverage"`` or ``"output"``.
    reveal_open
        A facilitator's switch: open the guide at once. Otherwise it opens at a click, or
        when this decision has been answered.

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
    number = decisions().index(asked) + 1
    return {
        "eyebrow": f"Decision {number} of {len(decisions())} · {asked.title}",
        "situation": paragraphs(asked.situation),
        "question": asked.question,
        "options": [{"id": option.id, "text": option.text} for option in asked.options],
    }
