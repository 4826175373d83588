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
from course.page.blocks import List, Paragraph, Strong, prose
from course.page.fragment import Fragment, paragraphs, shown
from course.progress import progress
from course.widgets.control import Control

if TYPE_CHECKING:
    from course.charts.chart import Chart

Shows = Callable[[Incident], "Fragment | Chart"]


class Guess(Control, beside=__file__):
    """A question, a guess that is kept, what it was, and how the two differ in words.

    What it was is sent to the page after the guess, or when somebody goes on without one.

    Parameters
    ----------
    name
        What is guessed: ``"share"``, ``"longest-part"`` or ``"longest-silence"``.
    incident
        What it is about. Where it does not tell, all is shown at once.
    shows
        What shows it.

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
    #: What to choose from; empty where a share is typed.
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    given = traitlets.Unicode().tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)
    #: What it means, and all that shows it; empty until something is guessed.
    report = traitlets.Unicode().tag(sync=True)

    def __init__(self, name: str, incident: Incident, *shows: Shows) -> None:
        self._key = f"guess.{name}"
        self._guessed = guessed(name, incident)
        self._incident, self._shows = incident, shows
        #: Whether a saved page may tell the guess: it is that of a simulated learner.
        self._is_simulated = False
        super().__init__(
            question=self._guessed.question,
            options=list(self._guessed.options),
            words=load("guesses")["guessing"],
        )
        if not self._guessed.was:
            self.report = self._figures.styled
            return
        self._hash = fingerprint(incident)
        before = self._before()
        if before is not None:
            # A file from elsewhere may hold what was never to be chosen here.
            with suppress(CourseError):
                self._show(before)

    def answer(self, guess: str) -> None:
        """Guess, as the button does; empty goes on without a guess.

        Raises
        ------
        CourseError
            If it is no guess. Then nothing is shown.
        """
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
        """Write the question, and what it was behind a line that opens it.

        A person's guess is not in a saved notebook.
        """
        if not self._guessed.was:
            return self._figures
        listed = [List(tuple(self.options))] if self.options else []
        asked = shown([Paragraph(Strong(self.question)), *listed])
        if self._is_simulated:
            return asked + shown([Paragraph(Strong(self.verdict))]) + self._below()
        behind = shown([Paragraph(Strong(self._guessed.was))]) + self._below()
        title = self.words["open"]
        opens = Fragment(
            f"<details><summary>{escape(title)}</summary>{behind.html}</details>",
            f"{title}:\n{behind.text}",
            behind.style,
        )
        return asked + shown(prose(with_kernel(self.words["kernel"]))) + opens

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

    def _hear_guess(self, *, said: object = "") -> dict[str, Any]:
        text = said if isinstance(said, str) else ""
        try:
            self.answer(text)
        except CourseError as error:
            # Whether it is no guess or could not be kept: the page says so, and stays.
            return {"say": str(error), "trouble": True}
        return {"say": self.verdict}


def guess(name: str, incident: Incident, *shows: Shows, learner: str | None = None) -> Guess:
    """Ask for a guess before something is shown, then show it and say how the two differ.

    Parameters
    ----------
    name
        ``"share"``, ``"longest-part"`` or ``"longest-silence"``.
    incident
        What it is about.
    shows
        What shows it, such as `callers_chart`.
    learner
        A simulated learner, who guesses at once unless they answer nothing; ``None`` is a
        person.

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
