"""A room that plays the rehearsal: who may know what, what is kept, and what comes out."""

import asyncio
import json
import time
from typing import Any

from course.content.decisions import decisions
from course.rehearsal import replay, script
from course.room.dry_run import begin_dry_run, simulated_hands
from course.room.rooms import Rooms
from course.room.state import Step, moment_id
from course.room.store import Store

IDS = [asked.id for asked in decisions()]
#: All that stays inside the server until somebody says it: what people hold, and how they put it.
SECRETS = [
    text
    for fact in script().facts.values()
    for text in (fact.open_line, fact.guarded_line, fact.makes_possible)
]
LATER = [move.say for moment in script().moments[3:] for move in moment.moves]


async def lead_to_the_meeting(lead: Any) -> dict[str, Any]:
    """Take a room through its four decisions, unvoted, and into the rehearsal."""
    for _ in IDS:
        state = await lead.step("open", "close", "reveal", "next")
    return state


async def say(lead: Any, *moves: str | None) -> dict[str, Any]:
    """Make moves as the facilitator, or what most chose."""
    state = json.loads((await lead.get("lead/state")).body)
    for move in moves:
        body = {"step": "say", "version": state["version"], "move": move}
        answer = await lead.post("lead/step", body)
        state = json.loads(answer.body)
        assert answer.code == 200, state
    return state


async def test_phones_vote_and_the_facilitator_goes_on_or_overrules(open_site: Any):
    """A vote counts once a person, is said by majority or overruled, and is told when it was."""
    async with open_site() as site:
        lead, phones = site.facilitator(), [site.visitor() for _ in range(3)]
        for phone in phones:
            await phone.join()
        state = await lead_to_the_meeting(lead)
        assert (state["decision"]["id"], state["phase"]) == ("moment-0", "lobby")
        assert state["guide"]["minutes"] == "About 1 min."
        await lead.step("open")
        for phone, moves in zip(phones, ("ab", "b", "c"), strict=True):
            for move in moves:  # the first one thinks again: the last choice is theirs
                assert (await phone.vote(move, "moment-0")).code == 200
        state = await lead.step()
        assert state["choices"]["votes"]["counts"] == {"a": 0, "b": 2, "c": 1, "d": 0}
        assert (state["voted"], state["choices"]["most"]) == (3, "b")
        state = await say(lead, None)
        assert state["meeting"]["votes"] == "2 of 3 votes were for this sentence."
        assert (await phones[0].vote("a", "moment-0")).code == 409
        await lead.step("open")
        await phones[0].vote("A", "moment-1")
        await lead.step("close")
        assert (await phones[1].vote("A", "moment-1")).code == 409
        state = await say(lead, "B")
        assert state["meeting"]["votes"] == "0 of 1 votes were for this sentence."
        seen = json.loads((await phones[2].get("state")).body)
        assert seen["meeting"]["lines"] == state["meeting"]["lines"]
        assert site.rooms._live[site.admission.code].sitting.meeting.made == ("0b", "1B")


async def test_nothing_is_ahead_of_its_moment(open_site: Any):
    """Neither phones nor projector are told what is still to come: no move, no line, no effect."""
    async with open_site() as site:
        lead, phone = site.facilitator(), site.visitor()
        await phone.join()
        line = await phone.listen()
        heard = [(await phone.get("")).body.decode()]
        for step in ("open", "close", "reveal", "next") * 4:
            await lead.step(step)
            heard.append((await phone.get("state")).body.decode())
            assert "situation" in heard[-1]
        firsts = [json.dumps(move.say)[1:-1] for move in moves_at(0)]
        assert not any(first in text for first in firsts for text in heard)
        for number, move in enumerate("bBb"):
            now = json.loads((await phone.get("state")).body)
            assert "options" not in now["decision"]
            assert (await phone.vote(move, f"moment-{number}")).code == 409
            assert (await phone.vote("a", f"moment-{number + 1}")).code == 400
            await lead.step("open")
            told = json.loads((await phone.get("state")).body)
            assert [each["id"] for each in told["decision"]["options"]]
            assert (await phone.vote(move, f"moment-{number}")).code == 200
            heard += [json.dumps(told), (await lead.get("lead/screen-state")).body.decode()]
            await say(lead, None)
            heard.append((await phone.get("state")).body.decode())
            heard.append((await lead.get("lead/screen-state")).body.decode())
        heard.append((await lead.get("lead/screen")).body.decode())
        while '"moment-3"' not in heard[-1]:
            heard.append(await line.read_message())
        said = {entry.line for entry in replay("b B b").transcript}
        ahead = [text for text in [*SECRETS, *LATER] if text not in said]
        for text in heard:
            # As JSON writes it, and as a page does.
            assert not any(each in text or json.dumps(each)[1:-1] in text for each in ahead)
            words = ("counts", "most", "guide", "opens", "openness", "came")
            assert '"moment-' not in text or not any(f'"{word}"' in text for word in words)


def moves_at(number: int) -> Any:
    return script().moments[number].moves


async def test_taken_back_it_is_voted_on_again(open_site: Any):
    """One move can be taken back, its votes stay, and before the first the decisions come back."""
    async with open_site() as site:
        lead, phone = site.facilitator(), site.visitor()
        await phone.join()
        await lead_to_the_meeting(lead)
        await lead.step("open")
        await phone.vote("c", "moment-0")
        await say(lead, None, "B", "b", "c", "+b")
        state = await lead.step("previous")
        assert (state["decision"]["id"], state["phase"]) == ("moment-4", "lobby")
        state = await lead.step("previous", "previous", "previous", "previous", "open")
        assert state["decision"]["id"] == "moment-0"
        assert json.loads((await phone.get("state")).body)["mine"] == {"1": "c"}
        state = await lead.step("close", "reopen", "close")
        await say(lead, "a")
        state = await lead.step("previous", "previous")
        assert state["decision"]["id"] == IDS[-1]


async def test_a_restart_loses_nothing(room_process: Any, new_visitor: Any):
    """After `kill -9` in the middle of a moment the meeting stands where it stood."""
    links = room_process.start()
    lead, phone = new_visitor(links["join"]), new_visitor(links["join"])
    lead.link_token = links["lead"].partition("#")[2]
    await phone.join()
    await lead_to_the_meeting(lead)
    await say(lead, "b", "B", "b", "c")
    await lead.step("open")
    await phone.vote("d", "moment-4")
    before = json.loads((await phone.get("state")).body)
    room_process.stop(9)
    again = room_process.start()
    lead.link_token = again["lead"].partition("#")[2]
    assert json.loads((await phone.get("state")).body) == before
    state = await say(lead, None)
    assert state["decision"]["id"] == "moment-5"
    store = Store(room_process.home / "room.sqlite")
    assert store.load(links["code"]).moves == ("b", "B", "b", "c", "d")
    store.close()
    for visitor in (lead, phone):
        await visitor.leave()


async def test_at_the_end_all_see_what_came_to_light(open_site: Any):
    """A room that played to the end sees it beside the other first sentences, and exports it."""
    async with open_site() as site:
        lead, phone = site.facilitator(), site.visitor()
        await phone.join()
        await lead_to_the_meeting(lead)
        state = await say(lead, "b", "B")
        assert "reveal" in state["steps"]
        early = await lead.step("reveal")
        assert early["came"]["counted"]
        assert "came" not in await lead.step("next")
        while state["phase"] != "over":
            state = await say(lead, state["decision"]["options"][1]["id"])
        assert list(state["steps"]) == ["end", "previous"]
        seen = json.loads((await phone.get("state")).body)
        screen = json.loads((await lead.get("lead/screen-state")).body)
        assert seen["came"] == screen["came"] == state["came"]
        letters = [each["label"] for each in seen["came"]["beside"]]
        assert letters == ["A", "B, yours", "C", "D"]
        told = json.loads((await lead.get("lead/results.json")).body)["rehearsal"]
        assert (told["version"], told["over"], told["moves"][:2]) == (1, True, ["b", "B"])
        assert [each["moment"] for each in told["votes"]][:2] == [0, 1]
        assert len(told["heard"]) == len(seen["came"]["out"])
        rows = (await lead.get("lead/results.csv")).body.decode()
        assert "moment" not in rows
        state = await lead.step("previous")
        assert state["decision"]["id"] == "moment-13"


async def test_simulated_people_play_it(open_site: Any):
    """In a dry run they vote on every moment that opens, one sentence ahead of the others."""
    async with open_site() as site:
        lead = site.facilitator()
        room = await site.rooms.find(site.admission.code)
        await begin_dry_run(room, 9, thinking_seconds=0.01)
        await lead_to_the_meeting(lead)
        for number in (0, 1):
            await lead.step("open")
            async with asyncio.timeout(20):
                state = await lead.step()
                while state["voted"] < 9:
                    state = await lead.step()
            letters = [move.id for move in moves_at(number)]
            assert state["choices"]["votes"]["counts"] == simulated_hands(number, letters, 9)
            await say(lead, None)
        assert len(room.sitting.steps) == 2


def test_rooms_of_before_are_read(tmp_path: Any):
    """A file that was made before rooms played the rehearsal opens, with all that it held."""
    path = tmp_path / "room.sqlite"
    store = Store(path)
    store.create("CODE00", b"", "opening", time.time())
    store._database.execute("DROP TABLE moves")
    store.close()
    store = Store(path)
    assert store.load("CODE00").moves == ()
    store.close()


async def test_a_move_that_is_no_longer_there_ends_the_replay(open_site: Any):
    """A room whose moves the course no longer has goes on from the last one that it has."""
    async with open_site() as site:
        lead = site.facilitator()
        await lead_to_the_meeting(lead)
        await say(lead, "b", "B", "b")
        site.rooms.close()
        store = Store(site.rooms._path)
        store._database.execute("UPDATE moves SET move = 'z' WHERE place = 2")
        store.close()
        rooms = Rooms(site.rooms._path)
        room = await rooms.find(site.admission.code)
        assert room.state.decision == moment_id(2)
        await room.step(Step.OPEN, room.state.version)
        rooms.close()
