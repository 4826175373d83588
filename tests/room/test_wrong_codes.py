"""Codes that open no room: answered late, counted for the whole server, and in nobody's way."""

import asyncio
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest

from course.room import limits, tokens
from course.room.group_commit import GroupCommit
from course.room.limits import WRONG_CODES, WrongCodes
from course.room.rooms import create_room

DOCS = Path(__file__).parents[2] / "docs" / "workshop.md"


async def guess(site: Any, number: int) -> Any:
    """Try a code that opens no room, as somebody who was never here."""
    visitor = site.visitor()
    visitor.room_url = f"{site.url}{number:06d}/"
    return await visitor.post("join")


@pytest.fixture
def waiting_takes_for_ever(monkeypatch: Any):
    """Let no wrong code be answered within this test."""
    monkeypatch.setattr(limits, "LATE_SECONDS", 3_600)


@pytest.fixture
def at_once(monkeypatch: Any):
    """Let wrong codes be answered at once."""
    monkeypatch.setattr(limits, "LATE_SECONDS", 0)


@pytest.mark.usefixtures("at_once")
async def test_right_code_enters_whatever_is_tried(open_site: Any):
    """After far more wrong codes than the budget has, newcomers and the facilitator enter."""
    async with open_site() as site:
        site.rooms.wrong_codes = WrongCodes(now=lambda: 0.0)
        codes = [(await guess(site, number)).code for number in range(WRONG_CODES + 2)]
        assert codes == [404] * WRONG_CODES + [429] * 2
        newcomer = site.visitor()
        assert (await newcomer.get("")).code == 200
        assert (await newcomer.post("join")).code == 200
        leading = await site.visitor().post(
            "lead/enter", {"token": site.admission.facilitator_token}
        )
        assert leading.code == 200
        assert (await guess(site, 7)).headers["Retry-After"]


@pytest.mark.usefixtures("waiting_takes_for_ever")
async def test_wrong_code_waits_and_a_right_one_does_not(open_site: Any):
    """While a wrong code waits for its answer, right ones are answered."""
    async with open_site() as site:
        await site.visitor().join()
        wrong = asyncio.create_task(guess(site, 1))
        for _ in range(10):
            assert (await site.visitor().post("join")).code == 200
        assert not wrong.done()
        wrong.cancel()


@pytest.mark.usefixtures("at_once")
async def test_wrong_codes_never_reach_the_store(open_site: Any, monkeypatch: Any):
    """No wrong code is looked for in the file, or waits with the votes for their commit."""
    async with open_site() as site:
        await site.visitor().join()
        for routine in site.rooms._routines:
            routine.stop()
        # A look at the file that was under way has gone before the next commit.
        await site.visitor().join()
        asked: list[object] = []
        commit = GroupCommit.__call__

        async def note(self: GroupCommit, operation: Any) -> Any:
            asked.append(operation)
            return await commit(self, operation)

        monkeypatch.setattr(GroupCommit, "__call__", note)
        for number in range(20):
            await guess(site, number)
        assert asked == []
        await site.visitor().join()
        assert len(asked) == 1


@pytest.mark.usefixtures("waiting_takes_for_ever")
async def test_waiting_answers_are_bounded(open_site: Any, monkeypatch: Any):
    """When as many wait as may, one more is answered at once and its connection closed."""
    monkeypatch.setattr(limits, "WAITING", 5)
    async with open_site() as site:
        await site.visitor().join()
        waiting = [asyncio.create_task(guess(site, number)) for number in range(5)]
        while site.rooms.wrong_codes.waiting < 5:
            await site.visitor().get("")
        answer = await guess(site, 6)
        assert answer.code == 429
        assert answer.headers["Connection"] == "close"
        assert not any(task.done() for task in waiting)
        assert (await site.visitor().post("join")).code == 200
        for task in waiting:
            task.cancel()


async def test_room_of_another_process_is_found_at_once(open_site: Any):
    """A room that a notebook made a moment ago opens at the first asking."""
    async with open_site() as site:
        await site.visitor().join()
        other = await asyncio.to_thread(create_room, site.rooms._path)
        visitor = site.visitor()
        visitor.room_url = f"{site.url}{other.code}/"
        assert (await visitor.post("join")).code == 200


@pytest.mark.usefixtures("waiting_takes_for_ever")
async def test_room_that_was_deleted_is_told_at_once(open_site: Any):
    """Phones of a deleted room hear so at once, and use up nobody's budget."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.post("lead/delete", {"delete": site.admission.code})
        for _ in range(WRONG_CODES + 5):
            answer = await one.get("state")
            assert answer.code == 404
        assert "no room" in json.loads(answer.body)["error"]


def test_budget_eases_with_time():
    """The whole server has one budget, and it comes back."""
    clock = [0.0]
    wrong = WrongCodes(now=lambda: clock[0])
    assert all(wrong.is_within_budget() for _ in range(WRONG_CODES))
    assert not wrong.is_within_budget()
    clock[0] = 1.0
    assert wrong.is_within_budget()


def test_docs_state_the_odds():
    """What is said about guessing is what comes out of the length of the code."""
    rows = re.findall(r"^\| ([\d,]+) a second \| 1 in ([\d,]+) \|$", DOCS.read_text(), re.MULTILINE)
    assert len(rows) >= 3
    codes = len(tokens._ALPHABET) ** tokens.CODE_LENGTH
    for rate, one_in in rows:
        guesses = int(rate.replace(",", "")) * 2 * 60 * 60
        odds = -math.expm1(guesses * math.log1p(-1 / codes))
        assert int(one_in.replace(",", "")) == pytest.approx(1 / odds, rel=0.005)
