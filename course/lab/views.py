"""The pieces that the lab's results are shown with: HTML, and text that says the same."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from course.content import load
from course.page.fragment import Fragment
from course.page.style import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Viewed:
    """A result that shows itself by its `view`."""

    def view(self) -> Fragment:
        """Return what a page shows and the text that stands for it."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.view().text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return self.view()._repr_mimebundle_()


def page(html: str, text: str) -> Fragment:
    """Give a result the look of the lab.

    Examples
    --------
    >>> page("<p>Green.</p>", "Green.").html
    '<div class="lab"><p>Green.</p></div>'
    """
    return Fragment(f'<div class="lab">{html}</div>', text, _style())


@cache
def _style() -> str:
    return TABLE + Path(__file__).with_name("lab.css").read_text("utf-8")


def words(part: str, name: str) -> dict[str, str]:
    """Return the course's own words about something in the lab.

    Examples
    --------
    >>> words("suite", "as_shipped")["title"]
    'Tests as shipped'
    """
    found: dict[str, str] = load("lab")[part][name]
    return found


def labels(part: str) -> dict[str, str]:
    """Return what short things are called: headings, columns, or what is said of coverage.

    Examples
    --------
    >>> labels("column")["missing"]
    'lines that no test ran'
    """
    found: dict[str, str] = load("lab")[part]
    return found


def coverage(share: float) -> str:
    """Write a percentage as coverage tools do: 100 % only if nothing is missing.

    Examples
    --------
    >>> coverage(87.44), coverage(99.9)
    ('87 %', '99 %')
    """
    rounded = round(share)
    nearly = {100: 99, 0: 1}.get(rounded, rounded)
    return f"{rounded if share in {0, 100} else nearly} %"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "test"), counted(3, "test")
    ('1 test', '3 tests')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def heading(text: str) -> str:
    """Return a title; it is no heading element, since the notebook's own outline counts.

    Examples
    --------
    >>> heading("The search")
    '<p class="lab-title">The search</p>'
    """
    return f'<p class="lab-title">{escape(text)}</p>'


def verdict(text: str, *, good: bool | None, strong: str) -> str:
    """Return a paragraph that leads with its outcome, told by word, sign and edge.

    Examples
    --------
    >>> verdict("11 tests.", good=True, strong="✓ Green.")
    '<p class="lab-verdict lab-good"><strong>✓ Green.</strong> 11 tests.</p>'
    """
    kind = {True: " lab-good", False: " lab-bad", None: ""}[good]
    return f'<p class="lab-verdict{kind}"><strong>{escape(strong)}</strong> {escape(text)}</p>'


def printed(title: str, output: str) -> str:
    """Return output as it was printed, behind a heading that opens it.

    Examples
    --------
    >>> printed("Output", "1 < 2")
    '<details><summary>Output</summary><pre>1 &lt; 2</pre></details>'
    """
    body = escape(output.strip("\n"))
    return f"<details><summary>{escape(title)}</summary><pre>{body}</pre></details>"


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column names its rows."""
    title = escape(caption)
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(_row(head, name, cells) for name, *cells in rows)
    return (
        f'<div class="course-table" role="region" aria-label="{title}" tabindex="0">'
        f"<table><caption>{title}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(head: Sequence[str], name: str, cells: Sequence[str]) -> str:
    # Where a row is shown as a card, each cell says for itself what it is about.
    labelled = "".join(
        cell.replace("<td", f'<td data-label="{escape(label)}"', 1)
        for label, cell in zip(head[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{escape(name)}</th>{labelled}</tr>'


def cell(text: str, kind: str = "") -> str:
    """Return one cell of a `table`.

    Examples
    --------
    >>> cell("87 %", "number")
    '<td class="lab-number">87 %</td>'
    """
    attribute = f' class="lab-{kind}"' if kind else ""
    return f"<td{attribute}>{escape(text)}</td>"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Align rows of words for a text equivalent.

    Examples
    --------
    >>> print(columns([["book", "run"], ["cancel", "not run"]]))
    book    run
    cancel  not run
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def line_numbers(numbers: Sequence[int]) -> str:
    """Write line numbers with neighbours joined, as coverage reports do.

    Examples
    --------
    >>> line_numbers([23, 24, 25, 31])
    '23-25, 31'
    """
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    spans = (str(g[0]) if len(g) == 1 else f"{g[0]}-{g[-1]}" for g in groups)
    return ", ".join(spans) or "none"
