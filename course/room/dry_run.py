"""A dry run: people who are not there choose, talk and choose again, the same each time.

They take part as phones do, so panel, projector and results behave as in a session.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from random import Random
from typing import TYPE_CHECKING

from course import content
from course.content.decisions import Decision, decisions
from course.room.errors import (
    MalformedRequestError,
    NotJoinedError,
    StepError,
    VoteClosedError,
)
from course.room.state import number_of

if TYPE_CHECKING:
    from course.room.live import LiveRoom

#: Up to how many seconds a simulated person thinks before they vote.
THINKING_SECONDS = 20.0

#: How many simulated people a room admits: a lecture hall, and still a light load.
MOST_PEOPLE = 300


def usual_number() -> int:
    """Tell how many people a dry run has unless somebody asks for another number."""
    return int(content.load("facilitation")["dry_run"]["people"])


def simulated_votes(
    people: int | None = None, seed: int = 1
) -> dict[tuple[str, int], dict[int, str]]:
    """Make up how simulated people vote in both rounds of each decision.

    Examples
    --------
    >>> first = simulated_votes(people=4)["opening", 1]
    >>> sorted(first.values())
    ['B', 'B', 'B', 'C']
    """
    # The shares are constructed so that each of the three suggestions comes up; they show nothing
    # about how people choose.
    votes = {}
    for asked in decisions():
        first = _first_round(asked, people or usual_number(), seed)
        votes[asked.id, 1] = first
        votes[asked.id, 2] = _second_round(asked, first)
    return votes


def simulated_hands(
    number: int, letters: Sequence[str], people: int | None = None
) -> dict[str, int]:
    """Make up how many want each sentence of a moment of the rehearsal; one has more than others.

    Examples
    --------
    >>> simulated_hands(3, "abcd", 24)
    {'d': 11, 'a': 6, 'c': 4, 'b': 3}
    """
    left = people or usual_number()
    chance = Random(f"rehearsal {number}")  # noqa: S311 - practice, no secret
    first, *others = chance.sample(list(letters), len(letters))
    hands = {}
    for letter in others:
        hands[letter] = left // 4
        left -= hands[letter]
    return {first: left, **hands}


def simulated_moves(
    number: int, letters: Sequence[str], people: int, seed: int = 1
) -> dict[int, str]:
    """Make up which sentence of a moment of the rehearsal each simulated person votes for."""
    hands = simulated_hands(number, letters, people)
    dealt = [letter for letter, count in hands.items() for _ in range(count)]
    Random(f"{seed} moment {number}").shuffle(dealt)  # noqa: S311 - practice, no secret
    return dict(enumerate(dealt))


async def begin_dry_run(
    room: "LiveRoom",
    people: int | None = None,
    *,
    seed: int = 1,
    thinking_seconds: float = THINKING_SECONDS,
) -> None:
    """Let simulated people join a room; from then on they vote whenever a round opens."""
    # They live as long as this process serves the room.
    people = usual_number() if people is None else people
    if not 1 <= people <= MOST_PEOPLE:
        raise MalformedRequestError(
            f"Expected from 1 to {MOST_PEOPLE} simulated people, and got {people}."
        )
    if room.joined or room.state.version > 1:
        raise StepError("A dry run needs an empty room that has not begun. Start a new one.")
    await room.mark_as_dry_run(people)
    tokens = await asyncio.gather(*(room.join(None) for _ in range(people)))
    votes = simulated_votes(people, seed)
    for person, token in enumerate(tokens):
        number = room.participant(token)
        assert number is not None

        def choose(decision: str, round_: int, letters: list[str], person: int = person) -> str:
            moment = number_of(decision)
            if moment is None:
                return votes[decision, round_][person]
            return simulated_moves(moment, letters, people, seed)[person]

        pace = Random(f"{seed} {person}")  # noqa: S311 - practice, no secret
        room.phones(number).add(_Person(room, number, choose, pace, thinking_seconds))
    room.send_to_front()


class _Person:
    """A phone with nobody at it."""

    def __init__(
        self,
        room: "LiveRoom",
        number: int,
        choose: Callable[[str, int, list[str]], str],
        pace: Random,
        thinking_seconds: float,
    ) -> None:
        self._room = room
        self._number = number
        self._choose = choose
        self._pace = pace
        self._thinking_seconds = thinking_seconds
        self._voted: set[tuple[str, int]] = set()
        self._voting: set[asyncio.Task[None]] = set()

    def hear(self, message: str) -> None:
        """Begin to think when a round opens."""
        seen = json.loads(message)
        if seen.get("phase") != "open":
            return
        ballot = (seen["decision"]["id"], seen["round"])
        if ballot not in self._voted:  # the same round is told again when the vote is counted
            self._voted.add(ballot)
            option = self._choose(*ballot, [each["id"] for each in seen["decision"]["options"]])
            task = asyncio.create_task(self._vote(*ballot, option))
            self._voting.add(task)
            task.add_done_callback(self._voting.discard)

    def leave(self) -> None:
        """Stop thinking: the room is gone."""
        for task in self._voting:
            task.cancel()

    join_again = leave

    async def _vote(self, decision: str, round_: int, option: str) -> None:
        await asyncio.sleep(self._pace.uniform(0.1, 1) * self._thinking_seconds)
        try:
            await self._room.vote(self._number, decision, round_, option)
        except (VoteClosedError, NotJoinedError):
            return  # the facilitator was quicker, as happens to people


def _first_round(asked: Decision, people: int, seed: int) -> dict[int, str]:
    shares: dict[str, float] = content.load("facilitation")["dry_run"][asked.id]["first"]
    chosen, below = [], 0.0
    letters = iter(shares)
    letter = ""
    for place in range(people):
        while (place + 0.5) / people > below:
            letter = next(letters, letter)
            below += shares[letter]
        chosen.append(letter)
    Random(f"{seed} {asked.id}").shuffle(chosen)  # noqa: S311 - practice, no secret
    return dict(enumerate(chosen))


def _second_round(asked: Decision, first: dict[int, str]) -> dict[int, str]:
    """Let talking bring the same share of each group to the key."""
    moved: float = content.load("facilitation")["dry_run"][asked.id]["moved"]
    second = dict(first)
    for option in asked.options:
        group = [person for person, letter in first.items() if letter == option.id]
        for person in group[: round(moved * len(group))]:
            second[person] = asked.key
    return second
