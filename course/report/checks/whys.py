"""Whys: they branch, end at a condition, and each rests on something."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from course.report.checks.finding import Found
from course.report.checks.row_times import clock
from course.report.checks.words import expression, short, speaks_of, stems
from course.report.contents import Contents, Row, Why
from course.report.document import Document
from course.report.guidance import without_guidance
from course.report.language.people import marked
from course.report.language.rules import expanded

_HEARD = re.compile(r"\b(?:heard|told|said|according to|interview|in the meeting)\b", re.IGNORECASE)
_FIRST_CAUSE = 2


def whys(document: Document, report: Contents, heard: Sequence[str] = ()) -> Iterator[Found]:
    """Look at the whys, and at what was heard and stands nowhere."""
    section = document.section("factors")
    line = section.line if section else 1
    if not report.whys:
        left = without_guidance(document).section("factors")
        if left and left.blocks:
            yield Found("no-chain", line, {})
    lines = list(report.walk())
    leaves = [(depth, why) for depth, why in lines if not why.below]
    if len(leaves) == 1:
        yield Found("one-branch", leaves[0][1].line, {"last": short(leaves[0][1].text)})
    yield from _ends(leaves)
    yield from _bases([why for _, why in lines], report.rows)
    texts = _texts(report)
    for fact in heard:
        if not speaks_of(texts, fact):
            yield Found("heard-nowhere", line, {"fact": fact})


def _ends(leaves: list[tuple[int, Why]]) -> Iterator[Found]:
    for depth, why in leaves:
        if _is_person(why.text):
            yield Found("ends-at-person", why.line, {"why": short(why.text)})
        elif depth <= _FIRST_CAUSE and _is_technical(why.text):
            yield Found("ends-at-technology", why.line, {"why": short(why.text)})


def _bases(lines: list[Why], rows: Sequence[Row]) -> Iterator[Found]:
    for why in lines:
        if not why.rests_on.strip():
            yield Found("rests-on-nothing", why.line, {"why": short(why.text)})
        elif rows and not basis(why.rests_on, rows):
            shown = {"why": short(why.text), "rests_on": short(why.rests_on)}
            yield Found("rests-elsewhere", why.line, shown)


def basis(rests_on: str, rows: Sequence[Row]) -> str:
    """Tell what a why rests on: the row that it names, or that it was heard.

    Examples
    --------
    >>> basis("18:14", [Row("Thursday 18:14", "The error page begins.")])
    'Thursday 18:14 The error page begins.'
    >>> basis("heard from the tester", []), basis("19:00", [])
    ('heard from the tester', '')
    """
    if _HEARD.search(rests_on):
        return rests_on
    at, wanted = clock(rests_on), stems(rests_on)
    for row in rows:
        row_text = f"{row.when} {row.what}".strip()
        shared = len(wanted & stems(f"{row_text} {row.rests_on}"))
        is_alike = rests_on.strip().lower() in row_text.lower() or shared >= max(
            1, min(2, len(wanted))
        )
        if clock(row.when) == at if at else is_alike:
            return row_text
    return ""


def _is_person(text: str) -> bool:
    return bool(_somebody().match(marked(text))) and not expression("condition").search(text)


def _is_technical(text: str) -> bool:
    is_of_people = expression("condition").search(text) or expression("practice").search(text)
    return bool(expression("technical").search(text)) and not is_of_people


@cache
def _somebody() -> re.Pattern[str]:
    return re.compile(expanded(r"(?:<who>|they|<perhaps>) "), re.IGNORECASE)


def _texts(report: Contents) -> list[str]:
    entries = (*report.well, *report.poorly, *report.lucky)
    return [
        *re.split(r"(?<=[.?!])\s", report.summary),
        *(f"{row.what} {row.looked_like}" for row in report.rows),
        *(f"{why.text} {why.rests_on}" for _, why in report.walk()),
        *(entry.text for entry in entries),
        *(f"{action.action} {action.end_state}" for action in report.actions),
        *(f"{each.what} {each.because}" for each in report.not_doing),
        report.root_cause,
    ]
