"""A report as a document: front matter, sections and blocks, read from Markdown and written back.

It holds all that a file holds, word for word and in its order: what people add by hand, between
the five sections or under headings of their own, comes back as it went. `course.report.contents`
says what of it means what.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from course.content import load
from course.report.blocks import Block, Heading, read_blocks, written

SECTIONS = ("summary", "timeline", "factors", "review", "actions")
"""The five sections, by the names that content gives them."""

_KEY = re.compile(r"([A-Za-z][\w-]{0,40}):(?: +(.*))?$")
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]?\s+|\d{1,2}[.)])")
_PLAIN_VALUE = re.compile(r"[^\s\"'\[\]{}&*#?|>!%@`,:-](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")


@dataclass(frozen=True)
class Section:
    """What stands under a heading of the second level."""

    heading: str
    blocks: tuple[Block, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """Which of the five it is, or nothing."""
        return _names().get(_plain(self.heading), "")


@dataclass(frozen=True)
class Document:
    """A report as its file has it."""

    #: Keys and values; a line that is no such pair stands under no key.
    matter: tuple[tuple[str, str], ...] = ()
    opening: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def section(self, name: str) -> Section | None:
        """Give one of the five, if it is there."""
        return next((each for each in self.sections if each.name == name), None)

    def value(self, key: str) -> str:
        """Give what the front matter says under a key."""
        return next((value for name, value in self.matter if name == key), "")

    @property
    def markdown(self) -> str:
        """The document as a Markdown file."""
        parts = [front_matter(self.matter)] if self.matter else []
        parts += map(written, self.opening)
        for section in self.sections:
            parts += [f"## {section.heading}".rstrip(), *map(written, section.blocks)]
        text = "\n\n".join(parts) + "\n"
        # What only looks like front matter must not become some.
        return text if self.matter or not text.startswith("---") else f"\n{text}"


def parse(text: str) -> Document:
    r"""Read a report from Markdown.

    Parameters
    ----------
    text
        Markdown, with front matter or without, and line ends of any system.

    Returns
    -------
    Document
        Its front matter, and its sections in order with the line that each begins on.

    Examples
    --------
    >>> found = parse("---\ntitle: Tills\n---\n\n## 2. Timeline\n\n| Time |\n|--|\n| 9:00 |\n")
    >>> found.value("title"), found.section("timeline").blocks[0].rows[0].cells
    ('Tills', ('9:00',))
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    matter, begin = _matter(lines)
    opening: list[Block] = []
    sections: list[tuple[str, int, list[Block]]] = []
    for block in read_blocks(lines, begin):
        if isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004 - sections have it
            sections.append((block.text, block.line, []))
        else:
            (sections[-1][2] if sections else opening).append(block)
    made = (Section(heading, tuple(blocks), line) for heading, line, blocks in sections)
    return Document(matter, tuple(opening), tuple(made))


def front_matter(pairs: Iterable[tuple[str, str]]) -> str:
    """Write keys and values as front matter, which YAML reads as well.

    Examples
    --------
    >>> print(front_matter([("title", "Tills: frozen"), ("date", "")]))
    ---
    title: "Tills: frozen"
    date:
    ---
    """
    return "\n".join(["---", *map(_pair, pairs), "---"])


def section_heading(name: str) -> str:
    """Write the heading of one of the five sections, with its number.

    Examples
    --------
    >>> section_heading("timeline")
    '2. Timeline'
    """
    number = SECTIONS.index(name)
    return f"{number + 1}. {title_of(name)}"


def title_of(name: str) -> str:
    """Give the title of one of the five sections."""
    return str(load("reveal")["section"][SECTIONS.index(name)]["title"])


@cache
def _names() -> dict[str, str]:
    others: dict[str, str] = load("document")["also_called"]
    return {_plain(title_of(name)): name for name in SECTIONS} | others


def _plain(heading: str) -> str:
    return _NUMBER.sub("", heading.strip(" #:*_")).strip().lower()


def _matter(lines: list[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """Read the front matter, and give where it ends."""
    if lines[0].lstrip("\ufeff").rstrip() != "---":
        return (), 0
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in {"---", "..."}:
            return tuple(pairs), number + 1
        found = _KEY.match(line.rstrip())
        if found:
            pairs.append((found[1], _value((found[2] or "").strip())))
        elif line.strip():
            pairs.append(("", line.rstrip()))
    return (), 0


def _value(written: str) -> str:
    if written[:1] == '"':
        try:
            value = json.loads(written)
        except ValueError:
            return written
        return value if isinstance(value, str) else written
    quoted = re.fullmatch(r"'((?:[^']|'')*)'", written)
    return quoted[1].replace("''", "'") if quoted else written


def _pair(pair: tuple[str, str]) -> str:
    key, value = pair
    if not key:
        return value
    if not value:
        return f"{key}:"
    is_plain = _PLAIN_VALUE.fullmatch(value) and value == value.strip()
    # What is no letter at all would end the line, or not be seen.
    if is_plain and value.isprintable():
        return f"{key}: {value}"
    return f"{key}: {json.dumps(value, ensure_ascii=not value.isprintable())}"
