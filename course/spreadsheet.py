"""Read a CSV file the way a spreadsheet shows it: text in cells, rows that have numbers.

What the file holds is not judged here, only whether it is a table at all. A file that
is none is explained cell by cell, in the words of the program it came from.
"""

import codecs
import csv
import io
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from course.findings import Findings, quoted

LONGEST_CELL = 10_000
"""Characters. A cell beyond it is almost always a quotation mark that never closes."""

LONGEST_HEADER = 100_000
"""Characters of a file among which its first row is looked for."""

HEADER_ROW = 1


def read_cells(
    path: Path, findings: Findings, whole_numbers: Collection[str] = ()
) -> pd.DataFrame | None:
    """Read all cells as text, or say in `findings` why the file is no table.

    Parameters
    ----------
    path
        A CSV file, UTF-8; a byte order mark and any line ending are fine.
    findings
        Takes down what must be mended, cell by cell.
    whole_numbers
        Columns that come as ``Int64`` when every cell is a whole number or empty; when
        one is not, all of them come as text.

    Returns
    -------
    DataFrame or None
        One column for each header, stripped cells, rows without any text left out. The
        index holds row numbers as a spreadsheet shows them: the header is row 1.

    Examples
    --------
    >>> folder = Path(__file__).parents[1] / "data"
    >>> read_cells(folder / "incident_timeline.csv", Findings("incident_timeline.csv")).index[0]
    2
    """
    raw = read_bytes(path, findings)
    if raw is None:
        return None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if not raw or raw.isspace():
        findings.problem("the file is empty; expected a header row and events")
        return None
    text = _text(raw, findings)
    if text is None or not _is_separated_by_commas(text, findings):
        return None
    header = _header(text, findings)
    if header is None:
        return None
    try:
        cells = _parse(raw, whole_numbers)
    except pd.errors.ParserError:
        cells = None
    # A first row longer than the header is taken for a table with row labels.
    if cells is None or not isinstance(cells.index, pd.RangeIndex):
        _explain_rows(text, findings)
        return None
    cells.columns = pd.Index(header)
    return _tidy(cells.loc[:, [bool(name) for name in header]], findings)


def _parse(raw: bytes, whole_numbers: Collection[str]) -> pd.DataFrame:
    try:
        return pd.read_csv(
            io.BytesIO(raw),
            dtype=defaultdict(lambda: "str", dict.fromkeys(whole_numbers, "Int64")),
            na_values={name: [""] for name in whole_numbers},
            keep_default_na=False,
            skip_blank_lines=False,
            low_memory=False,
        )
    except pd.errors.ParserError:
        raise
    except (ValueError, TypeError, OverflowError):
        # Some cell is no whole number: which one is told by who knows what it should be.
        return _parse(raw, ())


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """Read a file whole, or say in `findings` what stands in its place."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        findings.problem(f"not found in {path.parent}; expected a file of this name")
    except IsADirectoryError:
        findings.problem("found a folder; expected a file of this name")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        findings.problem(f"found a file that cannot be read ({reason})")
    return None


def _text(raw: bytes, findings: Findings) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.problem("found UTF-16; expected UTF-8: save it as “CSV UTF-8”")
        return None
    if b"\0" not in raw:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    # Latin-1 gives every byte a character, so the cells can be told apart all the same.
    rows = _rows(raw.decode("latin-1"))
    for row, cells in enumerate(rows, HEADER_ROW):
        for number, cell in enumerate(cells):
            name = rows[0][number] if number < len(rows[0]) else str(number + 1)
            for text in _undecodable(cell):
                findings.problem(text, row=row, column=name)
    return None


def _undecodable(cell: str) -> list[str]:
    found = []
    if "\0" in cell:
        found.append("found a NUL byte; expected text: save the file again as CSV UTF-8")
    try:
        cell.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        found.append(
            f"found bytes that are not UTF-8 (read as Latin-1 they say {quoted(cell)}); "
            "expected UTF-8: save the file as “CSV UTF-8”"
        )
    return found


def _is_separated_by_commas(text: str, findings: Findings) -> bool:
    header = text[:LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if separator in header and "," not in header:
            findings.problem(
                f"found columns separated by {name}; expected commas: "
                "in the spreadsheet, save as “CSV UTF-8 (comma delimited)”",
                row=HEADER_ROW,
            )
            return False
    return True


def _explain_rows(text: str, findings: Findings) -> None:
    """Say of every row that does not fit under the header what is wrong with it."""
    rows = _rows(text)
    columns = len(rows[0])
    too_long = {row: cells for row, cells in enumerate(rows, HEADER_ROW) if len(cells) > columns}
    for row, cells in too_long.items():
        findings.problem(
            f"found {len(cells)} cells; expected at most {columns} as in the header: "
            "put a cell that holds a comma in quotation marks",
            row=row,
        )
    if not too_long:
        findings.problem(
            "found a quotation mark that never closes; expected every cell that opens with one "
            "to end with one",
            row=len(rows),
        )


def _rows(text: str) -> list[list[str]]:
    # The csv module's limit is global: lift it for this reading only.
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    finally:
        csv.field_size_limit(limit)


def _header(text: str, findings: Findings) -> list[str] | None:
    header = [
        name.strip() for name in next(csv.reader(io.StringIO(text[:LONGEST_HEADER], newline="")))
    ]
    twice = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    for name in twice:
        findings.problem(
            f"found column `{name}` {header.count(name)} times; expected it once", row=HEADER_ROW
        )
    return None if twice else header


def _tidy(cells: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    cells.index = pd.RangeIndex(HEADER_ROW + 1, HEADER_ROW + 1 + len(cells), name="row")
    for name in cells.columns:
        if not pd.api.types.is_string_dtype(cells[name].dtype):
            continue
        # Plain lists: pandas' own string methods take ten times as long.
        texts = cells[name].to_list()
        stripped = list(map(str.strip, texts))
        if stripped != texts:
            cells[name] = pd.Series(stripped, index=cells.index, dtype="str")
        _check_lengths(str(name), stripped, findings)
    return _without_blank(cells)


def _check_lengths(column: str, cells: list[str], findings: Findings) -> None:
    if max(map(len, cells), default=0) <= LONGEST_CELL:
        return
    for row, cell in enumerate(cells, HEADER_ROW + 1):
        if len(cell) > LONGEST_CELL:
            findings.problem(
                f"found {len(cell):,} characters; expected at most {LONGEST_CELL:,}: "
                "a quotation mark that never closes swallows the rows after it",
                row=row,
                column=column,
            )


def _without_blank(rows: pd.DataFrame) -> pd.DataFrame:
    blank = pd.Series(data=True, index=rows.index)
    for name in rows.columns:
        column = rows[name]
        blank &= (column == "") if pd.api.types.is_string_dtype(column.dtype) else column.isna()
        if not blank.any():
            return rows
    return rows[~blank]
