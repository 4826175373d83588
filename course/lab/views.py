"""What the results of the lab have in common: how they are shown, and the words for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from course.content import load
from course.page.blocks import Block, Disclosure, Printed
from course.page.fragment import Fragment, shown

if TYPE_CHECKING:
    from collections.abc import Sequence


class Viewed:
    """A result that shows itself by its `blocks`."""

    def blocks(self) -> list[Block]:
        """Say what there is to see."""
        raise NotImplementedError

    def view(self) -> Fragment:
        """Give what a page shows and the text that stands for it."""
        return shown(self.blocks(), within="lab", style=_style())

    def __repr__(self) -> str:
        return self.view().text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return self.view()._repr_mimebundle_()


@cache
def _style() -> str:
    return Path(__file__).with_name("lab.css").read_text("utf-8")


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


def printed(title: str, output: str) -> Disclosure:
    r"""Give output as it was printed, behind a line that opens it.

    Examples
    --------
    >>> printed("Output", "1 < 2\n")
    Disclosure(title='Output', blocks=(Printed(text='1 < 2'),), opened=False)
    """
    return Disclosure(title, (Printed(output.strip("\n")),))


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
