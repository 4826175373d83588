"""Where the learner stands: their answers, to download, bring back or begin anew."""

from html import escape
from typing import Any

import traitlets

from course.content import load
from course.content.notebooks import notebooks
from course.errors import CourseError
from course.page.fragment import Fragment
from course.progress.answers import Progress, progress
from course.progress.companion import companion
from course.visitors import instead, only_read, refuse
from course.widgets.control import Control


class StandingWidget(Control, beside=__file__):
    """The learner's progress, with buttons that carry it from computer to computer.

    Examples
    --------
    >>> print(where_you_stand())
    Open the meeting: not answered yet
    Fix the system: not answered yet
    What coverage tells: not answered yet
    The right output: not answered yet
    """

    words = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    #: Whether answers can be downloaded, brought back and begun anew from here.
    can_move = traitlets.Bool().tag(sync=True)

    def __init__(self, answers: Progress) -> None:
        self._progress = answers
        self._lines: list[str] = []
        super().__init__(words=load("controls")["standing"], can_move=not only_read())
        self.refresh()

    def refresh(self) -> None:
        """Look again at what has been answered."""
        try:
            first = self._progress.first_choices()
            notice = self._progress.notice
        except CourseError as error:
            first, notice = {}, str(error)
        rows = []
        self._lines = []
        for step in notebooks():
            if step.decision is not None:
                answered = step.decision in first
                state = self.words["answered" if answered else "unanswered"]
                self._lines.append(f"{step.title}: {state}")
                mark = "●" if answered else "○"
                rows.append(
                    f'<li><span aria-hidden="true">{mark}</span> '
                    f'<a href="{step.filename}">{escape(step.title)}</a>: {state}</li>'
                )
        self.html = f"<ul>{''.join(rows)}</ul>" + (f"<p>{escape(notice)}</p>" if notice else "")
        if only_read():
            self.html += instead("standing").html

    def _hear_export(self) -> dict[str, Any]:
        refuse("standing")
        return {"file": self._progress.export(), "say": self.words["exported"]}

    def _hear_import(self, *, text: str) -> dict[str, Any]:
        refuse("standing")
        new = self._progress.merge(text)
        self.refresh()
        if not self._progress.is_saved:
            outcome = self.words["imported_for_now"].format(count=new)
            return {"say": f"{outcome} {self._progress.notice}"}
        return {"say": self.words["imported"].format(count=new)}

    def _hear_start_over(self) -> dict[str, Any]:
        refuse("standing")
        kept = self._progress.start_over()
        outcome = self.words["new_already"]
        if kept is not None:
            outcome = self.words["new"].format(file=kept)
        try:
            # Also for whoever accompanies the learner, somebody else is somebody else.
            companion().forget()
        except CourseError as error:
            outcome = f"{outcome} {error}"
        self.refresh()
        return {"say": outcome}

    def readable(self) -> Fragment:
        """Write what a saved notebook shows before it runs again."""
        return Fragment(f"<p>{self.words['last']}</p>{self.html}", "\n".join(self._lines))


def where_you_stand() -> StandingWidget:
    """Show what has been answered, with buttons to download, bring back and begin anew.

    Examples
    --------
    >>> "not answered yet" in str(where_you_stand())
    True
    """
    return StandingWidget(progress())
