"""Where the learner stands: what they did, to download, bring back, put aside or delete."""

from html import escape
from typing import Any

import traitlets

from course.content import load
from course.content.notebooks import notebook
from course.errors import CourseError
from course.page.blocks import Block, Link, List, Paragraph, Sign, Words
from course.page.fragment import Fragment, shown
from course.page.html import as_html
from course.progress.answers import Progress, progress
from course.progress.companion import companion
from course.progress.path import Stage, next_notebook, stages
from course.visitors import instead, only_read, refuse
from course.widgets import desk_texts
from course.widgets.control import Control


class StandingWidget(Control, beside=__file__, needs=("lab_link.js",)):
    r"""The learner's progress, with buttons that carry it from computer to computer.

    Examples
    --------
    >>> print("\n".join(str(where_you_stand()).splitlines()[2:4]))
    - ○ What happened: not begun yet
    - ○ Open the meeting: not answered yet
    """

    words = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    #: Those who were put aside: name, moment, and how much they did.
    learners: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: Whether answers can be downloaded, brought back and begun anew from here.
    can_move = traitlets.Bool().tag(sync=True)

    def __init__(self, answers: Progress) -> None:
        self._progress = answers
        self._found: tuple[Stage, ...] = ()
        self._notice = ""
        super().__init__(words=load("controls")["standing"], can_move=not only_read())
        self.refresh()

    def refresh(self) -> None:
        """Look again at what has been answered."""
        try:
            self._found, self._notice = stages(self._progress), self._progress.notice
        except CourseError as error:
            self._found, self._notice = (), str(error)
        self.html = (self._onward() if self._found else "") + as_html(self._standing())
        if only_read():
            self.html += instead("standing").html
        else:
            self.learners = [vars(kept) for kept in self._progress.kept_learners()]

    def _standing(self) -> list[Block]:
        """Say of each notebook how far it is done."""
        rows: tuple[Words, ...] = tuple(
            (
                Sign("●" if stage.is_done else "○"),
                " ",
                Link(stage.notebook.title, stage.notebook.filename),
                f": {self._state(stage)}",
            )
            for stage in self._found
            if stage.is_done is not None
        )
        return [List(rows), *([Paragraph(self._notice)] if self._notice else [])]

    def _state(self, stage: Stage) -> str:
        if stage.notebook.decision is None:
            return str(self.words["begun" if stage.is_done else "not_begun"])
        return str(self.words["answered" if stage.is_done else "unanswered"])

    def _onward(self) -> str:
        """Write the one thing to do next, as HTML."""
        ahead = next_notebook(self._progress)
        if ahead is None:
            line, label = self.words["finished"], self.words["finish"]
            file = notebook("a_strong_post_mortem").filename
        else:
            line = self.words["next_minutes"].format(minutes=ahead.minutes_in_all)
            label, file = self.words["next"].format(title=ahead.title), ahead.filename
        return (
            f"<p>{escape(line)}</p>"
            f'<p><a class="course-button course-main" href="{file}">{escape(label)}</a></p>'
        )

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

    def _hear_start_over(self, *, typed: object = None) -> dict[str, Any]:
        refuse("standing")
        self._take_along(typed)
        kept = self._progress.start_over()
        answer = self._somebody_else("new_already" if kept is None else "new")
        return answer if kept is None else {**answer, "undo": self.learners[0]["name"]}

    def _hear_take_up(self, *, name: str, typed: object = None) -> dict[str, Any]:
        refuse("standing")
        self._take_along(typed)
        kept = self._progress.take_up(name)
        return self._somebody_else("taken_up" if kept is None else "taken_up_and_kept")

    def _hear_delete(self) -> dict[str, Any]:
        refuse("standing")
        try:
            self._progress.delete_everything()
        finally:
            self.refresh()
        return self._somebody_else("deleted")

    def _take_along(self, typed: object) -> None:
        """Keep what the browser alone has of this learner, before somebody else is here."""
        for tab, form in typed.items() if isinstance(typed, dict) else ():
            desk_texts.keep(self._progress, tab, form)

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
        return shown([Paragraph(self.words["last"]), *self._standing()])


def where_you_stand() -> StandingWidget:
    """Show what has been answered, with buttons to download, bring back and begin anew.

    Returns
    -------
    StandingWidget
        The standing, and what can be done with the answers.

    Examples
    --------
    >>> "not answered yet" in str(where_you_stand())
    True
    """
    return StandingWidget(progress())
