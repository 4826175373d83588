"""What a room remembers."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from course.room.errors import RoomStoreError, StepError, UnknownRoomError
from course.room.state import Phase, RoomState
from course.room.store import KEPT_DAYS, Store
from course.room.tokens import hashed

CODE = "ABC123"
DAY = 24 * 60 * 60
OPEN = RoomState("opening", Phase.OPEN, 1, version=2)
CLOSED = RoomState("opening", Phase.CLOSED, 1, version=3)


@pytest.fixture
def store(tmp_path: Path):
    """Make a store with one room in its lobby."""
    store = Store(tmp_path / "new" / "room.sqlite")
    store.create(CODE, hashed("facilitator"), "opening", now_utc=0.0)
    yield store
    store.close()


def test_last_choice_wins(store: Store):
    """Voting again in an open round replaces the earlier choice."""
    one = store.join(CODE, hashed("one"))
    store.step(CODE, OPEN)
    assert store.vote(CODE, "opening", 1, one, "A")
    assert store.vote(CODE, "opening", 1, one, "B")
    assert store.load(CODE).votes == {("opening", 1): {one: "B"}}


@pytest.mark.parametrize(("decision", "round_"), [("opening", 2), ("output", 1)])
def test_only_the_open_round_takes_votes(store: Store, decision: str, round_: int):
    """The database itself refuses a vote in any round but the open one."""
    store.step(CODE, OPEN)
    assert not store.vote(CODE, decision, round_, 1, "A")
    assert store.load(CODE).votes == {}


def test_no_vote_after_closing(store: Store):
    """A vote that comes behind the closing, in the same commit, does not count."""
    one = store.join(CODE, hashed("one"))
    store.step(CODE, OPEN)
    outcomes = store.transact(
        [
            lambda store: store.vote(CODE, "opening", 1, one, "A"),
            lambda store: store.step(CODE, CLOSED),
            lambda store: store.vote(CODE, "opening", 1, one, "B"),
        ]
    )
    assert outcomes == [True, None, False]
    assert store.load(CODE).votes == {("opening", 1): {one: "A"}}


def test_joining_twice_is_joining_once(store: Store):
    """One token is one participant."""
    assert store.join(CODE, hashed("one")) == store.join(CODE, hashed("one"))
    assert len(store.load(CODE).participants) == 1


def test_a_step_counts_once(store: Store):
    """Of two steps from the same state the first one counts."""
    first, second = store.transact([lambda store: store.step(CODE, OPEN)] * 2)
    assert first is None
    assert isinstance(second, StepError)


def test_room_comes_back_as_it_was(store: Store, tmp_path: Path):
    """A second process finds the state, the people and the votes of the first."""
    store.step(CODE, OPEN)
    again = Store(tmp_path / "new" / "room.sqlite")
    assert again.load(CODE) == store.load(CODE)
    assert again.load(CODE).state == OPEN
    again.close()


def test_delete_leaves_nothing(store: Store, tmp_path: Path):
    """After deletion no table holds anything of the room, nor does the file's slack."""
    one = store.join(CODE, hashed("one"))
    store.step(CODE, OPEN)
    store.vote(CODE, "opening", 1, one, "A")
    store.delete(CODE)
    for table in ("rooms", "participants", "votes"):
        assert store._database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert CODE.encode() not in (tmp_path / "new" / "room.sqlite").read_bytes()


def test_tokens_are_kept_hashed(store: Store, tmp_path: Path):
    """The file lets nobody in."""
    store.join(CODE, hashed("a-token-of-someone"))
    content = (tmp_path / "new" / "room.sqlite").read_bytes()
    assert b"a-token-of-someone" not in content
    assert b"facilitator-token" not in content


def test_rooms_expire(store: Store):
    """A room goes after 30 days, not before."""
    assert store.expire(KEPT_DAYS * DAY) == []
    assert store.expire(KEPT_DAYS * DAY + 1) == [CODE]
    with pytest.raises(UnknownRoomError, match="Check the code"):
        store.load(CODE)


def test_commit_that_fails_changes_nothing(store: Store):
    """When the disk says no, nothing of the batch stays and the error says so."""

    def fail(_: Any):
        raise sqlite3.OperationalError("disk is full")

    with pytest.raises(RoomStoreError, match="Nothing was saved: disk is full"):
        store.transact([lambda store: store.step(CODE, OPEN), fail])
    assert store.load(CODE).state.phase is Phase.LOBBY


def test_refused_operation_leaves_the_others(store: Store):
    """One refused operation does not undo those it was gathered with."""
    outcomes = store.transact([lambda store: store.load("ZZZZZZ"), lambda s: s.step(CODE, OPEN)])
    assert isinstance(outcomes[0], UnknownRoomError)
    assert store.load(CODE).state == OPEN


def test_unwritable_folder_says_what_to_do(tmp_path: Path):
    """A home that cannot be written is named, with what to set."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RoomStoreError, match="Set COURSE_HOME"):
        Store(tmp_path / "file" / "room.sqlite")


def test_durability_settings(store: Store):
    """Commits wait for the disk, and the journal is one that network homes can do."""
    ask = store._database.execute
    assert ask("PRAGMA synchronous").fetchone() == (2,)
    assert ask("PRAGMA journal_mode").fetchone() == ("delete",)


def test_operation_that_fails_fails_alone(store: Store):
    """What one operation raises, a broken rule or a fault of ours, is its own; the others stay."""

    def break_a_rule(store: Store):
        store.join(CODE, hashed("half"))
        store._database.execute("INSERT INTO votes VALUES ('NOROOM', 'opening', 1, 1, 'A')")

    def stumble(store: Store):
        store.join(CODE, hashed("half"))
        raise KeyError("ours")

    def send_a_surrogate(store: Store):
        store.vote(CODE, "opening", 1, 1, "\ud800")

    operations = [
        lambda store: store.step(CODE, OPEN),
        break_a_rule,
        stumble,
        send_a_surrogate,
        lambda store: store.join(CODE, hashed("whole")),
    ]
    stepped, broken, stumbled, sent, joined = store.transact(operations)
    assert stepped is None
    assert isinstance(broken, sqlite3.IntegrityError)
    assert isinstance(stumbled, KeyError)
    assert isinstance(sent, UnicodeEncodeError)
    kept = store.load(CODE)
    assert kept.state == OPEN
    assert kept.participants == {hashed("whole"): joined}


def test_nobody_joins_a_room_that_is_gone(store: Store):
    """A join behind the deletion, in the same commit, hears that there is no such room."""
    other = "XYZ789"
    store.create(other, hashed("facilitator"), "opening", now_utc=0.0)
    deleted, late, joined = store.transact(
        [
            lambda store: store.delete(CODE),
            lambda store: store.join(CODE, hashed("late")),
            lambda store: store.join(other, hashed("one")),
        ]
    )
    assert deleted is None
    assert isinstance(late, UnknownRoomError)
    assert store.load(other).participants == {hashed("one"): joined}


def test_only_participants_vote(store: Store):
    """The database itself refuses a vote of somebody who is not in the room."""
    store.step(CODE, OPEN)
    assert not store.vote(CODE, "opening", 1, 7, "A")
    assert store.load(CODE).votes == {}
