"""What letters such as PDT or CET say about a clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from course.content import load
from course.incident.zones import read_offset


@dataclass(frozen=True, slots=True)
class Letters:
    """What the letters mean: an offset, a zone, or what they may mean."""

    #: As ISO 8601 has it, such as ``"-07:00"``.
    offset: str = ""
    zone: ZoneInfo | None = None
    #: Offsets with their places, where nothing settles which.
    several: tuple[str, ...] = ()


@cache
def meaning(written: str, here: ZoneInfo) -> Letters | None:
    """Tell what letters mean at an incident in the zone `here`; None where nobody knows them.

    Examples
    --------
    >>> meaning("PDT", ZoneInfo("UTC")).offset
    '-07:00'
    >>> meaning("IST", ZoneInfo("Asia/Kolkata")).offset
    '+05:30'
    >>> len(meaning("IST", ZoneInfo("UTC")).several)
    3
    """
    texts = load("reading")
    letters = written.strip().casefold()
    if own := _own(letters, here):
        return Letters(offset=own)
    if letters in texts["offsets"]:
        return Letters(offset=texts["offsets"][letters])
    if letters in texts["several"]:
        return Letters(several=tuple(texts["several"][letters]))
    if offset := read_offset(written):
        return Letters(offset=offset)
    try:
        either = "/".join(sorted(letters.split("/")))
        return Letters(zone=ZoneInfo(texts["places"].get(either, written.strip())))
    except (KeyError, ValueError, OSError):
        return None


def _own(letters: str, here: ZoneInfo) -> str:
    """Give the offset of these letters where the zone itself uses them."""
    for month in (1, 7):
        at = datetime(2026, month, 1, tzinfo=UTC).astimezone(here)
        if f"{at:%Z}".casefold() == letters:
            return _iso(at)
    return ""


def _iso(at: datetime) -> str:
    written = f"{at:%z}"
    return f"{written[:3]}:{written[3:5]}"
