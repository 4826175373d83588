"""What a room's snapshot means for one decision in a notebook: pure.

Source: peer instruction (Crouch & Mazur 2001, doi:10.1119/1.1374249): vote alone,
discuss, vote again, and only then see. So feedback waits while the room is at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course.errors import RoomSilentError
from course.progress.companion import Word

#: What is said when a room no longer takes part.
ALONE = "The course goes on alone."

_TOGETHER = "The room opens the feedback together."


@dataclass(frozen=True)
class Reply(Word):
    """The room's word on one decision."""

    #: Whether there is nothing more to wait for in this room.
    has_ended: bool = False


def read_reply(seen: Mapping[str, Any], decision_id: str, option: str | None = None) -> Reply:
    """Read what a room's snapshot means for a decision.

    Examples
    --------
    >>> asked = {"id": "opening", "number": 1, "of": 4, "title": "The first minute"}
    >>> seen = {"decision": asked, "phase": "open", "round": 1, "mine": {"1": "B"}}
    >>> read_reply(seen, "opening", "B").heading
    'Your vote B is in, round 1.'
    """
    try:
        return _reply(seen, decision_id, option)
    except (KeyError, TypeError, AttributeError) as error:
        raise RoomSilentError("an answer that a room does not give") from error


def read_state(seen: Mapping[str, Any], decision_id: str) -> Reply:
    """Read where a room is, for somebody who has no answer to this decision on its way.

    Examples
    --------
    >>> asked = {"id": "opening", "number": 1, "of": 4, "title": "The first minute"}
    >>> seen = {"decision": asked, "phase": "open", "round": 1, "mine": {}}
    >>> read_state(seen, "opening").heading
    'Round 1 is open for your vote.'
    """
    try:
        return _state(seen, decision_id)
    except (KeyError, TypeError, AttributeError) as error:
        raise RoomSilentError("an answer that a room does not give") from error


def is_open(seen: Mapping[str, Any], decision_id: str) -> bool:
    """Tell whether a room takes votes on a decision.

    Examples
    --------
    >>> is_open({"decision": {"id": "opening"}, "phase": "open"}, "opening")
    True
    """
    asked = seen.get("decision")
    return (
        seen.get("phase") == "open" and isinstance(asked, dict) and asked.get("id") == decision_id
    )


def where(seen: Mapping[str, Any]) -> str:
    """Say at which decision a room is.

    Examples
    --------
    >>> where({"decision": {"number": 1, "of": 4, "title": "The first minute"}})
    'decision 1 of 4, “The first minute”'
    """
    try:
        asked = seen["decision"]
        return f"decision {asked['number']} of {asked['of']}, “{asked['title']}”"
    except (KeyError, TypeError) as error:
        raise RoomSilentError("an answer that a room does not give") from error


def _reply(seen: Mapping[str, Any], decision_id: str, option: str | None) -> Reply:
    phase = seen["phase"]
    if phase == "ended":
        return Reply("The session of this room has ended.", ALONE, has_ended=True)
    if seen["decision"]["id"] != decision_id:
        went = "Not voted: the room is" if option else "The room has gone on: it is"
        elsewhere = str(seen["decision"]["id"])
        line = "Your answer here is kept."
        return Reply(f"{went} at {where(seen)}.", line, elsewhere=elsewhere)
    mine = {int(round_): str(letter) for round_, letter in seen["mine"].items()}
    if phase == "revealed":
        # What the room chose tells the key: it is for those who have voted.
        # And they see why: everyone there has just seen it.
        line = _shares(seen) if mine else "Your answer is kept; it was not among the votes."
        return Reply("The room has opened this decision.", line, explains=bool(mine))
    heading, line = _while_it_waits(seen, mine, option)
    return Reply(heading, f"{line} {_TOGETHER}", holds=True)


def _state(seen: Mapping[str, Any], decision_id: str) -> Reply:
    phase = seen["phase"]
    if phase == "ended":
        return Reply("The session of this room has ended.", ALONE, has_ended=True)
    if seen["decision"]["id"] != decision_id:
        elsewhere = str(seen["decision"]["id"])
        return Reply(f"The room is at {where(seen)}.", elsewhere=elsewhere)
    mine = {int(round_): str(letter) for round_, letter in seen["mine"].items()}
    if phase == "revealed":
        # Feedback beside it says the same to somebody who voted.
        return Reply() if mine else Reply("The room has opened this decision.")
    if phase == "lobby":
        return Reply("The room is here.", "The vote opens in a moment, and you see it here.")
    asks = phase == "open" and int(seen["round"]) not in mine
    return Reply(*_while_it_waits(seen, mine, None), asks=asks)


def _while_it_waits(
    seen: Mapping[str, Any], mine: Mapping[int, str], option: str | None
) -> tuple[str, str]:
    phase, round_ = seen["phase"], int(seen["round"])
    vote = mine.get(round_)
    if phase == "lobby":
        line = "Your answer is kept. Press “Vote” again once the room votes."
        return "The vote has not opened yet.", line
    if phase == "open":
        if vote:
            line = "You can change it until the vote closes."
            return f"Your vote {vote} is in, round {round_}.", line
        before = (
            f"In round 1 you voted {mine[1]}. Keep it or change it, and" if mine else "Choose and"
        )
        return f"Round {round_} is open for your vote.", f"{before} press “Vote”."
    # The same words as on the phones.
    line = f"{seen['heading']}. {seen['line']}"
    if option and option != vote:
        stays = f"your vote stays {vote}" if vote else "this answer is kept and was not counted"
        return f"Round {round_} is closed: {stays}.", line
    if vote:
        return f"Your vote {vote} is in, round {round_}. The round is closed.", line
    return f"Round {round_} is closed, without a vote of yours.", line


def _shares(seen: Mapping[str, Any]) -> str:
    """Say how many of the room chose the key: of those who voted twice, or by rounds."""
    key, rounds = seen["results"]["key"], seen["results"]["rounds"]
    both = seen["results"].get("both_rounds")  # rooms of an earlier version do not say
    if both and both["n"]:
        first, second = (held["percent"][key] for held in both["rounds"])
        return (
            f"{key} was chosen there by {first}\u00a0% in round 1 and {second}\u00a0% in round 2, "
            f"of those who voted in both: {both['n']} of {both['of']}."
        )
    shares = [
        f"{held['percent'][key]}\u00a0% in round {held['round']} (n\u00a0=\u00a0{held['n']})"
        for held in rounds
        if held["n"]
    ]
    return f"{key} was chosen there by {' and '.join(shares)}." if shares else ""
