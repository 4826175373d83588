"""The room of the rehearsal as a picture: who sits how and who speaks, the wall, and the clock.

Everything in it can be told by shape and by words. What it shows is also a list of seven people,
which is what a screen reader reads.
"""

from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from course.content import load
from course.page.fragment import Fragment
from course.page.text import listed
from course.rehearsal import Meeting
from course.rehearsal.meeting import YOU

#: What changes it on a page, with its style beside it.
SCRIPT = Path(__file__).with_suffix(".js")


class _Seat(NamedTuple):
    """Where somebody's head is, at which side of the table, and where what they say is drawn."""

    x: int
    y: int
    side: str
    bubble: str = "translate(0 0)"


#: At the sides of the table a bubble above the head would cover the name of who sits there.
_LEFT, _RIGHT = "translate(16 46)", "scale(-1 1) translate(16 46)"

#: In the order of the cast.
_SEATS = (
    _Seat(136, 124, "top"),
    _Seat(240, 120, "top"),
    _Seat(344, 124, "top"),
    _Seat(56, 214, "left", _LEFT),
    _Seat(56, 328, "left", _LEFT),
    _Seat(424, 214, "right", _RIGHT),
    _Seat(424, 328, "right", _RIGHT),
)
_WIDTH, _HEIGHT = 480, 424

#: Notes on the wall: so many in a row, so many rows, and where the first one is.
_NOTES_IN_ROW, _ROWS, _NOTE_X, _NOTE_Y, _NOTE_STEP = 9, 2, 26, 18, 27
_MINUTES_IN_HOUR, _DEGREES = 60, 360

#: Where the short hand is when the meeting begins.
_NINE = 270

#: A person in every pose; the style shows the one that they are in.
_FIGURE = """<g class="course-figure">
<path class="course-body" d="M-30 44 C-30 22 -16 17 0 17 C16 17 30 22 30 44 Z"/>
<path class="course-arms" d="M-20 36 C-8 30 8 30 20 36 M-20 31 C-8 37 8 37 20 31"/>
<g class="course-hands"><circle cx="-15" cy="45" r="5"/><circle cx="15" cy="45" r="5"/></g>
<g class="course-head"><circle r="17"/>
<path class="course-hair" d="M-17 0 A17 17 0 0 1 17 0 C8 -8 -8 -8 -17 0 Z"/>
<path class="course-crown" d="M-17 0 A17 17 0 0 1 17 0 C10 5 -10 5 -17 0 Z"/>
<g class="course-eyes-up"><circle cx="-6" cy="2" r="2.2"/><circle cx="6" cy="2" r="2.2"/></g>
<path class="course-eyes-away" d="M-9 3 h6 M3 3 h6"/>
<path class="course-eyes-down" d="M-9 6 q3 3 6 0 M3 6 q3 3 6 0"/>
<path class="course-mouth" d="M-4 10 h8"/>
<ellipse class="course-voice" cy="10" rx="4" ry="3"/></g></g>"""
_BUBBLE = """<path d="M14 -16 h26 q6 0 6 -6 v-12 q0 -6 -6 -6 h-22 q-6 0 -6 6 v20 z"/>
<path class="course-dots" d="M22 -28 h.1 M30 -28 h.1 M38 -28 h.1"/>"""


def people(meeting: Meeting) -> list[dict[str, Any]]:
    """Say of each person how they sit, in a word, and whether they have just spoken."""
    texts = load("rehearsal")["posture"]
    speaking = _speaking(meeting)
    span = meeting.script.rules.highest - meeting.script.rules.lowest or 1
    steps = len(texts["words"]) - 1

    def shown(role: str, name: str, title: str, openness: int) -> dict[str, Any]:
        posture = round(steps * (openness - meeting.script.rules.lowest) / span)
        words = texts["words"][posture]
        if speaks := role in speaking:
            words = f"{texts['speaks']}, {words}"
        return {
            "role": role,
            "name": name,
            "title": title,
            "posture": posture,
            "words": words,
            "speaks": speaks,
        }

    return [shown(each.role, each.name, each.title, each.openness) for each in meeting.people]


def moved(before: Meeting, after: Meeting) -> str:
    """Say who is more or less open than before, in the words under them.

    Examples
    --------
    >>> from course.rehearsal import replay
    >>> moved(replay("b"), replay("b A"))
    'Less open: Approver (waits) and Author (looks down).'
    """
    texts = load("rehearsal")
    words = texts["posture"]["words"]
    pairs = list(zip(people(before), people(after), strict=True))

    def listed_who(sign: int) -> str:
        return listed(
            texts["sits"].format(name=now["name"], word=words[now["posture"]])
            for was, now in pairs
            if sign * (now["posture"] - was["posture"]) > 0
        )

    kinds = (("more_open", listed_who(1)), ("less_open", listed_who(-1)))
    return " ".join(texts[which].format(who=who) for which, who in kinds if who) or texts["nobody"]


def clock(meeting: Meeting) -> int:
    """Say where the long hand is, in degrees after the full hour at which the meeting began."""
    passed = meeting.script.rules.minutes - meeting.minutes_left
    return passed * _DEGREES // _MINUTES_IN_HOUR


def picture(meeting: Meeting) -> Fragment:
    """Draw the room, with its list of people as the text that stands for it."""
    seated = people(meeting)
    texts = load("rehearsal")
    figures = "".join(_person(each, seat) for each, seat in zip(seated, _SEATS, strict=False))
    svg = (
        f'<svg class="course-room" viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden="true">'
        f"{_wall(notes(meeting))}{_clock(clock(meeting))}"
        '<rect class="course-table-top" x="114" y="224" width="252" height="172" rx="34"/>'
        f'<text class="course-chair" x="240" y="382">{escape(texts["you"])}</text>'
        f"{figures}</svg>"
    )
    lines = [f"{each['title']}: {each['words']}" for each in seated]
    entries = "".join(f"<li>{escape(line)}</li>" for line in lines)
    label = escape(texts["room_label"])
    html = f'{svg}<ul class="course-unseen" aria-label="{label}">{entries}</ul>'
    return Fragment(html, "\n".join([texts["room_label"], *(f"- {line}" for line in lines)]))


def _speaking(meeting: Meeting) -> set[str]:
    """Name who spoke last, after the move itself."""
    if not meeting.made:
        return set()
    lines = list(meeting.transcript)
    start = max(place for place, entry in enumerate(lines) if entry.kind == "move")
    return {entry.speaker for entry in lines[start + 1 :] if entry.speaker != YOU}


def _person(each: dict[str, Any], seat: _Seat) -> str:
    return (
        f'<g class="course-person" data-role="{escape(each["role"])}" '
        f'data-posture="{each["posture"]}" data-speaks="{str(each["speaks"]).lower()}" '
        f'data-side="{seat.side}" transform="translate({seat.x} {seat.y})">'
        f'{_FIGURE}<g class="course-bubble" transform="{seat.bubble}">{_BUBBLE}</g>'
        f'<text class="course-name" y="70">{escape(each["name"])}</text>'
        f'<text class="course-words" y="89">{escape(each["words"].rpartition(", ")[2])}</text></g>'
    )


def _wall(kinds: list[str]) -> str:
    places = [
        f'<rect class="course-note" data-note="{kinds[place] if place < len(kinds) else ""}" '
        f'x="{_NOTE_X + place % _NOTES_IN_ROW * _NOTE_STEP}" '
        f'y="{_NOTE_Y + place // _NOTES_IN_ROW * _NOTE_STEP}" width="22" height="22"/>'
        for place in range(_NOTES_IN_ROW * _ROWS)
    ]
    return (
        '<rect class="course-board" x="14" y="8" width="270" height="70" rx="4"/>'
        f'<g class="course-notes">{"".join(places)}</g>'
    )


def notes(meeting: Meeting) -> list[str]:
    """List the notes on the wall: whole ones came out, dashed ones are parked.

    Examples
    --------
    >>> from course.rehearsal import replay
    >>> notes(replay("b B b c"))
    ['out']
    """
    return ["out"] * len(meeting.wall) + ["parked"] * len(meeting.parked)


def _clock(angle: int) -> str:
    short = _NINE + angle / 12
    marks = "".join(f'<path d="M0 -30 v5" transform="rotate({at})"/>' for at in range(0, 360, 30))
    return (
        '<g class="course-clock" transform="translate(430 44)"><circle r="34"/>'
        f"{marks}"
        f'<path class="course-long" d="M0 4 V-25" transform="rotate({angle})"/>'
        f'<path class="course-short" d="M0 3 V-16" transform="rotate({short:g})"/>'
        "</g>"
    )
