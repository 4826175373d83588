"""The room with 200, 1,000 and 3,000 phones, beside bare handlers under the same load: issue 10.

Phones come within some seconds, each opens a line, and vote within as many. Times are taken
by the phone, with its connection. The bare handlers commit each row by itself, draw no
snapshot and keep no line, so they say what the machine can do at least.
"""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from course.room.connections import most_connections
from tests.benchmarks.connection import Connection
from tests.benchmarks.ratios import Row, duration
from tests.benchmarks.room import VOTE, Links, bare_handler, room

#: How many phones, and the seconds in which they come and then vote.
CROWDS = ((200, 5), (1_000, 10), (3_000, 20))

PATIENCE_SECONDS = 120
FULL = 429


@dataclass
class Crowd:
    """What came of a crowd: seconds to join and to vote, and how many were refused or counted."""

    joins: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    refused: int = 0
    counted: int | None = None


async def in_a_room(line: str, phones: int, seconds: float) -> Crowd:
    """Let a crowd join and vote in a room."""
    links = Links(line)
    crowd = Crowd()
    lines = []

    async def listen(phone: Connection) -> None:
        address = f"{links.join.replace('http', 'ws')}socket"
        lines.append(
            await websocket_connect(HTTPRequest(address, headers={"Cookie": phone.cookie}))
        )
        await lines[-1].read_message()

    present = await _join(links.port, f"{links.path}join", phones, seconds, crowd, listen)
    state = await links.lead("open", 1)
    await _vote(present, f"{links.path}vote", seconds, crowd)
    state = await links.lead("close", state["version"])
    crowd.counted = state["results"]["rounds"][0]["n"]
    for one in (*lines, *present):
        one.close()
    return crowd


async def at_bare_handlers(port: str, phones: int, seconds: float) -> Crowd:
    """Let a crowd come to the handlers that do the least."""
    crowd = Crowd()

    async def nothing(_: Connection) -> None:
        pass

    present = await _join(int(port), "/join", phones, seconds, crowd, nothing)
    await _vote(present, "/vote", seconds, crowd)
    for one in present:
        one.close()
    return crowd


async def _join(  # noqa: PLR0913, PLR0917 - what differs between a room and bare handlers
    port: int,
    path: str,
    phones: int,
    seconds: float,
    crowd: Crowd,
    then: Callable[[Connection], Awaitable[None]],
) -> list[Connection]:
    present = []

    async def join() -> None:
        await asyncio.sleep(random.uniform(0, seconds))
        phone = Connection(port)
        status, headers, took = await _timed(phone, path, None)
        if status == FULL:
            crowd.refused += 1
            phone.close()
            return
        crowd.joins.append(took)
        phone.cookie = headers["set-cookie"].partition(";")[0]
        await then(phone)
        present.append(phone)

    await asyncio.gather(*(join() for _ in range(phones)))
    return present


async def _vote(present: list[Connection], path: str, seconds: float, crowd: Crowd) -> None:
    async def vote(phone: Connection) -> None:
        await asyncio.sleep(random.uniform(0, seconds))
        status, _, took = await _timed(phone, path, VOTE)
        if status == 200:
            crowd.votes.append(took)

    await asyncio.gather(*map(vote, present))


async def _timed(phone: Connection, path: str, body: Any) -> tuple[int, dict[str, str], float]:
    began = time.perf_counter()
    status, headers, _ = await phone.post(path, body)
    return status, headers, time.perf_counter() - began


def crowds() -> Iterator[Row]:
    """Time joins and votes of each crowd, and compare what was acknowledged with what counts."""
    most_connections()
    for phones, seconds in CROWDS:
        with room() as line:
            ours = asyncio.run(asyncio.wait_for(in_a_room(line, phones, seconds), PATIENCE_SECONDS))
        with bare_handler() as port:
            try:
                bare = asyncio.run(
                    asyncio.wait_for(at_bare_handlers(port, phones, seconds), PATIENCE_SECONDS)
                )
            except TimeoutError:  # a disk that takes long for each commit
                bare = Crowd()
        yield _row(
            f"{phones:,} phones join in {seconds} s, p95",
            ours.joins,
            bare.joins,
            f"{len(ours.joins):,} joined, {ours.refused:,} refused as the room was full",
        )
        yield _row(
            f"{phones:,} phones vote in {seconds} s, p95",
            ours.votes,
            bare.votes,
            f"{len(ours.votes):,} acknowledged, {ours.counted:,} counted",
        )


def _row(name: str, ours: list[float], bare: list[float], note: str) -> Row:
    p50, p95, p99 = (_percentile(ours, one) for one in (50, 95, 99))
    note = f"p50 {duration(p50)}, p99 {duration(p99)}; {note}"
    if not bare:
        return Row(name, duration(p95), f"> {duration(PATIENCE_SECONDS)} in all", note=note)
    base = _percentile(bare, 95)
    return Row(name, duration(p95), duration(base), f"{p95 / base:.2f}", note=note)


def _percentile(seconds: list[float], of: int) -> float:
    return quantiles(seconds, n=100)[of - 1]


MEASURES = {"crowds": crowds}


def main() -> None:
    """Print what came of one small crowd as JSON, for its test."""
    phones, seconds = 60, 1
    with room() as line:
        ours = asyncio.run(asyncio.wait_for(in_a_room(line, phones, seconds), PATIENCE_SECONDS))
    told = {"joined": len(ours.joins), "acknowledged": len(ours.votes), "counted": ours.counted}
    print(json.dumps(told))  # noqa: T201 - the result


if __name__ == "__main__":
    main()
