"""Which row may mark which milestone, where none is marked: the likeliest first, and why.

Nothing is marked by itself. A person is asked six short questions, and the words that suggested a
row stand beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from course.content import load
from course.incident.phases import MILESTONES
from course.incident.timeline import Event

MOST_HINTS = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """A row that may mark a milestone."""

    #: As the document numbers it.
    row: int
    #: The words in its text that suggested it.
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MilestoneQuestion:
    """A question for a milestone that no row marks."""

    phase: str
    question: str
    #: The likeliest first, at most three; none where no text suggests any.
    hints: tuple[Hint, ...]


def milestone_questions(events: Sequence[Event]) -> tuple[MilestoneQuestion, ...]:
    """Ask for each milestone that no event marks, with the rows that may mark it.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> [asked.phase for asked in milestone_questions(load_incident().timeline)]
    ['mitigated']
    """
    marked = {phase for event in events for phase in event.phases}
    asked = load("reading")["milestone_questions"]
    return tuple(
        MilestoneQuestion(phase, asked[phase], _hints(phase, events))
        for phase in MILESTONES
        if phase not in marked
    )


def _hints(phase: str, events: Sequence[Event]) -> tuple[Hint, ...]:
    found = []
    for place, event in enumerate(events):
        words = tuple(
            dict.fromkeys(word.casefold() for word in _suggesting(phase).findall(event.event))
        )
        if words:
            # An end is late: the row with most words for it, or else the last. All else is early.
            order = (-len(words), -place) if phase in _LATE else (place, 0)
            found.append((order, Hint(event.row, words)))
    return tuple(hint for _, hint in sorted(found, key=lambda entry: entry[0])[:MOST_HINTS])


_LATE = {"mitigated", "resolved"}


@cache
def _suggesting(phase: str) -> re.Pattern[str]:
    words = load("reading")["milestone_words"][phase]
    either = "|".join(
        rf"{re.escape(word)}\w{{0,3}}" for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
