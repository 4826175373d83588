"""A dry run with people who are not there."""

import asyncio
import gc
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.decisions import decisions
from course.rehearsal import script
from course.room.dry_run import (
    MOST_PEOPLE,
    begin_dry_run,
    simulated_hands,
    simulated_moves,
    simulated_votes,
    usual_number,
)
from course.room.errors import MalformedRequestError
from course.room.rooms import Rooms
from course.room.tally import counts, suggestion


@given(st.integers(1, 300), st.integers(0, 9))
def test_same_seed_same_votes(people: int, seed: int):
    """A dry run can be repeated: everybody votes, twice, and the same way each time."""
    votes = simulated_votes(people, seed)
    assert votes == simulated_votes(people, seed)
    assert set(votes) == {(asked.id, round_) for asked in decisions() for round_ in (1, 2)}
    assert all(list(chosen) == list(range(people)) for chosen in votes.values())


@given(st.integers(1, 300))
def test_nobody_is_talked_out_of_the_key(people: int):
    """Talking brings some to the key and takes nobody away from it."""
    votes = simulated_votes(people)
    for asked in decisions():
        first, second = votes[asked.id, 1], votes[asked.id, 2]
        for person in range(people):
            assert second[person] in (first[person], asked.key)


@given(st.integers(0, 13), st.integers(1, 300), st.integers(0, 5))
def test_simulated_moves_are_the_same_each_time(number: int, people: int, seed: int):
    """Everybody has one sentence, as often as was made up for it."""
    letters = [move.id for move in script().moments[number].moves]
    dealt = simulated_moves(number, letters, people, seed)
    assert dealt == simulated_moves(number, letters, people, seed)
    hands = simulated_hands(number, letters, people)
    assert {letter: list(dealt.values()).count(letter) for letter in letters} == hands


def test_every_suggestion_comes_up():
    """Somebody who practises meets each of the three ways to go on."""
    votes = simulated_votes()
    suggested = [suggestion(votes[asked.id, 1], asked.key) for asked in decisions()]
    assert set(suggested) == {"explain", "discuss", "move-on"}


def test_seeds_differ_in_who_and_not_in_how_many():
    """Another seed deals the same choices to other people."""
    one, other = simulated_votes(seed=1), simulated_votes(seed=2)
    assert one != other
    assert counts(one["output", 1], "ABCD") == counts(other["output", 1], "ABCD")


async def test_simulated_people_vote_in_both_rounds(open_site: Any):
    """They join as phones do and vote when a round opens; the front says what they are."""
    async with open_site() as site:
        lead = site.facilitator()
        room = await site.rooms.find(site.admission.code)
        await begin_dry_run(room, 12, thinking_seconds=0.05)
        state = await lead.step("open")
        assert state["joined"] == 12
        assert state["dry_run"] == "Dry run with 12 simulated people"
        expected = simulated_votes(12)
        for round_, step in ((1, "vote-again"), (2, "reveal")):
            deadline = time.monotonic() + 20
            while (await lead.step())["voted"] < 12:
                assert time.monotonic() < deadline
            state = await lead.step("close", step)
            seen = state["results"]["rounds"][round_ - 1]["counts"]
            assert seen == counts(expected["opening", round_], "ABCD")
        screen = json.loads((await lead.get("lead/screen-state")).body)
        assert screen["dry_run"] == "Dry run with 12 simulated people"


async def test_results_of_a_dry_run_say_so(open_site: Any):
    """Whoever finds the file later does not take it for a session, even after a restart."""
    async with open_site() as site:
        lead = site.facilitator()
        assert (await lead.post("lead/dry-run", {})).code == 200
        answer = await lead.get("lead/results.json")
        assert "dry-run-" in answer.headers["Content-Disposition"]
        assert json.loads(answer.body)["simulated"] == usual_number()
        site.rooms.close()
        later = Rooms(site.rooms._path)
        assert (await later.find(site.admission.code)).simulated == usual_number()
        later.close()


async def test_a_session_is_not_mixed_with_simulated_votes(open_site: Any):
    """Once somebody is in the room, or it has begun, nobody simulated joins it."""
    async with open_site() as site:
        lead, phone = site.facilitator(), site.visitor()
        await phone.join()
        answer = await lead.post("lead/dry-run", {"people": 5})
        assert answer.code == 409
        assert "empty room" in json.loads(answer.body)["error"]
        assert (await lead.step("open"))["joined"] == 1
    async with open_site() as site:
        lead = site.facilitator()
        await lead.step("open")
        assert (await lead.post("lead/dry-run", {"people": 5})).code == 409
        results = await lead.get("lead/results.json")
        assert json.loads(results.body)["simulated"] == 0


@pytest.mark.parametrize("people", [0, -1, MOST_PEOPLE + 1, "5", True, 2.5, [5]])
async def test_odd_numbers_are_refused(open_site: Any, people: object):
    """A number of people that is none is answered with what was expected."""
    async with open_site() as site:
        lead = site.facilitator()
        answer = await lead.post("lead/dry-run", {"people": people})
        assert answer.code == 400
        assert "Expected" in json.loads(answer.body)["error"]
        assert (await lead.step())["joined"] == 0


async def test_a_hurried_facilitator_breaks_nothing(open_site: Any):
    """A round that closes while people think, and a room that is deleted, leave no error."""
    trouble = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: trouble.append(told))
    async with open_site() as site:
        lead = site.facilitator()
        room = await site.rooms.find(site.admission.code)
        await begin_dry_run(room, 8, thinking_seconds=0.2)
        await lead.step("open", "close")
        await asyncio.sleep(0.4)
        assert (await lead.step("vote-again"))["joined"] == 8
        assert (await lead.post("lead/delete", {"delete": room.code})).code == 200
        if ending := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(ending, timeout=10)
        gc.collect()
        assert asyncio.all_tasks() == {asyncio.current_task()}
    assert trouble == []


async def test_dry_run_needs_somebody(open_site: Any):
    """Asked from Python, the same limits hold."""
    async with open_site() as site:
        room = await site.rooms.find(site.admission.code)
        with pytest.raises(MalformedRequestError, match="from 1 to"):
            await begin_dry_run(room, 0)
