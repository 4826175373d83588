"""What a call of `course incident` says beside the documents, and what it asks in a terminal."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands.streams import note
from course.commands.waiting import shown_meanwhile

if TYPE_CHECKING:
    from course.incident.files import IncidentFiles
    from course.incident.findings import Finding
    from course.incident.importing import Answers, Brought, Need

_FEWEST = 2
"""Events between which a length can lie."""

_DAY_FIRST = {"day-first": True, "month-first": False}


def add_answers(part: argparse.ArgumentParser) -> None:
    """Add the options with which a call says what a document does not."""
    part.add_argument("--title", help="what people could not do")
    part.add_argument("--organisation", help="where it happened")
    part.add_argument("--zone", help="the time zone, by a city in it, such as Europe/Paris")
    part.add_argument("--date", type=_date, help="of the first row, where times have none")
    part.add_argument("--dates", choices=_DAY_FIRST, help="how to read dates such as 3/1/2024")
    part.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="COLUMN=NAME",
        help="take a column of yours, such as event=Summary; may be given again",
    )
    part.add_argument(
        "--roles",
        action="append",
        default=[],
        metavar="NAME=ROLE",
        help="the role of somebody who is named, or a file with such lines; may be given again",
    )


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def bring_asking(files: Sequence[Path], answers: "Answers") -> "tuple[Brought, Answers]":
    """Bring documents, and ask in a terminal for what they do not say."""
    from course.incident.importing import bring

    with shown_meanwhile():
        brought = bring(files, answers)
    while can_ask() and brought.needs and not brought.problems:
        answers = _asked(brought.needs[0], answers)
        with shown_meanwhile():
            brought = bring(files, answers)
    return brought, answers


def can_be_answered(finding: "Finding") -> bool:
    """Tell whether the call may say what a finding asks for: a fact, or what settles a date."""
    from course.incident.facts_file import FILE
    from course.incident.importing import answered_by

    return finding.file == FILE or bool(answered_by(finding))


def say_needs(needs: "Sequence[Need]") -> None:
    """Say all at once what the call may say as well."""
    if needs:
        lines = [f"  --{need.option}: {need.question}" for need in needs]
        note("\n".join(["To go on from here, say as well:", *lines]))


def files_of(brought: "Brought") -> "IncidentFiles":
    """Give the two files; where it happened may be left out."""
    from course.content import load

    organisation = str(load("reading")["asked"]["organisation"])
    return replace(brought, facts={"organisation": organisation, **brought.facts}).files


def ask_milestones(brought: "Brought") -> "Brought":
    """Ask which event marks which milestone, where none does; nothing is taken by itself."""
    from course.content import load
    from course.incident.milestone_hints import milestone_questions

    events = list(brought.events)
    if len(events) < _FEWEST or any(event.phases for event in events):
        return brought
    asked = load("reading")["asked"]
    for number, event in enumerate(events, 1):
        note(str(asked["event"]).format(number=number, when=event.at.written(), text=event.event))
    note(str(asked["milestones"]))
    numbered = [event._replace(row=number) for number, event in enumerate(events, 1)]
    for question in milestone_questions(numbered):
        hints = ", ".join(f"{hint.row} ({', '.join(hint.words)})" for hint in question.hints)
        while True:
            text = _line(f"{question.question} {f'[{hints}] ' if hints else ''}")
            if not text:
                break
            if text.isdecimal() and 1 <= int(text) <= len(events):
                event = events[int(text) - 1]
                events[int(text) - 1] = event._replace(phases=(*event.phases, question.phase))
                break
            note(f"Type a number from 1 to {len(events)}, or nothing.")
    return replace(brought, events=tuple(events))


def answers_of(call: argparse.Namespace) -> "Answers":
    """Take what a call says besides the documents."""
    from course.incident.choices import Choices
    from course.incident.importing import Answers

    facts = {"title": call.title, "organisation": call.organisation, "timezone": call.zone}
    return Answers(
        {name: text for name, text in facts.items() if text},
        Choices(
            columns=dict(call.map),
            day=call.date,
            day_first=_DAY_FIRST.get(call.dates),
            roles=_roles(call.roles),
        ),
    )


def _roles(given: list[str]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for text in given:
        lines = [text] if "=" in text else Path(text).read_text("utf-8").splitlines()
        roles |= dict(_pair(line) for line in lines if line.strip())
    return roles


def _asked(need: "Need", answers: "Answers") -> "Answers":
    """Ask in the terminal until there is an answer that can be used."""
    hint = f" [{need.suggestion}]" if need.suggestion else ""
    while True:
        text = _line(f"{need.question}{hint} ") or need.suggestion
        choices = answers.choices
        if need.option == "date":
            try:
                return replace(answers, choices=replace(choices, day=date.fromisoformat(text)))
            except ValueError:
                note("A date looks like this: 2026-06-11")
        elif need.option == "dates":
            if text[:1].lower() in {"d", "m"}:
                return replace(answers, choices=replace(choices, day_first=text[:1].lower() == "d"))
            note("Type day or month.")
        elif need.option == "zone" and (why := _no_zone(text)):
            note(why)
        elif text:
            name = "timezone" if need.option == "zone" else need.option
            return replace(answers, facts={**answers.facts, name: text})


def ask_roles(people: tuple[str, ...], answers: "Answers") -> "Answers":
    """Ask for the role of each person; an empty line leaves a number in the name's place."""
    from course.content import load

    roles = dict(answers.choices.roles)
    known = {name.casefold() for name in roles}
    if asked := [name for name in people if name.casefold() not in known]:
        note(str(load("reading")["asked"]["roles"]))
    for name in asked:
        if role := _line(f"{name}: "):
            roles[name] = role
    return replace(answers, choices=replace(answers.choices, roles=roles))


def _no_zone(text: str) -> str:
    """Say why a name is no zone, or nothing."""
    from course.incident.findings import Findings
    from course.incident.zones import read_zone

    findings = Findings("--zone")
    read_zone(text, findings)
    return "\n".join(map(str, findings.problems))


def _line(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-06-11") from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in text.partition("="))
    if not (equals and name and value):
        raise argparse.ArgumentTypeError(f"{text!r} is no pair such as event=Summary")
    return name, value
