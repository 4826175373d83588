"""What a meeting is made of: its rules, people, facts, moments and moves, read from TOML."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from typing import Any

from course import content
from course.content.decisions import decision
from course.content.named import named
from course.content.tables import from_mapping

#: By how much a move changes how open people are, by role.
Changes = Mapping[str, int]


@dataclass(frozen=True)
class Rules:
    """The numbers that every meeting of a script keeps to."""

    minutes: int
    #: With so many minutes left, the meeting goes on to its last moment.
    close_at: int
    lowest: int
    highest: int
    #: How open those can still become to whom a first sentence did not feel safe, once it has
    #: been taken back.
    lid_after_start_over: int
    #: How often in a meeting one may stay in a moment for a second move, and in which moments.
    second_moves: int
    second_from: int
    second_to: int


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that one person holds, and that comes to light or does not."""

    id: int
    holder: str
    #: How open its holder has to be.
    need: int
    provenance: str
    open_line: str
    guarded_line: str
    makes_possible: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """One thing that the person who leads can say or do, and what it does."""

    id: str
    say: str
    minutes: int
    speaker: str
    reply: str
    source: tuple[str, ...]
    opens: tuple[int, ...] = ()
    starts_over: bool = False
    #: What is answered instead where there is nothing to take back.
    reply_without_lid: str = ""
    #: What goes to the wall for another day; empty for most.
    parks: str = ""
    #: Why it opens nothing, where somebody may wonder; told in the debrief.
    why: str = ""
    open: Changes = field(default_factory=dict)
    #: The most that people can open up after it, by role.
    lid: Changes = field(default_factory=dict)
    #: ``move`` (as ``"2b"``) and ``open``: changes that another move has spared.
    unless_made: Mapping[str, Any] = field(default_factory=dict)
    #: ``at_least`` and ``open``: changes for those who are open enough already.
    if_open: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A stretch of the meeting in which one thing is said."""

    number: int
    title: str
    scene: str
    moves: tuple[Move, ...]
    #: What may be written in one's own words once it has been played; empty for most.
    own_words: str = ""

    def move(self, letter: str) -> Move:
        """Find a move by its letter, or say which there are."""
        return named(
            f"move in moment {self.number}", letter, {each.id: each for each in self.moves}
        )


@dataclass(frozen=True, kw_only=True)
class Script:
    """Everything that is settled before a meeting begins."""

    title: str
    #: What has to be known about all of it.
    note: str
    rules: Rules
    #: The rules in words, one a line.
    told: tuple[str, ...]
    #: How open each is at first, who it is, and that in a word, by role.
    openness: Changes
    titles: Mapping[str, str]
    names: Mapping[str, str]
    facts: Mapping[int, Fact]
    moments: tuple[Moment, ...]
    #: What is said of a fact that is asked for once more.
    again: str

    @cached_property  # asked at every move that is kept
    def content_hash(self) -> str:
        """Tells whether two meetings were led by the same content."""
        written = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()[:16]


def from_toml(table: Mapping[str, Any]) -> Script:
    """Make a script of a file that `course.rehearsal.checking` has nothing to say about."""
    facts = [from_mapping(Fact, each) for each in table["fact"]]
    cast = table["cast"]
    return Script(
        title=table["title"],
        note=table["note"],
        rules=from_mapping(Rules, table["rules"]),
        told=tuple(table["rules"]["told"]),
        openness={role: person["open"] for role, person in cast.items()},
        titles={role: person["role"] for role, person in cast.items()},
        names={role: person.get("name", role.capitalize()) for role, person in cast.items()},
        facts={fact.id: fact for fact in facts},
        moments=tuple(map(_moment, table["moment"])),
        again=table["again"],
    )


def _moment(table: Mapping[str, Any]) -> Moment:
    return Moment(
        number=table["number"],
        title=table["title"],
        scene=table["scene"],
        moves=tuple(map(_move, table["move"])),
        own_words=table.get("own_words", ""),
    )


def _move(table: Mapping[str, Any]) -> Move:
    if "decision" in table:
        # Said word for word as the decision has it, and so kept in one place.
        table = {**table, "say": decision(table["decision"]).option(table["id"]).text}
    lists = {name: tuple(table.get(name, ())) for name in ("opens", "source")}
    return Move(**{name: value for name, value in table.items() if name != "decision"} | lists)


@cache
def script() -> Script:
    """Read the course's own meeting.

    Returns
    -------
    Script
        Moments, moves, facts and people, as ``content/meeting.toml`` has them.

    Examples
    --------
    >>> len(script().moments), len(script().facts)
    (14, 12)
    """
    return from_toml(content.load("meeting"))
