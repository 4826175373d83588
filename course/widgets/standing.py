"""Where the learner stands: what they did, to download, bring back, put aside or delete."""

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
    #: Those who were put aside: name, moment, and how much they did.
    learners: traitlets.List[Any] = traitlets.List().tag(sync=True)
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
        else:
            self.learners = [vars(kept) for kept in self._progress.kept_learners()]

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
        said = self._somebody_else("new_already" if kept is None else "new")
        return said if kept is None else {**said, "undo": self.learners[0]["name"]}

    def _hear_take_up(self, *, name: str) -> dict[str, Any]:
        refuse("standing")
        kept = self._progress.take_up(name)
        return self._somebody_else("taken_up" if kept is None else "taken_up_and_kept")

    def _hear_delete(self) -> dict[str, Any]:
        refuse("standing")
        try:
            self._progress.delete_everything()
        finally:
            self.refresh()
        return self._somebody_else("deleted")

    def _somebody_else(self, outcome: str) -> dict[str, Any]:
        """Say what came of it; also for whoever accompanies the learner, it is somebody else."""
        words = self.words[outcome]
        try:
            companion().forget()
        except CourseError as error:
            words = f"{words} {error}"
        self.refresh()
        return {"say": words}

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
