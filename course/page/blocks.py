"""What is said, before anybody knows where: blocks that HTML, Markdown and plain text are made of.

A line break in an entry of a list or in a cell is kept; in a paragraph it is only layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that lead the others."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that stand beside the others."""

    text: "Words"


@dataclass(frozen=True, slots=True)
class Source:
    """Where what stands before it comes from."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another place, by an address that the course wrote itself."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Here:
    """Words that would lead to where the reader is."""

    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign for the eye; where nothing beside it says the same, words for a screen reader."""

    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Waits:
    """Words for a page that waits for something; one that never gets it says others."""

    text: str
    awaits: Literal["kernel", "answers"]


Piece: TypeAlias = str | Strong | Emphasis | Source | Link | Here | Sign | Waits

Words: TypeAlias = Piece | tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the first level is the highest of what is said here."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Title:
    """What the blocks after it are called, where the outline of the page has no room for it."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, of a kind where a page gives it a look of its own."""

    words: Words
    kind: Literal["", "asks", "note", "opens", "said", "verdict"] = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something that is asked of the reader."""

    words: Words


@dataclass(frozen=True, slots=True)
class Headline:
    """How something ended, in a word that leads and a sentence; good, bad or neither."""

    strong: str
    text: str
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """What a program wrote, or what it is, as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a file: the lines of a unified diff."""

    file: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list, numbered where the order matters, with letters where entries are called by them."""

    entries: tuple[Words, ...]
    numbered: bool = False
    lettered: bool = False
    #: What the first entry is numbered.
    first: int = 1

    def marked(self) -> Iterator[tuple[str, Words]]:
        """Give each entry behind its number or letter, or behind a dash."""
        for place, entry in enumerate(self.entries):
            letter = f"{ascii_uppercase[place]}." if self.lettered else "-"
            yield f"{place + self.first}." if self.numbered else letter, entry


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, and what there is to say about each."""

    pairs: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that looks like what it holds: a number, something good or bad."""

    text: str
    kind: Literal["number", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name, whose first column names each row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What stands in its rows."""
        return tuple(
            tuple(cell.text if isinstance(cell, Cell) else cell for cell in row)
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Why:
    """A question, its answer, a note on what that rests on, and the questions below it."""

    question: str
    answer: str
    note: str
    below: tuple["Why", ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """Whys that branch."""

    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Blocks that a page shows once somebody opens them."""

    title: str
    blocks: tuple["Block", ...]
    opened: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Blocks that stand beside each other where there is room."""

    blocks: tuple["Block", ...]


Block: TypeAlias = (
    Heading
    | Title
    | Paragraph
    | Prompt
    | Headline
    | Printed
    | Change
    | List
    | Terms
    | Table
    | Tree
    | Disclosure
    | SideBySide
)


def pieces(words: Words) -> tuple[Piece, ...]:
    """Give the pieces of what may be a single one."""
    return words if isinstance(words, tuple) else (words,)


def prose(text: str) -> tuple[Paragraph, ...]:
    r"""Take plain text apart at its blank lines.

    Examples
    --------
    >>> [each.words for each in prose("What happened?\n\nWho was affected?\n")]
    ['What happened?', 'Who was affected?']
    """
    parts = (part.strip() for part in text.split("\n\n"))
    return tuple(Paragraph(part) for part in parts if part)
