"""Rows of a table that say no time: titles above the first, and what goes with the row above."""

import re
from collections.abc import Mapping, Sequence

from course.content import load
from course.incident.columns import EVENT, EVIDENCE, TIMESTAMP, Taken
from course.incident.findings import Findings, quoted
from course.incident.notices import noticed
from course.incident.sentences import Rows
from course.incident.time_words import NO_MOMENT, recognise

_ACTOR = "actor_role"
_TEXTS = (_ACTOR, EVIDENCE)
_DASHES = re.compile(r"[-–—…. ]*[-–—…][-–—…. ]*")
_NO_TIME = re.compile(rf"\s*|{_DASHES.pattern}")
_DIGIT = re.compile(r"\d")
_SEVERAL = 2
_MOST_TITLES = 2
_FEW = 4


def from_the_first_time(
    rows: list[int], taken: Taken, findings: Findings
) -> tuple[list[int], dict[str, list[str]]]:
    """Leave out what stands without a time above the first row that has one, as a title does."""
    times = taken.columns.get(TIMESTAMP, [])
    first = _first_said(times)
    if not first or first > _MOST_TITLES or taken.names[TIMESTAMP] == (TIMESTAMP,):
        return rows, taken.columns
    findings.say(noticed("above_the_first_time", rows=Rows(rows[:first])))
    return rows[first:], {name: cells[first:] for name, cells in taken.columns.items()}


def without_words_for_times(
    rows: list[int],
    columns: dict[str, list[str]],
    names: Mapping[str, tuple[str, ...]],
    findings: Findings,
) -> tuple[list[int], dict[str, list[str]]]:
    """Take the few rows that have no time, or a word such as “later” for it, with those above."""
    if names.get(TIMESTAMP) == (TIMESTAMP,):
        return rows, columns
    times = columns.get(TIMESTAMP, [])
    # Above the first there is no row with which another could go.
    first = _first_said(times)
    wordy = {
        place
        for place, time in enumerate(times[first:], first)
        if (not time or _is_word(time)) and _is_text_alone(place, columns)
    }
    few = _FEW if any(times[place] for place in wordy) else _SEVERAL
    if not wordy or len(wordy) * few > len(rows):
        return rows, columns
    text = str(load("reading")["no_time"])
    events = columns.get(EVENT, times)
    kept = [place for place in range(len(rows)) if place not in wordy]
    bare = []
    for place in sorted(wordy):
        above = max((near for near in kept if near < place), default=kept[0])
        if not any(map(str.isalpha, times[place])):
            more = ": ".join(filter(None, (*_beside(place, columns), events[place])))
            events[above] = f"{events[above]} {more}".strip()
            bare.append(rows[place])
            continue
        # A line of totals has a word for its time, and says no more.
        said = ": ".join(filter(None, (times[place], *_beside(place, columns), events[place])))
        events[above] = f"{events[above]} ({said})"
        both = {"rows": Rows([rows[place]]), "other": Rows([rows[above]])}
        findings.notice(text, word=quoted(times[place]), **both)
    if bare:
        findings.say(noticed("goes_on", rows=Rows(bare)))
    return [rows[place] for place in kept], {
        name: [cells[place] for place in kept] for name, cells in columns.items()
    }


def _first_said(times: Sequence[str]) -> int:
    """Give the place of the first time, or word for one."""
    return next((place for place, time in enumerate(times) if not _NO_TIME.fullmatch(time)), 0)


def _is_text_alone(place: int, columns: Mapping[str, list[str]]) -> bool:
    """Tell whether a row says nothing besides texts that the row above does not."""
    others = [cells for name, cells in columns.items() if name not in {TIMESTAMP, EVENT, *_TEXTS}]
    return all(cells[place] in {"", *cells[place - 1 : place]} for cells in others)


def _beside(place: int, columns: Mapping[str, list[str]]) -> list[str]:
    """Give who and on what it rests in a row, where it is other than in the row above."""
    texts = [columns[name] for name in _TEXTS if name in columns]
    return [cells[place] for cells in texts if cells[place - 1 : place] != [cells[place]]]


def _is_word(time: str) -> bool:
    """Tell whether nothing in a cell could be a time, and a word or a dash stands there."""
    if _DIGIT.search(time) or NO_MOMENT.fullmatch(time) or recognise(time):
        return False
    return any(map(str.isalpha, time)) or bool(_DASHES.fullmatch(time))
