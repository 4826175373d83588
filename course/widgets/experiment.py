"""An experiment of the lab: say what you expect, run it, compare."""

from functools import partial
from typing import TYPE_CHECKING, Any

import traitlets

from course import lab
from course.content import load
from course.content.kernel import with_kernel
from course.content.named import named
from course.errors import CourseError, UnknownNameError
from course.page.blocks import Paragraph, Strong, prose
from course.page.fragment import Fragment, paragraphs, shown
from course.widgets.control import Control

if TYPE_CHECKING:
    from collections.abc import Callable

    from course.lab.views import Viewed

#: What each experiment of the content runs, when its button is pressed.
RUNS: dict[str, "Callable[[], Viewed]"] = {
    "as-shipped": partial(lab.run, "as_shipped"),
    "first-time": lab.book_as_first_time_patient,
    "diff": lab.diff,
    "hint": lab.guard_forms,
    "chasing": partial(lab.run, "chasing_the_number"),
    "still": lab.book_as_first_time_patient,
    "map": lab.scenario_map,
    "search": partial(lab.search, "after"),
    "search-before": partial(lab.search, "before"),
}


class Experiment(Control, beside=__file__):
    """A question, what one may expect, a button that runs it, and the result.

    Nothing runs before something is expected. The result, and what is worth seeing in it,
    are sent to the browser only after the run.

    Examples
    --------
    >>> experiment = Experiment("first-time")
    >>> experiment.run().result is None
    True
    >>> experiment.expect("They get a confirmation.").run().result.crashed
    True
    """

    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    #: What the learner expects; empty until they say so. There is no key to it.
    expected = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    #: Empty until something has run.
    report = traitlets.Unicode().tag(sync=True)

    def __init__(self, name: str) -> None:
        self._texts = named("experiment", name, load("lab")["experiment"])
        self._run = RUNS[name]
        self._shown: Fragment | None = None
        self.result: Viewed | None = None
        super().__init__(
            question=paragraphs(self._texts["question"]),
            choices=self._texts["choices"],
            words={"button": self._texts["button"], **load("lab")["experimenting"]},
        )

    def expect(self, choice: str) -> "Experiment":
        """Say what one expects, as choosing it does."""
        if choice not in self.choices:
            raise UnknownNameError("expectation", choice, self.choices)
        self.expected = choice
        return self

    def run(self) -> "Experiment":
        """Run it, as the button does; while nothing is expected, ask for that."""
        if self.choices and not self.expected:
            self.status = self.words["choose"]
            return self
        try:
            self.result = self._run()
        except CourseError as error:
            self.status = str(error)
            return self
        self._shown = self._compared(self.result.view())
        self.report = self._shown.styled
        self.status = self.words["done"]
        return self

    def go_through(self) -> None:
        """Do what a simulated learner does: expect the first thing, and run."""
        if self.choices:
            self.expect(self.choices[0])
        self.run()

    def readable(self) -> Fragment:
        """Write the question and the result, for a page that has no kernel behind it."""
        asked = shown(prose(self._texts["question"]))
        return asked + (self._shown or shown(prose(with_kernel(self.words["kernel"]))))

    def _compared(self, result: Fragment) -> Fragment:
        """Set the result beside what was expected, with what is worth seeing in it."""
        lesson = shown([*prose(self._texts["after"]), Paragraph(Strong(self._texts["takeaway"]))])
        if not self.expected:
            return result + lesson
        before = Paragraph((f"{self.words['expected']}: ", Strong(self.expected)))
        return shown([before]) + result + lesson

    def _hear_run(self, *, expected: object = "") -> dict[str, Any]:
        if expected in self.choices:
            self.expected = expected
        self.run()
        return {"say": self.status}
