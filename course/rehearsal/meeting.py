"""A meeting as a frozen value: each move gives the next one, and no chance is involved."""

from dataclasses import dataclass, replace

from course.content.named import named
from course.errors import RehearsalError
from course.rehearsal.script import Changes, Fact, Moment, Move, Script, script

#: Before the letter of a second move in the moment that was just played.
AGAIN = "+"
YOU = "you"


@dataclass(frozen=True)
class Person:
    """Somebody in the room, as they are now."""

    role: str
    title: str
    #: Who it is, in a word.
    name: str
    #: 0 says nothing, 1 answers what is asked, 2 describes, 3 volunteers.
    openness: int


@dataclass(frozen=True)
class Entry:
    """One line of what was said."""

    moment: int
    #: The letter of the move that it belongs to.
    move: str
    #: A role, or ``"you"``.
    speaker: str
    line: str
    #: ``"move"``, ``"reply"``, ``"fact"``, ``"guarded"``, or ``"again"`` for what is known already.
    kind: str


@dataclass(frozen=True)
class Meeting:
    """Where a meeting stands.

    Examples
    --------
    >>> meeting = begin().make("b").make("B")
    >>> meeting.moment.number, meeting.minutes_left
    (2, 58)
    """

    script: Script
    #: The moment that is to be played, by its place; the number of moments once it is over.
    place: int
    minutes_left: int
    openness: Changes
    #: The most that somebody can open up, by role, where a first sentence has set it.
    lids: Changes
    #: Facts that have come out, by id, in that order.
    heard: tuple[int, ...] = ()
    #: Facts that were asked for while their holders were not open enough, and are not out yet.
    held_back: tuple[int, ...] = ()
    #: Every move that was made, such as ``"2b"``.
    made: tuple[str, ...] = ()
    #: How many second moves were made.
    seconds: int = 0
    transcript: tuple[Entry, ...] = ()
    #: The moment that was played last, where a second move may still be made in it.
    stays_at: int | None = None
    #: Numbers of the moments that there was no time for.
    passed_over: tuple[int, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether the last moment has been played."""
        return self.place == len(self.script.moments)

    @property
    def moment(self) -> Moment | None:
        """The moment that is to be played now; ``None`` when the meeting is over."""
        return None if self.is_over else self.script.moments[self.place]

    @property
    def moves(self) -> tuple[Move, ...]:
        """What can be said in this moment."""
        return self.moment.moves if self.moment else ()

    @property
    def second_moves(self) -> tuple[Move, ...]:
        """What can still be said in the moment before, for its minutes."""
        if self.stays_at is None:
            return ()
        stayed = self.script.moments[self.stays_at]
        return tuple(m for m in stayed.moves if f"{stayed.number}{m.id}" not in self.made)

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is in the room, and how open each of them is."""
        titles, names = self.script.titles, self.script.names
        return tuple(
            Person(role, titles[role], names[role], open_) for role, open_ in self.openness.items()
        )

    @property
    def wall(self) -> tuple[Fact, ...]:
        """What has come out, where all can see it."""
        return tuple(self.script.facts[number] for number in self.heard)

    @property
    def parked(self) -> tuple[str, ...]:
        """What stands on the wall for another day."""
        return tuple(move.parks for _, move in self.moves_made if move.parks)

    @property
    def moves_made(self) -> tuple[tuple[Moment, Move], ...]:
        """Every move that was made, with its moment."""
        moments = {moment.number: moment for moment in self.script.moments}
        found = ((moments[int(made[:-1])], made[-1]) for made in self.made)
        return tuple((moment, moment.move(letter)) for moment, letter in found)

    @property
    def never_asked(self) -> tuple[int, ...]:
        """Facts that nobody asked for."""
        return tuple(n for n in self.script.facts if n not in self.heard + self.held_back)

    def make(self, letter: str) -> "Meeting":
        """Make a move in this moment, or with ``"+c"`` a second one in the moment before.

        Raises
        ------
        UnknownNameError
            If there is no such move now.
        RehearsalError
            If no move can be made at all: the meeting is over, or there is no second one.
        """
        second = letter.startswith(AGAIN)
        if second:
            known = {f"{AGAIN}{move.id}": move for move in self.second_moves}
        else:
            known = {move.id: move for move in self.moves}
        if not known:
            what = "a second move" if second else "a move"
            raise RehearsalError(
                f"Found {letter!r} where {what} cannot be made: the meeting is over, or has gone "
                "on, or its second moves are made. Leave it out."
            )
        at = self.place if self.stays_at is None or not second else self.stays_at
        move = named(f"move in moment {self.script.moments[at].number}", letter, known)
        return self._after(at, move, second=second)

    def close(self) -> "Meeting":
        """Go on to the last moment, and pass over what lies between.

        Examples
        --------
        >>> begin().make("b").make("B").close().moment.number
        13
        """
        last = len(self.script.moments) - 1
        passed = tuple(moment.number for moment in self.script.moments[self.place : last])
        return replace(self, place=max(self.place, last), stays_at=None, passed_over=passed)

    def _after(self, at: int, move: Move, *, second: bool) -> "Meeting":
        number = self.script.moments[at].number
        idle = move.starts_over and not self.lids
        lids = self._lids(move)
        openness = self._opened(move, lids)
        heard, held_back = self.heard, self.held_back
        lines = [(YOU, move.say, "move")]
        reply = move.reply_without_lid if idle and move.reply_without_lid else move.reply
        lines.append((move.speaker, reply, "reply"))
        for id_ in move.opens:
            fact = self.script.facts[id_]
            if id_ in heard:
                lines.append((fact.holder, self.script.again, "again"))
            elif openness[fact.holder] >= fact.need:
                heard += (id_,)
                held_back = tuple(each for each in held_back if each != id_)
                lines.append((fact.holder, fact.open_line, "fact"))
            else:
                held_back += (id_,) if id_ not in held_back else ()
                lines.append((fact.holder, fact.guarded_line, "guarded"))
        entries = tuple(Entry(number, move.id, *line) for line in lines)
        after = replace(
            self,
            minutes_left=max(0, self.minutes_left - (0 if idle else move.minutes)),
            openness=openness,
            lids=lids,
            heard=heard,
            held_back=held_back,
            made=(*self.made, f"{number}{move.id}"),
            seconds=self.seconds + second,
            transcript=self.transcript + entries,
        )
        return _gone_on(after, at, second=second)

    def _lids(self, move: Move) -> Changes:
        lids = {**self.lids, **move.lid}
        if move.starts_over:
            after = self.script.rules.lid_after_start_over
            lids = {role: max(after, lid) for role, lid in lids.items()}
        return lids

    def _opened(self, move: Move, lids: Changes) -> Changes:
        rules = self.script.rules
        changes = [move.open]
        if move.unless_made and move.unless_made["move"] not in self.made:
            changes.append(move.unless_made["open"])
        if move.if_open:
            enough = move.if_open["at_least"]
            ready = {role for role, now in self.openness.items() if now >= enough}
            changes.append({r: by for r, by in move.if_open["open"].items() if r in ready})

        def within(role: str, now: int) -> int:
            changed = now + sum(change.get(role, 0) for change in changes)
            return max(rules.lowest, min(changed, lids.get(role, rules.highest), rules.highest))

        return {role: within(role, now) for role, now in self.openness.items()}


def _gone_on(after: Meeting, at: int, *, second: bool) -> Meeting:
    """Go to the moment that comes next, which is the last one when time is short."""
    rules, moments = after.script.rules, after.script.moments
    last = len(moments) - 1
    if at < last and after.minutes_left <= rules.close_at:
        passed = tuple(each.number for each in moments[at + 1 : last])
        return replace(after, place=last, stays_at=None, passed_over=passed)
    may_stay = (
        not second
        and after.seconds < rules.second_moves
        and rules.second_from <= moments[at].number <= rules.second_to
    )
    return replace(after, place=at + 1, stays_at=at if may_stay else None)


def begin(of: Script | None = None) -> Meeting:
    """Begin a meeting: the course's own, or that of another script.

    Parameters
    ----------
    of
        Another script than the course's own, as `from_toml` gives it.

    Returns
    -------
    Meeting
        Before its first move. A move gives a new meeting and leaves this one as it is.

    Examples
    --------
    >>> begin().minutes_left, begin().moment.title
    (60, 'The evening before')
    """
    settled = of or script()
    return Meeting(settled, 0, settled.rules.minutes, dict(settled.openness), {})
