"""What visitors of a shared reader see in the place of a part that is not for them."""

from pathlib import Path

import anywidget
import traitlets

from course.page.fragment import Fragment
from course.visitors import instead


class Notice(anywidget.AnyWidget):
    """One sentence: what is not here, and where it can be used. It takes no message.

    Parameters
    ----------
    part
        A part of the course that the content has a sentence for.

    Examples
    --------
    >>> print(str(Notice("join"))[:42])
    This shared page votes in no live room: to
    """

    _esm = Path(__file__).with_name("reveal.js")
    _css = ".course-reveal > p { border-left: 4px solid currentColor; padding-left: 12px; }"

    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, part: str) -> None:
        self._shown = instead(part)
        super().__init__(html=self._shown.html)

    def readable(self) -> Fragment:
        """Write it for a page that has no kernel behind it."""
        return self._shown

    def go_through(self) -> None:
        """Do what a simulated learner does here: nothing."""

    def __repr__(self) -> str:
        return self._shown.text

    def _repr_mimebundle_(self, **named: object) -> tuple[dict[str, object], dict[str, object]]:
        data, metadata = super()._repr_mimebundle_(**named)
        return {**data, **self._shown._repr_mimebundle_()}, metadata
