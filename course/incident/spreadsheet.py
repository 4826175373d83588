"""Read separated text the way a spreadsheet shows it: text in cells, rows that have numbers.

What the file holds is not judged here, only whether it is a table at all. A file that
is none is explained cell by cell, in the words of the program it came from, and what can
be read of it is read all the same: whoever checks the cells tells the rest in one go.
"""

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import compress
from pathlib import Path

from course.incident.cells import Cells
from course.incident.columns import is_time
from course.incident.findings import Findings, named_shortly, shortened
from course.incident.headers import header, holds_milestones, is_header, known_names
from course.incident.notices import noticed
from course.incident.sentences import Rows
from course.storage import read_file

LONGEST_CELL = 10_000
"""Characters. A cell beyond it is almost always a quotation mark that never closes."""

LONGEST_HEADER = 100_000
"""Characters of a file among which its first row is looked for."""

HEADER_ROW = 1

EMPTY = "the file is empty"
"""What is found where a table should be, and nothing is."""

SEPARATORS = (",", ";", "\t", "|")
"""What may stand between cells; the first that fits is taken."""

_DECLARED = re.compile(r'"?sep=(\\t|.?)"?[,;]*', re.IGNORECASE)
_MOST_ABOVE = 30
_SENTINEL = "end"
_ENOUGH = 2


def read_separated(text: str, findings: Findings, known: Collection[str] = ()) -> Cells | None:
    r"""Read all cells as text, and say in `findings` why they are no table, where they are none.

    Examples
    --------
    >>> read_separated("Zeit;Ereignis\n01.03.2024 14:05;Alarm", Findings("a.csv")).columns
    {'Zeit': ['01.03.2024 14:05'], 'Ereignis': ['Alarm']}
    """
    if not text or text.isspace():
        findings.problem(EMPTY, "a header row and events", kind=EMPTY)
        return None
    text, separator = _separator(text)
    if evenly := _evenly(text, separator):
        names = _header([cells[0] for cells in evenly], known, findings, HEADER_ROW)
        numbers = list(range(HEADER_ROW + 1, HEADER_ROW + len(evenly[0])))
        return _table(names, numbers, [cells[1:] for cells in evenly], findings)
    return _read_by_rows(text, separator, findings, known)


def _read_by_rows(
    text: str, separator: str, findings: Findings, known: Collection[str]
) -> Cells | None:
    # A line of our own at the end: swallowed, it tells of a quotation mark that never closes.
    *rows, last = rows_of(f"{text}\n{_SENTINEL}", separator)
    if is_open := last != [_SENTINEL]:
        findings.problem(
            "found a quotation mark that never closes",
            "every cell that opens with one to end with one",
            row=HEADER_ROW + len(rows),
        )
    if rows and (width := _without_header(rows)):
        findings.say(noticed("no_header"))
        numbered = [f"column {number}" for number in range(1, width + 1)]
        return _of_rows(numbered, _fitting([[], *rows], -1, numbered, findings), findings)
    above = _above_the_header(rows[:_MOST_ABOVE])
    if above and (passed := [row for row, cells in enumerate(rows[:above], 1) if any(cells)]):
        findings.say(noticed("above_header", rows=Rows(passed)))
    names = _header(rows[above] if rows else last, known, findings, above + HEADER_ROW)
    if not any(names) or (is_open and not rows):
        return None
    if rows and rows.count(rows[above]) > 1:
        repeated = [place for place in range(above + 1, len(rows)) if rows[place] == rows[above]]
        again = Rows([place + HEADER_ROW for place in repeated])
        findings.say(noticed("header_again", rows=again))
        for place in repeated:
            rows[place] = []
    if separator == "\t":
        rows = _continued(_without_text_below(rows, above, findings), above, findings)
    fitting = _fitting(rows[above:], above, names, findings)
    # Events that were all told as rows are not missing as well.
    if not any(map(any, fitting.values())) and (is_open or any(map(any, rows[above + 1 :]))):
        return None
    table = _of_rows(names, fitting, findings)
    return replace(table, above=tuple(" ".join(filter(None, cells)) for cells in rows[:above]))


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """Read a file whole, or say in `findings` what stands in its place."""
    try:
        return read_file(path)
    except FileNotFoundError:
        findings.problem("not found in {folder}", "a file of this name", folder=str(path.parent))
    except IsADirectoryError:
        findings.problem("found a folder", "a file of this name")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        findings.problem(
            "found what cannot be read ({reason})", "a file of this name", reason=reason
        )
    return None


def _separator(text: str) -> tuple[str, str]:
    """Give the text and what separates its cells, as its first line or its header shows."""
    first, _, rest = text.partition("\n")
    # A spreadsheet hides this line, so that the rows below it count from 1.
    if declared := _DECLARED.fullmatch(first.strip()):
        return rest, declared[1] if len(declared[1]) == 1 else "\t"
    begin = "\n".join(text[:LONGEST_HEADER].splitlines()[:_MOST_ABOVE])
    best, most = ",", (0, 0)
    for separator in SEPARATORS:
        if separator in begin:
            rows = rows_of(begin, separator)
            headers = [cells for cells in rows if is_header(cells)]
            # What a table needs counts before its width: a sentence has commas as well.
            found = max(
                ((min(known_names(cells), _ENOUGH), len(cells)) for cells in headers),
                default=most,
            )
            if found > most:
                best, most = separator, found
    if not any(most):
        header = begin.lstrip("\r\n").partition("\n")[0]
        # Of a row without a header a cell is a time, all of it: a comma may stand within one.
        best = max(SEPARATORS, key=lambda sign: (_longest_time(header, sign), header.count(sign)))
    return text, best


def _longest_time(line: str, sign: str) -> int:
    cells = [cell.strip() for cell in line.split(sign)[:_MOST_ABOVE]] if sign in line else []
    return max((len(cell) for cell in cells if is_time(cell)), default=0)


def _without_header(rows: list[list[str]]) -> int:
    """Give how many columns a table has whose first row is a row of it already; else 0."""
    first = next((cells for cells in rows if any(map(str.strip, cells))), [])
    if len(first) == 1 or any(map(is_header, rows[:_MOST_ABOVE])):
        return 0
    return len(first) if any(is_time(cell.strip()) for cell in first) else 0


def _above_the_header(rows: list[list[str]]) -> int:
    """Tell how many rows stand above the header: titles, dates, blank rows."""
    named = [
        place for place, cells in enumerate(rows) if is_header(cells) or holds_milestones(cells)
    ]
    if named:
        return named[0]
    return next((place for place, cells in enumerate(rows) if any(map(str.strip, cells))), 0)


def _without_text_below(rows: list[list[str]], above: int, findings: Findings) -> list[list[str]]:
    """Leave out what a text says below a table that was pasted with it."""
    is_row = (len(cells) > 1 and any(map(is_time, map(str.strip, cells))) for cells in rows[::-1])
    last = len(rows) - 1 - next((place for place, found in enumerate(is_row) if found), len(rows))
    blank = next((place for place in range(last + 1, len(rows)) if not any(rows[place])), 0)
    below = [place for place in range(blank, len(rows)) if any(rows[place])]
    if last <= above or not blank or not below:
        return rows
    passed = Rows([place + HEADER_ROW for place in below])
    findings.say(noticed("says_no_time", rows=passed))
    return rows[:blank]


def _continued(rows: list[list[str]], above: int, findings: Findings) -> list[list[str]]:
    """Take lines that have no cells of their own with the cell above, as they are pasted."""
    joined, passed, last = list(rows), [], 0
    for place in range(above + 1, len(rows)):
        cells = rows[place]
        if len(cells) == 1 and cells[0].strip() and last and not is_time(cells[0].strip()):
            joined[last] = [*joined[last][:-1], f"{joined[last][-1]} {cells[0].strip()}".strip()]
            joined[place] = []
            passed.append(place + HEADER_ROW)
        elif len(cells) > 1:
            last = place
    if not passed or len(passed) > len(rows) / 2:
        return rows
    findings.say(noticed("goes_on", rows=Rows(passed)))
    return joined


def rows_of(text: str, separator: str) -> list[list[str]]:
    """Take CSV apart into rows of cells, however long a cell is."""
    if '"' not in text:
        # Without quotation marks a separator always separates, and the short way is the same.
        lines = _with_plain_breaks(text).removesuffix("\n").split("\n")
        return [line.split(separator) if line else [] for line in lines]
    # The csv module's limit is global: lift it for this reading only.
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(limit)


def _evenly(text: str, separator: str) -> list[list[str]]:
    """Take a table apart by columns, where its header is the first line and all are as long."""
    # Logs have many rows, and most are written so: a list for each row takes as long again.
    if '"' in text:
        return []
    lines = _with_plain_breaks(text).rstrip("\n")
    width = lines.partition("\n")[0].count(separator) + 1
    # What begins a line keeps its line break until cells are stripped, and so tells of itself.
    cells = lines.replace("\n", f"{separator}\n").split(separator)
    columns = [cells[place::width] for place in range(width)]
    first, *others = columns[0]
    breaks = lines.count("\n")
    is_even = len(cells) == width * (breaks + 1) and "".join(others).count("\n") == breaks
    is_once = f"\n{first}" not in others
    return columns if is_even and is_once and is_header([cells[0] for cells in columns]) else []


def _with_plain_breaks(text: str) -> str:
    # A sign alone is looked for many times faster than two.
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _header(cells: list[str], known: Collection[str], findings: Findings, row: int) -> list[str]:
    names = [name.strip() for name in cells]
    plain = ["_".join(name.casefold().split()) for name in names]
    names = [key if key in known else name for key, name in zip(plain, names, strict=True)]
    if not any(names):
        findings.problem("found nothing", "the names of the columns", row=row)
    for name in dict.fromkeys(names):
        if name in known and names.count(name) > 1:
            findings.problem(
                "found column {name} {times} times",
                "it once",
                row=row,
                kind=f"column {name}",
                name=named_shortly(name),
                times=names.count(name),
            )
    return names


def _fitting(
    rows: list[list[str]], above: int, names: list[str], findings: Findings
) -> dict[int, list[str]]:
    """Say of every row that does not fit under the header what is wrong, and give the others."""
    width = len(names)
    numbered = dict(enumerate(rows[1:], above + HEADER_ROW + 1))
    if set(map(len, rows[1:])) == {width}:
        return numbered
    fitting = {}
    for row, cells in numbered.items():
        if len(cells) > width:
            findings.problem(
                "found {cell}",
                f"at most {width} as in the header: "
                "put a cell that holds a comma in quotation marks",
                row=row,
                cell=f"{len(cells)} cells",
            )
            # Which of its cells stand in their place nobody knows, unless all beyond are empty.
            if any(cells[width:]):
                if _begins_without_a_time(cells, names):
                    fitting[row] = [cells[0], ",".join(cells[1:]), *[""] * (width - 2)]
                continue
            fitting[row] = cells[:width]
        else:
            fitting[row] = cells if len(cells) == width else cells + [""] * (width - len(cells))
    return fitting


def _begins_without_a_time(cells: list[str], names: list[str]) -> bool:
    """Tell whether a row says what happened behind what is no time, with or without its comma."""
    if len(names) == 1:
        return False
    when, what = (header(name).targets for name in names[:2])
    if "timestamp" not in when or "event" not in what:
        return False
    return not is_time(cells[0].strip()) and not is_time(",".join(cells[:2]).strip())


def _of_rows(names: list[str], rows: dict[int, list[str]], findings: Findings) -> Cells:
    by_place = list(zip(*rows.values(), strict=True)) or [()] * len(names)
    return _table(names, list(rows), by_place, findings)


def _table(
    names: list[str], numbers: list[int], by_place: Sequence[Sequence[str]], findings: Findings
) -> Cells:
    stripped = [list(map(str.strip, cells)) for cells in by_place]
    # Where a column has something in each row, no row is empty.
    if not any(map(all, stripped)):
        kept = list(map(any, zip(*stripped, strict=True)))
        numbers = list(compress(numbers, kept))
        stripped = [list(compress(cells, kept)) for cells in stripped]
    columns: dict[str, list[str]] = {}
    for place, (name, cells) in enumerate(zip(names, stripped, strict=True)):
        if name in columns and len(numbers) == 1 and any(cells):
            # A tracker gives each comment a column, all of one name.
            columns[f"{name} ({place + 1})"] = cells
        if name and name not in columns:
            columns[name] = cells
            if max(map(len, cells), default=0) > LONGEST_CELL:
                _report_lengths(name, dict(zip(numbers, cells, strict=True)), findings)
    return Cells(list(columns), numbers, columns)


def _report_lengths(name: str, cells: dict[int, str], findings: Findings) -> None:
    for row, cell in cells.items():
        if len(cell) > LONGEST_CELL:
            findings.problem(
                "found {cell}",
                f"at most {LONGEST_CELL:,}: "
                "a quotation mark that never closes swallows the rows after it",
                row=row,
                column=shortened(name),
                cell=f"{len(cell):,} characters",
            )
