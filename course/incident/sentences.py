"""Sentences that keep what they name as data: whoever shows one counts its rows and calls them.

A command counts the rows of a file, the desk those of its form, and a paste has lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from course.page.text import listed

ROW, LINE = "row", "line"
"""What is counted: the rows of a table, or the lines of a text."""

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that a sentence names, as the document numbers them."""

    numbers: Sequence[int]
    #: So many are named; of more, the first.
    most: int = _MOST_ROWS
    #: What they are, where that is something else than the document has otherwise.
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a column, of a fact or of a milestone."""

    name: str
    #: The file in which it stands, where that has to be said.
    file: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with named parts, or a piece of one.

    Examples
    --------
    >>> str(Sentence("{rows}: {cell} is no {name}", dict(
    ...     rows=Rows(range(2, 900)), cell=("“a”", "“b”", "“c”"), name=Name("event"))))
    'rows 2, 3, 4, 5, 6, 7, 8, 9 and 890 more: “a”, “b” and “c” is no `event`'
    """

    template: str
    #: Without any the template is the sentence, whatever stands in it.
    parts: "Mapping[str, Part]" = field(default_factory=dict)

    def said(self, by: "Counting") -> str:
        """Say it as somebody counts and calls what it names."""
        if not self.parts:
            return self.template
        return self.template.format_map({name: by.said(part) for name, part in self.parts.items()})

    def __str__(self) -> str:
        return self.said(AS_IT_STANDS)


Part = str | int | Rows | Name | Sentence | tuple["Part", ...]
"""What a sentence may name; of a tuple each, with “and” before the last."""


@dataclass(frozen=True)
class Counting:
    """How the rows of a sentence are counted, and what is called how: as the document does."""

    counts: str = ROW

    def of(self, counts: str) -> Self:
        """Give the same for a document of which rows, or else lines, are counted."""
        return replace(self, counts=counts)

    def said(self, part: Part) -> str:
        """Say a part of a sentence."""
        if isinstance(part, Sentence):
            return part.said(self)
        if isinstance(part, Rows):
            return (self.of(part.counts) if part.counts else self).rows(part)
        if isinstance(part, Name):
            return self.name(part)
        return listed(map(self.said, part)) if isinstance(part, tuple) else str(part)

    def rows(self, rows: Rows) -> str:
        """Name rows, and of many the first."""
        numbers = self.numbers(rows.numbers)
        named = map(str, numbers[: rows.most])
        rest = [f"{len(numbers) - rows.most:,} more"] if len(numbers) > rows.most else []
        return f"{self.counts}{'s' * (len(numbers) > 1)} {listed([*named, *rest])}"

    def numbers(self, rows: Sequence[int]) -> Sequence[int]:
        """Give the numbers by which rows are called."""
        return rows

    def name(self, name: Name) -> str:
        """Call a column, a fact or a milestone."""
        return f"`{name.name}` in {name.file}" if name.file else f"`{name.name}`"


AS_IT_STANDS = Counting()


def with_commas(parts: Iterable[Part]) -> Sentence:
    """Name one after another, with nothing but commas between them."""
    named = {f"part_{number}": part for number, part in enumerate(parts)}
    return Sentence(", ".join(f"{{{name}}}" for name in named), named)


def taken_for(taken: Iterable[tuple[Part, str]]) -> Sentence:
    """Name what was taken for which column or milestone."""
    return with_commas(
        Sentence("{part} for {name}", {"part": part, "name": Name(name)}) for part, name in taken
    )
