"""What was acknowledged is there, whatever happens to the server."""

import asyncio
import json
import signal
from typing import Any

from tornado.httpclient import HTTPClientError

from course.room.store import Store

PHONES = 40


async def vote_until_the_line_breaks(
    phone: Any, sent: list[str], saved: list[str], has_voted: asyncio.Event
) -> None:
    """Change one's vote over and over; note what was sent and what was acknowledged."""
    while True:
        option = "ABCD"[len(sent) % 4]
        sent.append(option)
        try:
            answer = await phone.vote(option)
        except (HTTPClientError, OSError):
            return
        assert answer.code == 200
        saved.append(option)
        has_voted.set()


async def test_killed_server_keeps_acknowledged_votes(room_process: Any, new_visitor: Any):
    """After `kill -9` in the middle of voting every acknowledged vote is in the file."""
    links = room_process.start()
    lead = new_visitor(links["join"])
    lead.link_token = links["lead"].partition("#")[2]
    phones = [new_visitor(links["join"]) for _ in range(PHONES)]
    await asyncio.gather(*[phone.join() for phone in phones])
    await lead.step("open")
    sent: list[list[str]] = [[] for _ in phones]
    saved: list[list[str]] = [[] for _ in phones]
    voted = [asyncio.Event() for _ in phones]
    voting = [
        asyncio.create_task(vote_until_the_line_breaks(*one))
        for one in zip(phones, sent, saved, voted, strict=True)
    ]
    async with asyncio.timeout(60):
        for one in voted:
            await one.wait()  # else there was nothing to lose
    assert room_process.stop(signal.SIGKILL) == -signal.SIGKILL
    await asyncio.gather(*voting)

    room_process.start()
    for phone, tried, kept in zip(phones, sent, saved, strict=True):
        mine = (await phone.join())["mine"]["1"]
        # The last one may have been saved with its acknowledgement under way.
        assert mine in {kept[-1], tried[-1]}
        await phone.leave()
    await lead.leave()
    store = Store(room_process.home / "room.sqlite")
    room = store.load(links["code"])
    assert len(room.participants) == len(room.votes["opening", 1]) == PHONES
    store.close()


async def test_restart_in_the_middle_of_a_round(room_process: Any, new_visitor: Any):
    """Phones and the facilitator go on after a restart as if nothing had happened."""
    links = room_process.start()
    lead, phone = new_visitor(links["join"]), new_visitor(links["join"])
    lead.link_token = links["lead"].partition("#")[2]
    await phone.join()
    await lead.step("open")
    await phone.vote("A")
    assert room_process.stop() == 0
    again = room_process.start()
    assert again["join"] == links["join"]
    # The earlier link leads no longer: whoever resumes has a new one.
    assert (await lead.get("lead/state")).code == 403
    lead.link_token = again["lead"].partition("#")[2]
    assert json.loads((await phone.get("state")).body)["mine"] == {"1": "A"}
    assert (await phone.vote("B")).code == 200
    state = await lead.step("close")
    assert state["joined"] == state["results"]["rounds"][0]["n"] == 1
    assert state["results"]["rounds"][0]["counts"]["B"] == 1
    await phone.leave()
    await lead.leave()
