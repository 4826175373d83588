"""What the talk moved, told so that it misleads nobody: over people who voted twice.

Whoever votes only once would move a share without having changed their mind.
"""

from dataclasses import dataclass

from course import content
from course.page.shares import whole_share
from course.room.tally import Ballots, Comparison


@dataclass(frozen=True)
class Shift:
    """What became of the key."""

    #: The share, or both, such as ``33 % → 67 %``; empty where no shift can be told.
    headline: str
    #: Of whom it is told, and how many voted in each round.
    line: str


def shift(
    key: str, rounds: dict[int, Ballots], compared: Comparison | None, *, by_hands: bool = False
) -> Shift:
    """Tell how the share of the key changed, and among whom.

    Examples
    --------
    >>> from course.room.tally import comparison
    >>> rounds = {1: {1: "A", 2: "B"}, 2: {1: "B", 3: "B"}}
    >>> became = shift("B", rounds, comparison(rounds[1], rounds[2], "AB"))
    >>> became.headline
    '0 % → 100 %'
    >>> became.line.split(". ")[0]
    'chose B, of those who voted in both rounds: 1 of 3'
    """
    texts, names = content.load("room")["shift"], content.load("room")["page"]["rounds"]
    if not any(rounds.values()):
        return Shift("", texts["nobody_by_hands" if by_hands else "nobody"])
    held = " · ".join(
        texts["round"].format(name=names[str(number)], n=len(rounds[number]))
        for number in sorted(rounds)
    )
    alone = [
        whole_share(list(ballots.values()).count(key), len(ballots))
        for ballots in rounds.values()
        if ballots
    ]
    if by_hands and all(rounds.get(number) for number in (1, 2)):
        line = texts["hands"].format(key=key, held=held, hands_note=texts["hands_note"])
        return Shift(", then ".join(alone), line)
    if compared is None:
        return Shift(alone[0], texts["one"].format(key=key, held=held))
    if not compared.n:
        return Shift("", texts["none"].format(key=key, held=held, shares=", then ".join(alone)))
    shares = [whole_share(counted[key], compared.n) for counted in compared.rounds.values()]
    if compared.n < compared.of:
        held = f"{texts['everyone']} {held}"
    line = texts["both"].format(key=key, n=compared.n, of=compared.of, held=held)
    return Shift(" → ".join(shares), line)
