"""What a report says, section by section: what checks, exports and the desk look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_line = field(default=0, compare=False)


@dataclass(frozen=True)
class Row:
    """A row of the timeline."""

    when: str = ""
    what: str = ""
    looked_like: str = ""
    milestone: str = ""
    rests_on: str = ""
    line: int = _line


@dataclass(frozen=True)
class Why:
    """A line of the whys, what it rests on, and the lines below it."""

    text: str = ""
    rests_on: str = ""
    below: tuple["Why", ...] = ()
    line: int = _line

    def walk(self, depth: int = 1) -> Iterator[tuple[int, "Why"]]:
        """Give it and all below it, each with how deep it stands."""
        yield depth, self
        for why in self.below:
            yield from why.walk(depth + 1)


@dataclass(frozen=True)
class Action:
    """An action item."""

    action: str = ""
    owner: str = ""
    due: str = ""
    end_state: str = ""
    witness: str = ""
    line: int = _line


@dataclass(frozen=True)
class NotDoing:
    """What will not be done, and why."""

    what: str = ""
    because: str = ""
    line: int = _line


@dataclass(frozen=True)
class Entry:
    """A point of the fourth section."""

    text: str = ""
    line: int = _line


@dataclass(frozen=True)
class Contents:
    """What a report says."""

    title: str = ""
    #: Of the report itself, as ISO has it: due dates count from it.
    date: str = ""
    timezone: str = ""
    #: What the incident's own files say, by field: what figures are held against.
    known: Mapping[str, str] = field(default_factory=dict)
    summary: str = ""
    rows: tuple[Row, ...] = ()
    whys: tuple[Why, ...] = ()
    root_cause: str = ""
    well: tuple[Entry, ...] = ()
    poorly: tuple[Entry, ...] = ()
    lucky: tuple[Entry, ...] = ()
    actions: tuple[Action, ...] = ()
    not_doing: tuple[NotDoing, ...] = ()

    def walk(self) -> Iterator[tuple[int, Why]]:
        """Give each line of the whys with how deep it stands, from the top down."""
        for why in self.whys:
            yield from why.walk()


KNOWN = ("started", "resolved", "affected", "population", "support_calls", "affected_unit")
"""What the front matter may say of the incident, so that figures can be held against it."""
