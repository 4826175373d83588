"""The events of an incident: checked, and put in order of time.

Checks run on whole columns and collect what they find, so that a file with twenty
things to mend is mended in one round.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from course.incident.findings import Findings, quoted
from course.incident.notices import noticed
from course.incident.phases import IN_ORDER, MILESTONES
from course.incident.sentences import Name, Rows, Sentence
from course.page.moments import Moment

FILE, FACTS_FILE = "incident_timeline.csv", "incident.toml"

PROVENANCES = ("given", "derived", "constructed")
"""Where a row comes from, the strongest first."""

_TOTALS = {
    "affected_cumulative": ("affected", "population"),
    "support_calls_cumulative": ("support_calls",),
}
"""The facts that a count may not pass; the first that is known says most."""

COUNTS = tuple(_TOTALS)

COLUMNS = (
    "timestamp",
    "event",
    "phase",
    "actor_role",
    "evidence",
    "provenance",
    *COUNTS,
)

REQUIRED = COLUMNS[:2]

TOO_MANY = 10**15
"""No count of people or calls comes near it, and up to it every one can be divided exactly."""


_MOST_DIGITS = len(str(TOO_MANY))
# Rows of which so many, and one in so many of them, fall, stand in no order.
_MANY, _OFTEN = 200, 4


class Event(NamedTuple):
    """A row of the timeline, as light as a row can be: logs have many."""

    #: As a spreadsheet numbers it.
    row: int
    #: When, in the incident's zone, and how exactly that is known.
    at: Moment
    #: What happened.
    event: str
    #: What it marks, in the order of `course.incident.phases.PHASES`; often nothing.
    phases: tuple[str, ...] = ()
    #: Empty when the file says nothing.
    actor_role: str = ""
    evidence: str = ""
    #: One of `PROVENANCES`.
    provenance: str = PROVENANCES[0]
    #: How many by then, or None.
    affected_cumulative: int | None = None
    support_calls_cumulative: int | None = None

    @property
    def phase(self) -> str:
        """What it marks, as the course writes it: joined by `+`."""
        return "+".join(self.phases)


_event = partial(tuple.__new__, Event)
"""Make an event of all that it holds, as `Event._make` does, at half the price."""


class Sheet(NamedTuple):
    """The columns of a timeline, of which times and phases have been read."""

    rows: list[int]
    columns: Mapping[str, list[str]]
    times: Sequence[Moment | None]
    phases: Sequence[tuple[str, ...]]


def check_texts(rows: list[int], texts: Sequence[str], findings: Findings) -> None:
    """Say of every row without a text that there is none."""
    for row, text in zip(rows, texts, strict=True):
        if not text:
            findings.problem("found nothing", "one sentence", row=row, column="event")


def checked_events(sheet: Sheet, facts: Mapping[str, Any], findings: Findings) -> tuple[Event, ...]:
    """Check what has been read of each column, and put the events in order of time."""
    # One whose time could not be read is left out: it has no place in the order.
    rows, columns, times, phases = sheet
    empty = [""] * len(rows)
    column = {name: columns.get(name, empty) for name in COLUMNS}
    provenances = _provenances(rows, column["provenance"], findings)
    counts = [_counts(name, rows, column[name], facts, findings) for name in COUNTS]
    texts = (column["actor_role"], column["evidence"])
    lines = zip(rows, times, column["event"], phases, *texts, provenances, *counts, strict=True)
    # A row without a readable time has no place in the order, so it cannot break it.
    found = [event for event in map(_event, lines) if event.at]
    events = sorted(found, key=attrgetter("at.instant"))
    if events != found and all(times):
        findings.say(_sorted(found, events))
    for name in COUNTS:
        _check_falls(name, events, findings)
    _check_order(events, findings)
    return tuple(events)


def _sorted(found: Sequence[Event], events: Sequence[Event]) -> Sentence:
    """Say which rows stood out of order, as few as can be, and where the first of them went."""
    instants = [event.at.instant for event in found]
    falls = [place for place, (at, later) in enumerate(pairwise(instants), 1) if later < at]
    if 2 * len(falls) > len(found) and all(later <= at for at, later in pairwise(instants)):
        return noticed("turned", event=quoted(events[0].event), at=events[0].at.written())
    # Of many rows in no order at all, which few moved is no question.
    is_in_no_order = len(found) > _MANY and _OFTEN * len(falls) > len(found)
    places = falls if is_in_no_order else _out_of_order(instants)
    first = found[places[0]]
    after = [quoted(event.event) for event in events[events.index(first) + 1 :][:1]]
    where = noticed("sorted_before", next=after[0]) if after else noticed("sorted_last")
    return noticed(
        "sorted",
        rows=Rows([found[place].row for place in places]),
        event=quoted(first.event),
        at=first.at.written(),
        where=where,
    )


def _out_of_order(instants: Sequence[datetime]) -> list[int]:
    """Give the places of the fewest without which the others never fall.

    Examples
    --------
    >>> [_out_of_order([datetime(2026, 6, day) for day in days]) for days in ([3, 1, 2], [2, 1])]
    [[0], [1]]
    """
    # From the end: of two that may have moved, the one below was written later. The longest run
    # that never rises: its lowest end by its length, where that stands, and what it goes on from.
    ends: list[float] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for place in reversed(range(len(instants))):
        back = -instants[place].timestamp()
        length = bisect_right(ends, back)
        before[place] = last[length - 1] if length else None
        ends[length : length + 1] = [back]
        last[length : length + 1] = [place]
    stays = set()
    stay: int | None = last[-1]
    while stay is not None:
        stays.add(stay)
        stay = before[stay]
    return [place for place in range(len(instants)) if place not in stays]


def _provenances(rows: list[int], cells: list[str], findings: Findings) -> list[str]:
    known = {text: text.casefold() or PROVENANCES[0] for text in set(cells)}
    if not set(known.values()) <= set(PROVENANCES):
        expected = f"nothing or one of {', '.join(PROVENANCES)}"
        for row, text in zip(rows, cells, strict=True):
            if known[text] not in PROVENANCES:
                cell = quoted(text)
                findings.problem("found {cell}", expected, row=row, column="provenance", cell=cell)
    return [known[text] for text in cells]


def _counts(
    name: str, rows: list[int], cells: list[str], facts: Mapping[str, Any], findings: Findings
) -> list[int | None]:
    numbers = _whole_numbers(cells)
    fact = next((fact for fact in _TOTALS[name] if facts.get(fact) is not None), None)
    most = facts[fact] if fact else TOO_MANY
    wrong = [
        place
        for place, number in enumerate(numbers)
        if (cells[place] if number is None else number > most)
    ]
    for place in wrong:
        cell, expected = quoted(cells[place]), "a whole number such as 17"
        total: dict[str, Any] = {}
        if (number := numbers[place]) is not None:
            cell, expected = str(number), "at most {most}, which is {fact}"
            total = {"most": most, "fact": Name(str(fact), FACTS_FILE)}
        findings.problem("found {cell}", expected, row=rows[place], column=name, cell=cell, **total)
    return numbers


def _check_falls(name: str, events: list[Event], findings: Findings) -> None:
    highest = 0
    for event, number in zip(events, map(attrgetter(name), events), strict=True):
        if number is None:
            continue
        if number < highest:
            findings.problem(
                "found {number} after {highest}",
                "a count that never falls in order of time",
                row=event.row,
                column=name,
                number=number,
                highest=highest,
            )
        else:
            highest = number


def _whole_numbers(cells: list[str]) -> list[int | None]:
    longest = max(map(len, cells), default=0)
    joined = "".join(cells)
    if longest < _MOST_DIGITS and joined.isascii() and joined.isdecimal():
        return [int(text) if text else None for text in cells]
    # Hundreds of thousands of cells hold few different texts.
    known = {text: _whole_number(text) if text else None for text in set(cells)}
    return [known[text] for text in cells]


def _whole_number(text: str) -> int | None:
    """Read a count: a spreadsheet may write 17 as 17.0 or 1.7E+01."""
    if not text.isascii():
        return None
    if text.isdecimal() and len(text) < _MOST_DIGITS:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    is_count = 0 <= number < TOO_MANY and number.is_integer() and "_" not in text
    return int(number) if is_count else None


def _check_order(events: list[Event], findings: Findings) -> None:
    marks = {phase: event for event in events for phase in event.phases if phase in MILESTONES}
    for earlier, later in IN_ORDER:
        if earlier in marks and later in marks and marks[later].at.precedes(marks[earlier].at):
            findings.problem(
                "found {later} before {earlier} ({rows})",
                "it at the same time or after",
                row=marks[later].row,
                column="timestamp",
                later=Name(later),
                earlier=Name(earlier),
                rows=Rows([marks[earlier].row]),
            )
