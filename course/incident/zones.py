"""Time zones by name, and which one is meant by what is none."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from course.content import load
from course.incident.findings import Findings, quoted
from course.incident.sentences import Name
from course.page.text import listed

COLUMN = "timezone"

_NO_PLACES = ("localtime", "posixrules", "factory")
"""Names that a system has beside those of places: each computer means something else by them."""

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
# A day or more is none that can be reckoned with.
_POSSIBLE = re.compile(r"[+-](?:[01]\d|2[0-3]):[0-5]\d")
_MOST = 3
_NEAR = 0.75
_EXAMPLE = "Europe/Paris"


def read_zone(name: str | None, findings: Findings) -> ZoneInfo:
    """Give the zone of that name; where there is none, say so, and which may be meant.

    Examples
    --------
    >>> findings = Findings("incident.toml")
    >>> read_zone("GMT+1", findings).key
    'UTC'
    >>> print(*findings.problems)
    incident.toml: `timezone` is “GMT+1”; expected the zone of a city, such as Europe/Paris, ...
    """
    if not name:
        return ZoneInfo("UTC")
    folded = name.casefold()
    if not folded.startswith(("posix/", "right/")) and folded not in _NO_PLACES:
        try:
            return ZoneInfo(name)
        except KeyError:
            pass
        # A name that is a path or a folder of the zone files raises what opening it raises,
        # and a damaged file whatever taking it apart raises.
        except Exception:  # noqa: BLE001
            if name in available_timezones():
                findings.problem(
                    "{fact} is {zone}, and this computer’s own data about it is damaged",
                    "zone data that can be read: mend it, or name another zone",
                    column=COLUMN,
                    fact=Name(COLUMN),
                    zone=name,
                )
                return ZoneInfo("UTC")
    near = nearest(name)
    choice = listed(near, "or")
    city = "a city" if near else "the nearest big city"
    expected = f"the zone of {city}, such as {choice or _EXAMPLE}"
    findings.problem(
        "{fact} is {cell}", expected, column=COLUMN, fact=Name(COLUMN), cell=quoted(name)
    )
    return ZoneInfo("UTC")


def nearest(name: str) -> list[str]:
    """Give the zones that may be meant by a name that is none, at most three, or none.

    Examples
    --------
    >>> nearest("London"), nearest("utc"), nearest("PST")[:1], nearest("SGT")[:1]
    (['Europe/London'], ['UTC'], ['America/Los_Angeles'], ['Asia/Singapore'])
    """
    text = name[:40].strip()
    if found := _OFFSET.fullmatch(text):
        # Never by its letters as well: GMT-2 and Etc/GMT-2 are four hours apart.
        return _by_offset(found)[:_MOST]
    return (_by_letters(text) or _by_name(text))[:_MOST]


def read_offset(text: str) -> str:
    """Give an offset from UTC as ISO 8601 has it, or nothing where the text is none.

    Examples
    --------
    >>> read_offset("UTC+2"), read_offset("GMT-03:30"), read_offset("UTC"), read_offset("UTC+99")
    ('+02:00', '-03:30', '', '')
    """
    found = _OFFSET.fullmatch(text.strip())
    offset = f"{found[1]}{found[2]:0>2}:{found[3] or '00'}" if found else ""
    return offset if _POSSIBLE.fullmatch(offset) else ""


def _by_offset(found: re.Match[str]) -> list[str]:
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return _at_offset().get(-offset if found[1] == "-" else offset, [])


def _by_letters(text: str) -> list[str]:
    """Give places that call their time so, first those where it means what is meant most often."""
    letters, texts = text.casefold(), load("reading")
    if place := texts["places"].get(letters):
        return [place]
    places = _lettered().get(text.upper(), [])
    meant, *_ = texts["several"].get(letters, [texts["offsets"].get(letters, "")])
    there = _by_offset(found) if (found := _OFFSET.match(meant)) else []
    return sorted(places, key=there.count, reverse=True)


def _by_name(text: str) -> list[str]:
    by_name = {zone.casefold(): zone for zone in sorted(available_timezones())}
    folded = re.sub(r"\s+", "_", text.casefold())
    if folded in by_name:
        return [by_name[folded]]
    places = defaultdict(list)
    for key, zone in by_name.items():
        places[key.rpartition("/")[2]].append(zone)
    if folded in places:
        return places[folded]
    if text.casefold() in _in_countries():
        return _in_countries()[text.casefold()]
    near = get_close_matches(folded, by_name, n=_MOST, cutoff=_NEAR)
    if near:
        return [by_name[key] for key in near]
    return [
        zone for key in get_close_matches(folded, places, n=1, cutoff=_NEAR) for zone in places[key]
    ]


@cache
def _in_countries() -> dict[str, list[str]]:
    """Give zones by the name of their country, as far as this computer has the list of them."""
    try:
        files = resources.files("tzdata.zoneinfo")
        names, zones = (
            [
                line.split("\t")
                for line in (files / file).read_text("utf-8").splitlines()
                if line[:1] != "#"
            ]
            for file in ("iso3166.tab", "zone1970.tab")
        )
    except (ModuleNotFoundError, OSError):
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for code, name in names:
        found[name.casefold()] = [row[2] for row in zones if code in row[0].split(",")]
    return found


@cache
def _at_offset() -> dict[timedelta, list[str]]:
    """Give known places by what they are ahead of UTC, those that always are at the end."""
    found: dict[timedelta, list[str]] = defaultdict(list)
    for zone, winter, _ in _through_the_year():
        found[winter.utcoffset() or timedelta(0)].append(zone)
    return found


@cache
def _lettered() -> dict[str, list[str]]:
    """Give known places by the letters that they call their time."""
    found: dict[str, list[str]] = defaultdict(list)
    for zone, *seasons in _through_the_year():
        for letters in {f"{at:%Z}" for at in seasons}:
            found[letters].append(zone)
    return found


def _through_the_year() -> Iterator[tuple[str, datetime, datetime]]:
    for zone in load("zones")["places"]:
        try:
            place = ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            continue
        january, july = (datetime(2026, month, 1, tzinfo=UTC).astimezone(place) for month in (1, 7))
        winter, summer = sorted((january, july), key=lambda at: at.utcoffset() or timedelta(0))
        yield zone, winter, summer
