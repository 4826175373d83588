"""What a meeting shows afterwards: beside other first sentences, and beside other moves."""

from collections.abc import Mapping
from dataclasses import dataclass

from course.rehearsal.meeting import AGAIN, Meeting, begin
from course.rehearsal.replay import letters_by_moment
from course.rehearsal.script import Fact, Moment, Move

#: The moment of the first sentence.
OPENING = 1

#: What becomes of a fact: it comes out, is held back behind a guarded line, or nobody asks for it.
OUT, HELD_BACK, NEVER_ASKED = "out", "held_back", "never_asked"


def became(meeting: Meeting) -> dict[int, str]:
    """Say of each fact what became of it.

    Examples
    --------
    >>> from course.rehearsal import replay
    >>> became(replay("b B b a b"))[3]
    'held_back'
    """
    return {
        number: OUT
        if number in meeting.heard
        else HELD_BACK
        if number in meeting.held_back
        else NEVER_ASKED
        for number in meeting.script.facts
    }


def played_with(meeting: Meeting, changed: Mapping[int, str]) -> Meeting:
    """Lead a meeting again by the same moves, but for some; what was passed over stays so.

    Examples
    --------
    >>> from course.rehearsal import replay
    >>> played_with(replay("b B b c"), {1: "A"}).made
    ('0b', '1A', '2b', '3c')
    """
    letters = {**letters_by_moment(meeting), **changed}
    last = max(letters)
    again = begin(meeting.script)
    while (moment := again.moment) and moment.number <= last:
        if moment.number not in letters:
            again = again.close()
            continue
        first, second = letters[moment.number][0], letters[moment.number][1:]
        again = again.make(first)
        if second in {move.id for move in again.second_moves}:
            again = again.make(f"{AGAIN}{second}")
    return again


def opening_of(meeting: Meeting) -> str:
    """Give the letter of the first sentence."""
    return next(move.id for moment, move in meeting.moves_made if moment.number == OPENING)


def beside_other_openings(meeting: Meeting) -> dict[str, Meeting]:
    """Lead it by the same moves after each of the four first sentences, by letter."""
    openings = meeting.script.moments[OPENING].moves
    return {move.id: played_with(meeting, {OPENING: move.id}) for move in openings}


@dataclass(frozen=True)
class Turn:
    """A moment at which another move would have changed what came out."""

    moment: Moment
    made: Move
    other: Move
    #: What would have come out as well, and what would not have.
    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]

    @property
    def change(self) -> int:
        """By how many facts more, or less, one would have left the room."""
        return len(self.gained) - len(self.lost)


def turns(meeting: Meeting, most: int = 2) -> tuple[Turn, ...]:
    """Find the moments at which another move would have changed most, all others being the same.

    Examples
    --------
    >>> from course.rehearsal import replay
    >>> [turn.moment.number for turn in turns(replay("b B b a a a a a a a a a a a"))]
    [4, 10]
    """
    # Those with which more comes out stand first; where nothing would have brought more, those
    # whose other moves would have cost most. The first sentence has a comparison of its own.
    best, worst = [], []
    for moment, made in meeting.moves_made:
        is_second = made.id != letters_by_moment(meeting)[moment.number][0]
        if moment.number == OPENING or is_second:
            continue
        others = [_turn(meeting, moment, made, other) for other in moment.moves if other != made]
        best += [turn for turn in [max(others, key=_weight)] if turn.change > 0]
        worst += [turn for turn in [min(others, key=_weight)] if turn.change < 0]
    found = sorted(best or worst, key=lambda turn: -abs(turn.change))[:most]
    return tuple(sorted(found, key=lambda turn: turn.moment.number))


def _weight(turn: Turn) -> tuple[int, int]:
    return turn.change, -len(turn.lost)


def _turn(meeting: Meeting, moment: Moment, made: Move, other: Move) -> Turn:
    # The second move of that moment stays, unless it is the one that is made first now.
    second = letters_by_moment(meeting)[moment.number][1:]
    then = played_with(meeting, {moment.number: other.id + second})
    facts = meeting.script.facts
    gained = tuple(facts[each] for each in then.heard if each not in meeting.heard)
    lost = tuple(facts[each] for each in meeting.heard if each not in then.heard)
    return Turn(moment, made, other, gained, lost)
