"""The way through the course at the top of each notebook, which follows what is answered there."""

from html import escape

import traitlets

from course.content import load
from course.content.notebooks import Notebook
from course.page.fragment import Fragment
from course.progress.trail import Trail, trail
from course.widgets.control import Control

#: JupyterLab does what such a button says, also in a file that nobody has trusted yet.
_START = (
    '<button data-commandlinker-command="notebook:run-all-cells" data-commandlinker-args="{}" '
    'style="font-size: 1.5em; padding: .5em 1.2em">Start this page</button>'
)


# Saved, it says nothing of answers: whoever opens the file may be somebody else.
class TrailWidget(Control, beside=__file__, needs=("lab_link.js",)):
    """Links to all notebooks, where you are, and what has an answer as of now.

    Examples
    --------
    >>> from course.content.notebooks import notebook
    >>> print(TrailWidget(notebook("start_here")))
    You are in notebook 0: Start here.
    """

    html = traitlets.Unicode().tag(sync=True)
    #: How many decisions are answered, as a sentence.
    standing = traitlets.Unicode().tag(sync=True)

    def __init__(self, here: Notebook) -> None:
        self._here = here
        super().__init__()
        self.refresh()

    def refresh(self) -> None:
        """Look again at what has been answered."""
        way = trail(self._here)
        with self.hold_sync():
            self.standing = way.standing
            self.html = _nav(way.steps, " ".join(filter(None, (way.standing, way.notice))))

    def _hear_look(self) -> None:
        self.refresh()

    def readable(self) -> Fragment:
        """Write it for a page that has not been started, with how to do that before all else."""
        texts = load("pages")["trail"]
        start = f'<p class="course-start">{_START}<br>{escape(texts["start"])}</p>'
        where = texts["here"].format_map(vars(self._here))
        return Fragment(start + _nav(Trail(self._here, None).steps), where)


def _nav(steps: str, line: str = "") -> str:
    sentence = f"<p>{escape(line)}</p>" if line else ""
    return f'<nav aria-label="The course">{steps}{sentence}</nav>'
