"""Which step of a session may follow which."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.room.errors import StepError
from course.room.state import Phase, RoomState, Step, after, steps

ORDER = ["opening", "output"]


def walk(*names: Step) -> RoomState:
    """Take these steps from the lobby of the first decision."""
    state = RoomState("opening")
    for name in names:
        state = after(state, name, ORDER)
    return state


def test_straight_path():
    """A decision goes from the lobby through two rounds to the reveal, then the next one."""
    seen = [RoomState("opening")]
    for step in ("open", "close", "discuss", "vote-again", "close", "reveal", "next"):
        seen.append(after(seen[-1], Step(step), ORDER))
    assert [(str(state.phase), state.round) for state in seen] == [
        ("lobby", 0),
        ("open", 1),
        ("closed", 1),
        ("discuss", 1),
        ("open", 2),
        ("closed", 2),
        ("revealed", 2),
        ("lobby", 0),
    ]
    assert seen[-1].decision == "output"


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_version_only_rises(wanted: list[Step]):
    """Every step raises the version by one, and a refused step changes nothing."""
    state = RoomState("opening")
    for step in wanted:
        if step in steps(state, ORDER):
            newer = after(state, step, ORDER)
            assert newer.version == state.version + 1
            state = newer
        else:
            with pytest.raises(StepError, match="Steps now"):
                after(state, step, ORDER)


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_reveal_only_after_a_closed_round(wanted: list[Step]):
    """However the steps come, nothing is revealed while a round is open or before one."""
    state = RoomState("opening")
    before = state
    for step in wanted:
        if step in steps(state, ORDER):
            before, state = state, after(state, step, ORDER)
            if state.phase is Phase.REVEALED:
                assert before.phase in (Phase.CLOSED, Phase.DISCUSS)


def test_last_decision_has_no_next():
    """After the last reveal the only step is to end."""
    state = RoomState("output", Phase.REVEALED, 2)
    assert steps(state, ORDER) == (Step.END,)


def test_end_is_the_end():
    """Nothing follows the end, and the message says so."""
    with pytest.raises(StepError, match="it has ended"):
        after(walk(Step.END), Step.OPEN, ORDER)


@pytest.mark.parametrize(
    "path",
    [
        [Step.OPEN, Step.CLOSE, Step.REVEAL],
        [Step.OPEN, Step.CLOSE, Step.VOTE_AGAIN, Step.CLOSE, Step.REVEAL],
        [Step.OPEN, Step.CLOSE, Step.DISCUSS, Step.DISCUSS, Step.REVEAL],
        [Step.NEXT, Step.OPEN],
    ],
)
def test_shortcuts(path: list[Step]):
    """The facilitator may leave out what the first round makes needless."""
    walk(*path)


def test_timer_belongs_to_the_discussion():
    """A discussion has an end; every other state has none."""
    closed = walk(Step.OPEN, Step.CLOSE)
    arguments: dict[str, Any] = {"timer_ends_at_utc": 90.0}
    talking = after(closed, Step.DISCUSS, ORDER, **arguments)
    assert talking.timer_ends_at_utc == 90.0
    assert after(talking, Step.VOTE_AGAIN, ORDER, **arguments).timer_ends_at_utc is None
