"""Moves written down, such as ``b B b+c``: played again, and as other programs read them."""

from dataclasses import asdict
from typing import Any

from course.rehearsal.meeting import AGAIN, Meeting, begin
from course.rehearsal.script import Script

VERSION = 1


def replay(moves: str, of: Script | None = None) -> Meeting:
    """Play moves in their order: a letter a moment, two in one moment joined by ``+``.

    When time is short the meeting goes on to its last moment, so the last letter is that one's;
    letters for moments that were passed over are left out.

    Raises
    ------
    UnknownNameError, RehearsalError
        If a move is not there when it is its turn.

    Examples
    --------
    >>> replay("b B b c+b").moment.number
    4
    """
    meeting = begin(of)
    words = moves.split()
    for place, word in enumerate(words):
        closing = bool(meeting.passed_over) and not meeting.is_over
        if closing and place < len(words) - 1:
            continue
        first, *rest = word.split(AGAIN)
        meeting = meeting.make(first)
        for letter in rest:
            if meeting.passed_over:
                break
            meeting = meeting.make(f"{AGAIN}{letter}")
    return meeting


def moves_of(meeting: Meeting) -> list[str]:
    """Write down the moves that were made, as `replay` reads them."""
    by_moment: dict[str, list[str]] = {}
    for made in meeting.made:
        by_moment.setdefault(made[:-1], []).append(made[-1])
    return [AGAIN.join(letters) for letters in by_moment.values()]


def document(meeting: Meeting) -> dict[str, Any]:
    """Give a meeting in the shape that other programs rely on.

    Examples
    --------
    >>> document(replay("b B"))["people"]["approver"]
    3
    """
    return {
        "version": VERSION,
        "moves": moves_of(meeting),
        "heard": list(meeting.heard),
        "held_back": list(meeting.held_back),
        "never_asked": list(meeting.never_asked),
        "people": {person.role: person.openness for person in meeting.people},
        "minutes_left": meeting.minutes_left,
        "transcript": [asdict(entry) for entry in meeting.transcript],
        "passed_over": list(meeting.passed_over),
        "over": meeting.is_over,
    }
