"""Operations that are committed together, and what becomes of them when the server stops."""

import asyncio

import pytest

from course.room.errors import RoomStoreError
from course.room.group_commit import GroupCommit
from course.room.store import Store


async def test_whoever_waits_as_the_server_stops_is_told(tmp_path):
    """An operation that came too late for the last commit is told as one that was not saved."""
    commit = GroupCommit(Store(tmp_path / "room.sqlite"))
    waiting = asyncio.create_task(commit(lambda store: store.codes()))
    await asyncio.sleep(0)
    commit.close()
    with pytest.raises(RoomStoreError, match="Nothing was saved"):
        await waiting


async def test_whoever_asks_a_stopped_server_is_told(tmp_path):
    """After the last commit nothing is taken on any more."""
    commit = GroupCommit(Store(tmp_path / "room.sqlite"))
    commit.close()
    with pytest.raises(RoomStoreError, match="Nothing was saved"):
        await commit(lambda store: store.codes())
