"""`course incident`: begin a folder, check it, show what it says, draw it, draft its report."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.commands.guard import first_of
from course.commands.incident_answers import (
    add_answers,
    answers_of,
    bring_asking,
    can_be_answered,
    files_of,
    say_needs,
)
from course.commands.incident_import import add_import
from course.commands.parts import DONE, FINDINGS, WRONG, add_part
from course.commands.streams import note, output
from course.commands.waiting import shown_meanwhile
from course.commands.written_out import write_out
from course.content import load
from course.errors import IncidentError

if TYPE_CHECKING:
    from course.incident.importing import Need
    from course.incident.loading import Incident
    from course.incident.questions import Question


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and set ``run`` to what carries it out."""
    incident = add_part(
        subparsers,
        "incident",
        "work with an incident: a folder with incident.toml and incident_timeline.csv",
        "course incident check my-incident",
    )
    actions = incident.add_subparsers(title="what to do", metavar="ACTION", required=True)
    check = add_part(
        actions,
        "check",
        "say all that has to be mended, by file, row and column; exit 1 if there is anything",
        "course incident check my-incident",
    )
    check.add_argument("--all", action="store_true", help="print them all, however many")
    check.add_argument("--json", action="store_true", help="print all of them as JSON")
    add_answers(check)
    check.set_defaults(run=_check)
    show = add_part(
        actions,
        "show",
        "print the facts and metrics, each with what it rests on",
        "course incident show my-incident --json",
    )
    show.add_argument("--json", action="store_true", help="print them as JSON, with the events")
    show.add_argument("--csv", action="store_true", help="print the events for a spreadsheet")
    show.set_defaults(run=_show)
    chart = add_part(
        actions,
        "chart",
        "write every chart as SVG and PNG, with its text equivalent",
        "course incident chart my-incident --out charts",
    )
    chart.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where to write; made if missing"
    )
    chart.set_defaults(run=_chart)
    begin = add_part(
        actions,
        "template",
        "write a template to begin with, never over a file that is there",
        "course incident template my-incident",
    )
    begin.set_defaults(run=_template)
    report = add_part(
        actions,
        "report",
        "draft the report in Markdown, with the timeline filled in",
        "course incident report my-incident --out report.md",
    )
    add_draft(report)
    add_import(actions)
    for action in (check, show, chart, begin, report):
        action.add_argument("folder", type=Path, metavar="DIR", help="the incident's folder")


def add_draft(part: argparse.ArgumentParser) -> None:
    """Add what a call that drafts a report takes besides the folder."""
    part.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="where to write, never over a file that is there; - is standard output",
    )
    part.add_argument("--force", action="store_true", help="write over a file that is there")
    part.set_defaults(run=draft_report)


def as_json(incident: "Incident") -> dict[str, Any]:
    """Give facts, events and metrics in the shape that other programs rely on.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> as_json(load_incident())["metrics"]["time_to_mitigate"]["minutes"] is None
    True
    """
    from course.incident.facts_file import FACTS
    from course.incident.metrics import metrics
    from course.incident.timeline import COLUMNS

    events = [
        {
            "timestamp": event.at.isoformat(),
            **{name: getattr(event, name) for name in COLUMNS[1:]},
            "phases": list(event.phases),
            "precision": event.at.precision,
            "about": event.at.is_about,
        }
        for event in incident.timeline
    ]
    return {
        "incident": {field: getattr(incident, field) for field in FACTS}
        | {"events": events, "notices": list(incident.notices)},
        "metrics": {
            key: {
                "minutes": metric.minutes,
                "formula": metric.formula,
                "provenance": metric.provenance,
                "precision": metric.precision,
                "about": bool(metric.about),
                "note": metric.note,
            }
            for key, metric in metrics(incident).items()
        },
    }


def _check(call: argparse.Namespace) -> int:
    from course.incident.importing import answered_by, needs_of
    from course.incident.loading import documents_of, load_incident
    from course.incident.questions import doubts

    problems: list[str] = []
    needs: Sequence[Need] = ()
    answers = answers_of(call)
    try:
        with shown_meanwhile():
            incident = load_incident(call.folder, answers.choices)
        notices = list(incident.notices)
    except IncidentError as error:
        if not call.folder.is_dir():
            note(str(error))
            return WRONG
        problems, notices = error.problems, []
        answerable = list(filter(can_be_answered, error.findings))
        if len(answerable) < len(error.findings) and all(map(answered_by, answerable)):
            # The rest stands in the way whatever is said: nothing is read again.
            needs = tuple(needs_of(answerable))
        else:
            brought, _ = bring_asking(documents_of(call.folder), answers)
            needs = brought.needs
            if not needs and not brought.problems:
                # What the files leave out has been said in the call or at the terminal.
                try:
                    incident = files_of(brought).load(call.folder)
                    problems, notices = [], list(brought.notices)
                except IncidentError as left:
                    problems = left.problems
    if call.json:
        asked = [] if problems else [doubt.question for doubt in doubts(incident)]
        output(_json({"problems": problems, "notices": notices, "questions": asked}))
    elif problems:
        rest = "See all of them with --all, or --json."
        output("\n".join(problems) if call.all else first_of(problems, rest))
    else:
        _print_notices(notices)
        _say_what_is_left(call.folder, incident, list(doubts(incident)))
    if problems:
        note(f"{len(problems):,} to mend in {call.folder}")
        say_needs(needs)
        return FINDINGS
    return DONE


def _say_what_is_left(folder: Path, incident: "Incident", doubting: "Sequence[Question]") -> None:
    """Say that nothing is to mend, what may be names, what to ask, and that no milestone is."""
    from course.incident.mentions import may_be_names, names_left

    output(f"{folder}: {len(incident.timeline):,} events, nothing to mend")
    if names := names_left(may_be_names(event.event for event in incident.timeline)):
        note(names)
    for doubt in doubting:
        note(str(load("reading")["to_ask"]).format(question=doubt.question))
    if not incident.milestones:
        note(str(load("reading")["no_milestones"]))


def _show(call: argparse.Namespace) -> int:
    incident = _load(call.folder)
    if incident is None:
        return WRONG
    if call.json:
        output(_json(as_json(incident)))
        return DONE
    if call.csv:
        from course.incident.written_timeline import as_spreadsheet

        # A spreadsheet knows UTF-8 by this mark.
        output("\ufeff" + as_spreadsheet(incident.timeline).rstrip("\n"))
        return DONE
    from course.incident.facts import show_facts
    from course.incident.metrics import show_metrics

    parts = [incident.title, incident.summary, show_facts(incident).text]
    parts.append(show_metrics(incident).text)
    output("\n\n".join(part for part in parts if part))
    return DONE


def _chart(call: argparse.Namespace) -> int:
    incident = _load(call.folder)
    if incident is None:
        return WRONG
    from course.charts import CHARTS
    from course.charts.chart import picture
    from course.storage import write_atomically

    files: dict[str, bytes] = {}
    for make in CHARTS:
        chart = make(incident)
        files[f"{chart.name}.svg"] = chart.svg
        files[f"{chart.name}.png"] = picture(chart.figure, "png")
        files[f"{chart.name}.txt"] = f"{chart.text}\n".encode()
    try:
        call.out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_atomically(call.out / name, content)
            output(str(call.out / name))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        note(f"{call.out}: cannot be written to ({reason}); expected a folder: give another --out")
        return WRONG
    return DONE


def _template(call: argparse.Namespace) -> int:
    from course.incident.template import write_template

    written = write_template(call.folder)
    for path in written:
        output(str(path))
    if not written:
        note(f"{call.folder}: the template is there already, and stays as it is")
    note(f"Next: put your incident into these files, then: course incident check {call.folder}")
    return DONE


def draft_report(call: argparse.Namespace) -> int:
    """Draft the report of an incident; return the exit code."""
    incident = _load(call.folder)
    if incident is None:
        return WRONG
    from course.report.draft import draft

    return write_out(call.out, draft(incident).markdown, over=call.force)


def _load(folder: Path) -> "Incident | None":
    from course.incident.loading import load_incident

    try:
        with shown_meanwhile():
            incident = load_incident(folder)
    except IncidentError as error:
        note(first_of(error.problems, f"See all of them: course incident check {folder} --all"))
        return None
    _print_notices(incident.notices)
    return incident


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _print_notices(notices: Sequence[str]) -> None:
    if notices:
        note(first_of(notices, "See all of them: course incident check DIR --json"))
