"""What `course rehearsal play` prints of a meeting: its moments, its lines, its debrief."""

from collections.abc import Iterable

from course.content.facilitation import source_names, sources
from course.rehearsal.meeting import Entry, Meeting
from course.rehearsal.replay import moves_of
from course.rehearsal.script import Move
from course.rehearsal.view import cost


def asked(meeting: Meeting, stop: str) -> str:
    """Set the scene of the moment that is to be played, and what can be said in it."""
    moment = meeting.moment
    assert moment is not None
    lines = [
        "",
        f"{moment.number}. {moment.title} ({meeting.minutes_left} minutes left)",
        moment.scene,
        *(_offered(move, meeting.minutes_left) for move in moment.moves),
    ]
    if meeting.second_moves:
        lines.append("Or stay with what was asked before, once more:")
        lines += [_offered(move, meeting.minutes_left, "+") for move in meeting.second_moves]
    lines.append(f"Type a letter; {stop} stops.")
    return "\n".join(lines)


def _offered(move: Move, left: int, before: str = "") -> str:
    costs = cost(move, left)
    return f"  {before}{move.id}  {move.say}" + (f" ({costs})" if costs else "")


def line(entry: Entry) -> str:
    """Give one line of what was said, with who said it."""
    return f"{entry.speaker}: {entry.line}"


def debrief(meeting: Meeting) -> str:
    """Say what came out, what was held back behind which words, and what nobody asked for."""
    facts = meeting.script.facts
    guarded = [facts[number] for number in meeting.held_back]
    lines = ["", f"What came out: {len(meeting.heard)} of {len(facts)}"]
    for fact in meeting.wall:
        lines += [f"  {fact.holder}: {fact.open_line} ({fact.provenance})"]
        lines += [f"    It makes possible: {fact.makes_possible}"]
    lines.append(f"What was held back: {len(guarded)}")
    lines += [f"  {fact.holder}: {fact.guarded_line}" for fact in guarded]
    lines.append(f"What nobody asked for: {len(meeting.never_asked)}")
    lost = [facts[number] for number in facts if number not in meeting.heard]
    if meeting.is_over and lost:
        lines.append("What your report cannot contain:")
        lines += [f"  {fact.makes_possible}" for fact in lost]
    if meeting.moves_made:
        lines.append("Who says what comes of such moves:")
        lines += [f"  {name}" for name in _guides(meeting)]
    if meeting.passed_over:
        lines.append(f"Moments passed over: {listed(meeting.passed_over)}")
    lines.append(f"Minutes left: {meeting.minutes_left}")
    if meeting.moves_made:
        lines.append(f'The same meeting again: --moves "{" ".join(moves_of(meeting))}"')
    return "\n".join(lines)


def _guides(meeting: Meeting) -> list[str]:
    """Name the guides that the moves of a meeting come from, and where each can be read."""
    used = {name for _, move in meeting.moves_made for name in move.source}
    known = zip(source_names(), sources(), strict=True)
    return [f"{guide.title} {guide.address}".strip() for name, guide in known if name in used]


def listed(found: Iterable[object]) -> str:
    """List numbers or names in a line."""
    return ", ".join(map(str, found))
