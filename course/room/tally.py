"""Counting votes: pure, from the last choice of each participant."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

#: The last choice of each participant in one round, by the participant's number.
Ballots: TypeAlias = Mapping[int, str]

#: What the first round makes of the next minutes.
Suggestion: TypeAlias = Literal["explain", "discuss", "move-on"]


def counts(ballots: Ballots, options: Sequence[str]) -> dict[str, int]:
    """Count the votes for each option, those without a vote included.

    Examples
    --------
    >>> counts({1: "B", 2: "B", 3: "A"}, "ABCD")
    {'A': 1, 'B': 2, 'C': 0, 'D': 0}
    """
    counted = Counter(ballots.values())
    return {option: counted[option] for option in options}


def most(ballots: Ballots) -> str:
    """Give the option with more votes than any other; empty where there is none.

    Examples
    --------
    >>> most({1: "b", 2: "b", 3: "a"}), most({1: "b", 2: "a"})
    ('b', '')
    """
    first = Counter(ballots.values()).most_common(2)
    is_tie = len(first) > 1 and first[0][1] == first[1][1]
    return "" if is_tie or not first else first[0][0]


def ballots(counted: Mapping[str, int]) -> dict[int, str]:
    """Turn counts into ballots of nobody in particular, numbered from 1.

    Examples
    --------
    >>> ballots({"A": 1, "B": 2})
    {1: 'A', 2: 'B', 3: 'B'}
    """
    chosen = [option for option, count in counted.items() for _ in range(count)]
    return dict(enumerate(chosen, start=1))


def suggestion(ballots: Ballots, key: str) -> Suggestion | None:
    """Suggest how to go on after the first round; None if nobody voted.

    Source: Crouch & Mazur 2001, doi:10.1119/1.1374249, in whose classes a discussion helped
    most where 35 to 70 % had it at first; the review of Vickrey et al. 2015,
    doi:10.1187/cbe.14-11-0198, decides at the same two shares. Thirds are our own: they can
    be counted by eye.

    Examples
    --------
    >>> suggestion({1: "B", 2: "A", 3: "B", 4: "D"}, "B")
    'discuss'
    """
    # Below a third with the key the point has to be explained first; from a third to two thirds
    # people can convince each other; above that, move on.
    n = len(ballots)
    if not n:
        return None
    with_key = counts(ballots, [key])[key]
    if 3 * with_key < n:
        return "explain"
    return "discuss" if 3 * with_key <= 2 * n else "move-on"


def moves(first: Ballots, second: Ballots) -> dict[tuple[str, str], int]:
    """Count who went from which option to which, among those who voted in both rounds.

    Examples
    --------
    >>> moves({1: "A", 2: "B", 3: "A"}, {1: "B", 2: "B"})
    {('A', 'B'): 1, ('B', 'B'): 1}
    """
    both = sorted(first.keys() & second.keys())
    return dict(sorted(Counter((first[voter], second[voter]) for voter in both).items()))


@dataclass(frozen=True)
class Comparison:
    """Both rounds of those who voted in both: the only people of whom a shift can be told."""

    #: How many voted in both rounds.
    n: int
    #: How many voted in either.
    of: int
    #: Their counts of each option, by round.
    rounds: dict[int, dict[str, int]]


def comparison(first: Ballots, second: Ballots, options: Sequence[str]) -> Comparison:
    """Compare two rounds over the same people, whoever came or left between them.

    Examples
    --------
    >>> comparison({1: "A", 2: "B", 3: "A"}, {1: "B", 2: "B"}, "AB")
    Comparison(n=2, of=3, rounds={1: {'A': 1, 'B': 1}, 2: {'A': 0, 'B': 2}})
    """
    both = first.keys() & second.keys()
    return Comparison(
        len(both),
        len(first.keys() | second.keys()),
        {
            round_: counts({voter: ballots[voter] for voter in both}, options)
            for round_, ballots in ((1, first), (2, second))
        },
    )
