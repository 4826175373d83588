"""Looking back on sessions."""

import time
from datetime import datetime
from pathlib import Path

from course.room.past import past_sessions
from course.room.rooms import create_room
from course.room.state import RoomState, Step, after
from course.room.store import Store


def test_sessions_are_found_the_latest_first(tmp_path: Path):
    """Rooms in which somebody voted are listed with who took part; empty ones are not."""
    path = tmp_path / "room.sqlite"
    codes = [create_room(path).code for _ in range(3)]
    store = Store(path)
    opened = after(RoomState("opening"), Step.OPEN, ["opening"])

    def vote(kept: Store) -> None:
        for number, code in enumerate(codes[:2]):
            kept.step(code, opened)
            person = kept.join(code, f"token {number}".encode())
            assert kept.vote(code, "opening", 1, person, "B")
        kept.mark_as_dry_run(codes[1], 1)

    store.transact([vote])
    store.close()
    latest, earlier = past_sessions(path)
    assert (latest.code, latest.people, latest.simulated) == (codes[1], 1, 1)
    assert earlier.simulated == 0
    assert list(earlier.votes["opening", 1].values()) == ["B"]
    assert latest.title.startswith(f"Dry run {codes[1]}, ")
    assert earlier.title.endswith(", 1 person")
    began = datetime.fromtimestamp(latest.began_at_utc).astimezone()
    assert f", {began:%A} {began.day} {began:%B, %H:%M}, " in latest.title
    assert earlier.began_at_utc <= latest.began_at_utc <= time.time()


def test_looking_back_makes_no_file(tmp_path: Path):
    """Where no room was ever started, none is found and nothing is written."""
    assert past_sessions(tmp_path / "room.sqlite") == ()
    assert list(tmp_path.iterdir()) == []
