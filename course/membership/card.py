"""The card a learner carries: which room they are in, and as whom."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from course.storage import read_file, set_aside, write_atomically

#: Version of the file.
VERSION = 1

#: Nobody else on this computer may read the tokens.
MODE = 0o600


@dataclass(frozen=True)
class Card:
    """What is kept of rooms between notebooks, kernels and days."""

    #: The web address of the room one is in, which ends with its code; empty in no room.
    room: str = ""
    #: The participant's token in each room by its address, also of those that were left: whoever
    #: comes back is the same participant.
    tokens: Mapping[str, str] = field(default_factory=dict)
    #: The decisions whose feedback waits until the room opens it.
    held: tuple[str, ...] = ()
    #: Whether the room has not answered for so long that the course goes on alone.
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


# What is no card is set aside, and never written over.
class CardFile:
    """The file in which a card is kept.

    Examples
    --------
    >>> CardFile(Path("no/such/file")).read()
    Card(room='', tokens={}, held=(), is_silent=False)
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""

    def read(self) -> Card:
        """Read the card; one that is not there, or cannot be read, is empty."""
        with suppress(OSError):
            return self._found()
        return Card()

    def write(self, card: Card) -> None:
        """Write a card so that only its owner can read it."""
        self._found()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        document = {"version": VERSION, **asdict(card)}
        write_atomically(self.path, json.dumps(document, indent=2) + "\n", mode=MODE)
        self.notice = ""

    def _found(self) -> Card:
        try:
            if self.path.exists() and not self.path.is_file():
                raise ValueError("it is no file")  # noqa: TRY301 - as what cannot be read
            return _card(json.loads(read_file(self.path)))
        except (FileNotFoundError, NotADirectoryError):
            return Card()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            aside = set_aside(self.path)
            self.notice = (
                "What was kept of the room that you were in could not be read. It is in "
                f"{aside}. To vote again, join once more."
            )
            return Card()


def _card(found: Any) -> Card:
    if isinstance(found["version"], int) and found["version"] > VERSION:
        raise FileExistsError(
            "it holds what a newer version of the course wrote, which stays as it is"
        )
    if found["version"] != VERSION or not isinstance(found["room"], str):
        raise ValueError("this is no card of the course")
    return Card(
        room=found["room"] if found["room"].startswith(("http://", "https://")) else "",
        tokens={str(room): str(token) for room, token in found["tokens"].items()},
        held=tuple(str(decision) for decision in found["held"]),
        is_silent=bool(found["is_silent"]),
    )
