"""What the person at the front prepares, says, asks, watches for and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from course import content
from course.content.decisions import decision, decisions
from course.content.named import named
from course.content.notebooks import notebook
from course.content.tables import called, from_mapping


@dataclass(frozen=True)
class Source:
    """Where a point of practice comes from."""

    #: How it is cited, in a word or two.
    name: str
    title: str
    #: Where it can be read; empty for what is our own.
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing to say, ask, watch for or prepare."""

    text: str
    source: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it comes from, as it is cited."""
        return tuple(_content()["source"][name]["name"] for name in self.source)


@dataclass(frozen=True)
class Chapter:
    """Points under a heading."""

    title: str
    points: tuple[Point, ...] = called("point")


@dataclass(frozen=True, kw_only=True)
class Stage(Point):
    """One stage of a decision in the room: what it is, how long it takes, what to do."""

    title: str
    takes: str


@dataclass(frozen=True, kw_only=True)
class Move(Point):
    """A way to bring the talk back: when, in which words, and from where."""

    title: str
    say: str


@dataclass(frozen=True, kw_only=True)
class Heard(Point):
    """How an option other than the key sounds in a real meeting, and what to reply."""

    option: str
    sounds: str
    text: str = called("reply")


@dataclass(frozen=True)
class Guide:
    """What to do at one stop of the session."""

    #: The stop as the course names it.
    title: str
    #: How long it takes in a room, about.
    minutes: int
    #: What has happened when it went well.
    aim: str
    say: tuple[Point, ...]
    ask: tuple[Point, ...]
    watch: tuple[Point, ...]
    #: How to answer blame.
    redirect: tuple[Point, ...]
    #: What to explain when few have it after the first vote; empty for a notebook.
    explain: str = ""
    #: The other options in the words of a meeting; none for a notebook.
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True)
class Row:
    """A stretch of a session, in minutes from its beginning."""

    start: int
    end: int
    #: The decision or notebook that it belongs to.
    title: str
    what: str
    #: The last moment of the rehearsal that is played in it, where one is.
    until: int | None = None


@dataclass(frozen=True, kw_only=True)
class Beside(Point):
    """What to do at one moment of the rehearsal with a room, and how long it takes."""

    moment: int
    minutes: int


@dataclass(frozen=True)
class Plan:
    """A session of a certain length, in minutes."""

    minutes: int
    title: str
    suits: str
    rows: tuple[Row, ...] = called("row")


@cache
def plans() -> tuple[Plan, ...]:
    """List the three plans, the shortest first."""
    tables = _content()["plan"]
    return tuple(from_mapping(Plan, {**table, "row": _timed(table["row"])}) for table in tables)


@cache
def guide_to_decision(name: str) -> Guide:
    """Return the guide to a decision."""
    tables = {table["id"]: table for table in _content()["decision"]}
    title = decision(name).title
    return from_mapping(Guide, {"title": title, **tables[name]})


@cache
def guide_to_notebook(slug: str) -> Guide:
    """Return the guide to a notebook, without the decision that it asks."""
    tables = {table["slug"]: table for table in _content()["notebook"]}
    table = named("guide to a notebook", slug, tables)
    return from_mapping(Guide, {"title": notebook(slug).title, **table})


def before() -> tuple[Chapter, ...]:
    """List what to prepare."""
    return tuple(from_mapping(Chapter, table) for table in _content()["before"])


def after() -> tuple[Chapter, ...]:
    """List what to do afterwards."""
    return tuple(from_mapping(Chapter, table) for table in _content()["after"])


@cache
def running() -> tuple[Stage, ...]:
    """List the stages that each decision goes through."""
    return tuple(from_mapping(Stage, table) for table in _content()["running"])


@cache
def beside_rehearsal() -> tuple[Beside, ...]:
    """List what stands beside each moment of the rehearsal, in their order."""
    return tuple(from_mapping(Beside, table) for table in _content()["rehearsal"])


@cache
def moves() -> tuple[Move, ...]:
    """List the ways to bring the talk back when it turns to a person."""
    return tuple(from_mapping(Move, table) for table in _content()["redirect"])


@cache
def sources() -> tuple[Source, ...]:
    """List everything that the guide cites."""
    return tuple(from_mapping(Source, table) for table in _content()["source"].values())


def source_names() -> tuple[str, ...]:
    """List the names by which the content cites them."""
    return tuple(_content()["source"])


def _content() -> dict[str, Any]:
    return content.load("facilitation")


def _timed(tables: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Say of each row of a plan when it starts and ends, and what it belongs to."""
    numbers = {asked.id: number for number, asked in enumerate(decisions(), 1)}
    rows, start = [], 0
    for table in tables:
        if "decision" in table:
            asked = decision(table["decision"])
            title = f"Decision {numbers[asked.id]}: {asked.title}"
        else:
            title = notebook(table["notebook"]).title
        end = start + table["minutes"]
        rows.append({**table, "start": start, "end": end, "title": title})
        start = end
    return rows
