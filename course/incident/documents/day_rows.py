"""Rows of a table that hold a day and nothing else: headings of the rows below them."""

from itertools import compress

from course.incident.cells import Cells
from course.incident.documents.written import Written, day_in_numbers, is_a_day


def without_day_rows(cells: Cells, around: Written) -> Cells:
    """Take rows that are a day and nothing else for headings.

    Examples
    --------
    >>> columns = {"Time": ["20 June 2024", "22:40"], "Event": ["", "Logins fail"]}
    >>> around = Written()
    >>> without_day_rows(Cells(["Time", "Event"], [2, 3], columns), around).rows
    [3]
    >>> around.dates
    {2: datetime.date(2024, 6, 20)}
    """
    full = [name for name, column in cells.columns.items() if "" not in column]
    # In such a row all columns but one are empty.
    if len(full) > 1 or len(cells.columns) == len(full):
        return cells
    kept = [
        not _is_heading(row, values, around)
        for row, values in zip(cells.rows, zip(*cells.columns.values(), strict=True), strict=True)
    ]
    if all(kept) or not any(kept):
        return cells
    columns = {name: list(compress(column, kept)) for name, column in cells.columns.items()}
    return Cells(cells.names, list(compress(cells.rows, kept)), columns, cells.above)


def _is_heading(row: int, values: tuple[str, ...], around: Written) -> bool:
    written = list(filter(None, values))
    if len(written) != 1:
        return False
    is_day = is_a_day(written[0]) or bool(day_in_numbers(written[0]))
    return is_day and around.hear(written[0], row)
