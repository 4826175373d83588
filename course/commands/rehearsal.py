"""`course rehearsal`: lead the meeting in a terminal, play moves again, check one's own meeting."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands.guard import first_of
from course.commands.parts import DONE, FINDINGS, WRONG, add_part
from course.commands.streams import note, output
from course.errors import CourseError, RehearsalError

if TYPE_CHECKING:
    from course.rehearsal.meeting import Meeting
    from course.rehearsal.script import Script

STOP = "q"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    rehearsal = add_part(
        subparsers,
        "rehearsal",
        "lead the meeting once before it counts, with people who answer as they are spoken to",
        "course rehearsal play",
    )
    actions = rehearsal.add_subparsers(title="what to do", metavar="ACTION", required=True)
    play = add_part(
        actions,
        "play",
        "play the meeting, move by move, or moves that are given",
        'course rehearsal play --moves "b B b c+b d" --json',
    )
    play.add_argument(
        "--moves",
        metavar="MOVES",
        help="play these and end: a letter a moment, two in one moment joined by +",
    )
    play.add_argument(
        "--json", action="store_true", help="print the replayed meeting as JSON; needs --moves"
    )
    play.add_argument(
        "--reveal-open",
        action="store_true",
        help="open it before the four decisions are answered, as a facilitator may",
    )
    play.set_defaults(run=_play)
    check = add_part(
        actions,
        "check",
        "say all that has to be mended in a meeting, by line; exit 1 if there is anything",
        "course rehearsal check my-meeting.toml",
    )
    check.add_argument("--json", action="store_true", help="print all of it as JSON")
    check.set_defaults(run=_check)
    for action in (play, check):
        action.add_argument(
            "file",
            nargs="?",
            type=Path,
            metavar="FILE",
            help="a meeting of your own, in TOML; the course's without it",
        )


def _play(call: argparse.Namespace) -> int:
    from course.commands.rehearsal_text import debrief, line
    from course.rehearsal import begin, document, replay

    if call.json and call.moves is None:
        raise RehearsalError(
            "--json prints a meeting that was played: found no moves. Give them, "
            'as in --moves "b B b".'
        )
    # A meeting of one's own gives away nothing of the course, and neither does one whose moves
    # are all given already, to the program that reads it.
    if call.file is None and not call.json and not call.reveal_open and (closed := _closed()):
        note(closed)
        return WRONG
    played = _script(call.file)
    if call.moves is None:
        return _lead(begin(played))
    meeting = replay(call.moves, played)
    if call.json:
        output(json.dumps(document(meeting), ensure_ascii=False, indent=2))
    else:
        output("\n".join(map(line, meeting.transcript)))
        output(debrief(meeting))
    return DONE


def _closed() -> str:
    """Say why the course's own meeting waits; empty if it is open."""
    import course.membership  # noqa: F401 - a room may hold back what its decisions lead to
    from course.content import load
    from course.content.decisions import decision, decisions
    from course.progress.answers import progress
    from course.progress.companion import companion

    unanswered = progress().unanswered()
    if unanswered:
        titles = ", ".join(f"“{decision(each).title}”" for each in unanswered)
        return str(load("meeting")["closed"]).format(open=titles)
    beside = companion()
    held = any(beside.holds(each.id) for each in decisions())
    return beside.shown.get("held", "") if held else ""


def _script(path: Path | None) -> "Script":
    import tomllib

    from course.rehearsal.checking import check
    from course.rehearsal.script import from_toml, script

    if path is None:
        return script()
    text = _read(path)
    if findings := check(text):
        lines = [f"{path}, {finding}" for finding in findings]
        raise RehearsalError(first_of(lines, f"See all of them: course rehearsal check {path}"))
    return from_toml(tomllib.loads(text))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RehearsalError(
            f"{path}: found bytes that are not UTF-8; expected a meeting in TOML. Save it as UTF-8."
        ) from error
    except OSError as error:
        raise RehearsalError(
            f"{path}: cannot be read ({error.strerror or error}); expected a meeting in TOML. "
            "Give its file."
        ) from error


def _check(call: argparse.Namespace) -> int:
    from importlib import resources

    from course.rehearsal.checking import check

    own = resources.files("course.content").joinpath("meeting.toml")
    name = call.file or own.name
    findings = check(_read(call.file) if call.file else own.read_text("utf-8"))
    if call.json:
        found = [vars(finding) | {"file": str(name)} for finding in findings]
        output(json.dumps(found, ensure_ascii=False, indent=2))
    elif findings:
        output("\n".join(f"{name}, {finding}" for finding in findings))
    else:
        output(f"{name}: nothing to mend")
    if findings:
        note(f"{len(findings):,} to mend in {name}")
    return FINDINGS if findings else DONE


def _lead(meeting: "Meeting") -> int:
    """Play move by move with whoever sits at the terminal."""
    from course.commands.rehearsal_text import asked, debrief, line, listed
    from course.rehearsal.picture import moved

    played = meeting.script
    rules = [line.format_map(vars(played.rules)) for line in played.told]
    output("\n".join([played.title, "", played.note, "", *(f"- {rule}" for rule in rules)]))
    people = [f"  {person.role}: {person.title}" for person in meeting.people]
    output("\n".join(["", "In the room:", *people]))
    while not meeting.is_over:
        output(asked(meeting, STOP))
        word = _next_word()
        # A move of somebody's own meeting may be called as what stops.
        if not word or (word == STOP and all(move.id != word for move in meeting.moves)):
            break
        try:
            after = meeting.make(word)
        except CourseError as error:
            output(str(error))
            continue
        output("\n" + "\n".join(map(line, after.transcript[len(meeting.transcript) :])))
        output(moved(meeting, after))
        if after.passed_over and not meeting.passed_over:
            output(f"\nTime is short. Passed over: moments {listed(after.passed_over)}.")
        meeting = after
    output(debrief(meeting))
    return DONE


def _next_word() -> str:
    """Read one move, or nothing where nobody types any more."""
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if word := line.strip():
            return word
        if not line:
            return ""
