"""What may be asked at which address."""

import asyncio
import json
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import pytest


async def test_two_rounds(open_site: Any):
    """People join, vote, vote again, and see both rounds only at the reveal."""
    async with open_site() as site:
        lead, one, two = site.facilitator(), site.visitor(), site.visitor()
        assert (await one.join())["phase"] == "lobby"
        await two.join()
        await lead.step("open")
        assert (await one.vote("A")).code == 200
        saved = json.loads((await one.vote("B")).body)
        assert saved["mine"] == {"1": "B"}
        assert (await two.vote("A")).code == 200
        state = await lead.step("close", "discuss", "vote-again")
        assert state["results"]["rounds"][0]["counts"] == {"A": 1, "B": 1, "C": 0, "D": 0}
        assert (await two.vote("B", round_=2)).code == 200
        assert "results" not in json.loads((await two.get("state")).body)
        await lead.step("close", "reveal")
        seen = json.loads((await two.get("state")).body)
        assert [one["percent"]["B"] for one in seen["results"]["rounds"]] == [50, 100]
        assert seen["mine"] == {"1": "A", "2": "B"}


async def test_vote_after_closing(open_site: Any):
    """A vote that is late is refused with the room as it is, and changes nothing."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step("open")
        await one.vote("A")
        await lead.step("close")
        answer = await one.vote("B")
        told = json.loads(answer.body)
        assert answer.code == 409
        assert (told["phase"], told["mine"]) == ("closed", {"1": "A"})


async def test_rejoining_is_one_participant(open_site: Any):
    """Reloading, a second tab and a restart of the server leave one participant."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await one.join()
        await lead.step("open")
        await one.vote("C")
        code = site.admission.code
        site.rooms.close()
        site.rooms._live.clear()  # what a restart forgets
        assert (await one.join())["mine"] == {"1": "C"}
        assert (await lead.step())["joined"] == 1
        assert site.rooms._live.keys() == {code}


async def test_two_tabs_show_the_same(open_site: Any):
    """A vote in one tab arrives in the other."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step("open")
        tabs = [await one.listen(), await one.listen()]
        for tab in tabs:
            assert json.loads(await tab.read_message())["mine"] == {}
        await one.vote("D")
        for tab in tabs:
            assert json.loads(await tab.read_message())["mine"] == {"1": "D"}


async def hear_phase(line: Any, phase: str) -> dict[str, Any]:
    """Listen until the room is in a phase: counts come whenever they have changed."""
    while True:
        message = await asyncio.wait_for(line.read_message(), 10)
        assert message is not None
        told = json.loads(message)
        if told.get("phase") == phase:
            return told


async def test_steps_reach_everyone(open_site: Any):
    """A step is sent to phones, projector and facilitator, each with their own words."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        lines = [
            await one.listen(),
            await lead.listen("lead/screen-socket"),
            await lead.listen("lead/socket"),
        ]
        await lead.step("open")
        told = [await hear_phase(line, "open") for line in lines]
        assert len({one["line"] for one in told}) == 3


async def test_a_step_pressed_twice_is_one_step(open_site: Any):
    """Two steps from the same version: the second is refused and says where the room is."""
    async with open_site() as site:
        lead = site.facilitator()
        await lead.step()
        body = {"step": "open", "version": 1}
        answers = await asyncio.gather(*[lead.post("lead/step", body) for _ in range(2)])
        assert sorted(answer.code for answer in answers) == [200, 409]
        assert all(json.loads(answer.body)["version"] == 2 for answer in answers)


async def test_discussion_has_the_length_that_was_asked_for(open_site: Any, monkeypatch: Any):
    """The timer is sent to everyone, as long as it was set for."""
    async with open_site() as site:
        room = await site.rooms.find(site.admission.code)
        monkeypatch.setattr(room, "_now", lambda: 1_000.0)
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        state = await lead.step("open", "close")
        body = {"step": "discuss", "version": state["version"], "timer_seconds": 90}
        await lead.post("lead/step", body)
        assert json.loads((await one.get("state")).body)["timer_seconds"] == 90
        monkeypatch.setattr(room, "_now", lambda: 1_060.0)
        assert json.loads((await one.get("state")).body)["timer_seconds"] == 30


@pytest.mark.parametrize("base", ["/", "/user/x/", "/user/a.b/"])
async def test_works_behind_a_prefix(open_site: Any, base: str):
    """Every page, redirect and cookie keeps to the prefix without knowing it."""
    async with open_site(base=base) as site:
        one, code = site.visitor(), site.admission.code
        assert (await one.get("")).code == 200
        one.room_url = site.url
        answer = await one.get(f"?code={code.lower()}")
        assert (answer.code, answer.headers["Location"]) == (302, f"{code}/")
        answer = await one.get(code)
        assert answer.headers["Location"] == f"{code}/"
        one.room_url = f"{site.url}{code}/"
        answer = await one.post("join")
        (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        # No path: the browser takes the folder of the address it asked for.
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("", True, "Strict")
        for page in ("", "lead/"):
            assert base + "room" not in (await one.get(page)).body.decode()


async def test_code_as_typed_leads_to_the_code_as_drawn(open_site: Any):
    """A code in small letters leads to one address, so that one browser has one cookie."""
    async with open_site() as site:
        one, code = site.visitor(), site.admission.code
        one.room_url = f"{site.url}{code[:3].lower()}-{code[3:]}/"
        answer = await one.get("")
        assert (answer.code, answer.headers["Location"]) == (302, f"../{code}/")


@pytest.mark.parametrize("before", ["", "“"])
async def test_code_that_a_phone_has_corrected_leads_to_the_room(open_site: Any, before: str):
    """A dash, a full stop or quotation marks that a keyboard puts in are not the code's."""
    async with open_site() as site:
        one, code = site.visitor(), site.admission.code
        one.room_url = site.url
        answer = await one.get(f"?code={quote(f'{before}{code[:3]}–{code[3:]}.')}")
        assert (answer.code, answer.headers["Location"]) == (302, f"{code}/")


@pytest.mark.parametrize("typed", ["–", "ABC", "ZZZZZZ", "É", "A" * 50])
async def test_code_that_is_none_is_told(open_site: Any, typed: str):
    """Whatever is typed at the entrance and is no room's code is answered in the same form."""
    async with open_site() as site:
        one = site.visitor()
        one.room_url = site.url
        answer = await one.get(f"?code={quote(typed)}")
        assert answer.code == 404
        assert "Check the code" in answer.body.decode()
        assert '<form class="card" method="get" action="./">' in answer.body.decode()
        assert f'value="{typed[:12]}"' in answer.body.decode()


async def test_nobody_new_joins_a_session_that_has_ended(open_site: Any):
    """After the end a newcomer is told so and not counted; whoever was there still sees it."""
    async with open_site() as site:
        lead, one, newcomer = site.facilitator(), site.visitor(), site.visitor()
        await one.join()
        await lead.step("end")
        for answer in (await newcomer.get(""), await newcomer.post("join")):
            assert answer.code == 404
            assert "The session has ended" in answer.body.decode()
        assert (await one.get("")).code == 200
        assert (await one.join())["phase"] == "ended"
        assert (await lead.step())["joined"] == 1


async def test_unknown_room_says_so(open_site: Any):
    """A page for people, JSON for programs, and the way back to the entrance."""
    async with open_site() as site:
        one = site.visitor()
        one.room_url = f"{site.url}ZZZZZZ/"
        answer = await one.get("")
        assert answer.code == 404
        assert "There is no room ZZZZZZ" in answer.body.decode()
        answer = await one.post("join")
        assert answer.code == 404
        assert "Check the code" in json.loads(answer.body)["error"]
        assert answer.headers["Content-Type"].startswith("application/json")


async def test_delete_leaves_nothing(open_site: Any):
    """After deletion phones hear that the room is gone, and its address knows nothing."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        line = await one.listen()
        await line.read_message()
        answer = await lead.post("lead/delete", {"delete": "something else"})
        assert answer.code == 400
        answer = await lead.post("lead/delete", {"delete": site.admission.code})
        assert answer.code == 200
        assert json.loads(await line.read_message()) == {"gone": True}
        assert await line.read_message() is None
        assert (await one.get("state")).code == 404


async def test_votes_count_as_activity(open_site: Any):
    """A server with a room in use is told that it is in use."""
    seen = []
    async with open_site(on_activity=lambda: seen.append("active")) as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step("open")
        await one.vote("A")
        assert len(seen) == 2


async def test_qr_code(open_site: Any):
    """The join address comes as a picture; anything that is no web address does not."""
    async with open_site() as site:
        lead = site.facilitator()
        answer = await lead.get("lead/qr.svg?address=http%3A%2F%2F192.0.2.1%2Froom%2FABC%2F")
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert b"<svg" in answer.body
        assert (await lead.get("lead/qr.svg?address=javascript%3Aalert(1)")).code == 400


async def test_results_to_take_away(open_site: Any):
    """Counts by default; single choices only when asked for."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step("open")
        await one.vote("B")
        table = (await lead.get("lead/results.csv")).body.decode("utf-8-sig").splitlines()
        assert table[0].startswith("decision,round,option,votes,n,percent")
        assert table[2].startswith("opening,1,B,1,1,100,True")
        assert "participant" not in table[0]
        ballots = (await lead.get("lead/results.csv?ballots=1")).body.decode("utf-8-sig")
        assert ballots.splitlines()[1:] == ["opening,1,1,B"]
        told = json.loads((await lead.get("lead/results.json")).body)
        assert told["decisions"][0]["rounds"][0]["counts"]["B"] == 1
        assert "ballots" not in told["decisions"][0]
