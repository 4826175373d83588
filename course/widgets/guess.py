"""Guess, then see: a question before a chart or a table, which opens once it has an answer."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.errors import CourseError
from course.incident.guesses import fingerprint, guessed
from course.incident.loading import Incident
from course.page.blocks import List, Paragraph, Strong
from course.page.fragment import Fragment, paragraphs, shown
from course.progress import progress
from course.widgets.control import Control
from course.widgets.pane import labelled

if TYPE_CHECKING:
    from course.charts.chart import Chart

Shows = Callable[[Incident], "Fragment | Chart"]


# What it was is sent to the page after the guess, or when somebody goes on without one.
class Guess(Control, beside=__file__):
    """A question, a guess that is kept, what it was, and how the two differ in words.

    Examples
    --------
    >>> from course.incident.facts import show_facts
    >>> from course.incident.loading import load_incident
    >>> guess = Guess("share", load_incident(), show_facts)
    >>> guess.answer("one in 100")
    >>> guess.verdict
    'You said one in 100; it was one in 138. That is 1.4 times as many calls as there were.'
    """

    question = traitlets.Unicode().tag(sync=True)
    #: What to choose from; empty where something is typed.
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    #: What the field is called in which it is typed, and what stands under it.
    field = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    #: Who it is about, where that is not plain.
    whose = traitlets.Unicode().tag(sync=True)
    given = traitlets.Unicode().tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)
    #: What it means, and all that shows it; empty until something is guessed.
    report = traitlets.Unicode().tag(sync=True)
    #: Whether something is still to be guessed.
    waits = traitlets.Bool().tag(sync=True)

    def __init__(
        self, name: str, incident: Incident, *shows: Shows, is_beside: bool = False
    ) -> None:
        self._name, self._key, self._shows = name, f"guess.{name}", shows
        self._is_beside = is_beside
        #: Whether a saved page may tell the guess: it is that of a simulated learner.
        self._is_simulated = False
        super().__init__(words=load("guesses")["guessing"])
        self.about(incident)

    def about(self, incident: Incident) -> None:
        """Ask it of another incident; where that does not tell, show all at once."""
        self._incident, self._guessed = incident, guessed(self._name, incident)
        self._hash = fingerprint(incident)
        self.__dict__.pop("_figures", None)
        with self.hold_sync():
            self.question = self._guessed.question
            self.options = list(self._guessed.options)
            self.field = {"label": self._guessed.label, "example": self._guessed.example}
            self.given = self.verdict = self.report = ""
            self.waits = bool(self._guessed.was)
            if not self.waits:
                self.report = self._untold.styled
                return
            before = self._before()
            if before is not None:
                # A file from elsewhere may hold what was never to be chosen here.
                with suppress(CourseError):
                    self._show(before)

    def answer(self, guess: str) -> None:
        """Guess, as the button does; empty goes on without a guess."""
        # Compared before it is kept: what cannot be is told, and can be tried again.
        if guess:
            self._guessed.compare(guess)
        kept = progress()
        if kept.keeps_texts:
            kept.keep(self._key, {"said": guess}, content_hash=self._hash)
        self._show(guess)

    def go_through(self) -> None:
        """Do what a simulated learner does: guess the first thing, or one in ten."""
        self._is_simulated = True
        if self._guessed.was:
            self.answer(self.options[0] if self.options else "10")

    def readable(self) -> Fragment:
        """Write the question, and what it was behind a line that opens it."""
        # A person's guess is not in a saved notebook.
        if not self._guessed.was:
            return self._about() + self._untold
        listed = [List(tuple(self.options))] if self.options else []
        asked = self._about() + shown([Paragraph(Strong(self.question)), *listed])
        if self._is_simulated:
            return asked + shown([Paragraph(Strong(self.verdict))]) + self._below()
        behind = shown([Paragraph(Strong(self._guessed.was))]) + self._below()
        return asked + shown([Paragraph(with_kernel(self.words["kernel"]))]) + behind_a_line(behind)

    def _about(self) -> Fragment:
        return Fragment(labelled(self.whose, ""), self.whose)

    def _before(self) -> str | None:
        """What was guessed of this very incident earlier, or None."""
        try:
            versions = progress().versions(self._key)
        except CourseError:
            return None
        for kept in versions:
            if kept.content_hash == self._hash and isinstance(kept.value, dict):
                return str(kept.value.get("said", ""))
        return None

    def _show(self, guess: str) -> None:
        with self.hold_sync():
            self.given = guess
            self.verdict = self._guessed.compare(guess) if guess else self._guessed.was
            self.report = self._below().styled
            self.waits = False

    @property
    def _untold(self) -> Fragment:
        """Show what there is where the incident does not tell."""
        is_said = self._is_beside and self._guessed.is_told_elsewhere
        return Fragment("", "") if is_said else self._figures

    def _below(self) -> Fragment:
        return Fragment(paragraphs(self._guessed.meaning), self._guessed.meaning) + self._figures

    @cached_property
    def _figures(self) -> Fragment:
        made = [show(self._incident) for show in self._shows]
        figures = Fragment("", "")
        for piece in made:
            # Not asked of the class: with the charts all of pandas would be loaded.
            figures += piece if isinstance(piece, Fragment) else piece.fragment
        return figures

    def _hear_guess(self, *, guess: object = "") -> dict[str, Any]:
        text = guess if isinstance(guess, str) else ""
        try:
            self.answer(text)
        except CourseError as error:
            # Whether it is no guess or could not be kept: the page says so, and stays.
            return {"say": str(error), "trouble": True}
        return {"say": self.verdict}


def behind_a_line(piece: Fragment) -> Fragment:
    """Put a piece of a page behind a line that opens it: somebody may want to guess first."""
    title = load("guesses")["guessing"]["open"]
    return Fragment(
        f"<details><summary>{escape(title)}</summary>{piece.html}</details>",
        f"{title}:\n{piece.text}",
        piece.style,
    )


def guess(name: str, incident: Incident, *shows: Shows, learner: str | None = None) -> Guess:
    """Ask for a guess before something is shown, then show it and say how the two differ.

    Parameters
    ----------
    name
        ``"share"``, ``"rise"``, ``"longest-part"``, ``"longest-silence"`` or ``"spared"``.
    incident
        What it is about.
    shows
        What shows it, such as `callers_chart`.
    learner
        A simulated learner, who guesses at once unless they answer nothing; ``None`` is a
        person.

    Returns
    -------
    Guess
        The question, and what it opens.

    Raises
    ------
    UnknownNameError
        If there is no such guess.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> from course.incident.metrics import show_metrics
    >>> guess("longest-part", load_incident(), show_metrics).options[0]
    'From the start until somebody knew'
    """
    asked = Guess(name, incident, *shows)
    if learner not in (None, "unanswered"):
        asked.go_through()
    return asked
