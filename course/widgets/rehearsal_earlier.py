"""Meetings of earlier days, shown as they were, also when the content has changed since."""

from collections.abc import Iterator
from typing import Any

from course.content import load
from course.page.blocks import Block, Disclosure, Heading, List, Paragraph
from course.page.fragment import Fragment, shown
from course.rehearsal.keeping import KeptMeeting
from course.rehearsal.view import spoken_by


def earlier(meetings: list[KeptMeeting], with_room: list[KeptMeeting]) -> Fragment:
    """Show the meetings that were led before the newest one, or whatever cannot go on."""
    # Those that a room has played stand with them, and are named so.
    texts = load("rehearsal")
    old = [each for each in meetings[:1] if each.sitting is None] + meetings[1:] + with_room
    old.sort(key=lambda meeting: meeting.at_utc, reverse=True)
    if not old:
        return Fragment("", "")
    return shown([Heading(texts["earlier"], 3), *map(_meeting, old)])


def _meeting(kept: KeptMeeting) -> Disclosure:
    texts, document = load("rehearsal"), kept.document
    when = texts["when"].format(day=f"{kept.at_utc:%Y-%m-%d}", time=f"{kept.at_utc:%H:%M}")
    title = texts["earlier_in_room" if kept.is_a_rooms else "earlier_one"].format(
        when=when, letter=_opening(document), out=len(_list(document, "came_out"))
    )
    changed = [Paragraph(texts["changed"])] if kept.sitting is None else []
    return Disclosure(title, (*changed, *_parts(document)))


def _parts(document: dict[str, Any]) -> Iterator[Block]:
    texts = load("rehearsal")
    yield Heading(texts["debrief"]["title"], 4)
    out = _list(document, "came_out")
    if out:
        yield List(tuple(f"{line} {action}" for line, action in _rows(out, 2)))
    else:
        yield Paragraph(texts["wall_empty"])
    words = document.get("words")
    if isinstance(words, dict) and words:
        yield Heading(texts["debrief"]["own_words"], 4)
        yield List(tuple(str(text) for text in words.values()))
    yield Heading(texts["debrief"]["said"], 4)
    for who, line, _ in _rows(_list(document, "said"), 3):
        yield Paragraph(spoken_by(who or texts["you"], line))


def _opening(document: dict[str, Any]) -> str:
    """Give the letter of the first sentence, the second step of each meeting."""
    steps = _rows(_list(document, "steps"), 2)
    return steps[1][0] if len(steps) > 1 else "–"


def _list(document: dict[str, Any], name: str) -> list[Any]:
    found = document.get(name)
    return found if isinstance(found, list) else []


def _rows(found: list[Any], width: int) -> list[tuple[str, ...]]:
    """Give the rows that can be shown: a file that was brought here may hold anything."""
    return [tuple(map(str, row)) for row in found if isinstance(row, list) and len(row) == width]
