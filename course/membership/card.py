"""The card a learner carries: which room they are in, and as whom."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from course.storage import write_atomically

#: Version of the file.
VERSION = 1

#: Nobody else on this computer may read the tokens.
MODE = 0o600


@dataclass(frozen=True)
class Card:
    """What is kept of rooms between notebooks, kernels and days.

    Parameters
    ----------
    room
        The web address of the room one is in, which ends with its code; empty in no room.
    tokens
        The participant's token in each room by its address, also of those that were left:
        whoever comes back is the same participant.
    held
        The decisions whose feedback waits until the room opens it.
    is_silent
        Whether the room has not answered for so long that the course goes on alone.
    """

    room: str = ""
    tokens: Mapping[str, str] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    is_silent: bool = False

    @property
    def code(self) -> str:
        """The code of the room one is in.

        Examples
        --------
        >>> Card("http://192.0.2.7:8765/room/07KX21/").code
        '07KX21'
        """
        return self.room.rstrip("/").rpartition("/")[2]

    @property
    def token(self) -> str:
        """The token in the room one is in; empty if there is none."""
        return self.tokens.get(self.room, "")


def read_card(path: Path) -> Card:
    """Read a card; one that is not there, or cannot be read, is empty.

    Examples
    --------
    >>> read_card(Path("no/such/file"))
    Card(room='', tokens={}, held=(), is_silent=False)
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        return _card(found)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Card()


def write_card(path: Path, card: Card) -> None:
    """Write a card so that only its owner can read it.

    Raises
    ------
    OSError
        If the folder cannot be written. Then an earlier card is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"version": VERSION, **asdict(card)}
    write_atomically(path, json.dumps(document, indent=2) + "\n", mode=MODE)


def _card(found: Any) -> Card:
    if found["version"] != VERSION or not isinstance(found["room"], str):
        raise ValueError("this card is of another version of the course")
    return Card(
        room=found["room"] if found["room"].startswith(("http://", "https://")) else "",
        tokens={str(room): str(token) for room, token in found["tokens"].items()},
        held=tuple(str(decision) for decision in found["held"]),
        is_silent=bool(found["is_silent"]),
    )
