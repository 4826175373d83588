"""What a change looks like to its reviewer."""

import difflib
from dataclasses import dataclass

from course.content import load
from course.lab import versions, views
from course.page.blocks import Block, Change, prose

CONTEXT_LINES = 3


@dataclass(frozen=True, repr=False)
class Diff(views.Viewed):
    """The lines that a change takes away and adds."""

    #: The versions it lies between.
    old: str
    new: str
    #: A unified diff's lines by the path of the file; unchanged files are left out.
    files: dict[str, list[str]]

    def blocks(self) -> list[Block]:
        """Say what changed, then show each file."""
        plain = prose(load("lab")["change"].get(f"{self.old} to {self.new}", ""))
        return [*plain, *(Change(path, tuple(lines)) for path, lines in self.files.items())]


def diff(old: str = "before", new: str = "after") -> Diff:
    """Compare two versions of the booking service, file by file.

    Parameters
    ----------
    old, new
        Versions, as `course.lab.versions.read` takes them.

    Returns
    -------
    Diff
        The lines of a unified diff by file, with three lines around each change.

    Raises
    ------
    UnknownNameError
        If there is no such version.

    Examples
    --------
    >>> list(diff("before", "before_in_two_lines").files)
    ['booking/habits.py']
    """
    was, now = versions.read(old), versions.read(new)
    changed = {
        path: _compare(was.get(path, ""), now.get(path, "")) for path in sorted({*was, *now})
    }
    return Diff(old, new, {path: lines for path, lines in changed.items() if lines})


def _compare(was: str, now: str) -> list[str]:
    lines = difflib.unified_diff(was.splitlines(), now.splitlines(), n=CONTEXT_LINES, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++"))]
