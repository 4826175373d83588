"""What a change looks like to its reviewer."""

import difflib
from dataclasses import dataclass
from html import escape

from course.content import load
from course.lab import versions, views
from course.page.blocks import prose
from course.page.fragment import Fragment, shown

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
        """Say what changed, then show each file; lines by sign, edge and element."""
        plain = shown(prose(load("lab")["change"].get(f"{self.old} to {self.new}", "")))
        html = plain.html + "".join(map(_file, self.files, self.files.values()))
        parts = ["\n".join([path, *lines]) for path, lines in self.files.items()]
        return views.page(html, "\n\n".join(filter(None, [plain.text, *parts])))


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


def _file(path: str, lines: list[str]) -> str:
    # What scrolls must be reachable by keyboard, and what is reachable needs a name.
    return (
        f'<p class="lab-title">{escape(path)}</p>'
        f'<pre class="lab-change" role="group" aria-label="{escape(path)}" tabindex="0">'
        f'<span class="lab-lines">{"".join(map(_line, lines))}</span></pre>'
    )


def _line(line: str) -> str:
    tag = {"+": "ins", "-": "del"}.get(line[:1], "span")
    kind = ' class="lab-same"' if tag == "span" else ""
    return f"<{tag}{kind}>{escape(line) or ' '}</{tag}>"
