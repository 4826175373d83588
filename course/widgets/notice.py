"""What visitors of a shared reader see in the place of a part that is not for them."""

import traitlets

from course.page.fragment import Fragment
from course.visitors import instead
from course.widgets.control import Control


# It takes no message.
class Notice(Control, beside=__file__):
    """One sentence: what is not here, and where it can be used.

    Examples
    --------
    >>> print(str(Notice("join"))[:42])
    This shared page votes in no live room: to
    """

    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, part: str) -> None:
        self._shown = instead(part)
        super().__init__(html=self._shown.html)

    def readable(self) -> Fragment:
        """Write it for a page that has no kernel behind it."""
        return self._shown

    def go_through(self) -> None:
        """Do what a simulated learner does here: nothing."""
