"""Which step of a session may follow which."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.room.errors import StepError
from course.room.state import MOMENTS, Phase, RoomState, Step, after, steps

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


#: Which of the steps that lead on or back is taken each time; a session of one ends nowhere.
TAKEN = st.lists(st.integers(0, 7), min_size=20, max_size=60)


def one_of(state: RoomState, number: int) -> Step:
    """Choose among the steps that may follow, but for the end."""
    possible = [step for step in steps(state, ORDER) if step is not Step.END]
    return possible[number % len(possible)]


@given(TAKEN)
def test_version_only_rises(taken: list[int]):
    """Every step raises the version by one, and a refused step changes nothing."""
    state = RoomState("opening")
    for number in taken:
        refused = [step for step in Step if step not in steps(state, ORDER)]
        with pytest.raises(StepError, match="Steps now"):
            after(state, refused[number % len(refused)], ORDER)
        newer = after(state, one_of(state, number), ORDER)
        assert newer.version == state.version + 1
        state = newer


@given(TAKEN)
def test_reveal_only_after_a_closed_round(taken: list[int]):
    """However the steps come, nothing is revealed while a round is open or before one."""
    state = RoomState("opening")
    for number in taken:
        before, state = state, after(state, one_of(state, number), ORDER)
        if state.phase is Phase.REVEALED:
            assert before.phase in (Phase.CLOSED, Phase.DISCUSS)


@given(TAKEN)
def test_coming_back_reveals_nothing_new(taken: list[int]):
    """Going back and on shows what had been revealed before, and never an open vote's counts."""
    state, held, revealed = RoomState("opening"), dict[str, int](), set[str]()
    for number in taken:
        step = one_of(state, number)
        state = after(state, step, ORDER, held=held)
        if state.phase is Phase.OPEN:  # somebody votes
            held[state.decision] = max(state.round, held.get(state.decision, 0))
        elif state.phase is Phase.REVEALED:
            if step in (Step.NEXT, Step.PREVIOUS):
                assert state.decision in revealed
                assert state.round == held[state.decision]
            revealed.add(state.decision)


def test_last_decision_has_no_next():
    """After the last reveal the only step that leads on is to end; others lead back."""
    state = RoomState("output", Phase.REVEALED, 2)
    assert list(map(str, steps(state, ORDER))) == ["end", "previous", "reopen"]


def test_first_decision_has_no_previous():
    """Before the first decision there is none to go back to."""
    for state in (RoomState("opening"), RoomState("opening", Phase.REVEALED, 1)):
        assert Step.PREVIOUS not in steps(state, ORDER)
        assert Step.PREVIOUS in steps(replace(state, decision="output"), ORDER)


@pytest.mark.parametrize("round_", [1, 2])
@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.REVEALED])
def test_reopening_opens_the_same_round_again(phase: Phase, round_: int):
    """A vote that was closed or revealed too soon is open again in its own round."""
    state = after(RoomState("opening", phase, round_, version=7), Step.REOPEN, ORDER)
    assert (state.phase, state.round, state.version) == (Phase.OPEN, round_, 8)


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.DISCUSS])
def test_nobody_leaves_votes_that_were_not_revealed(phase: Phase):
    """From an open vote or a discussion no step leads to another decision."""
    possible = steps(RoomState("output", phase, 1), ORDER)
    assert not {Step.NEXT, Step.PREVIOUS} & set(possible)


def test_a_decision_comes_back_as_it_was_left():
    """Who goes back and on again finds what was revealed revealed, and what was skipped to open."""
    held = {"opening": 2}
    back = after(RoomState("output", version=9), Step.PREVIOUS, ORDER, held=held)
    assert back == RoomState("opening", Phase.REVEALED, 2, version=10)
    on = after(back, Step.NEXT, ORDER, held=held)
    assert on == RoomState("output", Phase.LOBBY, 0, version=11)
    skipped = after(on, Step.PREVIOUS, ORDER, held={})
    assert skipped == RoomState("opening", Phase.LOBBY, 0, version=12)
    again = after(skipped, Step.NEXT, ORDER, held={"output": 1})
    assert again == RoomState("output", Phase.REVEALED, 1, version=13)


def test_end_is_the_end():
    """Nothing follows the end, and the message says so."""
    ended = walk(Step("end"))
    assert (str(ended.phase), steps(ended, ORDER)) == ("ended", ())
    assert {(Phase.ENDED, round_) for round_ in range(3)} < set(MOMENTS)
    told = r"^“open” does not follow from “ended”\. Steps now: none: it has ended\.$"
    with pytest.raises(StepError, match=told):
        after(ended, Step.OPEN, ORDER)


def test_a_step_that_does_not_follow_is_told_with_those_that_do():
    """Whoever leads reads what can be done now."""
    told = r"^“reveal” does not follow from “lobby”\. Steps now: open, next, end\.$"
    with pytest.raises(StepError, match=told):
        after(RoomState("opening"), Step.REVEAL, ORDER)


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("open close reveal", RoomState("opening", Phase.REVEALED, 1, 4)),
        ("open close vote-again close reveal", RoomState("opening", Phase.REVEALED, 2, 6)),
        ("open close discuss discuss reveal", RoomState("opening", Phase.REVEALED, 1, 6)),
        ("next open", RoomState("output", Phase.OPEN, 1, 3)),
    ],
)
def test_shortcuts(path: str, leads_to: RoomState):
    """The facilitator may leave out what the first round makes needless."""
    assert walk(*map(Step, path.split())) == leads_to


@pytest.mark.parametrize(
    ("moment", "path", "leads_to"),
    [
        ("moment-1", "open close say", RoomState("moment-1", Phase.LOBBY, 0, 4)),
        ("moment-2", "reveal next", RoomState("moment-2", Phase.LOBBY, 0, 3)),
        ("moment-2", "reveal", RoomState("moment-2", Phase.REVEALED, 1, 2)),
    ],
)
def test_a_moment_of_the_rehearsal(moment: str, path: str, leads_to: RoomState):
    """It has one vote; what came to light can be looked at once a sentence was said."""
    assert (Step.REVEAL in steps(RoomState(moment), [moment])) is (moment != "moment-1")
    state = RoomState(moment)
    for step in path.split():
        state = after(state, Step(step), [moment])
    assert state == leads_to


def test_timer_belongs_to_the_discussion():
    """A discussion has an end; every other state has none."""
    closed = walk(Step.OPEN, Step.CLOSE)
    arguments: dict[str, Any] = {"timer_ends_at_utc": 90.0}
    talking = after(closed, Step.DISCUSS, ORDER, **arguments)
    assert talking.timer_ends_at_utc == 90.0
    assert after(talking, Step.VOTE_AGAIN, ORDER, **arguments).timer_ends_at_utc is None
