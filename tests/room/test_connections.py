"""More connections than there are places: those who know a code keep theirs."""

import asyncio
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from course.room import limits

#: Files that a small server may open, and far more connections than that.
FILES = 200
IDLE = 400

CALL = (
    f"import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, ({FILES}, {FILES})); "
    "from course.cli import main; sys.exit(main(['room', *sys.argv[1:]]))"
)

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def start_small(home: Path, log: Path) -> subprocess.Popen[str]:
    """Start `course room` where it may open few files."""
    with log.open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-c", CALL, "--host", "127.0.0.1", "--port", "0", "--json"],
            env={**os.environ, "COURSE_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )


def port(url: str) -> int:
    """Read the port from an address on loopback."""
    return int(url.split(":")[2].partition("/")[0])


async def connect(url: str) -> Streams:
    """Open a connection and say nothing."""
    return await asyncio.open_connection("127.0.0.1", port(url))


async def is_closed(streams: Streams) -> bool:
    """Tell whether the other end has closed a connection."""
    with suppress(TimeoutError):
        return await asyncio.wait_for(streams[0].read(), 0.2) == b""
    return False


async def test_oldest_stranger_goes_first(open_site: Any):
    """At the cap the oldest connection that showed no code makes room; lines that stand stay."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step()
        line, front = await one.listen(), await lead.listen("lead/socket")
        await line.read_message()
        await front.read_message()
        site.rooms.connections.most = 12
        idle = [await connect(site.url) for _ in range(30)]
        assert (await site.visitor().post("join")).code == 200
        assert (await lead.step("open"))["phase"] == "open"
        assert (await one.vote("A")).code == 200
        assert json.loads(await line.read_message())["phase"] == "open"
        assert [await is_closed(streams) for streams in idle[:18]] == [True] * 18
        assert len(site.rooms.connections) <= 12
        for _, writer in idle:
            writer.close()


async def test_ended_connections_give_their_places_back(open_site: Any):
    """Neither requests nor lines that have ended count."""
    async with open_site() as site:
        for _ in range(5):
            one = site.visitor()
            await one.join()
            await (await one.listen()).read_message()
            await one.leave()
        for _ in range(100):
            if not len(site.rooms.connections):
                break
            await asyncio.sleep(0.05)
        assert len(site.rooms.connections) == 0


async def test_places_stay_for_requests(open_site: Any):
    """Phones cannot take every place with lines: one without a line asks instead."""
    async with open_site() as site:
        phones = [site.visitor() for _ in range(16)]
        for phone in phones:
            await phone.join()
        site.rooms.connections.most = 16
        for phone in phones[:15]:
            await (await phone.listen()).read_message()
        with pytest.raises(Exception, match="429"):
            await phones[15].listen()
        assert (await phones[15].get("state")).code == 200
        assert (await site.facilitator().step("open"))["phase"] == "open"


async def test_half_a_head_is_hung_up_on(open_site: Any, monkeypatch: Any):
    """A connection whose request does not come is closed after some seconds."""
    monkeypatch.setattr(limits, "HEADER_SECONDS", 0.2)
    async with open_site() as site:
        reader, writer = await connect(site.url)
        writer.write(b"GET /room/ HTTP/1.1\r\nHost: x\r\n")
        assert await asyncio.wait_for(reader.read(), 20) == b""
        writer.close()


async def test_half_a_body_is_hung_up_on(open_site: Any, monkeypatch: Any):
    """A request whose body does not come is closed after some seconds."""
    monkeypatch.setattr("course.room.handlers.request.BODY_SECONDS", 0.2)
    async with open_site() as site:
        reader, writer = await connect(site.url)
        path = f"/room/{site.admission.code}/join"
        writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{{".encode())
        assert await asyncio.wait_for(reader.read(), 20) == b""
        writer.close()


@pytest.mark.slow
async def test_votes_are_kept_whatever_is_connected(tmp_path: Path, new_visitor: Any):
    """With more idle connections than files, people join and vote, and the log stays short."""
    log = tmp_path / "log"
    process = start_small(tmp_path / "home", log)
    assert process.stdout is not None
    links = json.loads(process.stdout.readline())
    lead = new_visitor(links["join"])
    lead.link_token = links["lead"].partition("#")[2]
    idle: list[Streams] = []
    try:
        phone = new_visitor(links["join"])
        for attempt in range(4):
            idle += [await connect(links["join"]) for _ in range(IDLE // 4)]
            if not attempt:
                await phone.join()
                await lead.step("open")
            assert (await phone.vote("ABCD"[attempt])).code == 200
            newcomer = new_visitor(links["join"])
            assert (await newcomer.post("join")).code == 200
            await newcomer.leave()
        assert (await lead.step("close"))["results"]["rounds"][0]["counts"]["D"] == 1
    finally:
        for _, writer in idle:
            writer.close()
        await phone.leave()
        await lead.leave()
        process.terminate()
        process.wait(20)
        process.stdout.close()
    assert len(log.read_text().splitlines()) <= 3
    assert "Traceback" not in log.read_text()
