"""One decision: a question, four options, and what each of them does, once it is chosen."""

from html import escape
from typing import Any

import traitlets

from course.content.decisions import Decision, Option, decision
from course.content.notebooks import notebook_of
from course.errors import CourseError, UnknownNameError
from course.membership import Membership, membership
from course.membership.reply import Reply
from course.page.fragment import Fragment, paragraphs
from course.progress.answers import Progress, progress
from course.widgets.control import Control


class DecisionWidget(Control, beside=__file__, needs=("lab_link.js",)):
    """A multiple-choice question that remembers its answer.

    The key and the feedback stay in plain Python until an answer is committed: traits
    that are synchronised would be in the browser and in the saved notebook. In a live
    room a committed answer is also a vote, and its feedback stays back until the room
    opens it.

    Parameters
    ----------
    asked
        The decision to ask.
    answers
        Where its answers are kept.
    member
        The learner's membership in a live room.

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
    #: The code of the live room in which answers are votes; empty in no room.
    room = traitlets.Unicode().tag(sync=True)
    #: Where that room is, as HTML; empty while the outcome tells it.
    room_said = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked: Decision, answers: Progress, member: Membership) -> None:
        self._decision = asked
        self._progress = answers
        self._member = member
        self._committed: str | None = None
        self._said = Reply()
        self._explained = False
        super().__init__(
            question={
                "situation": paragraphs(asked.situation),
                "legend": asked.question,
                "options": [{"id": option.id, "text": option.text} for option in asked.options],
            },
            room=member.room,
        )
        self._restore()

    def choose(self, letter: str) -> "DecisionWidget":
        """Select an option without committing it, as a click on it does.

        Raises
        ------
        UnknownNameError
            If there is no such option.
        """
        self.selected = self._decision.option(letter).id
        return self

    def check(self) -> "DecisionWidget":
        """Commit the selected option, as the button does; without one, say so."""
        if self.selected is None:
            self.outcome = _message("Choose one of the four first. Nothing has been recorded.")
            return self
        # The room first: what opens with an answer has to know whether the room holds it back.
        reply = self._member.vote(self._decision.id, self.selected)
        try:
            # A double click is one answer.
            if self._committed != self.selected:
                self._progress.record(self._decision.id, self.selected)
                self._committed = self.selected
            self._settle(reply)
        except CourseError as error:
            self.outcome = _message(f"The course could not keep this answer. {error}")
        return self

    def look(self) -> "DecisionWidget":
        """Ask the room whether feedback that waits for it may open, as the page does by itself."""
        if self.outcome.get("waits"):
            self._settle(self._member.look(self._decision.id))
        return self

    def watch(self) -> "DecisionWidget":
        """Ask the room where it is, as the page does while nothing waits for it."""
        self.room = self._member.room
        if self.outcome.get("waits"):
            self.room_said = ""
            return self
        reply = self._member.watch(self._decision.id)
        # What came of the answer may say the same already.
        is_told = reply.heading == self._said.heading or (
            reply.elsewhere and reply.elsewhere == self._said.elsewhere
        )
        self.room_said = "" if is_told else _told(reply)
        return self

    def leave(self) -> "DecisionWidget":
        """Leave the live room, as the button does: feedback opens, and no answer is a vote."""
        try:
            said = self._member.leave()
        except CourseError as error:
            said = str(error)
        if self._committed is None:
            self.outcome = _message(said)
        self._settle(Reply(said))
        return self

    def explain(self) -> "DecisionWidget":
        """Show why the key is the key, once an answer has been committed."""
        if self.outcome.get("option"):
            self._explained = True
            self._show(self._decision.option(self.outcome["option"]))
        return self

    def _restore(self) -> None:
        """Bring back the last answer of an earlier day."""
        try:
            tries = self._progress.attempts_at(self._decision.id)
        except CourseError as error:
            self.outcome = _message(f"Earlier answers could not be read. {error}")
            return
        if tries:
            self.selected = self._committed = tries[-1].option
            if self._member.holds(self._decision.id):
                line = "It is kept, and its feedback waits for the room."
                self._settle(Reply(f"Your answer is {tries[-1].option}.", line, holds=True))
            else:
                self._show(self._decision.option(tries[-1].option))

    def _settle(self, reply: Reply) -> None:
        """Show the feedback on what was committed, unless the room holds it back."""
        self.room = self._member.room
        self.room_said = ""
        self._said = reply
        waited = self.outcome.get("waits")
        if reply.holds:
            html = _told(reply) + _note(self._progress.notice)
            self.outcome = {"html": html, "waits": True}
        elif self._committed is not None:
            # Everyone in the room has just seen why.
            self._explained |= reply.is_revealed
            self._show(self._decision.option(self._committed))
            if waited:
                self._progress.announce()

    @traitlets.observe("selected")
    def _notice_room(self, _change: object) -> None:
        # It may have been joined or left in another notebook.
        self.room = self._member.room

    def _show(self, option: Option) -> None:
        correct = self._decision.is_key(option.id)
        tries = self._progress.attempts_at(self._decision.id)
        verdict = "Yes" if correct else "Not this one"
        mark = "✓" if correct else "↺"
        html = _told(self._said) + (
            f'<p class="course-verdict"><span aria-hidden="true">{mark}</span> '
            f"<strong>{verdict}: {option.id}. {escape(option.label)}.</strong></p>"
            f"{paragraphs(option.feedback)}"
        )
        if len(tries) > 1:
            html += (
                f'<p class="course-note">Your first choice was {tries[0].option}. The first '
                "one counts in the summary; later ones are kept too.</p>"
            )
        explained = correct or self._explained
        self.outcome = {
            "option": option.id,
            "correct": correct,
            "html": html + _note(self._progress.notice),
            "explanation": self._explanation(option) if explained else "",
        }

    def _explanation(self, chosen: Option) -> str:
        asked = self._decision
        others = "".join(
            f"<dt>{option.id}. {escape(option.label)}</dt><dd>{paragraphs(option.effect)}</dd>"
            for option in asked.options
            if option.id != chosen.id
        )
        key = asked.option(asked.key)
        return (
            f"<h3>Why {key.id}</h3>{paragraphs(asked.why)}"
            f"<h3>What each of the others does</h3><dl>{others}</dl>"
        )

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
        asked = self._decision
        lines = [asked.question, *(f"{o.id}. {o.text}" for o in asked.options)]
        if letter := self.outcome.get("option"):
            chosen = asked.option(letter)
            feedback = " ".join(chosen.feedback.split())
            lines.append(f"Your answer: {letter}. {chosen.label}. {feedback}")
        options = "".join(f"<li>{escape(o.text)}</li>" for o in asked.options)
        html = (
            f"{self.question['situation']}<p><strong>{escape(asked.question)}</strong></p>"
            f'<ol type="A">{options}</ol>'
            f"{self.outcome.get('html', '')}{self.outcome.get('explanation', '')}"
            "<p><em>To answer, a running kernel is needed: in JupyterLab, choose Run, then Run "
            "All Cells; a page exported as HTML can only be read.</em></p>"
        )
        return Fragment(html, "\n".join(lines))


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
    return DecisionWidget(decision(name), progress(), membership())


def _told(reply: Reply) -> str:
    if not reply.heading:
        return ""
    line = f" {escape(reply.line)}" if reply.line else ""
    line += _way_to(reply.elsewhere)
    kind = "course-room-said course-room-asks" if reply.asks else "course-room-said"
    return f'<p class="{kind}"><strong>{escape(reply.heading)}</strong>{line}</p>'


def _way_to(asked: str) -> str:
    """Link to the notebook of a decision, unless a room of another course told it."""
    try:
        there = notebook_of(asked)
    except UnknownNameError:
        return ""
    return f' <a href="{there.filename}">Go to “{escape(there.title)}”</a>'


def _message(text: str) -> dict[str, Any]:
    return {"html": f"<p>{escape(text)}</p>"}


def _note(text: str) -> str:
    return f'<p class="course-note">{escape(text)}</p>' if text else ""
