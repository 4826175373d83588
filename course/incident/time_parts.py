"""The parts of a time as people write it: where each stands, and what its form is called."""

from dataclasses import dataclass
from functools import lru_cache

from course.content import load

YEAR_FIRST, NUMBERS, NAMED = "year first", "numbers", "named"
"""How a date is written: 2024/3/1, 3/1/2024, 1 March 2024."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Where in cells of one shape the parts of a time stand; a part that is missing is None."""

    #: One of `YEAR_FIRST`, `NUMBERS`, `NAMED`, or empty for a clock alone.
    date: str
    #: The numbers of the date, as they stand; beside a named month, the day is the second.
    year: slice | None
    first: slice | None
    second: slice | None
    #: 1 to 12 where the month has a name.
    month: int
    #: What stands between the numbers of a date.
    between: str
    hour: slice | None
    minute: slice | None
    seconds: slice | None
    fraction: slice | None
    #: ``"am"``, ``"pm"``, the name of a time of day, or empty.
    half: str
    #: The letters of a zone, or its IANA name.
    zone: slice | None
    #: An offset in numbers: its sign, hours and minutes.
    sign: str
    ahead: slice | None
    ahead_minutes: slice | None
    #: The clock at which a range ends, and whether a hyphen alone stands before it.
    until: tuple[slice, slice] | None
    is_hyphen: bool
    #: Whether it is said to be known only roughly.
    is_about: bool
    #: The day of the week, 0 for Monday, and the number in "Day 2".
    weekday: int | None = None
    counted: slice | None = None
    #: Whether the cell says more than this first moment.
    is_first: bool = False


@lru_cache(maxsize=4096)
def form_named(words: Words) -> str:
    """Name the form of a time, in a sentence."""
    says: dict[str, str] = load("reading")["form"]
    parts = [says[words.date]] if words.date else []
    if not words.date and (words.counted or words.weekday is not None):
        parts.append(says["counted" if words.counted else "weekday"])
    if words.half in {"am", "pm"}:
        parts.append(says["half"])
    elif words.half:
        parts.append(says["by_name"])
    elif words.hour and not words.date:
        parts.append(says["clock"])
    if words.zone:
        parts.append(says["zone"])
    if words.until:
        parts.append(says["range"])
    if words.is_first:
        parts.append(says["more"])
    elif words.is_about:
        parts.append(says["about"])
    return says["with"].join(filter(None, [parts[0], says["and"].join(parts[1:])]))
