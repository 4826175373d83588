"""What a room remembers: one SQLite file for all rooms of this computer.

A vote counts when it is on the disk. The rules that must hold whatever happens are kept
by the database itself: one vote for a participant in a round (primary key), and none
outside an open round (the statement that votes looks at the room's state).
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.database import is_damage
from course.errors import DamagedFileError
from course.room.errors import RoomStoreError, StepError, UnknownRoomError
from course.room.repair import open_rooms
from course.room.state import Phase, RoomState

#: How long a room and its votes are kept, in days.
KEPT_DAYS = 30

_STATE = "decision, phase, round, version, timer_ends_at_utc"


@dataclass(frozen=True)
class StoredRoom:
    """All that is kept about a room."""

    code: str
    #: The hash of what the link carries that opens the room to its facilitator; empty once it was
    #: used.
    facilitator_hash: bytes
    created_at_utc: float
    state: RoomState
    #: The number of each participant, by the hash of their token.
    participants: dict[bytes, int]
    #: The last choice of each participant, by decision and round.
    votes: dict[tuple[str, int], dict[int, str]]
    #: How many of the participants are simulated: more than 0 in a dry run.
    simulated: int = 0
    #: The hashes of the tokens that lead the room.
    leaders: frozenset[bytes] = frozenset()
    #: The moves of the rehearsal, in their order.
    moves: tuple[str, ...] = ()


# It is used by one thread at a time. A rollback journal rather than WAL, which does not work on
# network homes; ``synchronous=FULL``, so that an acknowledged vote outlives a power cut.
class Store:
    """The rooms' file, open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database, self._is_closed = self._open(), False

    def _open(self) -> sqlite3.Connection:
        try:
            return open_rooms(self._path)
        except (OSError, sqlite3.Error, DamagedFileError) as error:
            raise RoomStoreError(
                f"The room's votes are to be kept in {self._path}, which cannot be written: "
                f"{error}. Set COURSE_HOME to a folder that can."
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def transact(self, operations: Sequence[Callable[["Store"], Any]]) -> list[Any]:
        """Carry out operations in their order in one transaction."""
        if self._is_closed:  # damaged, and could not be opened again the last time
            self._database, self._is_closed = self._open(), False
        try:
            self._database.execute("BEGIN IMMEDIATE")
            outcomes = [self._outcome(operation) for operation in operations]
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            if is_damage(error):
                self._database.close()
                self._is_closed = True
            raise RoomStoreError(f"Nothing was saved: {error}. Please try again.") from error
        return outcomes

    def _outcome(self, operation: Callable[["Store"], Any]) -> Any:
        self._database.execute("SAVEPOINT one")
        try:
            outcome = operation(self)
        except Exception as failure:
            if _is_of_the_file(failure):
                raise
            self._database.execute("ROLLBACK TO one")
            outcome = failure
        self._database.execute("RELEASE one")
        return outcome

    def create(self, code: str, facilitator_hash: bytes, decision: str, now_utc: float) -> None:
        """Add a room in its lobby, at this decision."""
        state = RoomState(decision)
        self._database.execute(
            f"INSERT INTO rooms (code, facilitator_hash, created_at_utc, {_STATE}) "  # noqa: S608 - a constant
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (code, facilitator_hash, now_utc, *_row(state)),
        )

    def codes(self) -> list[str]:
        """List the codes of all rooms, the latest first."""
        rows = self._database.execute("SELECT code FROM rooms ORDER BY created_at_utc DESC")
        return [code for (code,) in rows.fetchall()]

    def load(self, code: str) -> StoredRoom:
        """Read a room with everyone in it and all their votes."""
        row = self._database.execute(
            f"SELECT facilitator_hash, created_at_utc, {_STATE} FROM rooms WHERE code = ?",  # noqa: S608 - a constant
            (code,),
        ).fetchone()
        if row is None:
            raise UnknownRoomError(no_room(code))
        token_hash, created_at_utc, decision, phase, round_, version, timer_ends_at_utc = row
        votes: dict[tuple[str, int], dict[int, str]] = {}
        with closing(
            self._database.execute(
                "SELECT decision, round, participant, option FROM votes WHERE room = ?", (code,)
            )
        ) as rows:
            for of, in_round, participant, option in rows:
                votes.setdefault((of, in_round), {})[participant] = option
        people = self._database.execute(
            "SELECT token_hash, id FROM participants WHERE room = ?", (code,)
        ).fetchall()
        (simulated,) = self._database.execute(
            "SELECT coalesce(sum(people), 0) FROM dry_runs WHERE room = ?", (code,)
        ).fetchone()
        leaders = self._database.execute("SELECT token_hash FROM leaders WHERE room = ?", (code,))
        moves = self._database.execute(
            "SELECT move FROM moves WHERE room = ? ORDER BY place", (code,)
        )
        return StoredRoom(
            code,
            token_hash,
            created_at_utc,
            RoomState(decision, Phase(phase), round_, version, timer_ends_at_utc),
            dict(people),
            votes,
            simulated,
            frozenset(leader for (leader,) in leaders.fetchall()),
            tuple(move for (move,) in moves.fetchall()),
        )

    def join(self, code: str, token_hash: bytes) -> int:
        """Add a participant, or find the one with this token; return their number."""
        self._database.execute(
            "INSERT OR IGNORE INTO participants (room, token_hash) "
            "SELECT code, ?2 FROM rooms WHERE code = ?1",
            (code, token_hash),
        )
        row = self._database.execute(
            "SELECT id FROM participants WHERE room = ? AND token_hash = ?", (code, token_hash)
        ).fetchone()
        if row is None:
            raise UnknownRoomError(no_room(code))
        return int(row[0])

    def clear_never_voted(self, code: str) -> set[int]:
        """Remove a room's participants who voted in no round; return their numbers."""
        rows = self._database.execute(
            "DELETE FROM participants WHERE room = ?1 AND id NOT IN "
            "(SELECT participant FROM votes WHERE room = ?1) RETURNING id",
            (code,),
        )
        return {number for (number,) in rows.fetchall()}

    def vote(self, code: str, decision: str, round_: int, participant: int, option: str) -> bool:
        """Set a participant's choice; return whether it counts."""
        # It does if they are in the room and that round is open.
        changed = self._database.execute(
            "INSERT INTO votes (room, decision, round, participant, option) "
            "SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM rooms "
            "WHERE code = ?1 AND phase = 'open' AND decision = ?2 AND round = ?3) "
            "AND EXISTS (SELECT 1 FROM participants WHERE id = ?4 AND room = ?1) "
            "ON CONFLICT DO UPDATE SET option = excluded.option",
            (code, decision, round_, participant, option),
        )
        return changed.rowcount == 1

    def mark_as_dry_run(self, code: str, people: int) -> None:
        """Note that so many of a room's participants are simulated."""
        self._database.execute(
            "INSERT OR REPLACE INTO dry_runs (room, people) VALUES (?, ?)", (code, people)
        )

    def step(self, code: str, state: RoomState, moves: Sequence[str] | None = None) -> None:
        """Bring a room into a state that follows directly from the one it is in."""
        # `moves` are all of the rehearsal, where the step makes one or takes one back.
        changed = self._database.execute(
            "UPDATE rooms SET decision = ?, phase = ?, round = ?, version = ?, "
            "timer_ends_at_utc = ? WHERE code = ? AND version = ?",
            (*_row(state), code, state.version - 1),
        )
        if changed.rowcount != 1:
            raise StepError("Another step came first. Look at where the room is now.")
        if moves is not None:
            self._database.execute("DELETE FROM moves WHERE room = ?", (code,))
            self._database.executemany(
                "INSERT INTO moves (room, place, move) VALUES (?, ?, ?)",
                [(code, place, move) for place, move in enumerate(moves)],
            )

    def invite(self, code: str, link_hash: bytes) -> None:
        """Replace what the facilitator's link carries; one that was not used is dead."""
        changed = self._database.execute(
            "UPDATE rooms SET facilitator_hash = ? WHERE code = ?", (link_hash, code)
        )
        if changed.rowcount != 1:
            raise UnknownRoomError(no_room(code))

    def exchange(self, code: str, link_hash: bytes, token_hash: bytes) -> bool:
        """Let a token lead the room in exchange for the link; return whether the link was right."""
        # The link is dead from then on.
        changed = self._database.execute(
            "UPDATE rooms SET facilitator_hash = x'' WHERE code = ? AND facilitator_hash = ?",
            (code, link_hash),
        )
        if changed.rowcount != 1:
            return False
        self._database.execute("INSERT INTO leaders VALUES (?, ?)", (code, token_hash))
        return True

    def dismiss_leaders(self, code: str) -> None:
        """Let nobody lead a room any longer."""
        self._database.execute("DELETE FROM leaders WHERE room = ?", (code,))

    def delete(self, code: str) -> None:
        """Delete a room with everyone in it and all their votes."""
        self._database.execute("DELETE FROM rooms WHERE code = ?", (code,))

    def expire(self, now_utc: float) -> list[str]:
        """Delete the rooms that are older than `KEPT_DAYS`; return their codes."""
        oldest = now_utc - KEPT_DAYS * 24 * 60 * 60
        codes = self._database.execute(
            "SELECT code FROM rooms WHERE created_at_utc < ?", (oldest,)
        ).fetchall()
        for (code,) in codes:
            self.delete(code)
        return [code for (code,) in codes]


def _row(state: RoomState) -> tuple[object, ...]:
    return (
        state.decision,
        str(state.phase),
        state.round,
        state.version,
        state.timer_ends_at_utc,
    )


def no_room(code: str) -> str:
    """Say that a room is not there, whether it ever was."""
    return f"There is no room {code}, or no longer. Check the code."


def _is_of_the_file(failure: Exception) -> bool:
    """Tell a disk that is full or a file that is damaged, which no operation can go on with."""
    # A broken rule and a value that cannot be kept concern the one operation that met them.
    return isinstance(failure, sqlite3.OperationalError) or is_damage(failure)
