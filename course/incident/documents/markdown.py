"""A table in Markdown, wherever in a text it stands."""

import re

from course.incident.cells import Cells
from course.incident.documents.left_out import note_left_out
from course.incident.documents.written import Written
from course.incident.findings import Findings
from course.incident.headers import CLOCK, DATE, header, holds_milestones, is_header
from course.incident.notices import noticed
from course.incident.time_words import has_a_clock

_RULE = re.compile(
    r"\s*(?:\|\s*)?:?-+:?\s*(?:[|+]\s*:?-+:?\s*)+(?:\|\s*)?|\s*\|\s*:?-{3,}:?\s*\|\s*"
)
# Without any bar, where a row of the table stands above it and another below.
_BARE_RULE = re.compile(r"\s*-{5,}\s*")
# Names in a wiki, which have no rule below them.
_WIKI_NAMES = re.compile(r"\s*(?:\|\|(?:[^|\n]+\|\|)+|\^(?:[^^\n]+\^)+)\s*")
_LINK_IN_A_CELL = re.compile(r"\[([^\[\]|\n]+)\|[^\[\]|\n]+\]")
_BAR = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"!?\[([^\]]{0,1000})\]\([^()]*\)")
_STRONG = re.compile(
    r"((?<![^\W_])\*\*|(?<!\w)__(?![a-z0-9_]+__(?!\w)))(?=\S)(.{1,1000}?)(?<=\S)\1"
)
# Around words, and not within one: identifiers have signs like these.
_EMPHASIS = re.compile(
    r"(?<![^\s(\[{\"'“‘–—/])([*_])(?=\w|[\"'“‘(])(?!_)(.{1,1000}?)(?<![\s*_])\1"
    r"(?![^\s.,;:!?)\]}\"'”’–—/])"
)
# The end of what began before the moment of an entry.
_LEFT_OVER = re.compile(r"(?<=[\w.!?:])\*\*(?=\s|$)")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?=\S)(.{1,1000}?)(?<=\S)\1(?!`)")
# In the path of a file of Windows a backslash escapes nothing.
_ESCAPED = re.compile(r"(?<![:\\])\\([\\`*_{}\[\]()#+.!|~<>$-])")
_PLAIN = re.compile(r"[^*_`\[<\\]*")
# As a wiki has them.
_WIKI_STRONG = re.compile(r"('{2,5})(?=\S)(.{1,1000}?)(?<=\S)\1")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_BEGINS_WITH_A_CLOCK = re.compile(r"[\s*•>-]*(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d\b")
_MOMENTS = {"timestamp", DATE, CLOCK}
_ENOUGH = 2
_MOST_BLANK = 6
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown_table(text: str, around: Written, findings: Findings) -> Cells | None:
    """Give the tables of a text that name a moment, as one; None where there is none."""
    if "|" not in text:
        return None
    lines = text.splitlines()
    if not any(_first_row(lines, place) for place in range(len(lines))):
        return None
    names: list[str] = []
    rows: dict[int, str] = {}
    outside: list[int] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if below := _first_row(lines, number):
            is_wiki = below == number + 1
            found = _cells(_of_a_wiki(line) if is_wiki else line)
            if not names and (taken := _names(found, lines[below : below + 1], findings)):
                is_row = taken is not found and _begins_with_a_moment(found)
                rows |= {number + 1: line} if is_row else {}
                names = found = taken
            first = number = below
            while (number < len(lines) and "|" in lines[number]) or _goes_on(lines, number):
                number += 1
            own = {
                row: _of_a_wiki(line) if is_wiki else line
                for row, line in enumerate(lines[first:number], first + 1)
                if "|" in line
            }
            rows |= own if found == names else _aligned(own, found, names)
            continue
        if line.strip():
            around.hear(line, number + 1)
            around.title = around.title or _title(line)
            outside += [number + 1] if _BEGINS_WITH_A_CLOCK.match(line) else []
        number += 1
    if names:
        note_left_out([], outside, findings)
    return _table(names, rows, findings) if names else None


def _aligned(rows: dict[int, str], found: list[str], names: list[str]) -> dict[int, str]:
    """Write the rows of a further table as those of the first: each cell below its own name."""
    targets = [set(header(name).targets) for name in found]
    places = [
        next(
            (place for place, own in enumerate(found) if own.casefold() == name.casefold()),
            next((place for place, of in enumerate(targets) if of & set(header(name).targets)), -1),
        )
        for name in names
    ]
    cells = {row: _cells(line) + [""] * len(found) for row, line in rows.items()}
    moment = next((place for place in places if targets[place] & _MOMENTS and place >= 0), -1)
    clocks = sum(has_a_clock(of_row[moment]) for of_row in cells.values())
    if moment < 0 or len({*places} - {-1}) < _ENOUGH or 2 * clocks < len(rows):
        # Such as actions with the days on which they are due.
        return {}
    kept = {
        row: ("" if place < 0 else of_row[place].replace("|", "\\|") for place in places)
        for row, of_row in cells.items()
    }
    return {row: f"| {' | '.join(parts)} |" for row, parts in kept.items()}


def _first_row(lines: list[str], place: int) -> int:
    """Give where the rows begin of a table whose names may stand in a line, or 0."""
    line, below = lines[place], place + 1
    if "|" in line and not any(lines[below : below + 1]):
        # A program may have set a blank line between all of them.
        below += 1
    if "|" in line and below < len(lines) and "-" in lines[below] and _is_rule(lines, below):
        return below + 1
    is_wiki = "||" in line or line.lstrip().startswith("^")
    return place + 1 if is_wiki and _WIKI_NAMES.fullmatch(line) else 0


def _of_a_wiki(line: str) -> str:
    line = _LINK_IN_A_CELL.sub(r"\1", line)
    if line.lstrip().startswith("^"):
        return line.replace("^", "|")
    return line.replace("||", "|") if line.lstrip().startswith("||") else line


def _goes_on(lines: list[str], place: int) -> bool:
    """Tell whether a table goes on below a line that is blank."""
    below = place
    while below < min(place + _MOST_BLANK, len(lines) - 1) and not lines[below].strip():
        below += 1
    is_another = below < len(lines) and _first_row(lines, below)
    return below > place and lines[below].lstrip().startswith("|") and not is_another


def _is_unknown(cells: list[str]) -> bool:
    """Tell whether no name of a header says where the moments stand."""
    return not any(_MOMENTS & header(cell).targets.keys() for cell in cells)


def _names(cells: list[str], below: list[str], findings: Findings) -> list[str]:
    """Give the names of the columns of a table that tells of moments, or none where it does not."""
    if is_header(cells) or holds_milestones(cells):
        return cells
    is_row = _begins_with_a_moment(cells)
    if not is_row and not (
        _is_unknown(cells) and any(map(_begins_with_a_moment, map(_cells, below)))
    ):
        return []
    if is_row or not all(cells):
        findings.say(noticed("no_header"))
    return [
        f"column {place}" if is_row or not name else name for place, name in enumerate(cells, 1)
    ]


def _begins_with_a_moment(cells: list[str]) -> bool:
    """Tell whether a row that stands in the place of the header is one of the others."""
    return len(cells) > 1 and has_a_clock(cells[0])


def _is_rule(lines: list[str], place: int) -> bool:
    """Tell whether a line stands between the names of a table and its rows."""
    if _RULE.fullmatch(lines[place]):
        return True
    around = [*lines[max(place - 1, 0) : place], *lines[place + 1 : place + 2]]
    bars = {line.count("|") for line in around}
    return (
        bool(_BARE_RULE.fullmatch(lines[place]))
        and len(around) > 1
        and len(bars) == 1
        and 0 not in bars
    )


def _table(names: list[str], rows: dict[int, str], findings: Findings) -> Cells:
    by_place = _evenly(list(rows.values()), len(names))
    numbers = list(rows)
    if by_place is None:
        fitting = _fitting({row: _cells(line) for row, line in rows.items()}, len(names), findings)
        by_place = list(map(list, zip(*fitting.values(), strict=True))) or [[] for _ in names]
        numbers = list(fitting)
    columns: dict[str, list[str]] = {}
    for name, cells in zip(names, by_place, strict=True):
        if name:
            columns.setdefault(name, cells)
    return Cells(list(columns), numbers, columns)


def _evenly(lines: list[str], width: int) -> list[list[str]] | None:
    """Take a table apart by columns, where all of its rows are plain and as long as the header."""
    text = "\n".join(map(str.strip, lines))
    if "\\|" in text or not _PLAIN.fullmatch(text):
        return None
    # Between the last bar of a row and the first one of the next stands its line break.
    cells = text.split("|")
    period = width + 1
    ends = cells[::period]
    if len(cells) != period * len(lines) + 1 or set(ends[1:-1]) - {"\n"} or ends[0] or ends[-1]:
        return None
    by_place = [list(map(str.strip, cells[place + 1 :: period])) for place in range(width)]
    # A row without a text is none.
    return by_place if any(map(all, by_place)) else None


def _fitting(rows: dict[int, list[str]], width: int, findings: Findings) -> dict[int, list[str]]:
    """Say of rows that are longer than the header that they are, and give the others."""
    fitting: dict[int, list[str]] = {}
    for row, cells in rows.items():
        if any(cells[width:]):
            expected = f"at most {width} as in the header: write \\| for a bar within a cell"
            findings.problem("found {cell}", expected, row=row, cell=f"{len(cells)} cells")
        elif any(cells):
            fitting[row] = (cells + [""] * width)[:width]
    return fitting


def plain(text: str) -> str:
    r"""Give a text without the marks of Markdown; names such as ``my_table`` keep theirs.

    Examples
    --------
    >>> plain("**Alarm**: see [the ticket](https://example.org/7)")
    'Alarm: see the ticket'
    >>> plain(r"*Rows* of `my_*_table` and of my\_table\_name are _gone_")
    'Rows of my_*_table and of my_table_name are gone'
    """
    if _PLAIN.fullmatch(text) and "''" not in text:
        return text.strip()
    text = _ESCAPED.sub(lambda sign: sign[1].translate(_APART), text)
    text = _CODE.sub(lambda code: code[2].translate(_APART), text)
    text = _STRONG.sub(r"\2", _LINK.sub(r"\1", _BREAK.sub(" ", text)))
    text = _LEFT_OVER.sub("", _EMPHASIS.sub(r"\2", text))
    if "''" in text or "[[" in text:
        text = _WIKI_LINK.sub(r"\1", _WIKI_STRONG.sub(r"\2", text))
    return text.translate(_BACK).strip()


#: Signs that are meant as they stand, while the others are looked for; nobody writes these.
_APART = {ord(sign): chr(0xE000 + ord(sign)) for sign in r"\`*_{}[]()#+.!|~<>$-"}
_BACK = {ord(apart): chr(sign) for sign, apart in _APART.items()}


def _cells(line: str) -> list[str]:
    line = line.strip()
    line = line.removeprefix("|")
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    if "\\|" not in line:
        return [plain(cell) for cell in line.split("|")]
    return [plain(cell.replace("\\|", "|")) for cell in _BAR.split(line)]


def _title(line: str) -> str:
    return plain(line.lstrip("# ")) if line.startswith("# ") else ""
