"""What the person at the front prepares, says, asks, watches for and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from course import content
from course.content.decisions import decision, decisions
from course.content.notebooks import notebook
from course.errors import UnknownNameError


@dataclass(frozen=True)
class Source:
    """Where a point of practice comes from.

    Parameters
    ----------
    name
        How it is cited, in a word or two.
    title
        What it is.
    address
        Where it can be read; empty for what is our own.
    """

    name: str
    title: str
    address: str


@dataclass(frozen=True)
class Point:
    """One thing to say, ask, watch for or prepare, with the names of its sources."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """Points under a heading."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Stage:
    """One stage of a decision in the room: what it is, how long it takes, what to do."""

    title: str
    takes: str
    point: Point


@dataclass(frozen=True)
class Move:
    """A way to bring the talk back: when, in which words, and from where."""

    title: str
    point: Point
    say: str


@dataclass(frozen=True)
class Heard:
    """How an option other than the key sounds in a real meeting, and what to reply."""

    option: str
    sounds: str
    reply: Point


@dataclass(frozen=True)
class Guide:
    """What to do at one stop of the session.

    Parameters
    ----------
    title
        The stop as the course names it.
    minutes
        How long it takes in a room, about.
    aim
        What has happened when it went well.
    say, ask, watch, redirect
        What to say, ask and watch for, and how to answer blame.
    explain
        What to explain when few have it after the first vote; empty for a notebook.
    heard
        The other options in the words of a meeting; none for a notebook.
    """

    title: str
    minutes: int
    aim: str
    say: tuple[Point, ...]
    ask: tuple[Point, ...]
    watch: tuple[Point, ...]
    redirect: tuple[Point, ...]
    explain: str = ""
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True)
class Row:
    """A stretch of a session.

    Parameters
    ----------
    start, end
        Minutes from the beginning of the session.
    title
        The decision or notebook that it belongs to.
    what
        What happens.
    """

    start: int
    end: int
    title: str
    what: str


@dataclass(frozen=True)
class Plan:
    """A session of a certain length, in minutes."""

    minutes: int
    title: str
    suits: str
    rows: tuple[Row, ...]


@cache
def plans() -> tuple[Plan, ...]:
    """List the three plans, the shortest first.

    Examples
    --------
    >>> [plan.minutes for plan in plans()]
    [45, 60, 90]
    """
    return tuple(
        Plan(told["minutes"], told["title"], told["suits"], _rows(told["row"]))
        for told in _said()["plan"]
    )


@cache
def guide_to_decision(name: str) -> Guide:
    """Return the guide to a decision.

    Raises
    ------
    UnknownNameError
        If there is no such decision.

    Examples
    --------
    >>> [heard.option for heard in guide_to_decision("opening").heard]
    ['A', 'C', 'D']
    """
    asked = decision(name)
    return _guide(asked.title, next(one for one in _said()["decision"] if one["id"] == asked.id))


@cache
def guide_to_notebook(slug: str) -> Guide:
    """Return the guide to a notebook, without the decision that it asks.

    Raises
    ------
    UnknownNameError
        If there is no guide to it.

    Examples
    --------
    >>> guide_to_notebook("what_happened").minutes
    8
    """
    for told in _said()["notebook"]:
        if told["slug"] == slug:
            return _guide(notebook(slug).title, told)
    raise UnknownNameError(f"There is no guide to a notebook {slug!r}.")


def before() -> tuple[Chapter, ...]:
    """List what to prepare."""
    return _chapters("before")


def after() -> tuple[Chapter, ...]:
    """List what to do afterwards."""
    return _chapters("after")


@cache
def running() -> tuple[Stage, ...]:
    """List the stages that each decision goes through.

    Examples
    --------
    >>> running()[1].takes
    '1–2 min'
    """
    return tuple(Stage(told["title"], told["takes"], _point(told)) for told in _said()["running"])


@cache
def moves() -> tuple[Move, ...]:
    """List the ways to bring the talk back when it turns to a person."""
    return tuple(Move(told["title"], _point(told), told["say"]) for told in _said()["redirect"])


@cache
def sources() -> tuple[Source, ...]:
    """List everything that the guide cites.

    Examples
    --------
    >>> sources()[2].name
    'Etsy'
    """
    return tuple(
        Source(told["name"], told["title"], told.get("address", ""))
        for told in _said()["source"].values()
    )


def _said() -> dict[str, Any]:
    return content.load("facilitation")


def _point(told: Mapping[str, Any]) -> Point:
    return Point(told["text"], _names(told))


def _names(told: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_said()["source"][one]["name"] for one in told["source"])


def _points(told: list[Mapping[str, Any]]) -> tuple[Point, ...]:
    return tuple(_point(one) for one in told)


def _chapters(part: str) -> tuple[Chapter, ...]:
    return tuple(Chapter(told["title"], _points(told["point"])) for told in _said()[part])


def _guide(title: str, told: Mapping[str, Any]) -> Guide:
    return Guide(
        title=title,
        minutes=told["minutes"],
        aim=told["aim"],
        say=_points(told["say"]),
        ask=_points(told["ask"]),
        watch=_points(told["watch"]),
        redirect=_points(told["redirect"]),
        explain=told.get("explain", ""),
        heard=tuple(
            Heard(one["option"], one["sounds"], Point(one["reply"], _names(one)))
            for one in told.get("heard", ())
        ),
    )


def _rows(told: list[Mapping[str, Any]]) -> tuple[Row, ...]:
    order = [asked.id for asked in decisions()]
    rows, start = [], 0
    for one in told:
        if "decision" in one:
            number = order.index(one["decision"]) + 1
            title = f"Decision {number}: {decision(one['decision']).title}"
        else:
            title = notebook(one["notebook"]).title
        rows.append(Row(start, start + one["minutes"], title, one["what"]))
        start += one["minutes"]
    return tuple(rows)
