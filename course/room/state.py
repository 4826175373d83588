"""Which step of a session may follow which: pure, without clock, network or storage.

For each decision a room goes from the lobby through two rounds of voting, with a
discussion between them, to the reveal.

Source: peer instruction (Crouch & Mazur 2001, doi:10.1119/1.1374249): vote alone,
discuss, vote again, and only then hear the explanation. That the room sees no counts
before is our own: a first majority on the wall would speak in the discussion.

After the last reveal a room may play the rehearsal: its moments take the place of decisions, with
one vote each and no key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from course.room.errors import StepError


class Phase(StrEnum):
    """Where a room is within its decision."""

    LOBBY = "lobby"
    OPEN = "open"
    CLOSED = "closed"
    DISCUSS = "discuss"
    REVEALED = "revealed"
    #: The rehearsal has come to its end.
    OVER = "over"
    ENDED = "ended"


class Step(StrEnum):
    """What the facilitator can ask of a room."""

    OPEN = "open"
    CLOSE = "close"
    DISCUSS = "discuss"
    VOTE_AGAIN = "vote-again"
    REVEAL = "reveal"
    #: Make a move of the rehearsal.
    SAY = "say"
    NEXT = "next"
    PREVIOUS = "previous"
    REOPEN = "reopen"
    END = "end"


#: The steps that take something back. What was voted stays with all of them.
BACK = (Step.PREVIOUS, Step.REOPEN)


@dataclass(frozen=True)
class RoomState:
    """Where a room is."""

    #: The id of the decision the room is at, or of the moment of the rehearsal.
    decision: str
    #: Where it is within that decision.
    phase: Phase = Phase.LOBBY
    #: 0 in the lobby, then the round that is open or was last open, 1 or 2.
    round: int = 0
    #: Rises by one with every step and never falls, so that whoever receives two states knows which
    #: one is newer.
    version: int = 1
    #: When the discussion is planned to end, in seconds since 1970; None outside it.
    timer_ends_at_utc: float | None = None


# The straight path is lobby, open(1), closed(1), discuss, open(2), closed(2), revealed.
# The facilitator can leave out what the first round makes needless: the discussion when
# the point has to be explained first, the second round when nearly everyone has it.
# Reopening opens the round that was closed last, for those who were too slow or a slip of a
# key. A decision is left only from its lobby or its reveal, so that no votes are left hanging.
_LOBBY = (Phase.LOBBY, 0)
_TARGETS: dict[tuple[Phase, int], dict[Step, tuple[Phase, int]]] = {
    _LOBBY: {Step.OPEN: (Phase.OPEN, 1), Step.NEXT: _LOBBY, Step.PREVIOUS: _LOBBY},
    (Phase.OPEN, 1): {Step.CLOSE: (Phase.CLOSED, 1)},
    (Phase.CLOSED, 1): {
        Step.DISCUSS: (Phase.DISCUSS, 1),
        Step.VOTE_AGAIN: (Phase.OPEN, 2),
        Step.REVEAL: (Phase.REVEALED, 1),
        Step.REOPEN: (Phase.OPEN, 1),
    },
    (Phase.DISCUSS, 1): {
        Step.VOTE_AGAIN: (Phase.OPEN, 2),
        Step.DISCUSS: (Phase.DISCUSS, 1),
        Step.REVEAL: (Phase.REVEALED, 1),
    },
    (Phase.OPEN, 2): {Step.CLOSE: (Phase.CLOSED, 2)},
    (Phase.CLOSED, 2): {Step.REVEAL: (Phase.REVEALED, 2), Step.REOPEN: (Phase.OPEN, 2)},
    **{
        (Phase.REVEALED, round_): {
            Step.NEXT: _LOBBY,
            Step.PREVIOUS: _LOBBY,
            Step.REOPEN: (Phase.OPEN, round_),
        }
        for round_ in (1, 2)
    },
}

# A moment of the rehearsal. What came to light may be shown between two of them as well.
_IN_REHEARSAL: dict[tuple[Phase, int], dict[Step, tuple[Phase, int]]] = {
    _LOBBY: {
        Step.OPEN: (Phase.OPEN, 1),
        Step.SAY: _LOBBY,
        Step.REVEAL: (Phase.REVEALED, 1),
        Step.PREVIOUS: _LOBBY,
    },
    (Phase.OPEN, 1): {Step.CLOSE: (Phase.CLOSED, 1), Step.SAY: _LOBBY},
    (Phase.CLOSED, 1): {Step.SAY: _LOBBY, Step.REOPEN: (Phase.OPEN, 1)},
    (Phase.REVEALED, 1): {Step.NEXT: _LOBBY},
    (Phase.OVER, 0): {Step.PREVIOUS: _LOBBY},
}

#: Every phase and round that a room can be in.
MOMENTS = (*_TARGETS, (Phase.OVER, 0), *((Phase.ENDED, round_) for round_ in (0, 1, 2)))

# From one decision to another, and how far it is in the order of the session.
_TO_ANOTHER = {Step.NEXT: 1, Step.PREVIOUS: -1}


_MOMENT = "moment-"

#: Up to here too little was said to look at what came to light.
_FIRST_SENTENCE = 1


def moment_id(number: int) -> str:
    """Name a moment of the rehearsal as a room does.

    Examples
    --------
    >>> moment_id(3), number_of("moment-3"), number_of("opening")
    ('moment-3', 3, None)
    """
    return f"{_MOMENT}{number}"


def number_of(decision: str) -> int | None:
    """Tell the number of a moment of the rehearsal; None for a decision."""
    is_moment = decision.startswith(_MOMENT)
    return int(decision.removeprefix(_MOMENT)) if is_moment else None


def steps(state: RoomState, order: Sequence[str]) -> tuple[Step, ...]:
    """List the steps that may follow, the usual one first and those that lead back last.

    Examples
    --------
    >>> [str(step) for step in steps(RoomState("opening"), ["opening"])]
    ['open', 'end']
    """
    if state.phase is Phase.ENDED:
        return ()
    number, at = number_of(state.decision), order.index(state.decision)
    if number is None:
        # The rehearsal gives answers away: nobody skips into it.
        reached = [
            each for each in order if state.phase is Phase.REVEALED or number_of(each) is None
        ]
        possible = [
            step
            for step in _TARGETS[state.phase, state.round]
            if 0 <= at + _TO_ANOTHER.get(step, 0) < len(reached)
        ]
    else:
        possible = [
            step
            for step in _IN_REHEARSAL[state.phase, state.round]
            if step is not Step.REVEAL or number > _FIRST_SENTENCE
        ]
    back = [step for step in possible if step in BACK]
    return (*(step for step in possible if step not in back), Step.END, *back)


def after(
    state: RoomState,
    step: Step,
    order: Sequence[str],
    *,
    timer_ends_at_utc: float | None = None,
    held: Mapping[str, int] | None = None,
) -> RoomState:
    """Return the state that a step leads to, with the next higher version.

    Examples
    --------
    >>> lobby = RoomState("opening")
    >>> opened = after(lobby, Step.OPEN, ["opening", "output"])
    >>> (str(opened.phase), opened.round, opened.version)
    ('open', 1, 2)
    """
    possible = steps(state, order)
    if step not in possible:
        names = ", ".join(possible) or "none: it has ended"
        raise StepError(f"“{step}” does not follow from “{state.phase}”. Steps now: {names}.")
    decision = state.decision
    is_rehearsal = number_of(decision) is not None
    if step is Step.END:
        phase, round_ = Phase.ENDED, state.round
    else:
        targets = _IN_REHEARSAL if is_rehearsal else _TARGETS
        phase, round_ = targets[state.phase, state.round][step]
    if step is Step.PREVIOUS or (step is Step.NEXT and not is_rehearsal):
        decision = order[order.index(decision) + _TO_ANOTHER[step]]
        if held and decision in held and number_of(decision) is None:
            phase, round_ = Phase.REVEALED, held[decision]
    return replace(
        state,
        decision=decision,
        phase=phase,
        round=round_,
        version=state.version + 1,
        timer_ends_at_utc=timer_ends_at_utc if phase is Phase.DISCUSS else None,
    )
