"""The cells of a table, whatever document it stood in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a table, stripped, without the rows that have no text."""

    #: The header, each name once.
    names: list[str]
    #: As the document numbers them: in a spreadsheet the header is row 1.
    rows: list[int]
    #: By name, as many cells as there are rows.
    columns: dict[str, list[str]]
    #: What stands above the header, line by line: a title, a date.
    above: tuple[str, ...] = ()
