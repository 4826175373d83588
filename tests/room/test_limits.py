"""Wrong codes: how many are told as such, and how many wait for their answer."""

import asyncio

import pytest

from course.room import limits
from course.room.limits import WAITING, WRONG_CODES, WRONG_CODES_PER_SECOND, WrongCodes


class Clock:
    """A clock that stands until it is set."""

    seconds = 50.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.seconds


def within(wrong: WrongCodes, tries: int) -> int:
    """Count how many of some wrong codes are within the budget."""
    return sum(wrong.is_within_budget() for _ in range(tries))


def test_the_budget_comes_back_as_fast_as_it_says():
    """All at once, then so many a second, and those that were refused cost nothing."""
    clock = Clock()
    wrong = WrongCodes(clock)
    assert within(wrong, 3 * WRONG_CODES) == WRONG_CODES
    for seconds in (1, 3, 10):
        clock.seconds += seconds
        assert within(wrong, WRONG_CODES) == seconds * WRONG_CODES_PER_SECOND


def test_a_quiet_hour_saves_nothing_up():
    """However long nobody tried, no more than the whole budget is there."""
    clock = Clock()
    wrong = WrongCodes(clock)
    within(wrong, 5)
    clock.seconds += 3_600
    assert within(wrong, 2 * WRONG_CODES) == WRONG_CODES


def test_a_clock_that_started_long_ago_gives_no_more():
    """The budget counts from the first moment, whatever the clock said then."""
    clock = Clock()
    clock.seconds = -1_000_000.0
    wrong = WrongCodes(clock)
    assert within(wrong, 2 * WRONG_CODES) == WRONG_CODES
    assert wrong.is_within_budget() is False


async def test_an_answer_waits_and_makes_room_again(monkeypatch):
    """It counts while it waits, and no longer once it was given or its phone has gone."""
    monkeypatch.setattr(limits, "LATE_SECONDS", 0)
    wrong = WrongCodes()
    waiting = [asyncio.create_task(wrong.hold_back()) for _ in range(3)]
    await asyncio.sleep(0)
    assert wrong.waiting == 3
    waiting[0].cancel()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert answers[1:] == [True, True]
    assert wrong.waiting == 0


@pytest.mark.parametrize(("waiting", "waits"), [(WAITING - 1, True), (WAITING, False)])
async def test_no_more_wait_than_may(monkeypatch, waiting: int, waits: bool):
    """The last place is given away; beyond it the answer comes at once and counts nowhere."""
    monkeypatch.setattr(limits, "LATE_SECONDS", 0)
    wrong = WrongCodes()
    wrong.waiting = waiting
    assert await wrong.hold_back() is waits
    assert wrong.waiting == waiting
