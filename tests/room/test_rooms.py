"""The rooms of this computer: kept for 30 days and not longer."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from course import content
from course.room.errors import UnknownRoomError
from course.room.past import past_sessions
from course.room.rooms import Rooms, create_room, resume_room
from course.room.state import RoomState, Step, after
from course.room.store import KEPT_DAYS, Store

OLD = "01D000"
TOO_OLD_SECONDS = KEPT_DAYS * 24 * 60 * 60 + 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a rooms' file with a room in which somebody voted too long ago."""
    path = tmp_path / "room.sqlite"
    keep_old_room(path)
    return path


def keep_old_room(path: Path) -> None:
    """Put a room that is too old into a rooms' file."""
    store = Store(path)
    store.create(OLD, b"hash", "opening", time.time() - TOO_OLD_SECONDS)
    store.step(OLD, after(RoomState("opening"), Step.OPEN, ["opening"]))
    assert store.vote(OLD, "opening", 1, store.join(OLD, b"token"), "B")
    store.close()


def codes(path: Path) -> list[str]:
    """List the codes of the rooms in a file."""
    store = Store(path)
    found = store.codes()
    store.close()
    return found


def files(folder: Path) -> list[Path]:
    """List what is in a folder."""
    return list(folder.iterdir())


def test_new_room_clears_away_old_ones(path: Path):
    """Whoever creates a room leaves none that is too old."""
    assert codes(path) == [OLD]
    new = create_room(path)
    assert codes(path) == [new.code]


def test_old_room_cannot_be_resumed(path: Path):
    """A room that is too old is gone when somebody wants to go on with it."""
    with pytest.raises(UnknownRoomError):
        resume_room(OLD, path)
    assert codes(path) == []


def test_nobody_looks_back_on_an_old_room(path: Path):
    """A session that is too old is not shown, and its votes are deleted."""
    assert past_sessions(path) == ()
    assert codes(path) == []


async def test_server_clears_away_old_rooms_when_it_is_first_asked(path: Path):
    """The first request for a room deletes those that are too old, and does not find them."""
    rooms = Rooms(path)
    with pytest.raises(UnknownRoomError):
        await rooms.find(OLD)
    rooms.close()
    assert codes(path) == []


async def test_server_clears_away_old_rooms_unasked(path: Path):
    """A server that begins deletes what is too old before anyone comes."""
    rooms = Rooms(path)
    await rooms.begin()
    rooms.close()
    assert codes(path) == []


def test_server_that_runs_clears_away_what_becomes_too_old(tmp_path: Path):
    """`course room` looks for old rooms again and again, though nobody comes."""
    code = (
        "import sys; from course.room import rooms; rooms.EXPIRY_SECONDS = 0.2; "
        "from course.cli import main; "
        "sys.exit(main(['room', '--host', '127.0.0.1', '--port', '0', '--json']))"
    )
    environment = {**os.environ, "COURSE_HOME": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=PIPE) as process:
        try:
            assert process.stdout is not None
            new = json.loads(process.stdout.readline())["code"]
            # In one step: the server may clear it away before there could be a second.
            store = Store(tmp_path / "room.sqlite")
            store.create(OLD, b"hash", "opening", time.time() - TOO_OLD_SECONDS)
            store.close()
            deadline = time.monotonic() + 30
            while codes(tmp_path / "room.sqlite") != [new]:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        finally:
            process.terminate()


async def test_server_makes_no_file_before_there_is_a_room(tmp_path: Path):
    """A server where no room was ever started writes nothing."""
    await Rooms(tmp_path / "room.sqlite").begin()
    assert files(tmp_path) == []


async def test_room_that_another_process_deleted_is_gone_for_everyone(open_site: Any):
    """Those whose room is no longer in the file are sent home, at the next look at the file."""
    async with open_site() as site:
        one = site.visitor()
        await one.join()
        line = await one.listen()
        await line.read_message()
        store = Store(site.rooms._path)
        store.delete(site.admission.code)
        store.close()
        assert json.loads(await line.read_message()) == {"gone": True}
        assert (await one.get("state")).code == 404


def test_facilitator_is_told_how_long_results_stay():
    """What is said about ending names the number of days after which all is deleted."""
    room = content.load("room")
    for text in (room["phase"]["ended"]["lead_line"], room["step"]["end"]["ask"]):
        assert f"{KEPT_DAYS} days" in text
