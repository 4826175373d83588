"""A meeting as somebody led it: the moves, what they expected of them, and their own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from course.errors import RehearsalError
from course.rehearsal.meeting import AGAIN, YOU, Meeting, begin
from course.rehearsal.script import Moment, Script, script

VERSION = 1

#: The step that goes on to the last moment, where an earlier meeting had passed over the rest.
CLOSE = ">"

#: How much somebody may write in their own words, in characters.
LONGEST = 500


@dataclass(frozen=True)
class Step:
    """One move, with what was expected of it."""

    #: As `Meeting.make` reads it, such as ``"b"`` or ``"+c"``.
    letter: str
    #: Who would speak next, by role; empty where nobody said.
    expected: str = ""


@dataclass(frozen=True)
class Sitting:
    """How far somebody has come with a meeting.

    Examples
    --------
    >>> sitting = sit().make("b", "approver").make("B")
    >>> sitting.meeting.moment.number, sitting.back().meeting.moment.number
    (2, 1)
    """

    meeting: Meeting
    steps: tuple[Step, ...] = ()
    #: What was written in their own words, by the number of the moment.
    words: Mapping[int, str] = field(default_factory=dict)
    #: Moves of an earlier meeting that this one is held beside, by the number of the moment.
    before: Mapping[int, str] = field(default_factory=dict)

    def make(self, letter: str, expected: str = "") -> "Sitting":
        """Make a move, and say who is expected to speak next."""
        if expected and expected not in self.meeting.openness:
            raise RehearsalError(
                f"Found nobody called {expected!r} in the room; expected one of "
                f"{', '.join(self.meeting.openness)}, or nothing."
            )
        after = self.meeting.close() if letter == CLOSE else self.meeting.make(letter)
        return replace(self, meeting=after, steps=(*self.steps, Step(letter, expected)))

    def back(self) -> "Sitting":
        """Take back the last move; what was written stays."""
        earlier = replace(self, meeting=begin(self.meeting.script), steps=())
        for step in self.steps[:-1]:
            earlier = earlier.make(step.letter, step.expected)
        return earlier

    def rest(self) -> "Sitting":
        """Make the moves of the earlier meeting from here on, as far as they can be made."""
        here = self
        while (moment := here.meeting.moment) and (here.before.keys() & _from(moment, here)):
            letters = here.before.get(moment.number, CLOSE)
            here = here.make(letters[0])
            if letters[1:] in {move.id for move in here.meeting.second_moves}:
                here = here.make(f"{AGAIN}{letters[1:]}")
        return here

    def write(self, number: int, text: str) -> "Sitting":
        """Put down one's own words for a moment that asks for them; none takes them away."""
        asking = {moment.number for moment in self.meeting.script.moments if moment.own_words}
        if number not in asking:
            raise RehearsalError(f"Moment {number!r} asks for no words of your own.")
        if len(text) > LONGEST:
            raise RehearsalError(
                f"Found {len(text)} characters, and there is room for {LONGEST}. Nothing was "
                "changed: shorten it a little."
            )
        words = {**self.words, number: text.strip()}
        return replace(self, words={at: sentence for at, sentence in words.items() if sentence})

    @property
    def expectations(self) -> tuple[tuple[int, str, str], ...]:
        """Each expectation: the number of the moment, who was expected, and who spoke."""
        steps = [step for step in self.steps if step.letter != CLOSE]
        return tuple(
            (moment.number, step.expected, move.speaker)
            for step, (moment, move) in zip(steps, self.meeting.moves_made, strict=True)
            if step.expected
        )

    def document(self) -> dict[str, Any]:
        """Give it in the form in which it is kept, and which can be read when all has changed."""
        meeting = self.meeting
        return {
            "version": VERSION,
            "title": meeting.script.title,
            "steps": [[step.letter, step.expected] for step in self.steps],
            "words": {str(number): text for number, text in self.words.items()},
            "before": {str(number): letters for number, letters in self.before.items()},
            "over": meeting.is_over,
            "minutes_left": meeting.minutes_left,
            "said": [[_name(meeting, e.speaker), e.line, e.kind] for e in meeting.transcript],
            "came_out": [[fact.open_line, fact.makes_possible] for fact in meeting.wall],
        }


def _from(moment: Moment, here: Sitting) -> set[int]:
    """List the numbers of the moments that are still to come."""
    return {each.number for each in here.meeting.script.moments if each.number >= moment.number}


def _name(meeting: Meeting, speaker: str) -> str:
    return "" if speaker == YOU else meeting.script.names[speaker]


def sit(of: Script | None = None, before: Mapping[int, str] | None = None) -> Sitting:
    """Begin to lead a meeting: the course's own, or that of another script."""
    return Sitting(begin(of or script()), before=before or {})


def from_document(kept: Mapping[str, Any], of: Script | None = None) -> Sitting:
    """Go on with a meeting that was kept by the same content."""
    try:
        before = {int(number): str(letters) for number, letters in kept["before"].items()}
        sitting = sit(of, before)
        for letter, expected in kept["steps"]:
            sitting = sitting.make(str(letter), str(expected))
        for number, text in kept["words"].items():
            sitting = sitting.write(int(number), str(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RehearsalError(
            "A meeting that was kept cannot be read: expected its moves, and found something else. "
            "It stays where it is; begin a new one."
        ) from error
    return sitting
