"""All rooms of one process: found by their code, kept going, deleted when it is time."""

import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tornado.ioloop import PeriodicCallback

from course.content.decisions import decisions
from course.room.connections import Connections
from course.room.errors import RoomError, RoomStoreError, UnknownRoomError
from course.room.group_commit import GroupCommit
from course.room.limits import WrongCodes
from course.room.live import LiveRoom
from course.room.serving import Serving, sweep
from course.room.store import Store, no_room
from course.room.tokens import CODE_LENGTH, hashed, new_code, new_facilitator_token, read_code
from course.storage import home

#: Seconds between two looks of the facilitator at changing counts: about 4 Hz.
COUNTS_SECONDS = 0.25

#: Seconds between two looks for rooms that other processes have made; shorter than a wrong
#: code waits for its answer, so that a room just made is found before that.
LOOK_SECONDS = 0.2

#: Seconds between two signs of life. Phones that miss two look for a new connection.
BEAT_SECONDS = 10

#: Seconds between two searches for rooms that are too old to keep.
EXPIRY_SECONDS = 3_600


@dataclass(frozen=True)
class Admission:
    """What a facilitator needs to lead a room."""

    #: What everyone may know.
    code: str
    #: What the facilitator's link carries. It works once, and is kept nowhere else.
    facilitator_token: str


def rooms_file() -> Path:
    """Tell where rooms are kept: in the course's home."""
    return home() / "room.sqlite"


def create_room(path: Path | None = None) -> Admission:
    """Create a room that any process on this file serves from now on.

    Parameters
    ----------
    path
        The file of rooms; None is the one in `course.storage.home`.

    Returns
    -------
    Admission
        Its code for everyone, and a token for its facilitator that works once.

    Raises
    ------
    RoomStoreError
        If the file cannot be opened or written.

    Examples
    --------
    >>> import tempfile
    >>> admission = create_room(Path(tempfile.mkdtemp()) / "room.sqlite")
    >>> len(admission.code)
    6
    """
    admission = Admission(new_code(), new_facilitator_token())
    token_hash = hashed(admission.facilitator_token)
    _once(
        path,
        lambda store: store.create(admission.code, token_hash, decisions()[0].id, time.time()),
    )
    return admission


def resume_room(code: str, path: Path | None = None) -> Admission:
    """Give out a new link for a room that no process serves; whoever led it does no longer."""
    admission = Admission(read_code(code), new_facilitator_token())
    link_hash = hashed(admission.facilitator_token)

    def readmit(store: Store) -> None:
        store.invite(admission.code, link_hash)
        store.dismiss_leaders(admission.code)

    _once(path, lambda store: store.load(admission.code))
    serving = Serving(path or rooms_file(), admission.code)
    try:
        _once(path, readmit)
    finally:
        serving.let_go()
    return admission


def invite_facilitator(code: str, path: Path | None = None) -> Admission:
    """Give out a fresh link for a room, also while it is served; one that was not used is dead."""
    # Whoever leads the room goes on leading it.
    admission = Admission(read_code(code), new_facilitator_token())
    link_hash = hashed(admission.facilitator_token)
    _once(path, lambda store: store.invite(admission.code, link_hash))
    return admission


def _once(path: Path | None, operation: Callable[[Store], object]) -> None:
    store = Store(path or rooms_file())
    try:
        _, outcome = store.transact([_expire, operation])
    finally:
        store.close()
    if isinstance(outcome, Exception):
        raise outcome


def _expire(store: Store) -> None:
    store.expire(time.time())


# `on_activity` is called when somebody votes or leads, so that a server in use is not culled.
# `address` is where this process lets rooms be led, if that is known.
class Rooms:
    """The rooms that this process serves."""

    def __init__(
        self,
        path: Path | None = None,
        on_activity: Callable[[], None] = lambda: None,
        address: str = "",
    ) -> None:
        self.wrong_codes = WrongCodes()
        self.connections = Connections()
        self.on_activity = on_activity
        self._path = path
        self._address = address
        self._serving: dict[str, Serving] = {}
        self._live: dict[str, LiveRoom] = {}
        self._codes: set[str] = set()
        self._gone: set[str] = set()
        self._file_seen: tuple[int, int] | None = None
        self._commit: GroupCommit | None = None
        self._routines: list[PeriodicCallback] = []

    async def begin(self) -> None:
        """Delete rooms that are too old, now and from time to time, before anyone comes."""
        if not self._routines:
            self._routines = [
                PeriodicCallback(
                    _unless_the_file_fails(self._look_for_codes), LOOK_SECONDS * 1_000
                ),
                PeriodicCallback(self._send_to_fronts, COUNTS_SECONDS * 1_000),
                PeriodicCallback(self._beat, BEAT_SECONDS * 1_000),
                PeriodicCallback(_unless_the_file_fails(self._expire), EXPIRY_SECONDS * 1_000),
            ]
            for routine in self._routines:
                routine.start()
        await self._look_for_codes()

    async def find(self, code: str) -> LiveRoom:
        """Return the room with this code, as typed or as drawn."""
        # Codes are looked up in memory: however many wrong ones come, the file and the votes that
        # wait for their commit notice nothing.
        code = read_code(code)
        if code in self._live:
            return self._live[code]
        if self._file_seen is None:
            await self.begin()
        if code not in self._codes:
            if len(code) != CODE_LENGTH:
                raise UnknownRoomError(f"A room code has {CODE_LENGTH} characters. Check the code.")
            raise UnknownRoomError(no_room(code))
        commit = await self._open()
        if code not in self._serving:
            lead = f"{self._address}{code}/lead/" if self._address else ""
            self._serving[code] = Serving(self._path or rooms_file(), code, lead)
        try:
            stored = await commit(lambda store: store.load(code))
        except RoomError:
            serving = self._serving.pop(code, None) if code not in self._live else None
            if serving:
                serving.let_go()
            raise
        # Somebody else may have asked for it meanwhile: there is only one of each.
        return self._live.setdefault(code, LiveRoom(stored, decisions(), commit))

    def was_here(self, code: str) -> bool:
        """Tell whether there was a room with this code that is gone since."""
        return read_code(code) in self._gone

    async def delete(self, room: LiveRoom) -> None:
        """Delete a room with everyone in it and all their votes."""
        commit = await self._open()
        await commit(lambda store: store.delete(room.code))
        self._forget(room.code)

    def close(self) -> None:
        """Stop serving."""
        # Everything acknowledged is already in the file.
        for routine in self._routines:
            routine.stop()
        if self._commit:
            self._commit.close()
            self._commit = None
        for serving in self._serving.values():
            serving.let_go()
        self._serving.clear()

    async def _open(self) -> GroupCommit:
        if self._commit is None:
            self._commit = GroupCommit(Store(self._path or rooms_file()))
            await self._expire()
        return self._commit

    async def _look_for_codes(self) -> None:
        """Read the codes of all rooms if the file has changed: others make rooms as well."""
        try:
            status = (self._path or rooms_file()).stat()
        except OSError:
            return
        seen = status.st_mtime_ns, status.st_size
        if seen == self._file_seen:
            return
        commit = await self._open()
        self._keep_only(await commit(lambda store: store.codes()))
        self._file_seen = seen

    def _keep_only(self, codes: list[str]) -> None:
        """Forget the rooms that another process has deleted: what counts is what is kept."""
        self._codes = set(codes)
        for code in self._live.keys() - self._codes:
            self._forget(code)

    def _send_to_fronts(self) -> None:
        for room in self._live.values():
            if room.has_unseen_counts:
                room.send_to_front()

    def _beat(self) -> None:
        for room in self._live.values():
            room.beat()

    async def _expire(self) -> None:
        if self._commit:
            await self._commit(_expire)
            self._keep_only(await self._commit(lambda store: store.codes()))
            sweep(self._path or rooms_file(), self._codes)

    def _forget(self, code: str) -> None:
        self._codes.discard(code)
        serving = self._serving.pop(code, None)
        if serving:
            serving.forget()
        room = self._live.pop(code, None)
        if room:
            self._gone.add(code)
            room.dissolve()


def _unless_the_file_fails(routine: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Leave a file that cannot be read to those who ask for a room: they are told."""

    async def run() -> None:
        with contextlib.suppress(RoomStoreError):
            await routine()

    return run
