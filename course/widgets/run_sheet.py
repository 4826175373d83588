"""The run sheet for tomorrow, with what a learner wrote, to print and to take along."""

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.page.blocks import List, Paragraph, Strong, prose
from course.page.fragment import Fragment, shown
from course.progress import Progress, progress
from course.progress.companion import companion
from course.report.run_sheet import NAME, RunSheet, run_sheet
from course.widgets.control import Control
from course.widgets.gate import Gate

_WORDS = ("print", "printing", "html", "markdown", "downloaded")


class RunSheetWidget(Control, beside=__file__):
    """The sheet, which changes as soon as the learner writes another line."""

    words = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    #: What to ask about the learner's words on it; neither print nor file holds that.
    asked = traitlets.Unicode().tag(sync=True)
    #: The sheet as a page of its own, and as a Markdown file.
    page = traitlets.Unicode().tag(sync=True)
    markdown = traitlets.Unicode().tag(sync=True)

    def __init__(self, kept: Progress) -> None:
        self._kept = kept
        texts = load("run_sheet")
        super().__init__(words={name: texts[name] for name in _WORDS} | {"name": NAME})
        companion().hear()
        self.look()
        kept.when_kept(self.look)

    def look(self) -> None:
        """Collect again what is written."""
        sheet = run_sheet(self._kept)
        with self.hold_sync():
            self.html = sheet.fragment.styled
            self.asked = _asked(sheet).styled
            self.page = sheet.page
            self.markdown = sheet.markdown

    def _hear_look(self) -> None:
        self.look()

    def readable(self) -> Fragment:
        """Write it with the course's words alone: a saved notebook travels."""
        below = shown([Paragraph(with_kernel(load("run_sheet")["kernel"]))])
        return run_sheet(None).fragment + below


def _asked(sheet: RunSheet) -> Fragment:
    """Ask about what can be heard as blame."""
    if not sheet.heard:
        return Fragment("", "")
    return shown((Paragraph(Strong(load("run_sheet")["heard"])), List(sheet.heard)))


def sheet_for_tomorrow(reveal_open: bool = False) -> Gate:
    """Show the run sheet for the meeting, once all four decisions are answered.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: open it without answers.

    Returns
    -------
    Gate
        The run sheet, or what has to be answered first.

    Examples
    --------
    >>> sheet_for_tomorrow().is_open, sheet_for_tomorrow(reveal_open=True).is_open
    (False, True)
    """
    kept = progress()
    return Gate(
        kept,
        notice=lambda: shown(prose(load("run_sheet")["closed"])),
        contents=lambda: [RunSheetWidget(kept)],
        is_open=reveal_open,
        # What opens the reveal, on the same page, opens this as well.
        looks_again=False,
    )
