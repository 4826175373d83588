"""Many writers, one commit: a thousand phones vote at once, the disk is asked now and then."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from course.room.errors import RoomStoreError
from course.room.store import Store

T = TypeVar("T")

#: How long operations are gathered before they are committed together, in seconds.
GATHER_SECONDS = 0.02


# The disk is waited for in a thread of its own, so that the others are served meanwhile.
class GroupCommit:
    """Gather operations on a store and commit them together, in the order they came."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Callable[[Store], Any], asyncio.Future[Any]]] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="room-store")
        self._committing: asyncio.Task[None] | None = None
        self._is_closed = False

    async def __call__(self, operation: Callable[[Store], T]) -> T:
        """Carry out an operation and return its result once it is committed."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((operation, done))
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit_until_none_waits())
        return await done

    def close(self) -> None:
        """Wait for the commit that is under way and close the store."""
        # Whoever still waits for the next one hears that nothing was saved.
        self._is_closed = True
        self._thread.shutdown(wait=True)
        self._store.close()

    async def _commit_until_none_waits(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await asyncio.sleep(GATHER_SECONDS)
            batch, self._waiting = self._waiting, []
            operations = [operation for operation, _ in batch]
            try:
                if self._is_closed:
                    raise RoomStoreError("Nothing was saved: the server of this room has stopped.")  # noqa: TRY301
                outcomes = await loop.run_in_executor(
                    self._thread, self._store.transact, operations
                )
            except Exception as error:  # noqa: BLE001 - whatever it was, all who wait must hear of it
                outcomes = [error] * len(batch)
            for (_, done), outcome in zip(batch, outcomes, strict=True):
                if done.cancelled():
                    continue
                if isinstance(outcome, Exception):
                    done.set_exception(outcome)
                else:
                    done.set_result(outcome)
