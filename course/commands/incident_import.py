"""`course incident import`: any known form of a timeline into a folder."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands.guard import first_of
from course.commands.parts import DONE, FINDINGS, WRONG, add_part
from course.commands.streams import note, output

if TYPE_CHECKING:
    from course.incident.importing import Answers, Brought, Need

_DAY_FIRST = {"day-first": True, "month-first": False}


def add_import(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the part and set ``run`` to what carries it out."""
    part = add_part(
        actions,
        "import",
        "bring the timeline you already have: CSV, a pasted table, Markdown, JSON, a chat export",
        "course incident import timeline.md --out my-incident",
        'course incident import export.csv --out my-incident --map event=Summary --roles "Jo=SRE"',
    )
    part.add_argument("files", nargs="+", type=Path, metavar="FILE", help="one or several")
    part.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder; made if missing"
    )
    part.add_argument("--title", help="what people could not do")
    part.add_argument("--organisation", help="where it happened")
    part.add_argument("--zone", help="the time zone, an IANA name such as Europe/Paris")
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
    part.add_argument("--force", action="store_true", help="write over files that are there")
    part.set_defaults(run=_import)


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


def _import(call: argparse.Namespace) -> int:
    from course.incident.importing import bring

    answers = _answers(call)
    brought = bring(call.files, answers)
    can_ask = sys.stdin is not None and sys.stdin.isatty()
    while can_ask and brought.needs and not brought.problems:
        answers = _asked(brought.needs[0], answers)
        brought = bring(call.files, answers)
    if can_ask and not brought.problems and brought.people:
        answers = _ask_roles(brought.people, answers)
        brought = bring(call.files, answers)
    if brought.problems or brought.needs:
        return _print_what_is_left(brought)
    return _write(brought, call)


def _answers(call: argparse.Namespace) -> "Answers":
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
        elif text:
            name = "timezone" if need.option == "zone" else need.option
            return replace(answers, facts={**answers.facts, name: text})


def _ask_roles(people: tuple[str, ...], answers: "Answers") -> "Answers":
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


def _line(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _print_what_is_left(brought: "Brought") -> int:
    if brought.problems:
        output(first_of([str(problem) for problem in brought.problems]))
        note(f"{len(brought.problems):,} to mend")
    if brought.needs:
        lines = [f"  --{need.option}: {need.question}" for need in brought.needs]
        note("\n".join(["To import this, say as well:", *lines]))
    return WRONG if brought.needs else FINDINGS


def _write(brought: "Brought", call: argparse.Namespace) -> int:
    from course.content import load

    texts = load("reading")
    facts = {"organisation": str(texts["asked"]["organisation"]), **brought.facts}
    files = replace(brought, facts=facts).files
    files.load(call.out)
    for path in files.write(call.out, over=call.force):
        output(str(path))
    if brought.notices:
        note(first_of(brought.notices))
    if brought.may_be_names:
        words = ", ".join(f"“{word}”" for word in brought.may_be_names)
        note(str(texts["names_left"]).format(words=words))
    if not any(event.phases for event in brought.events):
        note(str(texts["no_milestones"]))
    note(f"Next: course incident check {call.out}")
    return DONE
