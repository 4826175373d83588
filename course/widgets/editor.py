"""An editor for the missing test, for those who read the course without its code."""

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.content.named import named
from course.errors import CourseError
from course.lab import past, try_test
from course.lab.past import Past
from course.page.blocks import Paragraph, prose
from course.page.fragment import Fragment, paragraphs, shown
from course.visitors import only_read, refuse
from course.widgets.notice import Notice
from course.widgets.written import Written

if TYPE_CHECKING:
    from course.lab.trial import Trial

_WORDS = ("label", "button", "keys", "running", "sandbox")

#: How many characters a test may have.
_MOST = 20_000


class Editor(Written, beside=__file__, needs=("written.js",)):
    """A text field for a test, a button that runs it, and the verdict.

    Examples
    --------
    >>> editor = Editor("missing-test")
    >>> editor.write("def test_nothing(): ...")
    >>> editor.run()
    >>> editor.trial.verdict.value
    'never calls the service'
    """

    source = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    report = traitlets.Unicode().tag(sync=True)

    def __init__(self, name: str) -> None:
        refuse("editor")
        self._texts = named("editor", name, load("lab")["editor"])
        self.trial: Trial | None = None
        super().__init__(
            f"test.{name}",
            most=_MOST,
            start=self._texts["start"].strip("\n"),
            prompt=paragraphs(self._texts["prompt"]),
            words={key: " ".join(self._texts[key].split()) for key in _WORDS},
        )
        self.source = self.text
        self._meet_again()

    def write(self, text: str) -> None:
        """Put a test into the text field, as typing does."""
        self.source = text
        if self.can_keep:
            super().write(text)

    def run(self) -> None:
        """Run the test in the text field on both versions, as the button does."""
        try:
            self.trial = try_test(self.source)
        except CourseError as error:
            self.status = ""
            self.status = str(error)
            return
        view = self.trial.view()
        self.report = view.styled
        self.status = load("lab")["verdict"][self.trial.verdict.name.lower()]["title"]
        past.keep(self.key, self.source, Past(view.html, view.style, self.status))

    def go_through(self) -> None:
        """Do what a simulated learner does: run the test as it stands."""
        self.run()

    def readable(self) -> Fragment:
        """Write the task, the test and its verdict, for a page without a kernel."""
        task = shown(prose(self._texts["prompt"]))
        # Of a test that has not run here, the one that everybody begins with.
        written = self.source if self.trial else self._start
        source = Fragment(f"<pre><code>{escape(written)}</code></pre>", written)
        kernel = shown([Paragraph(with_kernel(self._texts["kernel"]))])
        return task + source + (self.trial.view() if self.trial else kernel)

    def _meet_again(self) -> None:
        """Show what came of this very test when it ran before a reload."""
        found = past.find(self.key, self.source)
        if found is not None:
            self.report = Fragment(found.html, "", found.style).styled
            self.status = found.outcome

    def _hear_run(self, *, source: object = None) -> dict[str, Any]:
        # What stands there when the button is pressed; what was kept of it may be on its way yet.
        if isinstance(source, str):
            self.source = source
        self.run()
        return {"say": self.status}


def missing_test() -> "Editor | Notice":
    """Show the editor for the test that was missing; to visitors, where it can be used.

    Returns
    -------
    Editor or Notice
        The editor; for visitors, where it can be used.

    Examples
    --------
    >>> missing_test().words["button"]
    'Run my test on both versions'
    """
    return editor("missing-test")


def editor(name: str) -> "Editor | Notice":
    """Show an editor; to visitors of a shared reader, where it can be used."""
    return Notice("editor") if only_read() else Editor(name)
