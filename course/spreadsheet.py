"""Read a CSV file the way a spreadsheet shows it: text in cells, rows that have numbers.

What the file holds is not judged here, only whether it is a table at all. A file that
is none is explained cell by cell, in the words of the program it came from.
"""

import csv
import io
from pathlib import Path

import pandas as pd

LONGEST_CELL = 10_000
"""Characters. A cell beyond it is almost always a quotation mark that never closes."""

HEADER_ROW = 1


def quoted(found: object) -> str:
    """Show what was found in a message, shortened when it is long.

    Examples
    --------
    >>> quoted("begun")
    '“begun”'
    >>> len(quoted("x" * 1_000_000)) < 60
    True
    """
    text = " ".join(str(found).split())
    return f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"  # noqa: PLR2004 - one line


def at(file: str, row: int, column: str) -> str:
    """Name a cell in a message: file, row as a spreadsheet numbers it, column.

    Examples
    --------
    >>> at("incident_timeline.csv", 5, "phase")
    'incident_timeline.csv, row 5, column `phase`'
    """
    return f"{file}, row {row}, column `{column}`"


def read_cells(path: Path, problems: list[str]) -> pd.DataFrame | None:
    """Read all cells as text, or say in `problems` why the file is no table.

    Parameters
    ----------
    path
        A CSV file, UTF-8; a byte order mark and any line ending are fine.
    problems
        What is wrong is appended here, one sentence a cell.

    Returns
    -------
    DataFrame or None
        One column for each header, stripped cells, rows without any text left out. The
        index holds row numbers as a spreadsheet shows them: the header is row 1.

    Examples
    --------
    >>> folder = Path(__file__).parents[1] / "data"
    >>> read_cells(folder / "incident_timeline.csv", []).index[0]
    np.int64(2)
    """
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    if not raw.removeprefix(b"\xef\xbb\xbf").strip():
        problems.append(f"{path.name}: the file is empty; expected a header row and events")
        return None
    text = _text(path.name, raw, problems)
    if text is None or not _is_separated_by_commas(path.name, text, problems):
        return None
    try:
        cells = pd.read_csv(
            io.StringIO(text), header=None, dtype=str, na_filter=False, skip_blank_lines=False
        )
    except pd.errors.ParserError:
        _explain_rows(path.name, text, problems)
        return None
    return _with_header(path.name, cells, problems)


def read_bytes(path: Path, problems: list[str]) -> bytes | None:
    """Read a file whole, or say in `problems` what stands in its place."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problems.append(f"{path.name}: not found in {path.parent}; expected a file of this name")
    except IsADirectoryError:
        problems.append(f"{path.name}: found a folder; expected a file of this name")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(f"{path.name}: found a file that cannot be read ({reason})")
    return None


def _text(file: str, raw: bytes, problems: list[str]) -> str | None:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(f"{file}: found UTF-16; expected UTF-8: save it as “CSV UTF-8”")
        return None
    if b"\0" not in raw:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    # Latin-1 gives every byte a character, so the cells can be told apart all the same.
    for row, cells in enumerate(_rows(raw.removeprefix(b"\xef\xbb\xbf").decode("latin-1")), 1):
        for column, cell in enumerate(cells):
            problems.extend(_undecodable(f"{file}, row {row}, cell {column + 1}", cell))
    return None


def _undecodable(where: str, cell: str) -> list[str]:
    found = []
    if "\0" in cell:
        found.append(f"{where}: found a NUL byte; expected text: save the file again as CSV UTF-8")
    try:
        cell.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        found.append(
            f"{where}: found bytes that are not UTF-8 (read as Latin-1 they say {quoted(cell)}); "
            "expected UTF-8: save the file as “CSV UTF-8”"
        )
    return found


def _is_separated_by_commas(file: str, text: str, problems: list[str]) -> bool:
    header = text.lstrip("\r\n").partition("\n")[0]
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if separator in header and "," not in header:
            problems.append(
                f"{file}, row {HEADER_ROW}: found columns separated by {name}; expected commas: "
                "in the spreadsheet, save as “CSV UTF-8 (comma delimited)”"
            )
            return False
    return True


def _explain_rows(file: str, text: str, problems: list[str]) -> None:
    """Say of every row that does not fit under the header what is wrong with it."""
    before = len(problems)
    rows = _rows(text)
    columns = len(rows[0])
    for number, cells in enumerate(rows, 1):
        if len(cells) > columns:
            problems.append(
                f"{file}, row {number}: found {len(cells)} cells; expected at most {columns} as in "
                "the header: put a cell that holds a comma in quotation marks"
            )
        problems.extend(
            f"{file}, row {number}, cell {column}: {_too_long(cell)}"
            for column, cell in enumerate(cells, 1)
            if len(cell) > LONGEST_CELL
        )
    if len(problems) == before:
        problems.append(
            f"{file}, row {len(rows)}: found a quotation mark that never closes; expected every "
            "cell that opens with one to end with one"
        )


def _rows(text: str) -> list[list[str]]:
    # The csv module's limit is global: lift it for this reading only.
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    finally:
        csv.field_size_limit(limit)


def _too_long(cell: str) -> str:
    return (
        f"found {len(cell):,} characters; expected at most {LONGEST_CELL:,}: a quotation mark "
        "that never closes swallows the rows after it"
    )


def _with_header(file: str, cells: pd.DataFrame, problems: list[str]) -> pd.DataFrame | None:
    cells.index += HEADER_ROW
    header = [name.strip() for name in cells.loc[HEADER_ROW].astype(str)]
    before = len(problems)
    for name in dict.fromkeys(header):
        if name and header.count(name) > 1:
            problems.append(
                f"{file}, row {HEADER_ROW}: found column `{name}` {header.count(name)} times; "
                "expected it once"
            )
    if len(problems) > before:
        return None
    cells.columns = pd.Index(header)
    rows = cells.loc[HEADER_ROW + 1 :, [bool(name) for name in header]]
    rows = rows.apply(lambda column: column.str.strip())
    for name in rows.columns:
        lengths = rows[name].str.len()
        for row in rows.index[lengths > LONGEST_CELL]:
            problems.append(f"{at(file, row, name)}: {_too_long(str(rows.loc[row, name]))}")
    return rows.loc[(rows != "").any(axis=1)].rename_axis("row")
