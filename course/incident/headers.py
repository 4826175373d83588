"""Names of columns in the words of people and tools: what each may stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from course.content import load
from course.incident.phases import MILESTONES
from course.incident.zone_words import zone_words

DATE, CLOCK, ZONE = "date", "clock", "zone"
"""Columns that make a moment together."""

_SIGNS = re.compile(r"[\W_]+")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
# An offset or a place at the end of a name.
_AHEAD = re.compile(
    r"(?<=\w)\s*[\s(\[,](?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::\d\d)?|[A-Z][a-z]+/[A-Z]\w+)[)\]\s:]*\Z"
)
_LONGEST = 60
_OF_A_MOMENT = (" time", " timestamp", " date", " at", " datetime")
UNLIKELY = 1000
"""How far down a name stands of which only the ending says that it may be a moment."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the name of a column may stand for."""

    #: What it may stand for, and how far down it is in the list of words: the first is likeliest.
    targets: dict[str, int]
    #: The milestone of which it may hold the moment, and how far down it is in that list.
    milestones: dict[str, int]
    #: Letters of a zone that stand in it, as in "Time (UTC)".
    zone: str = ""


@lru_cache(maxsize=1024)
def header(name: str) -> Header:
    """Tell what the name of a column may stand for, by its words and not their case.

    Examples
    --------
    >>> header("Time (UTC)").targets["timestamp"] > 0, header("Time (UTC)").zone
    (True, 'UTC')
    >>> header("Time (UTC+03:00)").zone, header("When (Europe/Berlin)").zone
    ('UTC+03:00', 'Europe/Berlin')
    >>> header("resolvedAt").milestones
    {'resolved': 1}
    """
    if ahead := _AHEAD.search(name):
        return replace(header(name[: ahead.start()]), zone=ahead["zone"])
    plain, zone = _plain(name), ""
    targets, milestones = _among("columns", plain), _among("milestone_columns", plain)
    if not targets and not milestones and " " in plain:
        rest, _, last = plain.rpartition(" ")
        if last in zone_words() or last == "local":
            targets, milestones = _among("columns", rest), _among("milestone_columns", rest)
            zone = "" if last == "local" else last.upper()
    if (
        not targets
        and ": " not in name
        and (plain.endswith(_OF_A_MOMENT) or plain.startswith("date "))
    ):
        targets = {"timestamp": UNLIKELY}
    if plain in zone_words() and not (targets or milestones):
        # A clock in each of several zones has a column that is named for it.
        targets, zone = {"timestamp": UNLIKELY}, plain.upper()
    return Header(targets, milestones, zone)


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row of cells names columns: of a moment, and of something besides."""
    names = [header(cell.strip()) for cell in cells[:200] if cell.strip()]
    moments = [
        any(target in name.targets for target in ("timestamp", DATE, CLOCK)) for name in names
    ]
    others = [
        bool(name.targets) and not moment for name, moment in zip(names, moments, strict=True)
    ]
    return any(moments) and (any(others) or len(names) > 1)


def names_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row of cells is a header by more than how a sentence may end as well.

    Examples
    --------
    >>> names_columns(["When", "What"]), names_columns(["If you can", "please look at"])
    (True, False)
    """
    return is_header(cells) and known_names(cells) > 0


def known_names(cells: Sequence[str]) -> int:
    """Count the cells that are names of columns by more than their endings."""
    names = [header(cell.strip()) for cell in cells[:200]]
    return sum(min(name.targets.values(), default=UNLIKELY) < UNLIKELY for name in names)


def holds_milestones(cells: Sequence[str]) -> bool:
    """Tell whether a row of cells names columns of several milestones."""
    marked = {phase for cell in cells for phase in header(cell.strip()).milestones}
    return len(marked & set(MILESTONES)) > 1


def _plain(name: str) -> str:
    if len(name) > _LONGEST:
        return ""
    spaced = _HUMPS.sub(" ", name)
    return " ".join(_SIGNS.sub(" ", spaced.casefold()).split())


def _among(part: str, plain: str) -> dict[str, int]:
    return _places(part).get(plain, {}) if plain else {}


@cache
def _places(part: str) -> dict[str, dict[str, int]]:
    """Give what a word may stand for, by the word."""
    found: dict[str, dict[str, int]] = {}
    for target, words in load("reading")[part].items():
        for place, word in enumerate(words):
            found.setdefault(_plain(word), {}).setdefault(target, place)
    return found
