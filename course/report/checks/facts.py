"""Facts: every section says something, the timeline runs forward, and figures agree."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from course.content import load
from course.page.shares import in_percent
from course.report.blocks import Block, Grid, Heading, Words
from course.report.checks.finding import Found
from course.report.checks.numbers import ALONE, counting
from course.report.checks.row_times import times
from course.report.checks.words import short
from course.report.contents import Contents, Row
from course.report.document import SECTIONS, Document, title_of
from course.report.due import report_day
from course.report.guidance import is_prompt, without_guidance

_ZONE = re.compile(r"\b(?:[A-Z][a-z]+/[A-Z]\w+|UTC|GMT|[A-Z]{2,4}T)\b|[+-]\d\d:?\d\d\b|\d(?:Z)\b")
_HOURS = (
    r"(?P<hours>\d{1,3}(?:\.\d{1,2})?)\s?h(?:ours?|rs?)?"
    r"(?:,? (?:and )?(?P<more>\d{1,2})\s?m(?:in(?:ute)?s?)?)?"
)
_LENGTH = re.compile(
    rf"{ALONE}(?:{_HOURS}|(?P<minutes>\d{{1,3}}(?:,\d{{3}})?|\d{{1,6}})[\s-]?min(?:ute)?s?)\b"
)
_BESIDE = re.compile(r"[\s(=,]{1,3}(?:or |that is |= )?")
_PERCENT = re.compile(rf"{ALONE}(\d{{1,3}}(?:[.,]\d{{1,3}})?)\s?%")
_CALLS = "calls?"


def facts(document: Document, report: Contents) -> Iterator[Found]:
    """Look at what is there, and hold its figures against each other."""
    yield from _sections(document, report)
    if not report_day(report.date):
        yield Found("no-date", 1, {})
    yield from _timeline(document, report)
    yield from _lengths(document, report)
    yield from _counts(document, report)


def _sections(document: Document, report: Contents) -> Iterator[Found]:
    written = without_guidance(document)
    as_it_is = {section.name: section for section in document.sections}
    for name in SECTIONS:
        section = written.section(name)
        if section is None:
            yield Found("section-missing", 1, {"section": name, "name": title_of(name)})
            continue
        if not any(map(_holds_words, section.blocks)) or (
            name == "timeline" and not report.rows and not _prose(document, name)
        ):
            yield Found("section-empty", section.line, {"section": name, "name": title_of(name)})
            continue
        asked = (block.line for block in as_it_is[name].blocks if is_prompt(block))
        if (line := next(asked, None)) is not None:
            yield Found("prompt-left", line, {"section": name, "name": title_of(name)})
        if name == "review":
            for part in ("well", "poorly", "lucky"):
                if not getattr(report, part):
                    yield Found("part-empty", section.line, {"name": load("report")[name][part]})


def _holds_words(block: Block) -> bool:
    match block:
        case Words(text):
            # The name of a table, as a draft has it above the table.
            return not re.fullmatch(r"\*\*[^*\n]+\*\*", text)
        case Grid(_, rows):
            return bool(rows)
    return not isinstance(block, Heading)


def _prose(document: Document, name: str) -> str:
    section = without_guidance(document).section(name)
    return " ".join(getattr(block, "text", "") for block in section.blocks) if section else ""


def _timeline(document: Document, report: Contents) -> Iterator[Found]:
    if not report.rows:
        return
    line = report.rows[0].line
    beside = " ".join(
        [report.timezone, _prose(document, "timeline"), *(r.when for r in report.rows)]
    )
    if not report.timezone and not _ZONE.search(beside):
        yield Found("no-zone", line, {})
    moments = list(times(report.rows, report.date))
    for (before, earlier), (row, later) in pairwise(moments):
        if later < earlier:
            yield Found("runs-back", row.line, {"later": row.when, "earlier": before.when})
    started = _started(report, moments)
    if started and moments and moments[0][1] >= started:
        time = f"{started:%H:%M}"
        yield Found("begins-late", line, {"first": short(report.rows[0].when), "started": time})


def _started(report: Contents, moments: list[tuple[Row, datetime]]) -> datetime | None:
    """Tell when the impact began: the row that says so, or else the front matter."""
    for row, at in moments:
        if "started" in row.milestone.lower():
            return at
    return _moment(report.known.get("started", ""))


def _moment(written: str) -> datetime | None:
    try:
        # Held against clocks as they are written, which have no offset.
        return datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return None


def _lengths(document: Document, report: Contents) -> Iterator[Found]:
    line = _line(document)
    found = list(_LENGTH.finditer(report.summary))
    for length, next_length in pairwise(found):
        between = report.summary[length.end() : next_length.start()]
        if _BESIDE.fullmatch(between) and not _agree(length, _minutes(next_length)):
            yield Found(
                "two-lengths",
                line,
                {
                    "first": length[0],
                    "first_minutes": _minutes(length),
                    "second": next_length[0],
                    "second_minutes": _minutes(next_length),
                },
            )
    moments = [at for _, at in times(report.rows, report.date)]
    started, resolved = (_moment(report.known.get(key, "")) for key in ("started", "resolved"))
    if not (started and resolved):
        return
    known = (resolved - started).total_seconds() / 60
    others = {abs((b - a).total_seconds()) / 60 for a in moments for b in moments} - {0.0}
    for length in found:
        if not any(_agree(length, minutes) for minutes in (known, *others)):
            yield Found(
                "length-differs",
                line,
                {
                    "written": length[0],
                    "minutes": _minutes(length),
                    "started": f"{started:%H:%M}",
                    "resolved": f"{resolved:%H:%M}",
                    "known": known,
                    "difference": abs(_minutes(length) - known),
                },
            )


def _minutes(length: re.Match[str]) -> float:
    if length["minutes"]:
        return float(length["minutes"].replace(",", ""))
    return 60.0 * float(length["hours"]) + int(length["more"] or 0)


def _agree(length: re.Match[str], minutes: float) -> bool:
    """Whether a length is the other one, as exactly as it is told."""
    is_in_hours = bool(length["hours"]) and not length["more"]
    return abs(_minutes(length) - minutes) <= (60 * _half(length["hours"]) if is_in_hours else 1)


def _counts(document: Document, report: Contents) -> Iterator[Found]:
    line = _line(document)
    known = {key: _number(report.known.get(key, "")) for key in ("affected", "population")}
    affected, population = known["affected"], known["population"]
    unit = report.known.get("affected_unit", "people")
    units = "|".join({re.escape(unit), "patients", "people", "customers", "users"})
    right = [number for number in (affected, population) if number is not None]
    if affected is not None:
        yield from _counted(report.summary, units, unit, right, line)
    calls = _number(report.known.get("support_calls", ""))
    if calls is not None:
        yield from _counted(report.summary, _CALLS, "calls", [calls], line)
    if not (affected is not None and population):
        return
    share = affected / population
    for found in _PERCENT.finditer(report.summary):
        stated = float(found[1].replace(",", "."))
        after = report.summary[found.end() : found.end() + 40]
        is_of_all = re.match(rf"\)?,? of (?:all |the |our |its )?(?:{population:,}|{units})", after)
        if is_of_all and abs(stated - 100 * share) > _half(found[1]):
            yield Found(
                "share-differs",
                line,
                {
                    "written": f"{found[0]}{is_of_all[0]}",
                    "affected": affected,
                    "population": population,
                    "share": in_percent(share),
                },
            )


def _counted(text: str, units: str, what: str, right: list[int], line: int) -> Iterator[Found]:
    kinds = "(?:(?:first-time|affected|support) )?"
    pattern = rf"{ALONE}(\d{{1,3}}(?:[, \u00a0]\d{{3}})+|\d+) {kinds}(?:{units})\b"
    for found in re.finditer(pattern, counting(text)):
        number = _number(found[1])
        if number is not None and number not in right:
            difference = abs(number - right[0])
            values = {
                "written": found[0],
                "known": right[0],
                "what": what,
                "difference": difference,
            }
            yield Found("count-differs", line, values)


def _half(written: str) -> float:
    """Tell how far a share may be off, as exactly as it is written."""
    _, _, decimals = written.replace(",", ".").partition(".")
    return float(0.51 / 10 ** len(decimals))


def _number(written: str) -> int | None:
    digits = re.sub(r"[, \u00a0]", "", written)
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _line(document: Document) -> int:
    section = document.section("summary")
    return section.blocks[0].line if section and section.blocks else 1
