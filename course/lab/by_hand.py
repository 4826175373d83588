"""Try to book by hand, the way a patient does, without any test around it."""

from dataclasses import dataclass
from pathlib import Path

from course.lab import running, versions, views
from course.lab.running import Job
from course.lab.runs import PATIENCE_SECONDS
from course.page.blocks import Block, Headline, Title

_SCRIPT = Path(__file__).parent / "suites" / "by_hand" / "first_time_patient.py"


@dataclass(frozen=True, repr=False)
class BookedByHand(views.Viewed):
    """What came of trying to book."""

    #: The version of the booking service.
    version: str
    #: What was run, as Python.
    script: str
    #: Whether it ended in an error.
    crashed: bool
    #: What the patient was sent, or the traceback with its paths shortened.
    output: str

    def blocks(self) -> list[Block]:
        """Show the few lines that were run and what came of them."""
        version = views.words("version", self.version)["title"]
        title = views.words("by-hand", "title")["text"].format(version=version)
        texts = views.words("by-hand", "crashed" if self.crashed else "booked")
        strong = texts["strong"]
        rest = (self.output.splitlines() or [texts["text"]])[-1] if self.crashed else self.output
        headings = views.labels("heading")
        return [
            Title(title),
            Headline(strong, rest, not self.crashed),
            *([views.printed(headings["traceback"], self.output)] if self.crashed else []),
            views.printed(headings["script"], self.script),
        ]


def book_as_first_time_patient(version: str = "after") -> BookedByHand:
    """Book a slot as someone who is registered and has never been here.

    Parameters
    ----------
    version
        ``"before"`` the refactor or ``"after"`` it; see `course.lab.versions.read`.

    Returns
    -------
    BookedByHand
        What was run, and what the patient was sent, or the traceback.

    Raises
    ------
    UnknownNameError
        If there is no such version.

    Examples
    --------
    >>> book_as_first_time_patient("before").crashed
    False
    """
    script = _SCRIPT.read_text("utf-8").replace("  # noqa: T201", "")
    files = {**versions.read(version), _SCRIPT.name: script}
    [done] = running.run_jobs([Job(files, Path(_SCRIPT.name), PATIENCE_SECONDS)])
    ended = done.ended
    return BookedByHand(version, script.strip(), ended.returncode != 0, ended.output.strip())
