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

    Parameters
    ----------
    moves
        A letter a moment as the script has it, with spaces between.
    of
        Another script than the course's own.

    Returns
    -------
    Meeting
        As it stands after the last move.

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


def letters_by_moment(meeting: Meeting) -> dict[int, str]:
    """Write down the moves by the number of their moment: one letter each, or two.

    Examples
    --------
    >>> letters_by_moment(replay("b B b c+b"))
    {0: 'b', 1: 'B', 2: 'b', 3: 'cb'}
    """
    found: dict[int, str] = {}
    for moment, move in meeting.moves_made:
        found[moment.number] = found.get(moment.number, "") + move.id
    return found


def moves_of(meeting: Meeting) -> list[str]:
    """Write down the moves that were made, as `replay` reads them.

    Parameters
    ----------
    meeting
        At any of its moments.

    Returns
    -------
    list of str
        A text for each moment that was played: its letter, or two joined by ``+``.

    Examples
    --------
    >>> moves_of(replay("b B b c+b"))
    ['b', 'B', 'b', 'c+b']
    """
    return [AGAIN.join(letters) for letters in letters_by_moment(meeting).values()]


def document(meeting: Meeting) -> dict[str, Any]:
    """Give a meeting in the shape that other programs rely on.

    Parameters
    ----------
    meeting
        At any of its moments.

    Returns
    -------
    dict
        What ``course rehearsal play --json`` prints: facts by id, openness by role, minutes left.

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
