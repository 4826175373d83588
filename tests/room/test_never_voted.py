"""People who joined and never voted: counted for the facilitator, cleared, and free to return."""

import asyncio
import json
from typing import Any

import pytest

from course.room import live
from course.room.errors import LimitError


async def test_facilitator_sees_how_many_never_voted(open_site: Any):
    """The facilitator's snapshot counts those without any vote, and nobody else's does."""
    async with open_site() as site:
        lead, one, two = site.facilitator(), site.visitor(), site.visitor()
        seen = await one.join()
        await two.join()
        assert "never_voted" not in seen
        assert (await lead.step("open"))["never_voted"] == 2
        await one.vote("A")
        assert (await lead.step())["never_voted"] == 1
        assert (await lead.step("close", "reveal", "next"))["never_voted"] == 1
        assert b"never_voted" not in (await lead.get("lead/screen-state")).body


async def test_clearing_keeps_everyone_who_voted(open_site: Any):
    """Clearing removes those who never voted, says how many, and touches no vote."""
    async with open_site() as site:
        lead, one, *silent = site.facilitator(), *(site.visitor() for _ in range(4))
        for visitor in (one, *silent):
            await visitor.join()
        await lead.step("open")
        await one.vote("B")
        answer = await lead.post("lead/clear", {"clear": "never-voted"})
        state = json.loads(answer.body)
        assert answer.code == 200
        assert (state["cleared"], state["joined"], state["never_voted"]) == (3, 1, 0)
        assert state["results"]["rounds"][0]["counts"]["B"] == 1
        assert (await one.get("state")).code == 200
        assert len((await asyncio.to_thread(_kept, site)).participants) == 1


async def test_cleared_phone_comes_back_as_somebody_new(open_site: Any):
    """A phone that was cleared while somebody sat at it is hung up on, joins again and votes."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        line = await one.listen()
        await line.read_message()
        await lead.step("open")
        assert (await lead.post("lead/clear", {"clear": "never-voted"})).code == 200
        heard = [text async for text in _all_of(line)]
        assert not any("gone" in text for text in heard)
        assert (await one.vote("A")).code == 401
        assert (await one.get("state")).code == 401
        await one.join()
        assert (await one.vote("A")).code == 200
        assert (await lead.step())["joined"] == 1


async def test_vote_behind_the_clearing_is_of_nobody(open_site: Any):
    """A vote that is committed after its voter was cleared counts nothing and asks to join."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step("open")
        cleared, voted = await asyncio.gather(
            lead.post("lead/clear", {"clear": "never-voted"}), one.vote("A")
        )
        state = await lead.step("close")
        assert cleared.code == 200
        assert voted.code in (200, 401)
        assert state["joined"] == state["results"]["rounds"][0]["n"] == (voted.code == 200)


@pytest.mark.parametrize("body", [{}, {"clear": "all"}, {"clear": None}, {"clear": ["x"]}])
async def test_clearing_something_else_clears_nobody(open_site: Any, body: Any):
    """A request to clear that does not say whom is refused."""
    async with open_site() as site:
        await site.visitor().join()
        lead = site.facilitator()
        assert (await lead.post("lead/clear", body)).code == 400
        assert (await lead.step())["joined"] == 1


async def test_cap_is_exact(open_site: Any, monkeypatch: Any):
    """However many join at once, the room admits as many as it says and tells the others."""
    monkeypatch.setattr(live, "MOST_PARTICIPANTS", 20)
    async with open_site() as site:
        room = await site.rooms.find(site.admission.code)
        outcomes = await asyncio.gather(
            *(room.join(None) for _ in range(100)), return_exceptions=True
        )
        assert sum(isinstance(one, str) for one in outcomes) == 20
        assert sum(isinstance(one, LimitError) for one in outcomes) == 80
        assert room.joined == len((await asyncio.to_thread(_kept, site)).participants) == 20
        await room.clear_never_voted()
        assert await room.join(None)


async def _all_of(line: Any):
    while (text := await line.read_message()) is not None:
        yield text


def _kept(site: Any):
    store = live_store(site)
    try:
        return store.load(site.admission.code)
    finally:
        store.close()


def live_store(site: Any):
    """Open the site's file a second time."""
    from course.room.store import Store

    return Store(site.rooms._path)
