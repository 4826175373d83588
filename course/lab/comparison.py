"""What a change looks like to its reviewer."""

import difflib
from dataclasses import dataclass
from html import escape

from course.lab import versions, views
from course.page.fragment import Fragment

CONTEXT_LINES = 3


@dataclass(frozen=True, repr=False)
class Diff(views.Viewed):
    """The lines that a change takes away and adds."""

    #: The versions it lies between.
    old: str
    new: str
    #: A unified diff's lines by the path of the file; unchanged files are left out.
    files: dict[str, list[str]]

    def view(self) -> Fragment:
        """Show the diff by file; removed and added lines by sign, edge and element."""
        html = "".join(
            f'<p class="lab-title">{escape(path)}</p><pre>{"".join(map(_line, lines))}</pre>'
            for path, lines in self.files.items()
        )
        text = "\n\n".join("\n".join([path, *lines]) for path, lines in self.files.items())
        return views.page(html, text)


def diff(old: str = "before", new: str = "after") -> Diff:
    """Compare two versions of the booking service, file by file.

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


def _line(line: str) -> str:
    tag = {"+": "ins", "-": "del"}.get(line[:1], "span")
    kind = ' class="lab-same"' if tag == "span" else ""
    return f"<{tag}{kind}>{escape(line) or ' '}</{tag}>"
