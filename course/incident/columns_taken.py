"""The notice of which columns were taken for what, with the columns at hand."""

from collections.abc import Mapping, Sequence

from course.incident.findings import Notice, shortened


class ColumnsTaken(Notice):
    """A sentence, and the names of columns by what they were taken for."""

    __slots__ = ("names",)

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
    taken = f"columns were taken so: {', '.join(parts)}."
    notice = ColumnsTaken(f"{file}: {taken}" if file else taken)
    notice.here, notice.names = taken, names
    return notice
