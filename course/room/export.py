"""The votes of a session to take away: counts by default, single choices if asked for."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from course.content.decisions import Decision
from course.page.shares import whole_percent
from course.rehearsal.replay import document, letters_by_moment
from course.rehearsal.sitting import Sitting
from course.room.snapshot import both_rounds, compare
from course.room.state import moment_id
from course.room.tally import Ballots, Comparison, counts, moves

#: The votes of a whole session, by decision and round.
Votes = Mapping[tuple[str, int], Ballots]

ROUNDS = (1, 2)

_COMPARED = ("votes", "n", "of", "percent")

#: Version of the exported JSON.
VERSION = 1


def counts_csv(order: tuple[Decision, ...], votes: Votes) -> str:
    r"""Write one row for each option and round that was held.

    Examples
    --------
    >>> from course.content.decisions import decisions
    >>> counts_csv(decisions(), {("opening", 1): {7: "B"}}).splitlines()[2][:18]
    'opening,1,B,1,1,10'
    """
    # The last columns count those who voted in both rounds (``n``, of so many who voted ``of``
    # all): the shift is theirs. They are empty where only one round was held.
    rows = [
        (
            *(decision.id, round_, option.id, count, n, share),
            *(option.id == decision.key, option.text),
            *_of_both_rounds(decision, votes, round_, option.id),
        )
        for decision, round_, ballots in _held(order, votes)
        for option, count, n, share in _shares(decision, ballots)
    ]
    columns = ("decision", "round", "option", "votes", "n", "percent", "is_key", "text")
    return _csv((*columns, *(f"both_rounds_{name}" for name in _COMPARED)), rows)


def ballots_csv(order: tuple[Decision, ...], votes: Votes) -> str:
    """Write one row for each choice."""
    # Participants are numbered anew, in no telling order.
    rows = [
        (decision.id, round_, number, option)
        for decision, round_, ballots in _held(order, votes)
        for number, option in _renumbered(ballots, votes)
    ]
    return _csv(("decision", "round", "participant", "option"), rows)


def as_json(
    order: tuple[Decision, ...],
    votes: Votes,
    *,
    with_ballots: bool = False,
    by_hands: bool = False,
) -> dict[str, Any]:
    """Describe both rounds of each decision, and who moved from which option to which.

    Examples
    --------
    >>> from course.content.decisions import decisions
    >>> votes = {("opening", 1): {7: "A"}, ("opening", 2): {7: "B"}}
    >>> as_json(decisions(), votes)["decisions"][0]["moves"]
    [{'from': 'A', 'to': 'B', 'count': 1}]
    """
    entries = []
    for decision in order:
        compared = _compared(decision, votes, by_hands=by_hands)
        first, second = (votes.get((decision.id, round_), {}) for round_ in ROUNDS)
        entry: dict[str, Any] = {
            "decision": decision.id,
            "title": decision.title,
            "key": decision.key,
            "options": {option.id: option.text for option in decision.options},
            "rounds": [
                {"round": round_, "n": len(ballots), "counts": _counts(decision, ballots)}
                for held, round_, ballots in _held(order, votes)
                if held is decision
            ],
            "moves": [
                {"from": was, "to": now, "count": count}
                for (was, now), count in moves(first, second).items()
            ],
            "both_rounds": compared and both_rounds(compared),
        }
        if with_ballots:
            entry["ballots"] = [
                {"round": round_, "participant": number, "option": option}
                for held, round_, ballots in _held(order, votes)
                if held is decision
                for number, option in _renumbered(ballots, votes)
            ]
        entries.append(entry)
    return {"version": VERSION, "decisions": entries}


def rehearsal(sitting: Sitting, votes: Votes) -> dict[str, Any] | None:
    """Describe the rehearsal that a room played, with the votes on each move; None if it did not.

    Examples
    --------
    >>> from course.room.rehearsing import played
    >>> played_there = rehearsal(played("bB"), {("moment-1", 1): {7: "A"}})
    >>> played_there["moves"], played_there["votes"][1]
    (['b', 'B'], {'moment': 1, 'said': ['B'], 'n': 1, 'counts': {'A': 1, 'B': 0, 'C': 0, 'D': 0}})
    """
    meeting = sitting.meeting
    if not meeting.made:
        return None
    letters = letters_by_moment(meeting)
    return document(meeting) | {
        "votes": [
            {
                "moment": moment.number,
                "said": list(letters[moment.number]),
                "n": len(ballots),
                "counts": counts(ballots, [move.id for move in moment.moves]),
            }
            for moment in meeting.script.moments
            if moment.number in letters
            for ballots in [votes.get((moment_id(moment.number), 1), {})]
        ]
    }


def neutral(cell: object) -> object:
    """Keep a spreadsheet from taking a text for a formula.

    Source: OWASP, CSV Injection: a leading apostrophe before ``= + - @``, tab and return.

    Examples
    --------
    >>> neutral("=1+1"), neutral(-3)
    ("'=1+1", -3)
    """
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        return f"'{cell}"
    return cell


def _held(order: tuple[Decision, ...], votes: Votes) -> list[tuple[Decision, int, Ballots]]:
    return [
        (decision, round_, votes[decision.id, round_])
        for decision in order
        for round_ in ROUNDS
        if votes.get((decision.id, round_))
    ]


def _counts(decision: Decision, ballots: Ballots) -> dict[str, int]:
    return counts(ballots, [option.id for option in decision.options])


def _shares(decision: Decision, ballots: Ballots) -> list[tuple[Any, int, int, int | None]]:
    n = len(ballots)
    counted = _counts(decision, ballots)
    return [
        (option, counted[option.id], n, whole_percent(counted[option.id], n))
        for option in decision.options
    ]


def _compared(decision: Decision, votes: Votes, *, by_hands: bool = False) -> Comparison | None:
    rounds = {round_: votes.get((decision.id, round_), {}) for round_ in ROUNDS}
    return compare(decision, rounds, by_hands=by_hands)


def _of_both_rounds(
    decision: Decision, votes: Votes, round_: int, letter: str
) -> tuple[object, ...]:
    compared = _compared(decision, votes)
    if compared is None:
        return ("",) * len(_COMPARED)
    count = compared.rounds[round_][letter]
    return count, compared.n, compared.of, whole_percent(count, compared.n)


def _renumbered(ballots: Ballots, votes: Votes) -> list[tuple[int, str]]:
    # Numbers are given out in the order of joining, which somebody may have watched: sort
    # by what was chosen over the whole session instead.
    chosen: dict[int, list[str]] = {}
    for of in sorted(votes):
        for voter, option in votes[of].items():
            chosen.setdefault(voter, []).append(f"{of}{option}")
    place = {
        participant: at
        for at, participant in enumerate(
            sorted(chosen, key=lambda participant: chosen[participant]), 1
        )
    }
    return sorted((place[voter], option) for voter, option in ballots.items())


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    # The mark tells spreadsheets that this is UTF-8: Ōtautahi keeps its macron.
    return "\ufeff" + written.getvalue()
