"""Where the learner stands in the course: shown on every page, in JupyterLab and in reader mode."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from course.content import load
from course.content.notebooks import Notebook, notebooks
from course.errors import CourseError
from course.page.blocks import Here, Link, List, Sign, Words
from course.page.html import as_html
from course.progress.answers import progress

#: What stands beside a notebook with a decision, and what a screen reader says instead.
_MARKS = {True: Sign("●", "answered"), False: Sign("○", "still open")}

#: What stands before the name of a guess, a line and a practice, where they are kept.
_GUESS, _LINE, _PRACTICE = "guess.", "line.", "practice."


@dataclass(frozen=True)
class Trail:
    """The way through the course, and which of its decisions are answered.

    Examples
    --------
    >>> from course.content.notebooks import notebook
    >>> Trail(notebook("open_the_meeting"), frozenset({"opening"})).standing
    'You have answered 1 of 4 decisions.'
    """

    #: The notebook it is shown in, or ``None`` where that is none of the course.
    here: Notebook | None
    #: The decisions that have an answer, or ``None`` where that could not be read.
    answered: frozenset[str] | None
    #: What the learner should know about how their answers are kept, else empty.
    notice: str = ""
    #: Which guesses are made, and what was written where a line is asked for.
    guessed: frozenset[str] = frozenset()
    lines: Mapping[str, str] = field(default_factory=dict)
    #: The draft of each practice, and of which of its answers something was said.
    practised: Mapping[str, str] = field(default_factory=dict)
    compared: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def before(self) -> Notebook | None:
        """The notebook before this one."""
        return self._neighbour(-1)

    @property
    def after(self) -> Notebook | None:
        """The notebook after this one, unless that is for whoever leads the course.

        Examples
        --------
        >>> from course.content.notebooks import notebook
        >>> Trail(notebook("start_here"), frozenset()).after.slug
        'what_happened'
        """
        following = self._neighbour(1)
        return None if following and following.leads_course else following

    @property
    def standing(self) -> str:
        """How many decisions are answered, as a sentence, or empty where nobody knows."""
        return "" if self.answered is None else self._counted()

    @property
    def is_open(self) -> bool:
        """Whether every decision is answered, so that what waits for that is there."""
        asked = {notebook.decision for notebook in notebooks() if notebook.decision}
        return asked <= (self.answered or frozenset())

    @property
    def steps(self) -> str:
        """All notebooks in their order as HTML: links, where you are, what is answered."""
        return as_html([List(tuple(map(self._step, notebooks())), numbered=True, first=0)])

    def once_answered(self) -> "Trail":
        """Give what holds as soon as the decision asked here has an answer.

        Examples
        --------
        >>> from course.content.notebooks import notebook
        >>> Trail(notebook("open_the_meeting"), frozenset()).once_answered().standing
        'You have answered 1 of 4 decisions.'
        """
        if self.here is None or self.here.decision is None or self.answered is None:
            return self
        return replace(self, answered=self.answered | {self.here.decision})

    def _counted(self) -> str:
        asked = [notebook.decision for notebook in notebooks() if notebook.decision]
        answered = sum(decision in (self.answered or ()) for decision in asked)
        words = str(load("pages")["trail"]["standing"])
        return words.format(answered=answered, decisions=len(asked))

    def _neighbour(self, distance: int) -> Notebook | None:
        if self.here is None:
            return None
        number = self.here.number + distance
        return next((notebook for notebook in notebooks() if notebook.number == number), None)

    def _step(self, notebook: Notebook) -> Words:
        name = notebook.title
        way = Here(name) if notebook is self.here else Link(name, notebook.filename)
        if notebook.decision is None or self.answered is None:
            return way
        return way, " ", _MARKS[notebook.decision in self.answered]


def trail(here: Notebook | None) -> Trail:
    """Look up where this learner stands.

    Examples
    --------
    >>> from course.content.notebooks import notebook
    >>> trail(notebook("start_here")).answered
    frozenset()
    """
    try:
        answers = progress()
        guessed = frozenset(key.removeprefix(_GUESS) for key in answers.kept_under(_GUESS))
        lines, practised, compared = (
            {key.removeprefix(under): kept.value for key, kept in answers.kept_under(under).items()}
            for under in (_LINE, _PRACTICE, f"opened.{_PRACTICE}")
        )
        return Trail(
            here,
            frozenset(answers.first_choices()),
            answers.notice,
            guessed,
            {name: str(text) for name, text in lines.items()},
            {name: str(draft) for name, draft in practised.items()},
            {name: marks for name, marks in compared.items() if isinstance(marks, dict)},
        )
    except CourseError as error:
        return Trail(here, None, str(error))
