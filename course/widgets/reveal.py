"""The reveal: closed until all four decisions are answered, and then open at a click."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course.errors import CourseError
from course.fragment import Fragment
from course.progress import Progress, progress
from course.strong_post_mortem import still_open, strong_post_mortem


class RevealWidget(anywidget.AnyWidget):
    """What a strong post-mortem produces, or which decisions are still open.

    Parameters
    ----------
    answers
        Whose answers decide.
    is_open
        Whether a facilitator opens it, whatever has been answered.

    Examples
    --------
    >>> reveal(reveal_open=True).is_open
    True
    """

    _esm = Path(__file__).with_suffix(".js")
    _css = Path(__file__).with_suffix(".css")

    html = traitlets.Unicode().tag(sync=True)
    is_open = traitlets.Bool().tag(sync=True)

    def __init__(self, answers: Progress, *, is_open: bool = False) -> None:
        self._progress = answers
        self._always_open = is_open
        self._shown = Fragment("", "")
        super().__init__()
        self.on_msg(self._receive)
        self.check()

    def check(self) -> "RevealWidget":
        """Look again at what has been answered, as the button does."""
        try:
            opened = self._always_open or not self._progress.unanswered()
            shown = strong_post_mortem(self._progress) if opened else still_open(self._progress)
        except CourseError as error:
            opened, shown = False, Fragment(f"<p>{error}</p>", str(error))
        self._shown = shown
        self.html = f"<style>{shown.style}</style>{shown.html}"
        self.is_open = opened
        return self

    def _receive(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if content.get("type") == "check":
            self.check()
            self.send({"type": "done", "open": self.is_open})

    def __repr__(self) -> str:
        return self._shown.text

    def _repr_mimebundle_(self, **named: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**named)
        return {**data, "text/plain": repr(self), "text/html": self.html}, metadata


def reveal(reveal_open: bool = False) -> RevealWidget:
    """Show what a strong post-mortem produces, once all four decisions are answered.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: open it without answers.

    Examples
    --------
    >>> reveal().is_open
    False
    """
    return RevealWidget(progress(), is_open=reveal_open)
