"""What came to light after each of the first sentences, as a figure: a row for each fact."""

from html import escape

from course.content import load
from course.page.fragment import Fragment
from course.rehearsal import Meeting
from course.rehearsal.debriefing import HELD_BACK, NEVER_ASKED, OUT, became, opening_of

#: What became of a fact, in the order in which it is told.
FATES = (OUT, HELD_BACK, NEVER_ASKED)

#: The figure: a row for each fact, a column for each first sentence, in units of its own.
_ROW, _TOP, _LEFT, _COLUMN, _FIGURE_WIDTH = 26, 56, 120, 64, 380

#: One mark for each, told apart by its shape.
_MARKS = {
    OUT: '<circle r="8" fill="currentColor"/>',
    HELD_BACK: (
        '<circle r="7" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="M0 -7 A7 7 0 0 1 0 7 Z" fill="currentColor"/>'
    ),
    NEVER_ASKED: '<path d="M-6 0 H6" stroke="currentColor" stroke-width="2"/>',
}


def figure(meeting: Meeting, beside: dict[str, Meeting]) -> Fragment:
    """Draw what becomes of each fact after each first sentence, with the same in words."""
    texts, names = load("rehearsal")["debrief"], meeting.script.names
    mine = opening_of(meeting)
    height = _TOP + _ROW * len(meeting.script.facts) + 8
    drawn = []
    for column, (letter, other) in enumerate(beside.items()):
        x = _LEFT + _COLUMN * column + _COLUMN // 2
        weight = ' class="course-mine"' if letter == mine else ""
        label = texts["figure_mine"].format(letter=letter) if letter == mine else letter
        drawn += [
            f'<text x="{x}" y="20"{weight}>{escape(label)}</text>',
            f'<text x="{x}" y="42"{weight}>{len(other.heard)}</text>',
            *(
                f'<g transform="translate({x} {_TOP + _ROW * row + _ROW // 2})">{_MARKS[fate]}</g>'
                for row, fate in enumerate(became(other).values())
            ),
        ]
    rows = [
        f'<text class="course-row" x="8" y="{_TOP + _ROW * row + _ROW // 2 + 5}">'
        f"{escape(names[fact.holder])}</text>"
        for row, fact in enumerate(meeting.script.facts.values())
    ]
    alt = " ".join(
        texts["figure_alt"].format(letter=letter, out=len(other.heard))
        for letter, other in beside.items()
    )
    marks = "".join(f"<li>{_key(fate)} {escape(texts['became'][fate])}</li>" for fate in FATES)
    svg = (
        f'<svg viewBox="0 0 {_FIGURE_WIDTH} {height}" role="img" aria-label="{escape(alt)}">'
        f'<text class="course-row" x="8" y="42">{escape(texts["figure_sum"])}</text>'
        f"{''.join(rows)}{''.join(drawn)}</svg>"
    )
    html = (
        f'<figure class="course-openings"><figcaption><strong>{escape(texts["figure"])}.</strong> '
        f'{escape(texts["figure_words"])}</figcaption><ul aria-hidden="true">{marks}</ul>'
        f"{svg}</figure>"
    )
    return Fragment(html, f"{texts['figure']}. {alt} {texts['figure_words']}")


def _key(fate: str) -> str:
    return f'<svg viewBox="-10 -10 20 20" width="18" height="18"><g>{_MARKS[fate]}</g></svg>'
