"""Turn what a timeline calls a time into moments in the incident's zone.

What a column may hold is decided here, by the column as a whole, and by no parser's kindness.
ISO 8601 is read as it stands; other forms are respelt to it first, and each is told with an
example of before and after. What nothing settles is asked, and nothing is guessed in silence.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from course.incident.findings import Findings, quoted
from course.incident.iso_times import Form, Refusal, Respelt, form_of, forms_of, shape_of
from course.incident.notices import noticed
from course.incident.respelling import Column
from course.incident.sentences import Rows
from course.incident.surroundings import Surroundings
from course.incident.time_ranges import could_be_range, ranges
from course.incident.zone_letters import meaning
from course.page.moments import DAY, Moment

COLUMN = "timestamp"


def read_times(
    rows: Sequence[int],
    cells: Sequence[str],
    zone: ZoneInfo,
    findings: Findings,
    around: Surroundings | None = None,
) -> list[Moment | None]:
    """Read a column of times.

    Examples
    --------
    >>> cells = ["2026-06-11T18:14", "2026-06-11T06:15Z", "2026-06-12"]
    >>> times = read_times([2, 3, 4], cells, ZoneInfo("Pacific/Auckland"), Findings("a.csv"))
    >>> [at.isoformat() for at in times]
    ['2026-06-11T18:14:00+12:00', '2026-06-11T18:15:00+12:00', '2026-06-12']
    """
    around = around or Surroundings()
    forms = forms_of(cells)
    kinds = set(forms)
    begins = ranges(cells, forms, zone) if any(map(could_be_range, kinds)) else {}
    unread = [place for place, form in enumerate(forms) if form.is_other and place not in begins]
    if unread:
        around = replace(around, has_bare_clocks=any(map(_is_bare, kinds)))
    column = Column(rows, cells, unread, zone, around) if unread else None
    here = _zone_around(column.zone_beside if column else around.zone, zone)
    respelt = begins | column.found if column else begins
    reread = _read_again(respelt, here)
    read = _read_by_form(cells, forms, here, reread)
    times: list[Moment | None] = [at if type(at) is Moment else None for at in read]
    if here is not zone or reread:
        times = [at if at is None or at.zone is zone else at.shown_in(zone) for at in times]
    for place, refusal in enumerate(read):
        if isinstance(refusal, Refusal):
            findings.problem(
                "found {cell}{how}",
                refusal.expected,
                row=rows[place],
                column=COLUMN,
                kind=refusal.kind,
                cell=quoted(cells[place]) if cells[place] else "nothing",
                how=refusal.how,
                **refusal.parts,
            )
    if begins or column or any(form.precision == DAY or form.has_short_offset for form in kinds):
        _notice_losses(rows, cells, forms, times, findings)
    if begins:
        _notice_ranges(begins, rows, cells, times, findings)
    if column:
        _notice_forms(column, rows, cells, times, findings)
    return times


def _read_by_form(
    cells: Sequence[str],
    forms: Sequence[Form],
    zone: tzinfo,
    reread: Mapping[int, Moment | Refusal],
) -> list[Moment | Refusal]:
    """Read all cells of one form together, but for those that have been read already."""
    if not reread and len(set(forms)) == 1:
        return forms[0].read_all(cells, zone)
    places: dict[Form, list[int]] = defaultdict(list)
    for place, form in enumerate(forms):
        if place not in reread:
            places[form].append(place)
    read = dict(reread)
    for form, alike in places.items():
        read |= zip(alike, form.read_all([cells[place] for place in alike], zone), strict=True)
    return [read[place] for place in range(len(cells))]


def _notice_losses(
    rows: Sequence[int],
    cells: Sequence[str],
    forms: Sequence[Form],
    times: Sequence[Moment | None],
    findings: Findings,
) -> None:
    """Say what was read as less, or as other, than a reader might take it for."""
    read = [place for place, at in enumerate(times) if at]
    # Of those that were respelt it is said together with what they became.
    if days := [
        place
        for place, at in enumerate(times)
        if at and at.is_day and cells[place] in _as_written(at)
    ]:
        found = Rows([rows[place] for place in days])
        findings.say(noticed("days", rows=found, cell=quoted(cells[days[0]])))
    if short := [place for place in read if forms[place].has_short_offset]:
        at = times[short[0]]
        found = Rows([rows[place] for place in short])
        cell, read_as = quoted(cells[short[0]]), at.written() if at else ""
        findings.say(noticed("short_offset", rows=found, cell=cell, at=read_as))


def _is_bare(form: Form) -> bool:
    return bool(form.parts and form.parts["hour"] and not form.parts["offset"])


def _zone_around(letters: str, zone: ZoneInfo) -> tzinfo:
    """Give the zone in which a clock without an offset is read."""
    meant = meaning(letters, zone) if letters else None
    if meant is None:
        return zone
    if meant.zone:
        return meant.zone
    ahead = datetime.fromisoformat(f"2000-01-01T00:00{meant.offset}").tzinfo
    return ahead if meant.offset and ahead else zone


def _read_again(
    respelt: Mapping[int, Respelt | Refusal], zone: tzinfo
) -> dict[int, Moment | Refusal]:
    """Read what has been respelt; what says the same of its zone is read together."""
    read: dict[int, Moment | Refusal] = {}
    alike: dict[int, str] = {}
    for place, found in respelt.items():
        if isinstance(found, Refusal):
            read[place] = found
        elif found.zone or found.is_about:
            at = form_of(shape_of(found.text)).read(found.text, found.zone or zone)
            if found.is_about and isinstance(at, Moment):
                at = replace(at, is_about=True)
            read[place] = at
        else:
            alike[place] = found.text
    texts = list(alike.values())
    return read | dict(zip(alike, _read_by_form(texts, forms_of(texts), zone, {}), strict=True))


def _notice_ranges(
    begins: Mapping[int, Respelt | Refusal],
    rows: Sequence[int],
    cells: Sequence[str],
    times: Sequence[Moment | None],
    findings: Findings,
) -> None:
    if taken := [(place, at) for place in begins if (at := times[place])]:
        place, at = taken[0]
        found = Rows([rows[place] for place, _ in taken])
        findings.say(noticed("range", rows=found, cell=quoted(cells[place]), at=at.written()))


def _as_written(at: Moment) -> set[str]:
    """Give what this course writes for a moment, with the offset of its zone and without."""
    written = at.written()
    return {written, written if at.is_day else written[: -len("+00:00")]}


def _is_said(cell: str, at: Moment) -> bool:
    """Tell whether a cell says its moment as this course writes it, in whatever offset."""
    is_about = at.is_about and cell.startswith("~")
    return cell in _as_written(at) or bool(is_about and form_of(shape_of(cell[1:])).begin_of_offset)


def _notice_forms(
    column: Column,
    rows: Sequence[int],
    cells: Sequence[str],
    times: Sequence[Moment | None],
    findings: Findings,
) -> None:
    """Say of every form that is not ISO 8601 what it was read as, with an example."""
    for sentence in column.sentences:
        findings.say(sentence)
    for form, places in column.forms.items():
        read = [(place, at) for place in places if (at := times[place])]
        for alike in ([each for each in read if each[1].is_day is is_day] for is_day in _EITHER):
            if alike and not _is_said(cells[alike[0][0]], alike[0][1]):
                place, at = alike[0]
                parts = {"form": form, "cell": quoted(cells[place]), "at": at.written()}
                found = Rows(list(dict.fromkeys(rows[place] for place, _ in alike)))
                says_no_day = "clock" if column.takes_its_day(place) else "read_as"
                findings.say(noticed("day" if at.is_day else says_no_day, rows=found, **parts))


_EITHER = (True, False)
