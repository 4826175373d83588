"""What each kind of viewer may know of a room, as one small JSON object: pure.

There is one function for each viewer, and only `facilitator` adds counts and the key
before the reveal. `participant` and `screen` are not even given the votes until then.
"""

from collections.abc import Mapping
from typing import Any

from course import content
from course.decisions import Decision
from course.percent import whole_percent
from course.room.state import Phase, RoomState, steps
from course.room.tally import Ballots, counts, suggestion

#: What is sent to a browser.
Snapshot = dict[str, Any]

#: The votes of one decision, by round.
Rounds = Mapping[int, Ballots]


def participant(
    state: RoomState,
    order: tuple[Decision, ...],
    rounds: Rounds,
    now_utc: float,
) -> Snapshot:
    """Describe the room to everyone in it: neither counts nor key before the reveal.

    Parameters
    ----------
    order
        All decisions, in the order of the session.
    rounds
        The votes of the current decision; looked at only after the reveal.
    now_utc
        Seconds since 1970, to say how much of a discussion is left.

    Examples
    --------
    >>> from course.decisions import decisions
    >>> seen = participant(RoomState("opening"), decisions(), {}, 0.0)
    >>> seen["phase"], "results" in seen
    ('lobby', False)
    """
    return _for_the_room(state, order, rounds, now_utc, "room")


def screen(
    state: RoomState,
    order: tuple[Decision, ...],
    rounds: Rounds,
    now_utc: float,
    joined: int,
) -> Snapshot:
    """Describe the room to the projector: as the room sees it, and how many take part.

    The steps are there for the keys: a facilitator stands at the front, beside it.
    """
    seen = _for_the_room(state, order, rounds, now_utc, "screen")
    return {**seen, **_for_the_front(state, order, rounds, joined)}


def facilitator(
    state: RoomState,
    order: tuple[Decision, ...],
    rounds: Rounds,
    now_utc: float,
    joined: int,
) -> Snapshot:
    """Describe the room to the person who leads it: counts, key, and what may follow."""
    current = next(one for one in order if one.id == state.decision)
    seen = _for_the_room(state, order, rounds, now_utc, "lead")
    advice = None
    if state.phase is Phase.CLOSED and state.round == 1:
        advice = suggestion(rounds.get(1, {}), current.key)
    return {
        **seen,
        **_for_the_front(state, order, rounds, joined),
        "decision": {**seen["decision"], **_asked(current)},
        "results": results(current, rounds),
        "suggestion": {"id": advice, **content.load("room")["suggestion"][advice]}
        if advice
        else None,
    }


def rehearsal(simulated: int) -> Snapshot:
    """Say at the front that a room is a dry run; nothing where nobody is simulated.

    Examples
    --------
    >>> rehearsal(24)
    {'rehearsal': 'Dry run with 24 simulated people'}
    """
    if not simulated:
        return {}
    return {"rehearsal": content.load("room")["rehearsal"]["line"].format(people=simulated)}


def _for_the_room(
    state: RoomState, order: tuple[Decision, ...], rounds: Rounds, now_utc: float, viewer: str
) -> Snapshot:
    current = next(one for one in order if one.id == state.decision)
    said = content.load("room")["phase"]
    moment = f"{state.phase}-{state.round}"
    if state.phase is Phase.LOBBY and current is not order[0]:
        moment = "lobby-next"
    texts = said.get(moment) or said[state.phase]
    seen: Snapshot = {
        "version": state.version,
        "phase": str(state.phase),
        "round": state.round,
        "heading": texts[viewer],
        "line": texts[f"{viewer}_line"],
        "decision": {
            "id": current.id,
            "number": order.index(current) + 1,
            "of": len(order),
            "title": current.title,
            "situation": current.situation.strip(),
        },
    }
    if state.timer_ends_at_utc is not None:
        seen["timer_seconds"] = max(0, round(state.timer_ends_at_utc - now_utc))
    if state.phase not in (Phase.LOBBY, Phase.ENDED):
        seen["decision"] |= _asked(current)
    if state.phase is Phase.REVEALED:
        seen["results"] = results(current, rounds)
    return seen


def _for_the_front(
    state: RoomState, order: tuple[Decision, ...], rounds: Rounds, joined: int
) -> Snapshot:
    said = content.load("room")["step"]
    return {
        "joined": joined,
        "voted": len(rounds.get(state.round, {})),
        "steps": {str(step): said[step] for step in steps(state, [one.id for one in order])},
    }


def _asked(decision: Decision) -> Snapshot:
    return {
        "question": decision.question,
        "options": [{"id": option.id, "text": option.text} for option in decision.options],
    }


def results(decision: Decision, rounds: Rounds) -> Snapshot:
    """Describe what came out of a decision: key, feedback, and the counts of each round.

    Examples
    --------
    >>> from course.decisions import decision
    >>> results(decision("opening"), {1: {1: "B", 2: "A"}})["rounds"][0]["percent"]["B"]
    50
    """
    letters = [option.id for option in decision.options]
    return {
        "key": decision.key,
        "why": decision.why.strip(),
        "options": [
            # The invitation to look again is for somebody who still has a choice to make.
            {"id": option.id, "label": option.label, "feedback": option.effect}
            for option in decision.options
        ],
        "rounds": [_round(number, rounds[number], letters) for number in sorted(rounds)],
    }


def _round(number: int, ballots: Ballots, letters: list[str]) -> Snapshot:
    counted = counts(ballots, letters)
    n = len(ballots)
    return {
        "round": number,
        "n": n,
        "counts": counted,
        "percent": {letter: whole_percent(count, n) for letter, count in counted.items()},
    }
