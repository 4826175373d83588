"""One decision: a question, four options, and what each of them does, once it is chosen."""

from collections.abc import Sequence
from typing import Any

import traitlets

from course.content import load
from course.content.decisions import Decision, Option, decision
from course.content.kernel import with_kernel
from course.content.notebooks import notebook_of, notebooks
from course.errors import CourseError
from course.page.blocks import (
    Block,
    Emphasis,
    Heading,
    Paragraph,
    Sign,
    Source,
    Strong,
    Terms,
    prose,
)
from course.page.fragment import Fragment, shown
from course.page.html import as_html
from course.progress.answers import Progress, progress
from course.progress.companion import Companion, Word, companion
from course.widgets import companion as beside_it
from course.widgets import question as read
from course.widgets.control import Control


# The key and the feedback stay in plain Python until an answer is committed: traits that are
# synchronised would be in the browser and in the saved notebook. Whoever accompanies the learner is
# told of an answer, and may hold its feedback back.
class DecisionWidget(Control, beside=__file__, needs=("lab_link.js", "onward.js", "companion.js")):
    """A multiple-choice question that remembers its answer.

    Examples
    --------
    >>> question = decide("opening")
    >>> question.choose("A").check().outcome["correct"]
    False
    >>> question.choose("B").check().outcome["correct"]
    True
    """

    question = traitlets.Dict().tag(sync=True)
    selected = traitlets.Unicode(allow_none=True, default_value=None).tag(sync=True)
    #: Empty until an answer is committed.
    outcome = traitlets.Dict().tag(sync=True)
    #: The words of whoever accompanies the learner; empty while nobody is there.
    companion = traitlets.Dict().tag(sync=True)
    #: What they say by themselves, as HTML; empty while the outcome tells it.
    companion_word = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked: Decision, answers: Progress, beside: Companion) -> None:
        self._decision = asked
        self._progress = answers
        self._beside = beside
        self._committed: str | None = None
        self._word = Word()
        self._is_past = False
        self._explained = False
        self._outcome: list[Block] = []
        self._explanation: list[Block] = []
        super().__init__(
            question={**read.as_sent(asked), "next": _after(asked)},
            companion=dict(beside.shown),
        )
        self._restore()

    def choose(self, letter: str) -> "DecisionWidget":
        """Select an option without committing it, as a click on it does."""
        self.selected = self._decision.option(letter).id
        return self

    def check(self) -> "DecisionWidget":
        """Commit the selected option, as the button does; without one, say so."""
        if self.selected is None:
            # What was tried is no less tried.
            marks = self.outcome.get("tried", {})
            self._show([Paragraph(_words()["none"])], tried=marks, asks=True)
            return self
        # The companion first: what opens with an answer has to know whether it is held back.
        word = self._beside.answered(self._decision.id, self.selected)
        try:
            # A double click is one answer.
            if self._committed != self.selected:
                self._progress.record(self._decision.id, self.selected)
                self._committed = self.selected
            self._settle(word)
        except CourseError as error:
            self._show([Paragraph(_words()["not_kept"].format(error=error))])
        return self

    def look(self) -> "DecisionWidget":
        """Ask whether feedback that is held back may open, as the page does by itself."""
        if self.outcome.get("waits"):
            self._settle(self._beside.look(self._decision.id))
        return self

    def watch(self) -> "DecisionWidget":
        """Ask what the companion has to say, as the page does while nothing is held back."""
        self._look_beside()
        if self.outcome.get("waits"):
            self.companion_word = ""
            return self
        word = self._beside.watch(self._decision.id)
        self._look_beside(is_past=word.is_past)
        # What came of the answer may say the same already.
        is_shown = word.heading == self._word.heading or (
            word.elsewhere and word.elsewhere == self._word.elsewhere
        )
        self.companion_word = "" if is_shown else as_html(beside_it.as_blocks(word))
        return self

    def leave(self) -> "DecisionWidget":
        """Go on alone, as the button does: feedback opens, and nobody is told of an answer."""
        try:
            left = self._beside.leave()
        except CourseError as error:
            left = str(error)
        if self._committed is None:
            self._show([Paragraph(left)])
        self._settle(Word(left))
        return self

    def explain(self) -> "DecisionWidget":
        """Show why the key is the key, once an answer has been committed."""
        if self.outcome.get("option"):
            self._explained = True
            self._judge(self._decision.option(self.outcome["option"]))
        return self

    def _restore(self) -> None:
        """Bring back the last answer of an earlier day."""
        try:
            tries = self._progress.attempts_at(self._decision.id)
        except CourseError as error:
            self._show([Paragraph(_words()["not_read"].format(error=error))])
            return
        if tries:
            self.selected = self._committed = tries[-1].option
            if self._beside.holds(self._decision.id):
                line = self._beside.shown.get("waits", "")
                heading = _words()["yours"].format(option=tries[-1].option)
                self._settle(Word(heading, line, holds=True))
            else:
                self._judge(self._decision.option(tries[-1].option))

    def _settle(self, word: Word) -> None:
        """Show the feedback on what was committed, unless it is held back."""
        self._look_beside(is_past=word.is_past)
        self.companion_word = ""
        self._word = word
        waited = self.outcome.get("waits")
        if word.holds:
            self._show([*beside_it.as_blocks(word), *_note(self._progress.notice)], waits=True)
        elif self._committed is not None:
            self._explained |= word.explains
            self._judge(self._decision.option(self._committed))
            if waited:
                self._progress.announce()

    @traitlets.observe("selected")
    def _look_beside(self, _change: object = None, *, is_past: bool | None = None) -> None:
        # Somebody may have come or gone in another notebook.
        self._is_past = self._is_past if is_past is None else is_past
        words = dict(self._beside.shown)
        if words and self._is_past:
            words["line"] = words["past"]
            # The button does what it does for a learner alone.
            words.pop("check", None)
        self.companion = words

    def _judge(self, option: Option) -> None:
        correct = self._decision.is_key(option.id)
        tries = self._progress.attempts_at(self._decision.id)
        mark = _mark(correct)
        verdict = Strong(f"{mark['words']}: {option.id}. {option.label}.")
        first = _words()["first"].format(option=tries[0].option) if len(tries) > 1 else ""
        blocks = [
            *beside_it.as_blocks(self._word),
            Paragraph((Sign(mark["sign"]), " ", verdict), "verdict"),
            *prose(option.feedback),
            *_note(first),
            *_note(self._progress.notice),
        ]
        self._show(
            blocks,
            self._explain(option) if correct or self._explained else [],
            option=option.id,
            correct=correct,
            # What has been tried stays marked, also while another one is chosen.
            tried={each.option: _mark(self._decision.is_key(each.option)) for each in tries},
        )

    def _show(self, blocks: list[Block], explanation: Sequence[Block] = (), **more: Any) -> None:
        self._outcome, self._explanation = blocks, list(explanation)
        why = {"explanation": as_html(self._explanation)} if "option" in more else {}
        self.outcome = {**more, "html": as_html(blocks), **why}

    def _explain(self, chosen: Option) -> list[Block]:
        asked = self._decision
        others = tuple(
            (f"{option.id}. {option.label}", " ".join(option.effect.split()))
            for option in asked.options
            if option.id != chosen.id
        )
        return [
            Heading(_words()["why"].format(key=asked.key), 3),
            *prose(asked.why),
            Paragraph(Source(asked.source)),
            Heading(_words()["others"], 3),
            Terms(others),
        ]

    def _hear_check(self, *, option: object = None) -> None:
        if option in {known.id for known in self._decision.options}:
            self.selected = option
        self.check()

    def _hear_explain(self) -> None:
        self.explain()

    def _hear_look(self) -> None:
        self.look()

    def _hear_watch(self) -> None:
        self.watch()

    def _hear_leave(self) -> None:
        self.leave()

    def readable(self) -> Fragment:
        """Write the question, and what came of it, for a page that has no kernel behind it."""
        kernel = Paragraph(Emphasis(with_kernel(_words()["kernel"])))
        return shown([*read.as_blocks(self._decision), *self._outcome, *self._explanation, kernel])


def decide(name: str) -> DecisionWidget:
    """Ask one of the four decisions.

    Parameters
    ----------
    name
        ``"opening"``, ``"systemic-fix"``, ``"coverage"`` or ``"output"``.

    Returns
    -------
    DecisionWidget
        To be shown as the last line of a cell; ``.choose("B")`` and ``.check()`` answer it
        without a mouse.

    Raises
    ------
    UnknownNameError
        If there is no such decision.

    Examples
    --------
    >>> decide("output").choose("D").selected
    'D'
    """
    return DecisionWidget(decision(name), progress(), companion())


def _words() -> dict[str, str]:
    words: dict[str, str] = load("controls")["decide"]
    return words


def _after(asked: Decision) -> dict[str, str] | None:
    """Give the notebook behind the one that asks, or nothing where there is none."""
    here = notebook_of(asked.id).number
    after = next((each for each in notebooks() if each.number == here + 1), None)
    return {"title": after.title, "href": after.filename} if after else None


def _mark(correct: bool) -> dict[str, Any]:
    """Say what came of an option, in a sign and in words."""
    sign, words = ("✓", "right") if correct else ("↺", "other")
    return {"correct": correct, "sign": sign, "words": _words()[words]}


def _note(text: str) -> list[Block]:
    return [Paragraph(text, "note")] if text else []
