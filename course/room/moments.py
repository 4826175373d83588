"""What each kind of viewer may know of a room that plays the rehearsal: pure, and nothing ahead.

What can be said in a moment is told when its vote opens, and only `facilitator` adds counts and
the guide. Nothing tells what a move does, or what somebody holds, before it was said.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from course import content
from course.content.facilitation import beside_rehearsal
from course.rehearsal import Meeting
from course.rehearsal.debriefing import beside_other_openings, opening_of
from course.rehearsal.sitting import Sitting
from course.rehearsal.view import cost, counted, passed_over, place, view
from course.room.rehearsing import choices, moves_of
from course.room.snapshot import Snapshot, for_everyone, for_the_front, round_
from course.room.state import Phase, RoomState
from course.room.tally import Ballots, most


class Played(NamedTuple):
    """A rehearsal that is under way."""

    sitting: Sitting
    #: What was voted in this moment.
    ballots: Ballots
    #: How many voted for what was said last, of how many; None if nobody voted.
    votes: tuple[int, int] | None


def participant(state: RoomState, played: Played) -> Snapshot:
    """Describe the meeting to everyone in the room: what anybody at that table can see.

    Examples
    --------
    >>> from course.room.rehearsing import played
    >>> seen = participant(RoomState("moment-0"), Played(played(""), {}, None))
    >>> seen["place"], "options" in seen["decision"]
    ('Before the meeting: The evening before', False)
    """
    return _for_the_room(state, played, "room")


def screen(state: RoomState, played: Played, order: Sequence[str], joined: int) -> Snapshot:
    """Describe the meeting to the projector: the picture of the room as well."""
    seen = _for_the_room(state, played, "screen")
    seen["meeting"]["room"] = view(played.sitting)["room"]
    return {**seen, **for_the_front(state, order, len(played.ballots), joined)}


def facilitator(state: RoomState, played: Played, order: Sequence[str], joined: int) -> Snapshot:
    """Describe the meeting to the person who leads: counts, what can be said, and the guide."""
    seen = _for_the_room(state, played, "lead")
    meeting = played.sitting.meeting
    return {
        **seen,
        **for_the_front(state, order, len(played.ballots), joined),
        "decision": {**seen["decision"], **_asked(meeting)},
        "suggestion": None,
        "choices": {
            "votes": round_(1, played.ballots, [move.id for move in meeting.moves]),
            "most": most(played.ballots),
            "second": [
                {"id": letter, "text": move.say, "cost": cost(move, meeting.minutes_left)}
                for letter, move in choices(meeting).items()
                if len(letter) > 1
            ],
            "stay": (view(played.sitting)["moment"] or {}).get("stay", ""),
        },
        "guide": _guide(meeting),
        "sources": view(played.sitting)["source"],
    }


def _for_the_room(state: RoomState, played: Played, viewer: str) -> Snapshot:
    meeting, texts = played.sitting.meeting, content.load("room")
    shown = view(played.sitting)
    moment = meeting.moment or meeting.script.moments[-1]
    last = len(meeting.script.moments) - 1
    words = texts["phase"]["ended"]
    if state.phase is not Phase.ENDED:
        is_first = state.phase is Phase.LOBBY and not meeting.made
        words = texts["meeting"]["lobby-first" if is_first else state.phase]
    decision = {
        "number": moment.number,
        "of": last,
        "title": moment.title,
        "situation": "\n\n".join(filter(None, [passed_over(meeting), moment.scene])),
    }
    seen = for_everyone(state, words, viewer, place(meeting), decision)
    seen["meeting"] = {
        **{part: shown[part] for part in ("minutes", "wall")},
        "lines": shown["last"]["lines"],
        "looks": shown["last"]["looks"],
        "votes": _votes(played.votes),
        # With these a notebook that is in the room keeps what came out.
        "moves": moves_of(played.sitting),
        "content_hash": meeting.script.content_hash,
    }
    if state.phase in (Phase.OPEN, Phase.CLOSED):
        seen["decision"] |= _asked(meeting)
    if state.phase in (Phase.REVEALED, Phase.OVER):
        seen["came"] = came(meeting)
    return seen


def _asked(meeting: Meeting) -> Snapshot:
    return {
        "question": content.load("rehearsal")["choose"],
        "options": [
            {"id": move.id, "text": move.say, "cost": cost(move, meeting.minutes_left)}
            for move in meeting.moves
        ],
    }


def _votes(votes: tuple[int, int] | None) -> str:
    if votes is None:
        return ""
    return str(content.load("room")["meeting"]["votes"]).format(count=votes[0], n=votes[1])


def _guide(meeting: Meeting) -> Snapshot | None:
    guides = {each.moment: each for each in beside_rehearsal()}
    beside = guides.get(meeting.moment.number) if meeting.moment else None
    if beside is None:
        return None
    minutes = content.load("rehearsal")["room"]["minutes"].format(minutes=beside.minutes)
    return {"minutes": minutes, "text": beside.text, "sources": list(beside.sources)}


def came(meeting: Meeting) -> dict[str, Any]:
    """Say what came to light, and what would have after each of the four first sentences.

    Examples
    --------
    >>> from course.rehearsal import replay
    >>> [opening["out"] for opening in came(replay("b B b c"))["beside"]]
    [1, 1, 0, 1]
    """
    texts, facts = content.load("rehearsal")["debrief"], meeting.script.facts
    mine = opening_of(meeting)
    return {
        "title": texts["title"],
        "counted": counted(meeting),
        "out": [
            {
                "line": f"{meeting.script.names[fact.holder]}: {fact.open_line}",
                "action": fact.makes_possible,
            }
            for fact in meeting.wall
        ],
        "missing_title": texts["missing"],
        "missing": [f.makes_possible for number, f in facts.items() if number not in meeting.heard]
        or [texts["missing_none"]],
        "beside_title": texts["figure"],
        "beside": [
            {
                "id": letter,
                "label": texts["figure_mine"].format(letter=letter) if letter == mine else letter,
                "out": len(other.heard),
                "of": len(facts),
            }
            for letter, other in beside_other_openings(meeting).items()
        ],
        "limits_title": texts["limits"],
        "limits": texts["limits_words"],
    }
