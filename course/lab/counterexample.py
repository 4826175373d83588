"""Let hypothesis look for a patient who cannot book, and shrink what it finds."""

import re
from dataclasses import dataclass
from textwrap import dedent

from course.lab import views
from course.lab.results import Run
from course.lab.runs import read_suite, run_tests
from course.page.blocks import Block, Headline, Printed, Title

# How hypothesis introduces what it found has changed between its versions.
_EXAMPLE = re.compile(
    r"(?:Falsifying example|Failing test case): (?P<call>\w+\(\n(?P<arguments>.*?)\n\W*\))",
    re.DOTALL,
)


@dataclass(frozen=True, repr=False)
class Search(views.Viewed):
    """What hypothesis found."""

    #: The run of the property: whoever is registered can book.
    ran: Run
    #: The smallest patient found who cannot, a line for each argument; empty if there is none.
    example: str

    @property
    def found(self) -> bool:
        """Whether there is a patient who cannot book."""
        return bool(self.example)

    def blocks(self) -> list[Block]:
        """Show the shrunk example, or that nothing was found."""
        texts = views.words("search", "found" if self.found else "nothing")
        title = f"{texts['title']}, {views.words('version', self.ran.version)['title']}"
        error = self.ran.failed[0].message.splitlines()[0] if self.found else ""
        small = f"{self.example}\n{error}".strip()
        headings = views.labels("heading")
        return [
            Title(title),
            Headline(texts["strong"], texts["text"], not self.found),
            *([Printed(small)] if self.found else []),
            views.printed(headings["search"], self.ran.output),
            views.printed(headings["property"], read_suite("search")["tests/test_search.py"]),
        ]


def search(version: str = "after") -> Search:
    """Let hypothesis try patients with all sorts of histories, the same ones every time.

    Parameters
    ----------
    version
        ``"before"`` the refactor or ``"after"`` it.

    Returns
    -------
    Search
        The run, and the smallest example that it failed on: empty where none was found.

    Raises
    ------
    UnknownNameError
        If there is no such version.

    Examples
    --------
    >>> search("after").example.splitlines()[0]
    'visits=[],'
    """
    [ran] = run_tests([("search", version)], measure=False)
    text = "\n".join(line.removeprefix("E").strip(" ") for line in _lines_of(ran))
    match = _EXAMPLE.search(text)
    return Search(ran, dedent(match["arguments"]).strip() if match else "")


def _lines_of(ran: Run) -> list[str]:
    return [line for outcome in ran.failed for line in outcome.text.splitlines()]
