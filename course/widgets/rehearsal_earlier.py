"""Meetings of earlier days, shown as they were, also when the content has changed since."""

from collections.abc import Iterator
from typing import Any

from course.content import load
from course.page.blocks import Block, Disclosure, Heading, List, Paragraph
from course.page.fragment import Fragment, shown
from course.rehearsal.keeping import KeptMeeting
from course.widgets.rehearsal_view import told_by


def earlier(meetings: list[KeptMeeting]) -> Fragment:
    """Show the meetings that were led before the newest one, or whatever cannot go on."""
    said = load("rehearsal")
    old = [each for each in meetings[:1] if each.sitting is None] + meetings[1:]
    if not old:
        return Fragment("", "")
    return shown([Heading(said["earlier"], 3), *map(_meeting, old)])


def _meeting(kept: KeptMeeting) -> Disclosure:
    said, told = load("rehearsal"), kept.document
    when = said["when"].format(day=f"{kept.at_utc:%Y-%m-%d}", time=f"{kept.at_utc:%H:%M}")
    title = said["earlier_one"].format(
        when=when, letter=_opening(told), out=len(_list(told, "came_out"))
    )
    changed = [Paragraph(said["changed"])] if kept.sitting is None else []
    return Disclosure(title, (*changed, *_told(told)))


def _told(told: dict[str, Any]) -> Iterator[Block]:
    said = load("rehearsal")
    yield Heading(said["debrief"]["title"], 4)
    out = _list(told, "came_out")
    if out:
        yield List(tuple(f"{line} {action}" for line, action in _rows(out, 2)))
    else:
        yield Paragraph(said["wall_empty"])
    words = told.get("words")
    if isinstance(words, dict) and words:
        yield Heading(said["debrief"]["own_words"], 4)
        yield List(tuple(str(text) for text in words.values()))
    yield Heading(said["debrief"]["said"], 4)
    for who, line, _ in _rows(_list(told, "said"), 3):
        yield Paragraph(told_by(who or said["you"], line))


def _opening(told: dict[str, Any]) -> str:
    """Give the letter of the first sentence, the second step of each meeting."""
    steps = _rows(_list(told, "steps"), 2)
    return steps[1][0] if len(steps) > 1 else "–"


def _list(told: dict[str, Any], name: str) -> list[Any]:
    found = told.get(name)
    return found if isinstance(found, list) else []


def _rows(found: list[Any], width: int) -> list[tuple[str, ...]]:
    """Give the rows that can be shown: a file that was brought here may hold anything."""
    return [tuple(map(str, row)) for row in found if isinstance(row, list) and len(row) == width]
