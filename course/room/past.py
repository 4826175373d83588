"""Sessions that were held: what was voted in them, for a look back."""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from course.room.export import Votes
from course.room.rooms import rooms_file
from course.room.store import Store


@dataclass(frozen=True)
class Session:
    """A room as it was left."""

    #: The room's code.
    code: str
    #: Seconds since 1970.
    began_at_utc: float
    #: How many joined.
    people: int
    #: How many of them were simulated.
    simulated: int
    #: The last choice of each, by decision and round.
    votes: Votes
    #: The moves of the rehearsal, where it was played.
    moves: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The session as somebody who led it would know it again, in their own time zone."""
        began = datetime.fromtimestamp(self.began_at_utc).astimezone()
        kind = "Dry run" if self.simulated else "Room"
        people = "1 person" if self.people == 1 else f"{self.people} people"
        return f"{kind} {self.code}, {began:%A} {began.day} {began:%B, %H:%M}, {people}"


def past_sessions(path: Path | None = None) -> tuple[Session, ...]:
    """Read the rooms of this computer in which somebody voted, the latest first."""
    # Rooms that are too old to keep are deleted, not read.
    path = path or rooms_file()
    if not path.exists():
        return ()
    store = Store(path)
    try:
        _, rooms = store.transact(
            [
                lambda kept: kept.expire(time.time()),
                lambda kept: [kept.load(code) for code in kept.codes()],
            ]
        )
    finally:
        store.close()
    return tuple(
        Session(
            *(room.code, room.created_at_utc, len(room.participants), room.simulated),
            *(room.votes, room.moves),
        )
        for room in rooms
        if room.votes
    )
