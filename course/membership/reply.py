"""What a room's snapshot means for one decision in a notebook: pure.

Source: peer instruction (Crouch & Mazur 2001, doi:10.1119/1.1374249): vote alone,
discuss, vote again, and only then see. So feedback waits while the room is at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from course.content import load
from course.errors import RoomSilentError
from course.progress.companion import Word


@dataclass(frozen=True)
class Reply(Word):
    """The room's word on one decision."""

    #: Whether there is nothing more to wait for in this room.
    has_ended: bool = False


def sentence(name: str, **values: object) -> str:
    """Say something of a room.

    Examples
    --------
    >>> sentence("gone", code="07KX21")
    'Room 07KX21 is gone.'
    """
    words = load("room")
    # The button beside each decision, as it is called while a notebook is in a room.
    return str(words["membership"][name]).format(check=words["notebook"]["check"], **values)


def read_reply(seen: Mapping[str, Any], decision_id: str, option: str | None = None) -> Reply:
    """Read what a room's snapshot means for a decision.

    Examples
    --------
    >>> asked = {"id": "opening", "number": 1, "of": 4, "title": "The first minute"}
    >>> seen = {"decision": asked, "phase": "open", "round": 1, "mine": {"1": "B"}}
    >>> read_reply(seen, "opening", "B").heading
    'Your vote B is in, first round.'
    """
    try:
        return replace(_reply(seen, decision_id, option), is_past=_is_past(seen, decision_id))
    except (KeyError, TypeError, AttributeError) as error:
        raise RoomSilentError("an answer that a room does not give") from error


def read_state(seen: Mapping[str, Any], decision_id: str) -> Reply:
    """Read where a room is, for somebody who has no answer to this decision on its way.

    Examples
    --------
    >>> asked = {"id": "opening", "number": 1, "of": 4, "title": "The first minute"}
    >>> seen = {"decision": asked, "phase": "open", "round": 1, "mine": {}}
    >>> read_state(seen, "opening").heading
    'The first round is open for your vote.'
    """
    try:
        return replace(_state(seen, decision_id), is_past=_is_past(seen, decision_id))
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


def _is_past(seen: Mapping[str, Any], decision_id: str) -> bool:
    """Tell whether an answer is no vote any more: elsewhere, closed, opened or ended."""
    return seen["decision"]["id"] != decision_id or seen["phase"] not in ("lobby", "open")


def where(seen: Mapping[str, Any]) -> str:
    """Say at which decision a room is.

    Examples
    --------
    >>> where({"decision": {"number": 1, "of": 4, "title": "The first minute"}})
    'decision 1 of 4, “The first minute”'
    """
    try:
        asked = seen["decision"]
        in_meeting = "place_in_meeting" if asked["number"] else "place_before_meeting"
        place = in_meeting if "meeting" in seen else "place"
        return sentence(place, number=asked["number"], of=asked["of"], title=asked["title"])
    except (KeyError, TypeError) as error:
        raise RoomSilentError("an answer that a room does not give") from error


def _reply(seen: Mapping[str, Any], decision_id: str, option: str | None) -> Reply:
    phase = seen["phase"]
    if phase == "ended":
        return Reply(sentence("ended"), sentence("alone"), has_ended=True)
    if seen["decision"]["id"] != decision_id:
        heading = sentence("not_voted" if option else "gone_on", place=where(seen))
        return Reply(heading, sentence("kept"), elsewhere=str(seen["decision"]["id"]))
    mine = {int(round_): str(letter) for round_, letter in seen["mine"].items()}
    if phase == "revealed":
        # What the room chose tells the key: it is for those who have voted.
        # And they see why: everyone there has just seen it.
        line = _shares(seen) if mine else sentence("not_among")
        return Reply(sentence("opened"), line, explains=bool(mine))
    heading, line = _while_it_waits(seen, mine, option)
    return Reply(heading, f"{line} {sentence('together')}", holds=True)


def _state(seen: Mapping[str, Any], decision_id: str) -> Reply:
    phase = seen["phase"]
    if phase == "ended":
        return Reply(sentence("ended"), sentence("alone"), has_ended=True)
    if seen["decision"]["id"] != decision_id:
        heading = sentence("elsewhere", place=where(seen))
        return Reply(heading, elsewhere=str(seen["decision"]["id"]))
    mine = {int(round_): str(letter) for round_, letter in seen["mine"].items()}
    if phase == "revealed":
        # Feedback beside it says the same to somebody who voted.
        return Reply() if mine else Reply(sentence("opened"))
    if phase == "lobby":
        return Reply(sentence("lobby"), sentence("lobby_line"))
    asks = phase == "open" and int(seen["round"]) not in mine
    return Reply(*_while_it_waits(seen, mine, None), asks=asks)


def _while_it_waits(
    seen: Mapping[str, Any], mine: Mapping[int, str], option: str | None
) -> tuple[str, str]:
    phase, number = seen["phase"], int(seen["round"])
    if phase == "lobby":
        return sentence("not_open"), sentence("not_open_line")
    round_, vote = _round(number), mine.get(number)
    if phase == "open":
        if vote:
            return sentence("voted", option=vote, round=round_), sentence("voted_line")
        if mine:
            line = sentence("open_again", before=_round(1), option=mine[1])
        else:
            line = sentence("open_line")
        return sentence("open", round=round_), line
    # The same words as on the phones; that the round is closed has been said.
    line = seen["line"] if phase == "closed" else f"{seen['heading']}. {seen['line']}"
    if option and option != vote:
        name = "closed_stays" if vote else "closed_not_counted"
    else:
        name = "closed_after" if vote else "closed_without"
    return sentence(name, option=vote, round=round_), line


def _round(number: object) -> str:
    """Name a round as the phones do, within a sentence."""
    return str(load("room")["page"]["rounds"][str(number)]).lower()


def _shares(seen: Mapping[str, Any]) -> str:
    """Say how many of the room chose the key: of those who voted twice, or by rounds."""
    key, rounds = seen["results"]["key"], seen["results"]["rounds"]
    both = seen["results"].get("both_rounds")  # rooms of an earlier version do not say
    if both and both["n"]:
        first, second = (f"{held['percent'][key]}\u00a0%" for held in both["rounds"])
        return sentence(
            "both",
            key=key,
            first=first,
            first_round=_round(1),
            second=second,
            second_round=_round(2),
            n=both["n"],
            of=both["of"],
        )
    shares = [
        sentence(
            "share",
            percent=f"{held['percent'][key]}\u00a0%",
            round=_round(held["round"]),
            n=held["n"],
        )
        for held in rounds
        if held["n"]
    ]
    return sentence("chosen", key=key, shares=" and ".join(shares)) if shares else ""
