"""What the page of the rehearsal is told of a meeting: what anybody in the room can see."""

from collections.abc import Iterator
from typing import Any

from course.content import load
from course.content.decisions import decision
from course.content.facilitation import Source, source_names, sources
from course.rehearsal import Entry, Meeting
from course.rehearsal.debriefing import OPENING
from course.rehearsal.meeting import AGAIN, YOU
from course.rehearsal.picture import clock, moved, notes, people
from course.rehearsal.script import Move
from course.rehearsal.sitting import CLOSE, Sitting


def view(sitting: Sitting, only_opening: str = "") -> dict[str, Any]:
    """Say all that the page shows of a meeting."""
    meeting, texts = sitting.meeting, load("rehearsal")
    rules = meeting.script.rules
    wall = {"out": len(meeting.wall), "parked": len(meeting.parked)}
    return {
        "over": meeting.is_over,
        "minutes": texts["minutes_left"].format(left=meeting.minutes_left, minutes=rules.minutes),
        "room": {
            "people": people(meeting),
            "notes": notes(meeting),
            "angle": clock(meeting),
            "label": texts["room_label"],
        },
        "wall": {
            "title": texts["wall"].format_map(wall),
            "out": [
                f"{meeting.script.names[fact.holder]}: {fact.open_line}" for fact in meeting.wall
            ],
            "parked": list(meeting.parked),
        },
        "last": last_entry(sitting),
        "source": _sources_of_last(meeting),
        "own": _own_words(sitting),
        "moment": _moment(sitting, only_opening),
        "back": bool(sitting.steps),
        "rest": bool(sitting.before) and not meeting.is_over,
    }


def last_entry(sitting: Sitting) -> dict[str, Any]:
    """Say what was said with the last move, who opened up, and what was expected."""
    meeting = sitting.meeting
    if not meeting.made:
        return {"lines": [], "looks": "", "expected": ""}
    lines = list(meeting.transcript)
    start = max(place for place, entry in enumerate(lines) if entry.kind == "move")
    before = sitting.back().meeting if sitting.steps[-1].letter != CLOSE else meeting
    return {
        "lines": [_line(meeting, entry) for entry in lines[start:]],
        "looks": moved(before, meeting),
        "expected": _expected(sitting),
    }


def place(meeting: Meeting) -> str:
    """Say at which moment a meeting is; one that is over is at its last.

    Examples
    --------
    >>> from course.rehearsal import replay
    >>> place(replay("")), place(replay("b"))
    ('Before the meeting: The evening before', 'Moment 1 of 13: The first sentence')
    """
    moments = meeting.script.moments
    moment = meeting.moment or moments[-1]
    words = load("rehearsal")["moment" if moment.number else "moment_before"]
    return str(words).format(number=moment.number, last=len(moments) - 1, title=moment.title)


def passed_over(meeting: Meeting) -> str:
    """Name the moments that there was no time for; empty where there are none."""
    titles = {moment.number: moment.title for moment in meeting.script.moments}
    passed = "; ".join(titles[number] for number in meeting.passed_over)
    return load("rehearsal")["debrief"]["passed_over"].format(titles=passed) if passed else ""


def cost(move: Move, left: int) -> str:
    """Say what a move costs of the minutes that are left; empty where it costs none."""
    words = load("rehearsal")["costs" if move.minutes <= left else "costs_too_much"]
    return words.format(minutes=move.minutes, left=left) if move.minutes else ""


def counted(meeting: Meeting) -> str:
    """Say how many facts came out, were held back, and were never asked for."""
    facts = meeting.script.facts
    counts = {
        "out": len(meeting.heard),
        "held": len(meeting.held_back),
        "never": len(meeting.never_asked),
        "all": len(facts),
    }
    return str(load("rehearsal")["debrief"]["counted"]).format_map(counts)


def sources_of(move: Move) -> tuple[Source, ...]:
    """List the guides that a move comes from."""
    known = dict(zip(source_names(), sources(), strict=True))
    return tuple(known[name] for name in move.source)


def _line(meeting: Meeting, entry: Entry) -> dict[str, str]:
    you = entry.speaker == YOU
    who = load("rehearsal")["you"] if you else meeting.script.names[entry.speaker]
    return {"line": spoken_by(who, entry.line), "kind": "move" if you else "reply"}


def spoken_by(who: str, line: str) -> str:
    """Say whose words a line is, unless it tells that itself.

    Examples
    --------
    >>> spoken_by("Tester", "“Yes. Sure.”"), spoken_by("Tester", "The tester nods.")
    ('Tester: “Yes. Sure.”', 'The tester nods.')
    """
    if not line.startswith("“"):
        return line
    return str(load("rehearsal")["said_by"]).format(who=who, line=line)


def _expected(sitting: Sitting) -> str:
    if not sitting.steps or not sitting.steps[-1].expected:
        return ""
    _, expected, spoke = sitting.expectations[-1]
    names, texts = sitting.meeting.script.names, load("rehearsal")
    words = texts["expected_right" if expected == spoke else "expected_other"]
    return str(words).format(expected=names[expected], spoke=names[spoke])


def _sources_of_last(meeting: Meeting) -> list[dict[str, str]]:
    if not meeting.made:
        return []
    _, move = meeting.moves_made[-1]
    return [
        {"name": each.name, "title": each.title, "address": each.address}
        for each in sources_of(move)
    ]


def _own_words(sitting: Sitting) -> dict[str, Any] | None:
    """Ask for words of one's own, where the moment that was just played does."""
    if not sitting.meeting.made:
        return None
    moment, _ = sitting.meeting.moves_made[-1]
    if not moment.own_words:
        return None
    text = sitting.words.get(moment.number, "")
    return {"moment": moment.number, "prompt": moment.own_words, "text": text}


def _moment(sitting: Sitting, only_opening: str) -> dict[str, Any] | None:
    meeting, texts = sitting.meeting, load("rehearsal")
    moment = meeting.moment
    if moment is None:
        return None
    is_opening = moment.number == OPENING
    only = only_opening if is_opening else ""
    left = meeting.script.rules.second_moves - meeting.seconds
    opening = texts["own_choice"].format(title=decision("opening").title, letter=only)
    return {
        "title": place(meeting),
        "scene": moment.scene,
        "note": opening if only else passed_over(meeting),
        "question": texts["choose_opening" if is_opening else "choose"],
        "moves": list(_moves(meeting, sitting.before.get(moment.number, ""), only=only)),
        "stay": texts["stay"].format(left=left),
        "second": list(_moves(meeting, "", before=AGAIN)),
        # Whoever rings somebody knows who will answer.
        "guesses": moment.number > 0,
    }


def _moves(
    meeting: Meeting, last: str, *, only: str = "", before: str = ""
) -> Iterator[dict[str, str]]:
    texts = load("rehearsal")
    for move in meeting.second_moves if before else meeting.moves:
        if only and move.id != only:
            continue
        yield {
            "id": f"{before}{move.id}",
            "say": move.say,
            "cost": cost(move, meeting.minutes_left),
            "same": texts["same"] if last[:1] == move.id else "",
        }
