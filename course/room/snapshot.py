"""What each kind of viewer may know of a room, as one small JSON object: pure.

There is one function for each viewer, and only `facilitator` adds counts and the key
before the reveal. `participant` and `screen` are not even given the votes until then.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from course import content
from course.content.decisions import Decision, decision
from course.page.shares import whole_percent
from course.room.shift import shift
from course.room.state import BACK, Phase, RoomState, Step, moment_id, number_of, steps
from course.room.tally import Ballots, Comparison, comparison, counts, suggestion

#: What is sent to a browser.
Snapshot = dict[str, Any]

#: The round after which nothing is left to vote on.
SECOND = 2

#: The votes of one decision, by round.
Rounds = Mapping[int, Ballots]


def participant(
    state: RoomState,
    order: tuple[Decision, ...],
    rounds: Rounds,
    now_utc: float,
) -> Snapshot:
    """Describe the room to everyone in it: neither counts nor key before the reveal.

    Examples
    --------
    >>> from course.content.decisions import decisions
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
    """Describe the room to the projector: as the room sees it, and how many take part."""
    # The steps are there for the keys: a facilitator stands at the front, beside it.
    seen = _for_the_room(state, order, rounds, now_utc, "screen")
    return {**seen, **_front(state, order, rounds, joined)}


def facilitator(
    state: RoomState,
    order: tuple[Decision, ...],
    rounds: Rounds,
    now_utc: float,
    joined: int,
) -> Snapshot:
    """Describe the room to the person who leads it: counts, key, and what may follow."""
    current = next(asked for asked in order if asked.id == state.decision)
    seen = _for_the_room(state, order, rounds, now_utc, "lead")
    advice = None
    if state.phase is Phase.CLOSED and state.round == 1:
        advice = suggestion(rounds.get(1, {}), current.key)
    return {
        **seen,
        **_front(state, order, rounds, joined),
        "decision": {**seen["decision"], **_asked(current)},
        "results": results(current, rounds),
        "suggestion": _suggested(advice),
    }


def by_hands(state: RoomState, asked: Decision, rounds: Rounds) -> Snapshot:
    """Describe a decision for which hands went up, to the person who leads it.

    Examples
    --------
    >>> from course.content.decisions import decision
    >>> closed = RoomState("opening", Phase.CLOSED, 1)
    >>> seen = by_hands(closed, decision("opening"), {1: {1: "A", 2: "B"}})
    >>> seen["suggestion"]["id"], seen["results"]
    ('discuss', {})
    """
    advice: str | None = suggestion(rounds.get(1, {}), asked.key)
    if advice and state.phase is Phase.REVEALED:
        advice = "revealed"
    elif advice and state.round == SECOND:
        advice = "both-rounds"
    is_revealed = state.phase is Phase.REVEALED
    return {
        "suggestion": _suggested(advice),
        "results": results(asked, rounds, by_hands=True) if is_revealed else {},
    }


def _suggested(name: str | None) -> Snapshot | None:
    return {"id": name, **content.load("room")["suggestion"][name]} if name else None


def dry_run(simulated: int) -> Snapshot:
    """Say at the front that a room is a dry run; nothing where nobody is simulated.

    Examples
    --------
    >>> dry_run(24)
    {'dry_run': 'Dry run with 24 simulated people'}
    """
    if not simulated:
        return {}
    return {"dry_run": content.load("room")["dry_run"]["line"].format(people=simulated)}


def _for_the_room(
    state: RoomState, order: tuple[Decision, ...], rounds: Rounds, now_utc: float, viewer: str
) -> Snapshot:
    current = next(asked for asked in order if asked.id == state.decision)
    phases = content.load("room")["phase"]
    moment = f"{state.phase}-{state.round}"
    if state.phase is Phase.LOBBY and current is not order[0]:
        moment = "lobby-next"
    decision = {
        "number": order.index(current) + 1,
        "of": len(order),
        "title": current.title,
        "situation": current.situation.strip(),
    }
    place = content.load("room")["place"]["decision"].format(**decision)
    seen = for_everyone(state, phases.get(moment) or phases[state.phase], viewer, place, decision)
    if state.timer_ends_at_utc is not None:
        seen["timer_seconds"] = max(0, round(state.timer_ends_at_utc - now_utc))
    if state.phase not in (Phase.LOBBY, Phase.ENDED):
        seen["decision"] |= _asked(current)
    if state.phase is Phase.REVEALED:
        seen["results"] = results(current, rounds)
    return seen


def for_everyone(
    state: RoomState, words: Mapping[str, str], viewer: str, place: str, decision: Snapshot
) -> Snapshot:
    """Say where a room is and what it is about, in the words for one kind of viewer.

    Examples
    --------
    >>> words = {"screen": "Welcome", "screen_line": "Join."}
    >>> for_everyone(RoomState("opening"), words, "screen", "Decision 1", {})["heading"]
    'Welcome'
    """
    return {
        "version": state.version,
        "phase": str(state.phase),
        "round": state.round,
        "heading": words[viewer],
        "line": words[f"{viewer}_line"],
        "place": place,
        "decision": {"id": state.decision, **decision},
    }


def _front(state: RoomState, order: tuple[Decision, ...], rounds: Rounds, joined: int) -> Snapshot:
    # What may come after the last reveal.
    ids = [*(asked.id for asked in order), moment_id(0)]
    return for_the_front(state, ids, len(rounds.get(state.round, {})), joined)


def for_the_front(state: RoomState, order: Sequence[str], voted: int, joined: int) -> Snapshot:
    """Add who takes part and which steps may follow: what both windows at the front know.

    Examples
    --------
    >>> list(for_the_front(RoomState("opening"), ["opening"], 0, 3)["steps"])
    ['open', 'end']
    """
    return {
        "joined": joined,
        "voted": voted,
        "steps": {str(step): _step(step, state, order) for step in steps(state, order)},
    }


def _step(step: Step, state: RoomState, order: Sequence[str]) -> Snapshot:
    """Say what a step is called here, its key, and what is asked before it is taken."""
    texts = content.load("room")
    at = order.index(state.decision)
    is_rehearsal = number_of(state.decision) is not None
    if is_rehearsal:
        called = texts["step-in-meeting"] if number_of(state.decision) else {}
    else:
        called = texts["step-from"].get(state.phase, {})
        if step is Step.NEXT and at + 1 < len(order) and number_of(order[at + 1]) is not None:
            called = texts["step-into-meeting"]
    words: Snapshot = texts["step"][step] | called.get(step, {})
    if "ask" in words and not is_rehearsal:
        title = decision(state.decision).title
        words["ask"] = words["ask"].format(number=at + 1, title=title)
    if step in BACK:
        words["is_back"] = True
    return words


def _asked(decision: Decision) -> Snapshot:
    return {
        "question": decision.question,
        "options": [{"id": option.id, "text": option.text} for option in decision.options],
    }


def results(decision: Decision, rounds: Rounds, *, by_hands: bool = False) -> Snapshot:
    """Describe what came out of a decision: key, feedback, counts of each round, the shift.

    Examples
    --------
    >>> from course.content.decisions import decision
    >>> results(decision("opening"), {1: {1: "B", 2: "A"}})["rounds"][0]["percent"]["B"]
    50
    """
    letters = [option.id for option in decision.options]
    compared = compare(decision, rounds, by_hands=by_hands)
    became = shift(decision.key, dict(rounds), compared, by_hands=by_hands)
    return {
        "key": decision.key,
        "why": decision.why.strip(),
        "options": [
            # The invitation to look again is for somebody who still has a choice to make.
            {"id": option.id, "label": option.label, "feedback": option.effect}
            for option in decision.options
        ],
        "rounds": [round_(number, rounds[number], letters) for number in sorted(rounds)],
        "shift": {"headline": became.headline, "line": became.line},
        "both_rounds": compared and both_rounds(compared),
    }


def compare(decision: Decision, rounds: Rounds, *, by_hands: bool = False) -> Comparison | None:
    """Compare two rounds of a decision; None where only one was held, or nobody can tell."""
    first, second = rounds.get(1), rounds.get(2)
    if by_hands or not first or not second:
        return None
    return comparison(first, second, [option.id for option in decision.options])


def both_rounds(compared: Comparison) -> Snapshot:
    """Describe those who voted in both rounds, as browsers and exports are told.

    Examples
    --------
    >>> both_rounds(comparison({1: "A", 2: "B"}, {1: "B"}, "AB"))["rounds"][1]["percent"]
    {'A': 0, 'B': 100}
    """
    return {
        "n": compared.n,
        "of": compared.of,
        "rounds": [
            {"round": round_, **_counted(counted, compared.n)}
            for round_, counted in compared.rounds.items()
        ],
    }


def round_(number: int, ballots: Ballots, letters: list[str]) -> Snapshot:
    """Count what was voted in one round, in whole votes and in percent.

    Examples
    --------
    >>> round_(1, {1: "B"}, ["A", "B"])["counts"]
    {'A': 0, 'B': 1}
    """
    n = len(ballots)
    return {"round": number, "n": n, **_counted(counts(ballots, letters), n)}


def _counted(counted: dict[str, int], n: int) -> Snapshot:
    percent = {letter: whole_percent(count, n) for letter, count in counted.items()}
    return {"counts": counted, "percent": percent}
