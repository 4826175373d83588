"""Read a CSV file the way a spreadsheet shows it: text in cells, rows that have numbers.

What the file holds is not judged here, only whether it is a table at all. A file that
is none is explained cell by cell, in the words of the program it came from, and what can
be read of it is read all the same: whoever checks the cells tells the rest in one go.
"""

import codecs
import csv
import io
from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import pandas as pd

from course.incident.findings import Findings, quoted

LONGEST_CELL = 10_000
"""Characters. A cell beyond it is almost always a quotation mark that never closes."""

LONGEST_HEADER = 100_000
"""Characters of a file among which its first row is looked for."""

HEADER_ROW = 1

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def read_cells(
    path: Path, findings: Findings, whole_numbers: Collection[str] = ()
) -> pd.DataFrame | None:
    """Read all cells as text, and say in `findings` why the file is no table, where it is none.

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
        index holds row numbers as a spreadsheet shows them: the header is row 1. None when
        nothing can be read.

    Examples
    --------
    >>> folder = Path(__file__).parents[2] / "data"
    >>> read_cells(folder / "incident_timeline.csv", Findings("incident_timeline.csv")).index[0]
    2
    """
    raw = read_bytes(path, findings)
    if raw is None:
        return None
    text = _text(raw.removeprefix(codecs.BOM_UTF8), findings)
    if not text or text.isspace():
        findings.problem("the file is empty; expected a header row and events")
        return None
    separator = _separator(text)
    if separator in _OTHER_SEPARATORS:
        findings.problem(
            f"found columns separated by {_OTHER_SEPARATORS[separator]}; expected commas: "
            "in the spreadsheet, save as “CSV UTF-8 (comma delimited)”",
            row=HEADER_ROW,
        )
    header = _header(text, separator, findings)
    if not any(header):
        return None
    try:
        cells = _parse(text, separator, whole_numbers)
    except pd.errors.ParserError:
        cells = None
    # A first row longer than the header is taken for a table with row labels.
    if cells is not None and isinstance(cells.index, pd.RangeIndex):
        cells.index += HEADER_ROW + 1
    else:
        cells = _fitting_rows(text, separator, findings)
        if cells.empty:
            return None
    cells.columns = pd.Index(header)
    first = [bool(name) and name not in header[:place] for place, name in enumerate(header)]
    return _tidy(cells.loc[:, first], findings)


def _parse(text: str, separator: str, whole_numbers: Collection[str]) -> pd.DataFrame:
    try:
        return pd.read_csv(
            io.BytesIO(text.encode()),
            sep=separator,
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
        return _parse(text, separator, ())


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


def _text(raw: bytes, findings: Findings) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.problem("found UTF-16; expected UTF-8: save it as “CSV UTF-8”")
        return raw.decode("utf-16", "replace")
    if b"\0" not in raw:
        with suppress(UnicodeDecodeError):
            return raw.decode("utf-8")
    # Latin-1 gives every byte a character, so the cells can be told apart all the same.
    decoded = raw.decode("latin-1")
    rows = _rows(decoded, _separator(decoded))
    for row, cells in enumerate(rows, HEADER_ROW):
        for number, cell in enumerate(cells):
            name = rows[0][number] if number < len(rows[0]) else str(number + 1)
            for text in _undecodable(cell):
                findings.problem(text, row=row, column=name)
    return decoded.replace("\0", "")


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


def _separator(text: str) -> str:
    header = text[:LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    others = [separator for separator in _OTHER_SEPARATORS if separator in header]
    return others[0] if others and "," not in header else ","


def _fitting_rows(text: str, separator: str, findings: Findings) -> pd.DataFrame:
    """Say of every row that does not fit under the header what is wrong, and give the others."""
    header, *rows = _rows(text, separator)
    last, width = HEADER_ROW + len(rows), len(header)
    numbered = dict(enumerate(rows, HEADER_ROW + 1))
    too_long = {row: cells for row, cells in numbered.items() if len(cells) > width}
    for row, cells in too_long.items():
        findings.problem(
            f"found {len(cells)} cells; expected at most {width} as in the header: "
            "put a cell that holds a comma in quotation marks",
            row=row,
        )
        # Which of its cells stand in their place nobody knows, unless all beyond are empty.
        if any(cells[width:]):
            del numbered[row]
    if not too_long or _ends_inside_quotation_marks(text, separator):
        findings.problem(
            "found a quotation mark that never closes; expected every cell that opens with one "
            "to end with one",
            row=last,
        )
        numbered.pop(last, None)
    filled = {row: [*cells, *[""] * width][:width] for row, cells in numbered.items() if any(cells)}
    return pd.DataFrame.from_dict(filled, orient="index", columns=header, dtype="str")


def _ends_inside_quotation_marks(text: str, separator: str) -> bool:
    return _rows(f"{text}\nend", separator)[-1] != ["end"]


def _rows(text: str, separator: str) -> list[list[str]]:
    # The csv module's limit is global: lift it for this reading only.
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(limit)


def _header(text: str, separator: str, findings: Findings) -> list[str]:
    above = io.StringIO(text[:LONGEST_HEADER], newline="")
    header = [name.strip() for name in next(csv.reader(above, delimiter=separator))]
    if not any(header):
        findings.problem("found nothing; expected the names of the columns", row=HEADER_ROW)
    for name in dict.fromkeys(header):
        if name and header.count(name) > 1:
            findings.problem(
                f"found column `{name}` {header.count(name)} times; expected it once",
                row=HEADER_ROW,
            )
    return header


def _tidy(cells: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    cells.index.name = "row"
    for name in cells.columns:
        if not pd.api.types.is_string_dtype(cells[name].dtype):
            continue
        # Plain lists: pandas' own string methods take ten times as long.
        texts = cells[name].to_list()
        stripped = list(map(str.strip, texts))
        if stripped != texts:
            cells[name] = pd.Series(stripped, index=cells.index, dtype="str")
        if max(map(len, stripped), default=0) > LONGEST_CELL:
            _tell_lengths(cells[name], findings)
    return _without_blank(cells)


def _tell_lengths(cells: "pd.Series[str]", findings: Findings) -> None:
    for row in cells.index[cells.str.len() > LONGEST_CELL]:
        findings.problem(
            f"found {len(cells[row]):,} characters; expected at most {LONGEST_CELL:,}: "
            "a quotation mark that never closes swallows the rows after it",
            row=row,
            column=str(cells.name),
        )


def _without_blank(rows: pd.DataFrame) -> pd.DataFrame:
    blank = pd.Series(data=True, index=rows.index)
    for name in rows.columns:
        column = rows[name]
        # Looking texts up is several times as fast as comparing them.
        is_text = pd.api.types.is_string_dtype(column.dtype)
        blank &= column.isin([""]) if is_text else column.isna()
        if not blank.any():
            return rows
    return rows[~blank]
