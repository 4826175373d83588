"""What stands around a column of times and says what its cells leave out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a heading, the name of a column or a person says of all times in it."""

    #: The date in a heading above rows, by row: it holds from there on.
    dates: Mapping[int, date] = field(default_factory=dict)
    #: The date of the first row, where nothing else says one.
    day: date | None = None
    #: Letters or the name of a zone, such as those of "all times in PDT".
    zone: str = ""
    #: Whether 3/1/2024 is the third of January; None where nobody has said.
    day_first: bool | None = None
    #: Whether clocks in ISO 8601 stand beside the others, without an offset.
    has_bare_clocks: bool = False
    #: A day of a month that is named with its year: dates without one are near it.
    near: date | None = None
