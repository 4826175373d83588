"""Whatever order things come in, the counts are the last votes of the open rounds."""

import asyncio
import tempfile
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.decisions import decisions
from course.room import group_commit
from course.room.errors import RoomError, UnknownRoomError
from course.room.group_commit import GroupCommit
from course.room.live import DISCUSSION_SECONDS, LiveRoom
from course.room.rooms import create_room
from course.room.state import Phase, RoomState, Step, after, steps
from course.room.store import Store

CLIENTS = range(5)
NOW = 1_000.0
ORDER = decisions()
IDS = [one.id for one in ORDER]

# Later decisions are voted on too, so that late votes meet rounds that are not theirs.
VOTES = st.tuples(
    st.just("vote"),
    st.sampled_from(CLIENTS),
    st.sampled_from(IDS[:2]),
    st.sampled_from([1, 2]),
    st.sampled_from("ABCD"),
)
JOINS = st.tuples(st.just("join"), st.sampled_from(CLIENTS))
STEPS = st.tuples(st.just("step"), st.sampled_from(Step))
#: The usual next step, or the one after it in the list of those that follow.
NEXT_STEPS = st.tuples(st.just("next"), st.sampled_from([0, 0, 0, 1]))
#: What happens at once, before the next thing is asked for.
MOMENTS = st.lists(st.one_of(VOTES, VOTES, VOTES, JOINS, NEXT_STEPS, STEPS), max_size=8)
#: Between moments the server may be restarted.
SESSIONS = st.lists(st.tuples(MOMENTS, st.booleans()), max_size=20)


class Model:
    """What must come out: the rules in their simplest form."""

    def __init__(self) -> None:
        self.state = RoomState(IDS[0])
        self.votes: dict[tuple[str, int], dict[int, str]] = {}
        self.joined: set[int] = set()

    def vote(self, client: int, decision: str, round_: int, option: str) -> bool:
        """Count a vote if its round is open."""
        is_open = (self.state.phase, self.state.decision, self.state.round) == (
            Phase.OPEN,
            decision,
            round_,
        )
        if is_open:
            self.votes.setdefault((decision, round_), {})[client] = option
        return is_open

    @property
    def held(self) -> dict[str, int]:
        """The last round of each decision that was voted on."""
        return dict(sorted(self.votes))


async def play(session: list[tuple[list[Any], bool]], path: Path) -> None:
    """Play a session with a real store and compare every outcome with the model."""
    code = create_room(path).code
    commit = GroupCommit(Store(path))
    room = LiveRoom(await commit(lambda store: store.load(code)), ORDER, commit, lambda: NOW)
    model, tokens = Model(), dict[int, str]()
    for moment, is_restarted in session:
        await play_moment(moment, room, model, tokens)
        if is_restarted:
            commit.close()
            commit = GroupCommit(Store(path))
            room = LiveRoom(
                await commit(lambda store: store.load(code)), ORDER, commit, lambda: NOW
            )
        stored = await commit(lambda store: store.load(code))
        numbers = {client: room.participant(token) for client, token in tokens.items()}
        expected = {
            of: {numbers[client]: option for client, option in ballots.items()}
            for of, ballots in model.votes.items()
        }
        assert room.state == stored.state == model.state
        assert room.votes == stored.votes == expected
        assert room.joined == len(model.joined) == len(set(numbers.values()))
    commit.close()


async def play_moment(
    moment: list[Any], room: LiveRoom, model: Model, tokens: dict[int, str]
) -> None:
    """Let everything of a moment happen at once, and take it into the model in its order."""
    version, had_ended = room.state.version, model.state.phase is Phase.ENDED
    asked, expected, joining = [], [], dict[int, Any]()
    for kind, *rest in moment:
        if kind == "join" and rest[0] not in joining:
            client = rest[0]
            joining[client] = asyncio.create_task(room.join(tokens.get(client)))
            if not had_ended:
                model.joined.add(client)
        elif kind == "vote" and rest[0] in tokens:
            client, decision, round_, option = rest
            number = room.participant(tokens[client])
            assert number is not None
            asked.append(asyncio.create_task(room.vote(number, decision, round_, option)))
            expected.append(model.vote(client, decision, round_, option))
        elif kind in ("step", "next"):
            possible = steps(model.state, IDS) or (Step.END,)
            step = rest[0] if kind == "step" else possible[rest[0] % len(possible)]
            asked.append(asyncio.create_task(room.step(step, version)))
            # Each step is asked for from the state that everyone saw: the first one counts.
            counts = model.state.version == version and step in steps(model.state, IDS)
            if counts:
                ends = NOW + DISCUSSION_SECONDS
                model.state = after(model.state, step, IDS, timer_ends_at_utc=ends, held=model.held)
            expected.append(counts)
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    for outcome, counts in zip(outcomes, expected, strict=True):
        assert (outcome is None) if counts else isinstance(outcome, RoomError), outcome
    for client, task in joining.items():
        if client in model.joined:
            tokens[client] = await task
        else:
            with pytest.raises(UnknownRoomError, match="has ended"):
                await task


def run_aside(playing: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: a browser test may have left a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, playing).result()


@patch.object(group_commit, "GATHER_SECONDS", 0)
@settings(max_examples=settings().max_examples // 2)
@given(session=SESSIONS)
def test_counts_are_the_last_votes(session: list[tuple[list[Any], bool]]):
    """Joins, votes, changed votes, steps, late votes and restarts in any order: the counts are
    the last votes, none came after closing, nobody counts twice.
    """
    with tempfile.TemporaryDirectory() as folder:
        run_aside(play(session, Path(folder) / "room.sqlite"))
