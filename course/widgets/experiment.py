"""An experiment of the lab: say what you expect, run it, compare."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import traitlets

from course import lab
from course.content import load
from course.content.kernel import with_kernel
from course.content.named import named
from course.errors import CourseError, UnknownNameError
from course.lab import past
from course.lab.expectations import HAPPENED
from course.lab.past import Past
from course.page.blocks import Paragraph, Strong, prose
from course.page.fragment import Fragment, paragraphs, shown
from course.progress import progress
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


# Nothing runs before something is expected. The result, and what is worth seeing in it, are sent to
# the browser only after the run.
class Experiment(Control, beside=__file__):
    """A question, what one may expect, a button that runs it, and the result.

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
        self._name = name
        self._key = f"prediction.{name}"
        self._run = RUNS[name]
        self._shown: Fragment | None = None
        self.result: Viewed | None = None
        super().__init__(
            question=paragraphs(self._texts["question"]),
            choices=self._texts["choices"],
            words={"button": self._texts["button"], **load("lab")["experimenting"]},
        )
        self._meet_again()

    def expect(self, choice: str) -> "Experiment":
        """Say what one expects, as choosing it does."""
        if choice not in self.choices:
            raise UnknownNameError("expectation", choice, self.choices)
        self.expected = choice
        self._keep(has_run=False)
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
        happened = self._happened(self.result)
        view = self.result.view()
        self._shown = self._compared(view, happened)
        self.report = self._shown.styled
        self.status = self.words["done"]
        past.keep(self._name, "", Past(view.html, view.style, happened))
        self._keep(has_run=True)
        return self

    def go_through(self) -> None:
        """Do what a simulated learner does: expect the first thing, and run."""
        if self.choices:
            self.expect(self.choices[0])
        self.run()

    def readable(self) -> Fragment:
        """Write the question and the result, for a page that has no kernel behind it."""
        asked = shown(prose(self._texts["question"]))
        return asked + (self._shown or shown([Paragraph(with_kernel(self.words["kernel"]))]))

    def _happened(self, result: "Viewed") -> str:
        """Tell which of the choices is what happened; empty where there was none."""
        return str(self.choices[HAPPENED[self._name](result)]) if self.choices else ""

    def _compared(self, result: Fragment, happened: str) -> Fragment:
        """Set the result beside what was expected, with what is worth seeing in it."""
        lesson = shown([*prose(self._texts["after"]), Paragraph(Strong(self._texts["takeaway"]))])
        if not self.expected:
            return result + lesson
        before = Paragraph((f"{self.words['expected']}: ", Strong(self.expected)))
        verdict = self.words["as_expected"]
        if self.expected != happened:
            verdict = self.words["otherwise"].format(happened=happened)
        return shown([before, Paragraph(Strong(verdict))]) + result + lesson

    def _keep(self, *, has_run: bool) -> None:
        """Keep what is expected; a result is no less a result where that cannot be done."""
        kept = progress()
        if self.choices and not kept.keeps_texts:
            return
        with suppress(CourseError):
            kept.keep(self._key, {"expected": self.expected, "has_run": has_run})

    def _meet_again(self) -> None:
        """Show what was expected before a reload, and what came of it."""
        try:
            kept = progress().kept(self._key)
        except CourseError:
            return
        known = kept.value if kept and isinstance(kept.value, dict) else {}
        if known.get("expected") in self.choices:
            self.expected = known["expected"]
        found = past.find(self._name, "") if known.get("has_run") else None
        if found is not None and (self.expected or not self.choices):
            self.report = self._compared(
                Fragment(found.html, "", found.style), found.outcome
            ).styled
            self.status = self.words["done"]

    def _hear_expect(self, *, expected: object = "") -> None:
        if expected in self.choices:
            self.expect(str(expected))

    def _hear_run(self, *, expected: object = "") -> dict[str, Any]:
        if expected in self.choices:
            self.expected = expected
        self.run()
        return {"say": self.status}
