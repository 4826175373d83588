"""A gate: what is not there until decisions are answered, and then opens by itself."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

import ipywidgets
import traitlets

from course.content import load
from course.content.decisions import decisions
from course.errors import CourseError
from course.page.blocks import Paragraph, prose
from course.page.fragment import Fragment, shown
from course.progress.answers import Progress, progress
from course.progress.companion import companion
from course.report.still_open import still_open
from course.widgets.control import Control

_NOTHING = Fragment("", "")


class Part(Protocol):
    """A widget that can also be read without a kernel."""

    def readable(self) -> Fragment:
        """Write what the widget shows now, as HTML and as text."""


class _Notice(Control, beside=__file__, needs=("lab_link.js",)):
    """What stands before a closed gate, with a button that looks again."""

    html = traitlets.Unicode().tag(sync=True)
    is_open = traitlets.Bool().tag(sync=True)
    looks_again = traitlets.Bool(True).tag(sync=True)

    def __init__(self, look: Callable[[], dict[str, Any]], *, looks_again: bool) -> None:
        self._look = look
        super().__init__(looks_again=looks_again)

    def readable(self) -> Fragment:
        """Write nothing: the gate writes for both."""
        return Fragment("", "")

    def _hear_check(self) -> dict[str, Any]:
        return self._look()


# Before that there is a notice and nothing else: neither the browser nor the saved notebook holds a
# word of what is behind. An answer that is committed in the same kernel opens it at once; after one
# given elsewhere, its button does. It waits as well while whoever accompanies the learner holds
# back the feedback on one of them.
class Gate(ipywidgets.VBox):
    """A part of the page that is made only once decisions are answered: those named, or all.

    Examples
    --------
    >>> from course.widgets.reveal import reveal
    >>> reveal().is_open, reveal(reveal_open=True).is_open
    (False, True)
    """

    def __init__(  # noqa: PLR0913 - each says one thing about the gate, by its name
        self,
        answers: Progress,
        until: Collection[str] = (),
        *,
        notice: Callable[[], Fragment],
        still_closed: str = "",
        contents: Callable[[], Iterable[Part]],
        opened: Fragment = _NOTHING,
        is_open: bool = False,
        looks_again: bool = True,
    ) -> None:
        self._answers = answers
        self._until = frozenset(until or (asked.id for asked in decisions()))
        self._write_notice = notice
        self._still_closed = still_closed or load("pages")["gate"]["still_closed"]
        self._make = contents
        self._opened = opened
        self._opens_anyway = is_open
        self._beside = companion()
        self._held = ""
        self._shown = Fragment("", "")
        self._parts: list[Part] = []
        self._notice = _Notice(self._look_again, looks_again=looks_again)
        # A box scrolls by default, and would cut the ring around what has the focus.
        super().__init__([self._notice], layout={"overflow": "visible"})
        self.check()
        answers.when_answered(self.check)

    @property
    def is_open(self) -> bool:
        """Whether what is behind it is there."""
        return bool(self._notice.is_open)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The widgets behind it; none while it is closed."""
        return tuple(self._parts)

    @property
    def html(self) -> str:
        """What it shows now, for a page that has no kernel behind it."""
        return self._shown.html + "".join(part.readable().styled for part in self._parts)

    def check(self) -> "Gate":
        """Look again at what has been answered, as the button does."""
        if self.is_open:
            return self
        try:
            is_answered = self._until.isdisjoint(self._answers.unanswered())
            self._held = self._holds() if is_answered else ""
            if self._opens_anyway or (is_answered and not self._held):
                self._parts = list(self._make())
            elif is_answered:
                self._shown = shown(prose(self._held))
            else:
                self._shown = self._write_notice()
        except CourseError as error:
            self._shown = shown([Paragraph(str(error))])
        if self._parts:
            self._shown = self._opened
            self.children = [self._notice, *self._parts]
            self._notice.is_open = True
        self._notice.html = self._shown.html
        return self

    def _holds(self) -> str:
        """Say that somebody holds back what one of the decisions leads to; empty if nobody does."""
        is_held = any(map(self._beside.holds, self._until))
        return self._beside.shown.get("held", "") if is_held else ""

    def _look_again(self) -> dict[str, Any]:
        # What opens one gate of a page opens the others that wait for the same.
        self._answers.announce()
        closed = self._held or self._still_closed
        return {
            "open": self.is_open,
            "say": load("pages")["gate"]["open"] if self.is_open else closed,
        }

    def __repr__(self) -> str:
        return "\n\n".join(
            [self._shown.text, *(part.readable().text for part in self._parts)]
        ).strip()

    def _repr_mimebundle_(self, **named: Any) -> dict[str, Any]:
        data: dict[str, Any] = super()._repr_mimebundle_(**named)
        return {**data, "text/plain": repr(self), "text/html": self.html}


def once_decided(
    make: Callable[[Progress], Part], *, is_open: bool, more: Fragment = _NOTHING
) -> Gate:
    """Put a part behind all four decisions, with those still open, and `more`, before it."""
    answers = progress()
    return Gate(
        answers,
        notice=lambda: still_open(answers) + more,
        contents=lambda: [make(answers)],
        is_open=is_open,
    )
