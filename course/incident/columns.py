"""Which column of a document is what: by its name, and where no name says it, by what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from course.incident.cells import Cells
from course.incident.columns_taken import columns_taken
from course.incident.counted_times import kind_of
from course.incident.findings import Findings, named_shortly
from course.incident.headers import CLOCK, DATE, ZONE, header
from course.incident.iso_times import form_of, shape_of
from course.incident.notices import noticed
from course.incident.sentences import with_commas
from course.incident.time_words import recognise
from course.incident.zone_letters import meaning

TIMESTAMP, EVENT, PHASE, EVIDENCE = "timestamp", "event", "phase", "evidence"

_ANYWHERE = ZoneInfo("UTC")
_SAMPLE = 100
_MOSTLY = 0.7
_SHORTEST_TEXT = 4


@dataclass(slots=True)
class Taken:
    """The columns of the contract, as far as a document has them."""

    cells: Cells
    columns: dict[str, list[str]] = field(default_factory=dict)
    #: The names in the document, by what each was taken for.
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Names of columns that nothing was taken from.
    ignored: list[str] = field(default_factory=list)
    #: Letters of a zone in the name of a column of times.
    zone: str = ""

    @property
    def others(self) -> dict[str, tuple[str, ...]]:
        """What was taken for something that it is not called."""
        return {
            target: names
            for target, names in self.names.items()
            if [_plain(name) for name in names] != [target]
        }

    def take(self, target: str, *names: str) -> None:
        """Take one column for something, or several that say it together."""
        self.names[target] = names
        parts = [self.cells.columns[name] for name in names]
        self.columns[target] = parts[0]
        if len(parts) > 1:
            self.columns[target] = [" ".join(filter(None, row)) for row in zip(*parts, strict=True)]
        for name in names:
            if name in self.ignored:
                self.ignored.remove(name)
            if target == TIMESTAMP:
                self.zone = self.zone or header(name).zone

    def likeliest(self, target: str, *, is_filled: bool = False) -> str | None:
        """Give the column that most likely stands for something, among those not taken."""
        fitting = {
            name: place
            for name in self.ignored
            if (place := header(name).targets.get(target)) is not None
            and not (is_filled and _is_sparse(self.cells.columns[name]))
        }
        return min(fitting, key=fitting.__getitem__) if fitting else None


def take_columns(
    cells: Cells, targets: tuple[str, ...], chosen: Mapping[str, str], findings: Findings
) -> Taken:
    """Match the columns of a document, and say what was taken for what.

    Examples
    --------
    >>> cells = Cells(["When", "What"], [2], {"When": ["2024-03-01 14:05"], "What": ["Alarm"]})
    >>> take_columns(cells, ("timestamp", "event"), {}, Findings("a.csv")).names
    {'timestamp': ('When',), 'event': ('What',)}
    """
    taken = Taken(cells, ignored=[name for name in cells.names if name])
    for target, wanted in chosen.items():
        _take_chosen(target, wanted, targets, taken, findings)
    # By their own names first, so that no other word is taken for one that stands there.
    for target in targets:
        own = next((name for name in taken.ignored if _plain(name) == target), None)
        if own and target not in taken.names:
            taken.take(target, own)
    if TIMESTAMP in targets and TIMESTAMP not in taken.names:
        _take_moment(taken)
    for target in targets:
        if target not in {*taken.names, EVENT} and (name := taken.likeliest(target)):
            taken.take(target, name)
    if EVENT in targets and EVENT not in taken.names:
        _take_event(taken)
    if EVENT in taken.names:
        _fill_events(taken, findings)
    if taken.others:
        findings.say(columns_taken(taken.others))
    return taken


def _take_chosen(
    target: str, wanted: str, targets: tuple[str, ...], taken: Taken, findings: Findings
) -> None:
    name = next(
        (name for name in taken.ignored if name.casefold() == wanted.strip().casefold()), None
    )
    if target not in targets:
        findings.problem(
            "{name} is no column of a timeline",
            f"one of {', '.join(targets)}",
            name=named_shortly(target),
        )
    elif name is None:
        there = with_commas(map(named_shortly, taken.ignored))
        findings.problem(
            "found no column {name}",
            "one of {there}",
            name=named_shortly(wanted),
            there=there if taken.ignored else "none",
        )
    else:
        taken.take(target, name)


def _take_moment(taken: Taken) -> None:
    date, clock = taken.likeliest(DATE), taken.likeliest(CLOCK)
    moment = taken.likeliest(TIMESTAMP)
    zone = taken.likeliest(ZONE)
    is_beside = bool(zone) and _holds_zones(taken.cells.columns[zone or ""])
    beside = (zone,) if zone and is_beside else ()
    if date and clock and date != clock and moment in {date, clock}:
        taken.take(TIMESTAMP, date, clock, *beside)
    elif moment or clock:
        taken.take(TIMESTAMP, moment or clock or "", *beside)
    else:
        columns = taken.cells.columns
        by_content = [name for name in taken.ignored if holds_times(columns[name])]
        if by_content:
            taken.take(TIMESTAMP, by_content[0])


def _take_event(taken: Taken) -> None:
    columns = taken.cells.columns
    if name := taken.likeliest(EVENT, is_filled=True) or taken.likeliest(EVENT):
        taken.take(EVENT, name)
    elif texts := {name: n for name in taken.ignored if (n := _length(columns[name]))}:
        # The longest, of those that say something in most rows where there is any.
        filled = {name: n for name, n in texts.items() if not _is_sparse(columns[name])}
        taken.take(EVENT, max(filled or texts, key=texts.__getitem__))
    elif EVIDENCE in taken.names:
        # What shows what happened is all that is said of it.
        del taken.columns[EVIDENCE]
        taken.take(EVENT, *taken.names.pop(EVIDENCE))
    elif PHASE in taken.names and TIMESTAMP in taken.names:
        # A table of milestones and their times: the milestone is what happened.
        taken.take(EVENT, *taken.names[PHASE])


def _fill_events(taken: Taken, findings: Findings) -> None:
    """Where the column of events says nothing, another one that may hold them does."""
    places = {name: header(name).targets.get(EVENT) for name in taken.ignored}
    spare = [name for name, place in places.items() if place is not None]
    spare.sort(key=lambda name: places[name] or 0)
    # The status of a row is all that some rows say.
    spare += taken.names.get(PHASE, ())
    for name in spare:
        events, others = taken.columns[EVENT], taken.cells.columns[name]
        filled = [event or other for event, other in zip(events, others, strict=True)]
        if filled != events and taken.names[EVENT] != (EVENT,):
            taken.columns[EVENT] = filled
            if name in taken.ignored:
                taken.ignored.remove(name)
            findings.say(noticed("column_fills", name=named_shortly(name)))


def _is_sparse(cells: list[str]) -> bool:
    """Tell whether a column says nothing in many rows, as one of remarks does."""
    return sum(map(bool, cells[:_SAMPLE])) < _MOSTLY * len(cells[:_SAMPLE])


def holds_times(cells: list[str]) -> bool:
    """Tell whether what stands in a column is mostly times, in whatever forms."""
    sample = [cell for cell in cells if cell][:_SAMPLE]
    return bool(sample) and sum(map(is_time, sample)) >= _MOSTLY * len(sample)


def _holds_zones(cells: list[str]) -> bool:
    sample = {cell for cell in cells[:_SAMPLE] if cell}
    return bool(sample) and all(meaning(cell, _ANYWHERE) for cell in sample)


def is_time(text: str) -> bool:
    """Tell whether a text is a time in any known form."""
    shape = shape_of(text)
    return bool(form_of(shape).parts or kind_of(shape) or recognise(shape))


def _length(cells: list[str]) -> float:
    """Give how long the texts of a column are, or 0 where it has hardly any."""
    sample = [cell for cell in cells if cell][:_SAMPLE]
    texts = [cell for cell in sample if not is_time(cell) and any(map(str.isalpha, cell))]
    if not sample or len(texts) < _MOSTLY * len(sample):
        return 0
    length = sum(map(len, texts)) / len(texts)
    return length if length >= _SHORTEST_TEXT else 0


def _plain(name: str) -> str:
    return "_".join(name.casefold().split())
