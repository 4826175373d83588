"""The notice of which columns were taken for what, with the columns at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from course.incident.findings import named_shortly
from course.incident.notices import noticed
from course.incident.sentences import Sentence, taken_for


@dataclass(frozen=True, slots=True)
class ColumnsTaken(Sentence):
    """A sentence, and the names of columns by what they were taken for."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)


def columns_taken(names: Mapping[str, Sequence[str]]) -> ColumnsTaken:
    """Say it of a file.

    Examples
    --------
    >>> str(columns_taken({"timestamp": ("Date", "Time"), "event": ("What",)})).split(". ")[0]
    'columns were taken so: `Date` and `Time` for `timestamp`, `What` for `event`'
    """
    named = ((tuple(map(named_shortly, called)), target) for target, called in names.items())
    said = noticed("columns_taken", taken=taken_for(named))
    return ColumnsTaken(said.template, said.parts, names)
