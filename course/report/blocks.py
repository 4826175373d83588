"""The blocks of a report in Markdown: read from lines, and written back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)[ \t]*(.*?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_POINT = re.compile(r"([ \t]*)(?:([-*+])|(\d{1,4})[.)])[ ]+(?=\S)")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_TOP_LEVEL = 3


@dataclass(frozen=True)
class Words:
    """Lines that belong together: a paragraph, or code within its fence."""

    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str
    level: int = 3
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class GridRow:
    """A row of a table, its cells as they are written."""

    cells: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Grid:
    """A table."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Point:
    """A point of a list, and the points below it."""

    text: str
    below: tuple["Point", ...] = ()
    numbered: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Outline:
    """A list that may branch."""

    points: tuple[Point, ...]
    line: int = field(default=0, compare=False)


Block: TypeAlias = Words | Heading | Grid | Outline


def read_blocks(lines: list[str], begin: int) -> Iterator[Block]:
    """Read the blocks of a file from a line on, each with the line that it stands on."""
    at = begin
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block, at = _block(lines, at)
        yield block


def _block(lines: list[str], at: int) -> tuple[Block, int]:
    line = lines[at]
    if heading := _HEADING.match(line):
        return Heading(heading[2].strip(), len(heading[1]), at + 1), at + 1
    if fence := _FENCE.match(line):
        end = at + 1
        while end < len(lines) and not _closes(lines[end], fence[1]):
            end += 1
        return Words("\n".join(lines[at : end + 1]).rstrip("\n"), at + 1), end + 1
    if _begins_table(lines, at):
        return _grid(lines, at)
    if _begins_list(line):
        return _outline(lines, at)
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _interrupts(lines, end):
        end += 1
    return Words("\n".join(lines[at:end]), at + 1), end


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and not bare.strip(fence[0])


def _begins_table(lines: list[str], at: int) -> bool:
    return (
        at + 1 < len(lines)
        and "|" in lines[at]
        and "-" in lines[at + 1]
        and bool(_DELIMITER.match(lines[at + 1]))
    )


def _begins_list(line: str) -> bool:
    point = _POINT.match(line)
    return point is not None and len(point[1].expandtabs(4)) <= _TOP_LEVEL


def _interrupts(lines: list[str], at: int) -> bool:
    line = lines[at]
    return bool(
        _HEADING.match(line) or _FENCE.match(line) or _begins_list(line) or _begins_table(lines, at)
    )


def _grid(lines: list[str], at: int) -> tuple[Grid, int]:
    end = at + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    written = [_cells(line) for line in (lines[at], *lines[at + 2 : end])]
    width = max(map(len, written))
    columns, *rows = (cells + ("",) * (width - len(cells)) for cells in written)
    made = tuple(GridRow(cells, at + 3 + number) for number, cells in enumerate(rows))
    return Grid(columns, made, at + 1), end


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip()
    bare = bare.removeprefix("|")
    cells, begin = [], 0
    for pipe in _PIPE.finditer(bare):
        cells.append(bare[begin : pipe.end() - 1].strip())
        begin = pipe.end()
    if begin < len(bare) or not cells:
        cells.append(bare[begin:].strip())
    return tuple(cells)


def _outline(lines: list[str], at: int) -> tuple[Outline, int]:
    """Read a list: what is set in further stands below."""
    begin = at
    top: list[_Entry] = []
    stack: list[_Entry] = []
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            following = next((n for n in range(at, len(lines)) if lines[n].strip()), at)
            if not _goes_on(lines, following):
                break
            if not _POINT.match(lines[following]):
                stack[-1].lines.append("")
            at = following
            continue
        if point := _POINT.match(line):
            indent = len(point[1].expandtabs(4))
            while stack and indent < stack[-1].indent + 2:
                stack.pop()
            entry = _Entry(indent, [line[point.end() :].rstrip()], bool(point[3]), at + 1)
            (stack[-1].below if stack else top).append(entry)
            stack.append(entry)
        elif _ends_list(lines, at):
            break
        else:
            stack[-1].lines.append(line.strip(" \t"))
        at += 1
    return Outline(tuple(entry.point for entry in top), begin + 1), at


@dataclass
class _Entry:
    """A point of a list that is being read."""

    indent: int
    lines: list[str]
    numbered: bool
    line: int
    below: list["_Entry"] = field(default_factory=list)

    @property
    def point(self) -> Point:
        below = tuple(entry.point for entry in self.below)
        return Point("\n".join(self.lines), below, self.numbered, self.line)


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether a line behind an empty one still belongs to the list before it."""
    line = lines[at]
    if not line.strip():
        return False
    return bool(_POINT.match(line)) or (line.startswith("  ") and not _ends_list(lines, at))


def _ends_list(lines: list[str], at: int) -> bool:
    # However far it is set in: written back, it is set in as the list has it.
    bare = lines[at].strip(" \t")
    return bool(_HEADING.match(bare) or _FENCE.match(bare) or _begins_table(lines, at))


def written(block: Block) -> str:
    """Write a block."""
    match block:
        case Words(text):
            return text
        case Heading(text, level):
            return f"{'#' * level} {text}".rstrip()
        case Grid(columns, rows):
            head = [_row(columns), "|" + "---|" * len(columns)]
            return "\n".join([*head, *(_row(row.cells) for row in rows)])
        case Outline(points):
            return "\n".join(_points(points, ""))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _points(points: tuple[Point, ...], indent: str) -> Iterator[str]:
    for number, point in enumerate(points, 1):
        mark = f"{number}." if point.numbered else "-"
        inner = f"{indent}{' ' * (len(mark) + 1)}"
        first, *more = point.text.split("\n")
        yield f"{indent}{mark} {first}"
        yield from (f"{inner}{line}" if line else "" for line in more)
        yield from _points(point.below, inner)
