"""`course incident import`: any known form of a timeline into a folder."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands.guard import first_of
from course.commands.incident_answers import (
    add_answers,
    answers_of,
    ask_milestones,
    ask_roles,
    bring_asking,
    can_ask,
    files_of,
    say_needs,
)
from course.commands.parts import DONE, FINDINGS, WRONG, add_part
from course.commands.streams import note, output
from course.commands.waiting import shown_meanwhile

if TYPE_CHECKING:
    from course.incident.importing import Brought


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
    add_answers(part)
    part.add_argument("--force", action="store_true", help="write over files that are there")
    part.set_defaults(run=_import)


def _import(call: argparse.Namespace) -> int:
    from course.incident.importing import bring

    brought, answers = bring_asking(call.files, answers_of(call))
    if can_ask() and not brought.problems and not brought.needs:
        if brought.people:
            answers = ask_roles(brought.people, answers)
            with shown_meanwhile():
                brought = bring(call.files, answers)
        brought = ask_milestones(brought)
    if brought.problems or brought.needs:
        return _print_what_is_left(brought)
    return _write(brought, call)


def _print_what_is_left(brought: "Brought") -> int:
    if brought.problems:
        output(first_of([str(problem) for problem in brought.problems]))
        note(f"{len(brought.problems):,} to mend")
    say_needs(brought.needs)
    return WRONG if brought.needs else FINDINGS


def _write(brought: "Brought", call: argparse.Namespace) -> int:
    from course.content import load
    from course.incident.mentions import names_left

    texts = load("reading")
    files = files_of(brought)
    files.load(call.out)
    for path in files.write(call.out, over=call.force):
        output(str(path))
    if brought.notices:
        note(first_of(brought.notices))
    if brought.may_be_names:
        note(names_left(brought.may_be_names))
        options = f'--force --roles "{brought.may_be_names[0]}=engineer on call"'
        note(str(texts["names_to_roles"]).format(options=options))
    if not any(event.phases for event in brought.events):
        note(str(texts["no_milestones"]))
    note(f"Next: course incident check {call.out}")
    return DONE
