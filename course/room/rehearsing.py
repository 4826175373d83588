"""The rehearsal as a room plays it: its moves are kept, and the meeting is played again from them.

Pure, like the meeting itself: which moment a room is at, what may be voted on, what is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from course.errors import CourseError
from course.rehearsal.meeting import AGAIN, Meeting
from course.rehearsal.script import Move
from course.rehearsal.sitting import Sitting, sit
from course.room.errors import StepError
from course.room.state import Phase, RoomState, moment_id, number_of
from course.room.tally import Ballots, most


def played(moves: Iterable[str]) -> Sitting:
    """Play the moves that a room has made, as far as the course still has them.

    Examples
    --------
    >>> moves_of(played(["b", "B", "no longer a move", "c"]))
    ['b', 'B']
    """
    sitting = sit()
    for move in moves:
        try:
            sitting = sitting.make(move)
        except CourseError:
            break
    return sitting


def moves_of(sitting: Sitting) -> list[str]:
    """List the moves that were made, as they are kept."""
    return [step.letter for step in sitting.steps]


def at(meeting: Meeting) -> tuple[str, Phase]:
    """Say at which moment a room is once it has played so far, and how it begins there."""
    number = (meeting.moment or meeting.script.moments[-1]).number
    return moment_id(number), Phase.OVER if meeting.is_over else Phase.LOBBY


def there(state: RoomState, meeting: Meeting) -> RoomState:
    """Bring a room that plays to the moment that its moves lead to, if it is at another."""
    moment, phase = at(meeting)
    if number_of(state.decision) is None or state.phase is Phase.ENDED:
        return state
    is_there = state.decision == moment and meeting.is_over is (state.phase is Phase.OVER)
    return state if is_there else replace(state, decision=moment, phase=phase, round=0)


def may_be_voted_on(state: RoomState, meeting: Meeting, decision: str, move: str) -> bool:
    """Tell whether a room has come to this move; of those that are still to come nothing is told.

    Examples
    --------
    >>> playing, meeting = RoomState("moment-1"), played("b").meeting
    >>> [may_be_voted_on(playing, meeting, f"moment-{number}", "B") for number in (1, 2)]
    [True, False]
    """
    if number_of(state.decision) is None:
        return False
    reached = [moment for moment, _ in meeting.moves_made]
    reached += [meeting.moment] if meeting.moment else []
    return any(
        moment_id(moment.number) == decision and move in {each.id for each in moment.moves}
        for moment in reached
    )


def say(sitting: Sitting, move: str | None, ballots: Ballots) -> Sitting:
    """Make the move that whoever leads has chosen, or else the one that most have voted for."""
    letter = move or most(ballots)
    if not letter:
        raise StepError(
            "No sentence has more votes than the others: choose one of them, and say so."
            if ballots
            else "Nobody has voted yet: choose a sentence, or open the vote."
        )
    known = choices(sitting.meeting)
    if letter not in known:
        raise StepError(f"Found the move {letter!r}; expected one of {', '.join(known)}.")
    return sitting.make(letter)


def choices(meeting: Meeting) -> dict[str, Move]:
    """List what can be said now, by how it is kept; a second move in a moment stands last.

    Examples
    --------
    >>> list(choices(played("bBbc").meeting))
    ['a', 'b', 'c', 'd', '+a', '+b', '+d']
    """
    first = {move.id: move for move in meeting.moves}
    return first | {f"{AGAIN}{move.id}": move for move in meeting.second_moves}


def order(decisions: Sequence[str], sitting: Sitting) -> list[str]:
    """List the decisions of a room and the moments that it has come to, in their order."""
    reached = [moment_id(moment.number) for moment, _ in sitting.meeting.moves_made]
    return [*decisions, *dict.fromkeys((*reached, at(sitting.meeting)[0]))]


def votes_for_what_was_said(
    sitting: Sitting, votes: dict[tuple[str, int], dict[int, str]]
) -> tuple[int, int] | None:
    """Count who voted for the sentence that was said last, and who voted; None if nobody did."""
    if not sitting.steps or sitting.steps[-1].letter.startswith(AGAIN):
        return None
    moment, move = sitting.meeting.moves_made[-1]
    ballots = votes.get((moment_id(moment.number), 1), {})
    return (list(ballots.values()).count(move.id), len(ballots)) if ballots else None
