"""The notice of which columns were taken for what, with the columns at hand."""

from collections.abc import Mapping, Sequence

from course.incident.findings import shortened


class ColumnsTaken(str):
    """A sentence, and the names of columns by what they were taken for."""

    __slots__ = ("file", "names")

    file: str
    names: Mapping[str, Sequence[str]]


def columns_taken(file: str, names: Mapping[str, Sequence[str]]) -> ColumnsTaken:
    """Say it of a file.

    Examples
    --------
    >>> columns_taken("a.csv", {"timestamp": ("Date", "Time"), "event": ("What",)})
    'a.csv: columns were taken so: `Date` and `Time` for `timestamp`, `What` for `event`.'
    """
    parts = [
        f"{' and '.join(f'`{shortened(name)}`' for name in called)} for `{target}`"
        for target, called in names.items()
    ]
    notice = ColumnsTaken(f"{file}: columns were taken so: {', '.join(parts)}.")
    notice.file, notice.names = file, names
    return notice
