"""How a full room feels: a thousand phones on loopback, and what the disk costs: issue 5.

Measures the time from a vote to its acknowledgement when 1,000 phones vote within ten
seconds while a notebook kernel is busy, and how many votes a second the room takes,
against a bare Tornado handler that commits each vote by itself. It stops by itself.

    python tests/benchmarks/room.py --json [--phones 1000]
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests.benchmarks.connection import Connection
from tests.benchmarks.ratios import Row, comparison, duration

PHONES = 1_000
SPREAD_SECONDS = 10
STREAMS = 500
VOTES_A_STREAM = 12
TRIALS = 9
PATIENCE_SECONDS = 60

AIM_P95_SECONDS = 1
AIM_RATE = 0.8

VOTE = {"decision": "opening", "round": 1, "option": "B"}


@contextlib.contextmanager
def process(*words: str) -> Iterator[str]:
    """Run a Python process with a home of its own; give its first line; stop it."""
    with tempfile.TemporaryDirectory() as home:
        running = subprocess.Popen(
            [sys.executable, *words],
            env={**os.environ, "COURSE_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert running.stdout is not None
            yield running.stdout.readline()
        finally:
            running.terminate()
            running.wait(timeout=10)


@contextlib.contextmanager
def busy_kernel() -> Iterator[None]:
    """Keep a notebook kernel busy meanwhile."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(stderr=subprocess.DEVNULL)
    client.execute("while True: pass")
    try:
        yield
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def room() -> contextlib.AbstractContextManager[str]:
    """Start `course room`."""
    return process("-m", "course", "room", "--host", "127.0.0.1", "--port", "0", "--json")


def bare_handler() -> contextlib.AbstractContextManager[str]:
    """Start the handlers that do the least; they print their port."""
    return process(str(Path(__file__).with_name("bare_room.py")))


class Links:
    """Where a room is."""

    def __init__(self, line: str) -> None:
        links = json.loads(line)
        self.join = links["join"]
        self.port = int(links["join"].split(":")[2].split("/")[0])
        self.path = f"/room/{links['code']}/"
        self.token = links["lead"].partition("#")[2]
        self.cookie = ""

    async def lead(self, step: str, version: int) -> dict[str, Any]:
        """Take a step; return the room as the facilitator then sees it."""
        connection = Connection(self.port, self.cookie)
        if not self.cookie:  # the link is exchanged once
            _, headers, _ = await connection.post(f"{self.path}lead/enter", {"token": self.token})
            self.cookie = connection.cookie = headers["set-cookie"].partition(";")[0]
        _, _, answer = await connection.post(
            f"{self.path}lead/step", {"step": step, "version": version}
        )
        connection.close()
        return json.loads(answer)


async def join(links: Links) -> Connection:
    """Join as a new phone."""
    phone = Connection(links.port)
    _, headers, _ = await phone.post(f"{links.path}join", None)
    phone.cookie = headers["set-cookie"].partition(";")[0]
    return phone


async def full_room(links: Links, phones: int) -> dict[str, Any]:
    """Let phones join, listen, and vote within ten seconds."""
    gate = asyncio.Semaphore(100)
    seconds: list[float] = []
    heard = 0

    async def take_part() -> None:
        nonlocal heard
        async with gate:
            phone = await join(links)
            request = HTTPRequest(
                f"{links.join.replace('http', 'ws')}socket", headers={"Cookie": phone.cookie}
            )
            line = await websocket_connect(request)
        joined.release()
        while json.loads(await line.read_message() or "{}").get("phase") != "open":
            pass
        heard += 1
        await asyncio.sleep(random.uniform(0, SPREAD_SECONDS))
        start = time.perf_counter()
        status, _, _ = await phone.post(f"{links.path}vote", VOTE)
        if status == 200:
            seconds.append(time.perf_counter() - start)
        done.release()
        await ended.wait()
        line.close()
        phone.close()

    joined, done, ended = asyncio.Semaphore(0), asyncio.Semaphore(0), asyncio.Event()
    everyone = [asyncio.create_task(take_part()) for _ in range(phones)]
    for _ in range(phones):
        await joined.acquire()
    opened = time.perf_counter()
    state = await links.lead("open", 1)
    for _ in range(phones):
        await done.acquire()
    lasted = time.perf_counter() - opened
    state = await links.lead("close", state["version"])
    ended.set()
    await asyncio.gather(*everyone)
    return {
        "phones": phones,
        "heard": heard,
        "acknowledged": len(seconds),
        "counted": state["results"]["rounds"][0]["n"],
        "seconds": round(lasted, 1),
        "p50_seconds": round(statistics.median(seconds), 3),
        "p95_seconds": round(statistics.quantiles(seconds, n=20)[-1], 3),
    }


async def rate(connections: list[Connection], path: str) -> float:
    """Vote as fast as it goes on all connections; return votes a second."""

    async def vote_on(connection: Connection) -> None:
        for _ in range(VOTES_A_STREAM):
            status, _, _ = await connection.post(path, VOTE)
            assert status == 200

    start = time.perf_counter()
    await asyncio.gather(*map(vote_on, connections))
    return len(connections) * VOTES_A_STREAM / (time.perf_counter() - start)


async def rates() -> list[tuple[float, float]]:
    """Count votes a second of the room and of the bare handler, in turns."""
    with room() as line, bare_handler() as port:
        links = Links(line)
        phones = [await join(links) for _ in range(STREAMS)]
        await links.lead("open", 1)
        bare = [Connection(int(port), f"participant={number}") for number in range(STREAMS)]
        trials = [
            (await rate(phones, f"{links.path}vote"), await rate(bare, "/vote"))
            for _ in range(TRIALS)
        ]
        for connection in (*phones, *bare):
            connection.close()
    return trials


async def busy_room(phones: int) -> dict[str, Any]:
    """Fill a room beside a busy kernel, within bounds."""
    with busy_kernel(), room() as line:
        return await asyncio.wait_for(full_room(Links(line), phones), PATIENCE_SECONDS)


def votes() -> Iterator[Row]:
    """Time the votes of a full room from the phone to the acknowledgement."""
    told = asyncio.run(busy_room(PHONES))
    yield Row(
        f"p95 of {PHONES:,} votes in {told['seconds']} s, to acknowledged",
        duration(told["p95_seconds"]),
        aim=f"< {duration(AIM_P95_SECONDS)}",
        note=f"{told['acknowledged']:,} acknowledged, p50 {duration(told['p50_seconds'])}",
    )


def throughput() -> Iterator[Row]:
    """Count the votes a second that are committed, against a bare handler."""
    pairs = asyncio.run(asyncio.wait_for(rates(), PATIENCE_SECONDS))
    name = "votes a second / a bare handler that commits each"
    yield replace(comparison(name, pairs, told="{:,.0f}".format), aim=f"≥ {AIM_RATE}")


MEASURES = {"votes": votes, "throughput": throughput}


def main() -> None:
    """Print a full room as JSON, for its test."""
    parser = argparse.ArgumentParser(description="How a full room feels.")
    parser.add_argument("--phones", type=int, default=PHONES)
    parser.add_argument("--json", action="store_true", help="the only form there is")
    arguments = parser.parse_args()
    print(json.dumps(asyncio.run(busy_room(arguments.phones))))  # noqa: T201 - the result


if __name__ == "__main__":
    main()
