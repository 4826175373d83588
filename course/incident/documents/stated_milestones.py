"""Milestones that are said above a list or below it, as in "Resolved: 3 June 2025, 17:00"."""

import re
from collections.abc import Sequence
from datetime import date
from operator import lt
from zoneinfo import ZoneInfo

from course.incident.documents.milestone_lines import milestone_in
from course.incident.documents.written import day_in, is_a_day
from course.incident.findings import Findings, quoted
from course.incident.headers import header
from course.incident.notices import noticed
from course.incident.phases import MILESTONES
from course.incident.sentences import taken_for
from course.incident.surroundings import Surroundings
from course.incident.time_words import has_a_clock, has_a_date
from course.incident.written_times import read_times

_ANYWHERE = ZoneInfo("UTC")
_LABEL_ENDS = re.compile(r"[(:]")
_CLOCK = re.compile(r"\b(\d{1,2})[:.h](\d\d)")
_LONGEST_ABOVE = 60
_LONGEST_BELOW = 5
_ENOUGH = 2


def with_stated(
    lines: Sequence[str], rows: list[int], columns: dict[str, list[str]], time: str, event: str
) -> None:
    """Mark the row that stands at a milestone said beside the list, or add a row for it.

    Examples
    --------
    >>> rows, columns = [3, 4], {"when": ["16:35", "16:50"], "what": ["Errors", "A file"]}
    >>> above = ["Start: 3 June 2025, 16:35", "Resolved: 3 June 2025, 17:00"]
    >>> with_stated(above, rows, columns, "when", "what")
    >>> columns["phase"], columns["when"][-1], rows
    (['started', '', 'resolved'], '3 June 2025, 17:00', [3, 4, 2])
    """
    stated = _beside(lines, rows)
    if not stated:
        return
    clocks = [_clock(text) for text in columns[time]]
    days = _days(lines, rows, columns[time])
    phases = [""] * len(rows)
    new = []
    for phase, (number, name, text) in stated.items():
        same = [place for place, clock in enumerate(clocks) if clock == _clock(text)]
        if same and days and (day := _day_of(text, days)):
            same = [place for place in same if days[place] in {day, None}]
        if same:
            phases[same[0]] = "+".join(filter(None, [phases[same[0]], phase]))
        else:
            new.append((number, name, text, phase))
    known = list(filter(None, clocks))
    if sum(map(lt, known[1:], known)) > len(known) / 2:
        # Of a list that begins with what was last, each clock counts from the one below it.
        new = []
    # Behind the list no clock takes its day from them.
    for number, name, text, phase in new:
        for column, cells in columns.items():
            cells.append({time: text, event: name}.get(column, ""))
        rows.append(number)
        phases.append(phase)
    if any(phases):
        columns["phase"] = phases


def with_named(columns: dict[str, list[str]], event: str, findings: Findings) -> None:
    """Mark the rows of a list whose texts are names of milestones, or begin with one and a colon.

    Examples
    --------
    >>> columns = {"what": ["Impact start", "Detected: alarm", "Paged", "Resolved (fully)"]}
    >>> with_named(columns, "what", Findings("a.md"))
    >>> columns["phase"]
    ['started', 'detected', '', 'resolved']
    """
    words = [_LABEL_ENDS.split(text, maxsplit=1)[0].strip() for text in columns[event]]
    named = [next(iter(header(word).milestones), "") for word in words]
    if len(set(filter(None, named))) < _ENOUGH:
        return
    phases = columns.get("phase", [""] * len(named))
    first = {name: place for place, name in reversed(list(enumerate(named))) if name not in phases}
    columns["phase"] = [
        phase or (name if first.get(name) == place else "")
        for place, (phase, name) in enumerate(zip(phases, named, strict=True))
    ]
    taken = taken_for((quoted(words[first[name]]), name) for name in MILESTONES if name in first)
    findings.say(noticed("near_words", words=taken))


def _is_whole(text: str) -> bool:
    """Tell whether a time has its date and its clock."""
    return has_a_clock(text) and has_a_date(text)


def _beside(lines: Sequence[str], rows: Sequence[int]) -> dict[str, tuple[int, str, str]]:
    """Give the milestones that are said near a list: the line, the name and the time of each."""
    stated: dict[str, tuple[int, str, str]] = {}
    above = range(1, min(rows[0], _LONGEST_ABOVE + 1))
    below = range(rows[-1] + 1, min(rows[-1] + 1 + _LONGEST_BELOW, len(lines) + 1))
    for number in (*above, *below):
        found = milestone_in(lines[number - 1])
        if found and not found.text and _is_whole(found.time):
            stated.setdefault(found.phase, (number, found.name, found.time))
    return stated


def _days(lines: Sequence[str], rows: Sequence[int], times: Sequence[str]) -> list[date | None]:
    """Give the day of each row of a list that names several days; else nothing."""
    taken = set(rows)
    headed = {
        number: day
        for number, line in enumerate(lines[: rows[-1]], 1)
        if number not in taken and is_a_day(line) and (day := day_in(line))
    }
    found = read_times(rows, times, _ANYWHERE, Findings(""), Surroundings(headed))
    days = [at.date() if at else None for at in found]
    said = {day for day, text in zip(days, times, strict=True) if _is_whole(text)}
    return days if len({*headed.values(), *said} - {None}) > 1 else []


def _day_of(text: str, days: Sequence[date | None]) -> date | None:
    """Give the day of a milestone; without its year it is near those of the list."""
    near = next(filter(None, days), None)
    (at,) = read_times([1], [text], _ANYWHERE, Findings(""), Surroundings(near=near))
    return at.date() if at else None


def _clock(text: str) -> tuple[int, int] | None:
    found = _CLOCK.search(text)
    return (int(found[1]), int(found[2])) if found else None
