"""The draft of a report, to read, to take along, and to put beside the incident's files."""

from pathlib import Path
from typing import Any

import traitlets

from course.content import load
from course.errors import AlreadyThereError, CourseError
from course.incident.files import write
from course.incident.loading import Incident
from course.page.blocks import Paragraph, prose
from course.page.fragment import Fragment, shown
from course.progress.answers import progress
from course.report.draft import FILE, draft
from course.report.still_open import still_open
from course.visitors import refuse
from course.widgets.control import Control
from course.widgets.pane import labelled

_WORDS = (
    "draft_download",
    "draft_save",
    "draft_taken",
    "draft_text",
    "draft_read",
    "yes_replace",
    "no",
)


# That of the course's own case stays closed until all four decisions are answered, as the reveal
# does. That of any other incident is open.
class ReportDraft(Control, beside=__file__):
    """The draft of an incident's report.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> ReportDraft(load_incident()).markdown
    ''
    >>> "# First-time" in ReportDraft(load_incident(), is_open=True).markdown
    True
    """

    words = traitlets.Dict().tag(sync=True)
    whose = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    markdown = traitlets.Unicode().tag(sync=True)
    #: Whether there is a folder to save it in.
    can_save = traitlets.Bool().tag(sync=True)

    def __init__(self, incident: Incident, *, is_open: bool = False) -> None:
        self._always_open = is_open
        self._shown = Fragment("", "")
        texts = load("own_incident")
        super().__init__(words={name: texts[name] for name in _WORDS} | {"file": FILE})
        self.about(incident)

    def about(self, incident: Incident) -> None:
        """Draft the report of another incident."""
        self._incident = incident
        opened = self._always_open or not incident.is_built_in or _all_answered()
        if opened:
            drafted = draft(incident)
            self._shown = drafted.fragment
        else:
            self._shown = _closed()
        with self.hold_sync():
            self.html = self._shown.styled
            self.markdown = drafted.markdown if opened else ""
            self.can_save = opened and not incident.is_built_in

    def save(self, *, over: bool = False) -> Path:
        """Write the draft into the incident's folder, and never over another file unasked."""
        refuse("draft")
        if self._incident.is_built_in:
            raise CourseError(
                "The draft of the course’s own case has no folder to be saved in: download it "
                "instead, or check an incident of your own above."
            )
        path = self._incident.folder / FILE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, self.markdown, over=over)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CourseError(
                f"{path.parent} cannot be written to ({reason}); expected a folder: name another "
                "above, and check again"
            ) from error
        return path.absolute()

    def _hear_save(self, *, over: bool = False) -> dict[str, Any]:
        texts = load("own_incident")
        try:
            return {"say": texts["draft_saved"].format(path=self.save(over=over))}
        except AlreadyThereError as error:
            return {"ask": texts["ask_replace"].format(names=FILE, folder=error.paths[0].parent)}

    def readable(self) -> Fragment:
        """Write the draft, and whom it is about, for a page that has no kernel behind it."""
        text = "\n\n".join(filter(None, [self.whose, self._shown.text]))
        return Fragment(labelled(self.whose, self.html), text)


def _all_answered() -> bool:
    try:
        return not progress().unanswered()
    except CourseError:
        return False


def _closed() -> Fragment:
    try:
        still = still_open(progress())
    except CourseError as error:
        still = shown([Paragraph(str(error))])
    # As what stands before any gate.
    before = Fragment(f'<div class="course-gate">{still.html}</div>', still.text, still.style)
    return shown(prose(load("own_incident")["closed"])) + before


def report_draft(incident: Incident, reveal_open: bool = False) -> ReportDraft:
    """Draft the report of an incident, to read and to take along.

    Parameters
    ----------
    incident
        What it is about.
    reveal_open
        A facilitator's switch: open the draft of the course's own case without answers.

    Returns
    -------
    ReportDraft
        The draft, and the ways to take it along.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> report_draft(load_incident(), reveal_open=True).can_save
    False
    """
    return ReportDraft(incident, is_open=reveal_open)
