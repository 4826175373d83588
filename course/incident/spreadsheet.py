"""Read a CSV file the way a spreadsheet shows it: text in cells, rows that have numbers.

What the file holds is not judged here, only whether it is a table at all. A file that
is none is explained cell by cell, in the words of the program it came from, and what can
be read of it is read all the same: whoever checks the cells tells the rest in one go.
"""

import codecs
import csv
import io
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

from course.incident.findings import Findings, quoted, shortened
from course.storage import read_file

LONGEST_CELL = 10_000
"""Characters. A cell beyond it is almost always a quotation mark that never closes."""

LONGEST_HEADER = 100_000
"""Characters of a file among which its first row is looked for."""

HEADER_ROW = 1

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_SENTINEL = "end"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a table, stripped, without the rows that have no text."""

    #: The header, each name once.
    names: list[str]
    #: Numbered as a spreadsheet shows them: the header is row 1.
    rows: list[int]
    #: By name, as many cells as there are rows.
    columns: dict[str, list[str]]


def read_cells(path: Path, findings: Findings, known: Collection[str] = ()) -> Cells | None:
    """Read all cells as text, and say in `findings` why the file is no table, where it is none.

    Examples
    --------
    >>> folder = Path(__file__).parents[2] / "data"
    >>> read_cells(folder / "incident_timeline.csv", Findings("incident_timeline.csv")).rows[0]
    2
    """
    raw = read_bytes(path, findings)
    if raw is None:
        return None
    text = _text(raw.removeprefix(codecs.BOM_UTF8), findings)
    if not text or text.isspace():
        findings.problem("the file is empty", "a header row and events")
        return None
    separator = _separator(text)
    if separator in _OTHER_SEPARATORS:
        findings.problem(
            f"found columns separated by {_OTHER_SEPARATORS[separator]}",
            "commas: in the spreadsheet, save as “CSV UTF-8 (comma delimited)”",
            row=HEADER_ROW,
        )
    # A line of our own at the end: swallowed, it tells of a quotation mark that never closes.
    *rows, last = rows_of(f"{text}\n{_SENTINEL}", separator)
    if is_open := last != [_SENTINEL]:
        findings.problem(
            "found a quotation mark that never closes",
            "every cell that opens with one to end with one",
            row=HEADER_ROW + len(rows),
        )
    names = _header(rows[0] if rows else last, known, findings)
    if not any(names) or (is_open and not rows):
        return None
    fitting = _fitting(rows, len(names), findings)
    # Events that were all told as rows are not missing as well.
    if not any(map(any, fitting.values())) and (is_open or any(map(any, rows[1:]))):
        return None
    return _table(names, fitting, findings)


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """Read a file whole, or say in `findings` what stands in its place."""
    try:
        return read_file(path)
    except FileNotFoundError:
        findings.problem(f"not found in {path.parent}", "a file of this name")
    except IsADirectoryError:
        findings.problem("found a folder", "a file of this name")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        findings.problem(f"found what cannot be read ({reason})", "a file of this name")
    return None


def _text(raw: bytes, findings: Findings) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.problem("found UTF-16", "UTF-8: save it as “CSV UTF-8”")
        return raw.decode("utf-16", "replace")
    if b"\0" not in raw:
        with suppress(UnicodeDecodeError):
            return raw.decode("utf-8")
    # Latin-1 gives every byte a character, so the cells can be told apart all the same.
    decoded = raw.decode("latin-1")
    rows = rows_of(decoded, _separator(decoded))
    for row, cells in enumerate(rows, HEADER_ROW):
        for number, cell in enumerate(cells):
            name = rows[0][number] if number < len(rows[0]) else str(number + 1)
            for found, expected in _undecodable(cell):
                findings.problem(found, expected, row=row, column=shortened(name))
    return decoded.replace("\0", "")


def _undecodable(cell: str) -> list[tuple[str, str]]:
    found = []
    if "\0" in cell:
        found.append(("found a NUL byte", "text: save the file again as CSV UTF-8"))
    try:
        cell.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        what = f"found bytes that are not UTF-8 (read as Latin-1 they say {quoted(cell)})"
        found.append((what, "UTF-8: save the file as “CSV UTF-8”"))
    return found


def _separator(text: str) -> str:
    header = text[:LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    others = [separator for separator in _OTHER_SEPARATORS if separator in header]
    return others[0] if others and "," not in header else ","


def rows_of(text: str, separator: str) -> list[list[str]]:
    """Take CSV apart into rows of cells, however long a cell is."""
    # The csv module's limit is global: lift it for this reading only.
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(limit)


def _header(cells: list[str], known: Collection[str], findings: Findings) -> list[str]:
    names = [name.strip() for name in cells]
    plain = ["_".join(name.casefold().split()) for name in names]
    names = [key if key in known else name for key, name in zip(plain, names, strict=True)]
    if not any(names):
        findings.problem("found nothing", "the names of the columns", row=HEADER_ROW)
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            findings.problem(
                f"found column `{shortened(name)}` {names.count(name)} times",
                "it once",
                row=HEADER_ROW,
            )
    return names


def _fitting(rows: list[list[str]], width: int, findings: Findings) -> dict[int, list[str]]:
    """Say of every row that does not fit under the header what is wrong, and give the others."""
    numbered = dict(enumerate(rows[1:], HEADER_ROW + 1))
    if set(map(len, rows[1:])) == {width}:
        return numbered
    fitting = {}
    for row, cells in numbered.items():
        if len(cells) > width:
            findings.problem(
                f"found {len(cells)} cells",
                f"at most {width} as in the header: "
                "put a cell that holds a comma in quotation marks",
                row=row,
            )
            # Which of its cells stand in their place nobody knows, unless all beyond are empty.
            if any(cells[width:]):
                continue
            fitting[row] = cells[:width]
        else:
            fitting[row] = cells if len(cells) == width else cells + [""] * (width - len(cells))
    return fitting


def _table(names: list[str], rows: dict[int, list[str]], findings: Findings) -> Cells:
    numbers = list(rows)
    by_place = [list(map(str.strip, cells)) for cells in zip(*rows.values(), strict=True)]
    kept = list(map(any, zip(*by_place, strict=True)))
    if not all(kept):
        numbers = list(compress(numbers, kept))
        by_place = [list(compress(cells, kept)) for cells in by_place]
    columns: dict[str, list[str]] = {}
    for name, cells in zip(names, by_place or [[] for _ in names], strict=True):
        if name and name not in columns:
            columns[name] = cells
            if max(map(len, cells), default=0) > LONGEST_CELL:
                _report_lengths(name, dict(zip(numbers, cells, strict=True)), findings)
    return Cells(list(columns), numbers, columns)


def _report_lengths(name: str, cells: dict[int, str], findings: Findings) -> None:
    for row, cell in cells.items():
        if len(cell) > LONGEST_CELL:
            findings.problem(
                f"found {len(cell):,} characters",
                f"at most {LONGEST_CELL:,}: "
                "a quotation mark that never closes swallows the rows after it",
                row=row,
                column=shortened(name),
            )
