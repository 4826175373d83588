"""Votes counted by a show of hands: typed in, kept, and told like those of a room."""

from pathlib import Path

from course.content.decisions import decision, decisions
from course.room.dry_run import simulated_votes
from course.room.errors import MalformedRequestError
from course.room.export import ROUNDS, Votes
from course.room.hands_file import MOST_HANDS, Kept, read_hands, write_hands
from course.room.state import Phase, RoomState
from course.room.tally import Ballots, ballots, counts
from course.storage import home


# `notice` says what was set aside because it cannot be used, and where it is.
class Hands:
    """The hands that were counted, kept in one file: a lost kernel loses no count.

    Examples
    --------
    >>> hands = Hands()
    >>> hands.count("opening", 1, "B", 12)
    >>> hands.counted("opening", 1)
    {'A': 0, 'B': 12, 'C': 0, 'D': 0}
    """

    def __init__(self, path: Path | None = None, *, is_kept: bool = True) -> None:
        self._path = path or home() / "hands.json"
        self._is_kept = is_kept
        self.notice = ""
        self._kept: Kept = {}
        self._refresh()

    def count(self, name: str, round_: int, option: str, number: int) -> None:
        """Keep how many hands went up for an option in a round, in place of an earlier count."""
        letter = decision(name).option(option).id
        if round_ not in ROUNDS or isinstance(round_, bool):
            raise MalformedRequestError(f"Expected round 1 or 2, and got {round_!r}.")
        if isinstance(number, bool) or not isinstance(number, int):
            raise MalformedRequestError(f"Expected a whole number of hands, and got {number!r}.")
        if not 0 <= number <= MOST_HANDS:
            raise MalformedRequestError(
                f"Expected from 0 to {MOST_HANDS:,} hands, and got {number:,}."
            )
        self._refresh()
        # Real hands are not mixed with simulated ones.
        rounds = {} if self.is_simulated(name) else self._kept.get(name, {}).get("rounds", {})
        counted = {**rounds.get(str(round_), {}), letter: number}
        self._write({**self._kept, name: {"rounds": {**rounds, str(round_): counted}}})

    def simulate(self, name: str) -> None:
        """Fill both rounds with simulated hands, for practice, in place of what was counted."""
        votes = simulated_votes()
        letters = [option.id for option in decision(name).options]
        rounds = {str(round_): counts(votes[name, round_], letters) for round_ in ROUNDS}
        self._refresh()
        self._write({**self._kept, name: {"rounds": rounds, "simulated": True}})

    def clear(self, name: str) -> None:
        """Forget what was counted for a decision."""
        self._refresh()
        if name in self._kept:
            self._write({other: held for other, held in self._kept.items() if other != name})

    def is_simulated(self, name: str) -> bool:
        """Tell whether the hands of a decision are simulated."""
        return bool(self._kept.get(name, {}).get("simulated"))

    def counted(self, name: str, round_: int) -> dict[str, int]:
        """Return the count of each option in a round; 0 where nothing was typed in."""
        kept = self._kept.get(name, {}).get("rounds", {}).get(str(round_), {})
        return {option.id: int(kept.get(option.id, 0)) for option in decision(name).options}

    def rounds(self, name: str) -> dict[int, Ballots]:
        """Return the hands of a decision as ballots: the first round, and the second if held."""
        found = {round_: ballots(self.counted(name, round_)) for round_ in ROUNDS}
        return {round_: held for round_, held in found.items() if held or round_ == 1}

    def state(self, name: str, *, is_revealed: bool = False) -> RoomState:
        """Say where a room would be in which as many had voted.

        Examples
        --------
        >>> str(Hands().state("opening").phase)
        'lobby'
        """
        rounds = self.rounds(name)
        if not is_revealed and not any(rounds.values()):
            return RoomState(name)
        return RoomState(name, Phase.REVEALED if is_revealed else Phase.CLOSED, max(rounds))

    def votes(self) -> Votes:
        """Return all that was counted, as a room exports it."""
        # Nobody knows whose hand went up again, so no ballot of one round is one of the other.
        return {
            (asked.id, round_): {
                person if round_ == 1 else -person: option for person, option in held.items()
            }
            for asked in decisions()
            for round_, held in self.rounds(asked.id).items()
            if held
        }

    def _refresh(self) -> None:
        """Read the file again: each decision of a page has its own, and so has each notebook."""
        if self._is_kept:
            self._kept, notice = read_hands(self._path)
            self.notice = notice or self.notice

    def _write(self, kept: Kept) -> None:
        if self._is_kept:
            write_hands(self._path, kept)
        self._kept = kept
