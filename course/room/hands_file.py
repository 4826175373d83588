"""The file of the hands that were counted: read as far as it can be used, and written whole."""

import json
from pathlib import Path
from typing import Any

from course.content.decisions import decision
from course.errors import DamagedFileError, UnknownNameError
from course.room.errors import RoomStoreError
from course.room.export import ROUNDS
from course.storage import read_file, set_aside, write_atomically

#: More hands than anyone can count.
MOST_HANDS = 5_000

#: By decision: the count of each option in each round, and whether all of it is simulated.
Kept = dict[str, dict[str, Any]]

_VERSION = 1


def read_hands(path: Path) -> tuple[Kept, str]:
    """Read what was counted; what cannot be used is set aside, and the rest stays.

    Examples
    --------
    >>> read_hands(Path("no/such/file"))
    ({}, '')
    """
    try:
        found = _decisions(path)
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except DamagedFileError:
        return _without(path, {})
    except OSError as error:
        raise RoomStoreError(
            f"The hands that were counted in {path} cannot be read ({error.strerror or error}). "
            "They stay as they are: see that the file may be read, or set COURSE_HOME to another "
            "folder."
        ) from error
    usable = {name: held for name, held in found.items() if _is_count(name, held)}
    return (usable, "") if len(usable) == len(found) else _without(path, usable)


def write_hands(path: Path, kept: Kept) -> None:
    """Keep what was counted."""
    text = json.dumps({"version": _VERSION, "decisions": kept}, indent=2)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, f"{text}\n")
    except OSError as error:
        raise RoomStoreError(
            f"The count could not be kept in {path}: {error}. "
            "Set COURSE_HOME to a folder that can be written."
        ) from error


def _decisions(path: Path) -> Kept:
    if path.exists() and not path.is_file():
        raise DamagedFileError("it is no file")
    try:
        document = json.loads(read_file(path))
        version, found = document["version"], document["decisions"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedFileError(str(error)) from error
    if isinstance(version, int) and version > _VERSION:
        raise RoomStoreError(
            f"{path} was written by a newer version of this course (file version {version}; this "
            f"course knows {_VERSION}). Nothing was changed. Bring the course up to date, or set "
            "COURSE_HOME to another folder."
        )
    if not isinstance(found, dict):
        raise DamagedFileError("it holds no decisions")
    return found


def _is_count(name: str, held: object) -> bool:
    """Tell whether something is what this course keeps of a decision."""
    try:
        letters = {option.id for option in decision(name).options}
    except UnknownNameError:
        return False
    rounds = held.get("rounds") if isinstance(held, dict) else None
    return isinstance(rounds, dict) and all(
        round_ in map(str, ROUNDS)
        and isinstance(counted, dict)
        and counted.keys() <= letters
        and all(type(hands) is int and 0 <= hands <= MOST_HANDS for hands in counted.values())
        for round_, counted in rounds.items()
    )


def _without(path: Path, usable: Kept) -> tuple[Kept, str]:
    """Set the file aside, and begin it again with what can be used of it."""
    try:
        aside = set_aside(path)
    except FileNotFoundError:  # somebody else was first
        return usable, ""
    except OSError as error:
        raise RoomStoreError(
            f"The hands that were counted in {path} cannot be used, and the file cannot be set "
            f"aside ({error.strerror or error}). See that its folder can be written, or set "
            "COURSE_HOME to another."
        ) from error
    if usable:
        write_hands(path, usable)
    rest = "All other counts are as they were." if usable else "Counting begins anew."
    return usable, (
        f"Some of the hands that were counted could not be read. They are kept in {aside}. {rest}"
    )
