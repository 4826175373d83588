"""What a person has said where a document does not: the answers to what reading it asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers; each is used where it fits, and none is needed."""

    #: The name of the column to take, by what it stands for, such as ``{"event": "Summary"}``.
    columns: Mapping[str, str] = field(default_factory=dict)
    #: The date of the first row whose time has none.
    day: date | None = None
    #: Whether 3/1/2024 is the third of January.
    day_first: bool | None = None
    #: Letters or the name of the zone in which clocks without one are read.
    zone: str = ""
    #: The role that takes the place of a name, by the name.
    roles: Mapping[str, str] = field(default_factory=dict)
