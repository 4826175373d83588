"""One reader for every door: a document becomes checked events, and what there is to say of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from course.content import load
from course.incident import collector
from course.incident.choices import Choices
from course.incident.columns import EVENT, PHASE, TIMESTAMP, Taken, take_columns
from course.incident.documents import Written, read_document
from course.incident.documents.day_rows import without_day_rows
from course.incident.findings import Findings, named_shortly, quoted
from course.incident.how_far import tell_of
from course.incident.mentions import Replacement, is_unnamed, may_be_names, mentioned, replacement
from course.incident.milestone_columns import milestones_as_rows, title_of
from course.incident.notices import noticed
from course.incident.people import SAY_ROLES, people_in
from course.incident.phases import is_phase, read_phases
from course.incident.sentences import Name, with_commas
from course.incident.spreadsheet import HEADER_ROW, read_bytes
from course.incident.surroundings import Surroundings
from course.incident.timeless_rows import from_the_first_time, without_words_for_times
from course.incident.timeline import (
    COLUMNS,
    FILE,
    REQUIRED,
    Event,
    Sheet,
    check_texts,
    checked_events,
)
from course.incident.unknown_letters import note_unknown_letters
from course.incident.written_timeline import from_spreadsheet
from course.incident.written_times import read_times
from course.page.moments import Moment

ENDINGS = (".csv", ".tsv", ".txt", ".md", ".markdown", ".json", ".jsonl", ".zip")
"""Of files in which a timeline may stand, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says of an incident, and how it was read."""

    #: In order of time; without those whose time could not be read.
    events: tuple[Event, ...]
    #: The names of its columns, as they stand there.
    names: tuple[str, ...] = ()
    #: Which of them was taken for what.
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What stands in its rows, by what the columns were taken for, before anything is judged.
    cells: Mapping[str, list[str]] = field(default_factory=dict)
    #: The rows as the document numbers them.
    rows: tuple[int, ...] = ()
    #: The title that it has, or nothing.
    title: str = ""
    #: Letters or the name of the zone that the document says of its times, or nothing.
    zone: str = ""
    #: Who is named in it, each once; in `events` and `cells` roles stand in their place.
    people: tuple[str, ...] = ()
    #: What stands in the place of names, in whichever of its texts.
    roles: Replacement | None = None
    #: What stands above the first row of a text, by the number of its line.
    above: Mapping[int, str] = field(default_factory=dict)

    @property
    def may_be_names(self) -> tuple[str, ...]:
        """Words in its texts that look like a name that is not known."""
        return tuple(may_be_names(self.cells.get(EVENT, [])))


def timeline_file(folder: Path) -> Path:
    """Give the file of a folder in which the timeline stands, or else should."""
    own = folder / FILE
    if own.exists() or own.is_symlink():
        return own
    stem = own.stem
    named = [
        folder / f"{stem}{ending}" for ending in ENDINGS if (folder / f"{stem}{ending}").is_file()
    ]
    return named[0] if named else own


def read_file(
    path: Path,
    zone: ZoneInfo,
    facts: Mapping[str, Any],
    findings: Findings,
    choices: Choices | None = None,
) -> Reading | None:
    """Read a timeline from a file, as `read` does.

    Examples
    --------
    >>> path = Path(__file__).parents[2] / "data" / FILE
    >>> len(read_file(path, ZoneInfo("Pacific/Auckland"), {}, Findings(FILE)).events)
    28
    """
    raw = read_bytes(path, findings)
    return None if raw is None else read(raw, zone, facts, findings, choices)


@collector.held_back()
def read(
    raw: bytes,
    zone: ZoneInfo,
    facts: Mapping[str, Any],
    findings: Findings,
    choices: Choices | None = None,
) -> Reading | None:
    """Read and check a document of any known kind."""
    # Clocks without a zone of their own are read in `zone`, and no count passes a total of `facts`.
    # All that is to mend or was put right stands in `findings`; None is no table at all.
    choices = choices or Choices()
    document = read_document(raw, findings, COLUMNS)
    if document is None:
        return None
    cells = without_day_rows(from_spreadsheet(document.cells), document.around)
    if as_rows := milestones_as_rows(cells, findings):
        document.around.title = document.around.title or title_of(cells)
        cells = as_rows
    taken = take_columns(cells, COLUMNS, choices.columns, findings)
    findings.called = {target: " and ".join(names) for target, names in taken.others.items()}
    if taken.ignored:
        _notice_left_out(taken.ignored, findings)
    _check_required(cells.names, taken.columns, findings)
    note_unknown_letters(cells.rows, taken.columns, document.around, zone, findings)
    roles = _with_roles(taken, document.around, choices, findings)
    rows, columns = from_the_first_time(cells.rows, taken, findings)
    rows, columns = without_words_for_times(rows, columns, taken.names, findings)
    if not rows:
        findings.problem("found a header only", "at least one event under it")
        return None
    around = _around(document.around, taken.zone, choices, columns.get(TIMESTAMP, []), findings)
    check_texts(rows, columns.get(EVENT, ["-"] * len(rows)), findings)
    marked = columns.get(PHASE, [""] * len(rows))
    is_ours = marks_phases(taken.names, marked)
    if not is_ours and (name := taken.names[PHASE][0]).casefold().strip() in _OURS:
        findings.say(noticed("no_milestones", name=named_shortly(name)))
    phases = read_phases(rows, marked, findings) if is_ours else []
    tell_of("times", rows)
    times = (
        read_times(rows, columns[TIMESTAMP], zone, findings, around)
        if TIMESTAMP in columns
        else [None] * len(rows)
    )
    if not is_ours:
        phases = _of_a_tool(rows, marked, times, findings)
    tell_of("checks", rows)
    events = checked_events(Sheet(rows, columns, times, phases), facts, findings)
    return Reading(
        events,
        tuple(cells.names),
        taken.names,
        columns,
        tuple(rows),
        document.around.title,
        around.zone,
        tuple(person.name for person in roles.people) if roles else (),
        roles,
        document.around.above,
    )


ACTOR = "actor_role"
_NEVER = datetime.max.replace(tzinfo=UTC)
_SEVERAL = 2
_MOST_NAMED = 8
_BARE_CLOCK = re.compile(r"\d[:.h]\d\d(?:\s?[ap]\.?m\.?)?$", re.IGNORECASE)
_OURS = {"phase", "phases", "milestone", "milestones"}


def marks_phases(columns: Mapping[str, Sequence[str]], cells: Sequence[str]) -> bool:
    """Tell whether the column of phases marks rows on purpose."""
    # The status of a tool does not, nor does a name of phases of which most are no milestones,
    # unless the rest of the table is as the contract has it.
    if columns.get(PHASE, (PHASE,))[0].casefold().strip() not in _OURS:
        return False
    if columns.get(TIMESTAMP) == (TIMESTAMP,):
        return True
    words = set(filter(None, cells))
    return sum(not is_phase(word) for word in words) < max(_SEVERAL, len(words) / 2)


def _of_a_tool(
    rows: Sequence[int], cells: Sequence[str], times: Sequence[Moment | None], findings: Findings
) -> list[tuple[str, ...]]:
    """Read the status of a tool from the first row in time, wherever that stands."""
    order = sorted(
        range(len(rows)), key=lambda place: at.instant if (at := times[place]) else _NEVER
    )
    ordered = read_phases(
        [rows[place] for place in order], [cells[place] for place in order], findings, is_ours=False
    )
    phases = dict(zip(order, ordered, strict=True))
    return [phases[place] for place in range(len(rows))]


def _with_roles(
    taken: Taken, written: Written, choices: Choices, findings: Findings
) -> Replacement | None:
    """Put roles in the place of people in all columns, and tell how many were named."""
    cells = taken.columns.get(ACTOR, [])
    called = " ".join(taken.names.get(ACTOR, (ACTOR,)))
    is_role = called.casefold().endswith(SAY_ROLES)
    texts = taken.columns.get(EVENT, [])
    known = [*written.people.values(), *choices.roles, *mentioned(texts)]
    people = people_in(dict.fromkeys(cells), known, is_role=is_role)
    if not people:
        return None
    replaced = replacement(people, choices.roles)
    if cells:
        taken.columns[ACTOR] = replaced.in_column(cells)
    for column in (EVENT, "evidence"):
        if column in taken.columns:
            taken.columns[column] = replaced.in_texts(taken.columns[column])
    unnamed = [role for role in replaced.roles.values() if is_unnamed(role)]
    if unnamed:
        shown = " to ".join(dict.fromkeys([unnamed[0], unnamed[-1]]))
        count = "1 person" if len(unnamed) == 1 else f"{len(unnamed)} people"
        where = named_shortly(called) if cells else "the document"
        text = str(load("reading")["people_found"])
        findings.notice(text, column=where, count=count, shown=shown)
    return replaced


def _around(
    written: Written,
    in_header: str,
    choices: Choices,
    times: Sequence[str],
    findings: Findings,
) -> Surroundings:
    zone = choices.zone or in_header or written.zone
    if zone and not choices.zone:
        where = "the name of their column" if in_header else "a line of the document"
        cell = quoted(next(filter(_BARE_CLOCK.search, times), "18:14"))
        findings.say(noticed("zone_above", cell=cell, zone=zone, where=where))
    found = written.dates_from(choices.day, findings, day_first=choices.day_first)
    dates = set(found.values())
    # A single date is of all rows, also where it stands below them.
    day = choices.day or (dates.pop() if len(dates) == 1 else None)
    return Surroundings(found, day, zone, choices.day_first, near=written.near)


def _notice_left_out(names: Sequence[str], findings: Findings) -> None:
    """Say of columns that nothing was taken from them, of all at once."""
    first = [named_shortly(name) for name in names[:_MOST_NAMED]]
    rest = [f"{len(names) - len(first):,} more"] if len(names) > len(first) else []
    which = "column_left_out" if len(names) == 1 else "columns_left_out"
    findings.say(noticed(which, names=(*first, *rest)))


def _check_required(names: list[str], columns: Mapping[str, list[str]], findings: Findings) -> None:
    found = with_commas(map(named_shortly, names)) if names else "none"
    for name in REQUIRED:
        if name not in columns:
            text = "column {name} is missing; found {found}"
            findings.problem(text, row=HEADER_ROW, name=Name(name), found=found)
