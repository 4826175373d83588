"""Every distinct state of the course's own meeting, minutes included, moment by moment.

What can still matter of a meeting is written into one whole number: how open each of the seven is,
which lids lie on them, what has come out, the minutes, the second moves, the few moves that others
look back on, the first sentence, and whether it was taken back. The states of a moment are an array
of such numbers, each once; a move makes another array of it. Nothing is sampled. What can make no
difference any more is forgotten: how open somebody is of whom nothing is asked later, and which of
the facts came out that nobody asks for again, but for their number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from course.rehearsal.script import Changes, Moment, Move, script

States = np.ndarray

#: So many bits for how open one person is, for the minutes, second moves, lids and first sentence.
_OPEN, _MINUTES, _SECONDS, _LIDS, _FIRST, _OUT = 2, 6, 2, 4, 3, 4


@dataclass
class Seen:
    """What came up in some state."""

    #: States at the beginning of each moment, by its number.
    states: dict[int, int] = field(default_factory=dict)
    #: Lines that are said, such as ``("2b", "reply")`` or ``("fact", 3)``.
    lines: set[tuple[str, object]] = field(default_factory=set)
    #: The moment after which a meeting went on to its last one, or ``None`` where it did not.
    ends: set[int | None] = field(default_factory=set)
    #: States that are over.
    over: int = 0
    #: How many facts come out at most, by first sentence, and whether it was ever taken back.
    best: dict[tuple[str, bool], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many states there are in all."""
        return sum(self.states.values()) + self.over


class Layout:
    """Where each thing stands in the number."""

    def __init__(self) -> None:
        self.script = script()
        self.roles = list(self.script.openness)
        self.facts = list(self.script.facts)
        moves = [move for moment in self.script.moments for move in moment.moves]
        self.looked_back_on = sorted({m.unless_made["move"] for m in moves if m.unless_made})
        self.openings = [move.id for move in self.script.moments[1].moves]
        self.lids: list[Changes] = [{}]
        place = count()
        self.open = {role: next(place) * _OPEN for role in self.roles}
        at = len(self.roles) * _OPEN
        self.heard = {fact: at + number for number, fact in enumerate(self.facts)}
        at += len(self.facts)
        self.made = {move: at + number for number, move in enumerate(self.looked_back_on)}
        at += len(self.looked_back_on)
        self.minutes, at = at, at + _MINUTES
        self.seconds, at = at, at + _SECONDS
        self.lid, at = at, at + _LIDS
        self.first, at = at, at + _FIRST
        self.out, at = at, at + _OUT
        self.started_over = at
        assert at < np.iinfo(np.int64).bits - 1

    def read(self, states: States, at: int, bits: int = 1) -> States:
        """Read what stands there, in all states."""
        found: States = (states >> at) & ((1 << bits) - 1)
        return found

    def lid_number(self, lids: Changes) -> int:
        """Number what lies on whom; there are few such lids."""
        if lids not in self.lids:
            self.lids.append(lids)
            assert len(self.lids) <= 1 << _LIDS
        return self.lids.index(lids)

    def begin(self) -> States:
        """Give the one state in which every meeting begins."""
        rules = self.script.rules
        number = rules.minutes << self.minutes
        for role, now in self.script.openness.items():
            number |= now << self.open[role]
        return np.array([number], dtype=np.int64)


class Search:
    """All meetings that the rules allow, as states."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.seen = Seen()

    def run(self) -> Seen:
        """Go through all moments."""
        moments, layout = self.layout.script.moments, self.layout
        last = len(moments) - 1
        waiting: dict[int, list[States]] = {0: [layout.begin()]}
        for place, moment in enumerate(moments):
            matter = [np.unique(self._what_matters(each, place)) for each in waiting.pop(place)]
            states = np.unique(np.concatenate(matter))
            self.seen.states[moment.number] = len(states)
            for after in self._played(moment, states, place):
                closes = self.layout.read(after, layout.minutes, _MINUTES)
                early = (closes <= layout.script.rules.close_at) & (place < last)
                for chosen, to in ((after[early], last), (after[~early], place + 1)):
                    if len(chosen):
                        waiting.setdefault(to, []).append(np.unique(chosen))
                        if to == last and place + 1 < last:
                            self.seen.ends.add(moment.number)
                if place + 1 == last and (~early).any():
                    self.seen.ends.add(None)
        over = np.unique(np.concatenate(waiting.pop(last + 1)))
        assert not waiting
        self._count(over)
        return self.seen

    def _what_matters(self, states: States, place: int) -> States:
        """Forget what can make no difference any more: two such meetings are one state."""
        layout, left = self.layout, self.layout.script.moments[place:]
        asked = {fact for moment in left for move in moment.moves for fact in move.opens}
        states = states.copy()
        for fact, at in layout.heard.items():
            if fact not in asked:
                out = layout.read(states, at)
                states -= out << at
                states += out << layout.out
        matters = {role: np.zeros(len(states), dtype=bool) for role in layout.roles}
        for fact in asked:
            is_in = layout.read(states, layout.heard[fact]) == 0
            matters[layout.script.facts[fact].holder] |= is_in
        for role, at in layout.open.items():
            states -= np.where(matters[role], 0, layout.read(states, at, _OPEN)) << at
        later = {m.unless_made["move"] for moment in left for m in moment.moves if m.unless_made}
        for made, at in layout.made.items():
            if made not in later:
                states -= layout.read(states, at) << at
        return states

    def _played(self, moment: Moment, states: States, place: int) -> Iterator[States]:
        """Make each move in each state, and each second one where there may be one."""
        layout, rules = self.layout, self.layout.script.rules
        last = len(layout.script.moments) - 1
        for move in moment.moves:
            after = np.unique(self.after(moment, move, states))
            yield after
            if not (rules.second_from <= moment.number <= rules.second_to and place < last):
                continue
            stays = (layout.read(after, layout.seconds, _SECONDS) < rules.second_moves) & (
                layout.read(after, layout.minutes, _MINUTES) > rules.close_at
            )
            for second in moment.moves:
                if second.id != move.id and stays.any():
                    again = self.after(moment, second, after[stays])
                    yield np.unique(again + (1 << layout.seconds))

    def after(self, moment: Moment, move: Move, states: States) -> States:
        """Make one move in many states at once, as `Meeting.make` does in one."""
        layout, rules = self.layout, self.layout.script.rules
        name = f"{moment.number}{move.id}"
        was = layout.read(states, layout.lid, _LIDS)
        idle = (was == 0) & move.starts_over
        self._note(name, move, idle)
        now = np.zeros_like(states)
        tables = [self._lids_after(move, lids) for lids in list(layout.lids)]
        lids = np.array([layout.lid_number(after) for after in tables])[was]
        most = np.array(
            [[on.get(role, rules.highest) for role in layout.roles] for on in layout.lids]
        )
        spared = np.zeros(len(states), dtype=bool)
        if move.unless_made:
            spared = layout.read(states, layout.made[move.unless_made["move"]]) == 1
        opened = {}
        for number, role in enumerate(layout.roles):
            before = layout.read(states, layout.open[role], _OPEN)
            changed = before + move.open.get(role, 0)
            if move.unless_made:
                changed = changed + np.where(spared, 0, move.unless_made["open"].get(role, 0))
            if move.if_open:
                enough = before >= move.if_open["at_least"]
                changed = changed + np.where(enough, move.if_open["open"].get(role, 0), 0)
            lid = most[lids, number]
            opened[role] = np.maximum(rules.lowest, np.minimum(changed, lid))
            now |= opened[role] << layout.open[role]
        for fact in layout.facts:
            bit = layout.read(states, layout.heard[fact])
            if fact in move.opens:
                told = layout.script.facts[fact]
                is_open = opened[told.holder] >= told.need
                self._note_fact(fact, known=bit == 1, is_open=is_open)
                bit = bit | is_open
            now |= bit << layout.heard[fact]
        for made, at in layout.made.items():
            now |= (np.ones_like(now) if made == name else layout.read(states, at)) << at
        minutes = layout.read(states, layout.minutes, _MINUTES)
        now |= np.maximum(0, minutes - np.where(idle, 0, move.minutes)) << layout.minutes
        now |= layout.read(states, layout.seconds, _SECONDS) << layout.seconds
        now |= lids << layout.lid
        first = layout.read(states, layout.first, _FIRST)
        if moment.number == 1:
            first = np.full_like(states, layout.openings.index(move.id))
        now |= first << layout.first
        now |= layout.read(states, layout.out, _OUT) << layout.out
        over = layout.read(states, layout.started_over) | int(move.starts_over)
        now |= over << layout.started_over
        return now

    def _lids_after(self, move: Move, lids: Changes) -> Changes:
        after = {**lids, **move.lid}
        if move.starts_over:
            least = self.layout.script.rules.lid_after_start_over
            after = {role: max(least, lid) for role, lid in after.items()}
        return after

    def _note(self, name: str, move: Move, idle: States) -> None:
        self.seen.lines.add((name, "say"))
        instead = bool(move.reply_without_lid)
        if instead and idle.any():
            self.seen.lines.add((name, "reply without lid"))
        if not instead or not idle.all():
            self.seen.lines.add((name, "reply"))

    def _note_fact(self, fact: int, *, known: States, is_open: States) -> None:
        for kind, where in (
            ("again", known),
            ("fact", ~known & is_open),
            ("guarded", ~known & ~is_open),
        ):
            if where.any():
                self.seen.lines.add((kind, fact))

    def _count(self, over: States) -> None:
        layout = self.layout
        self.seen.over = len(over)
        heard = layout.read(over, layout.out, _OUT)
        for at in layout.heard.values():
            heard += layout.read(over, at)
        first = layout.read(over, layout.first, _FIRST)
        started = layout.read(over, layout.started_over) == 1
        for number, letter in enumerate(layout.openings):
            for over_again in (False, True):
                which = heard[(first == number) & (started == over_again)]
                if len(which):
                    self.seen.best[letter, over_again] = int(which.max())
