"""What the desk says of an incident: what to mend and where, in the words of the form."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from course.content import load
from course.errors import AlreadyThereError
from course.incident.columns_taken import ColumnsTaken, columns_taken
from course.incident.facts_file import FILE as FACTS_FILE
from course.incident.findings import FOLDER, ROW, Finding, Notice, rows_named
from course.incident.importing import answered_by
from course.incident.loading import Incident
from course.incident.mentions import may_be_names, names_left
from course.incident.questions import Question
from course.incident.spreadsheet import EMPTY, HEADER_ROW
from course.incident.template import template_rows
from course.widgets.desk_rows import counted_from_one


def located(finding: Finding) -> dict[str, Any]:
    """Tell where in the form a finding can be mended, in the words of the form."""
    texts = load("own_incident")
    is_fact = finding.file == FACTS_FILE
    if finding.found == EMPTY:
        # Nobody has made a file yet.
        worded = Finding("", 0, "", texts["no_events"], "")
    elif answered_by(finding):
        worded = replace(finding, found=f"{finding.found}; {texts['say_below']}", expected="")
    elif is_fact and finding.expected.startswith(f"{finding.column} = "):
        # How the file would say it is of no use in a field.
        worded = replace(finding, expected="")
    else:
        worded = finding
    counts_rows = bool(finding.row) and finding.counts == ROW
    if finding.kind == FOLDER:
        text = _with_labels(str(finding))
    else:
        rows, column = worded.place
        place = ", ".join(filter(None, (rows, column and _with_labels(f"`{column}`"))))
        text = ": ".join(filter(None, (place, _with_labels(worded.words))))
        text = counted_from_one(text) if counts_rows else text
    return {
        "text": f"{text[:1].upper()}{text[1:]}" if finding.kind != FOLDER else text,
        "row": finding.row - (HEADER_ROW if counts_rows else 0) or None,
        "counts": finding.counts,
        "field": (is_fact and finding.column) or None,
        "column": None if is_fact else finding.column or None,
    }


#: A name, and that it is one of the facts: the form has no file of them.
_NAME = re.compile(f"`([^`]+)`(?: in {re.escape(FACTS_FILE)})?")


def _with_labels(text: str) -> str:
    """Call each fact and column as its field is called."""
    labels = _labels()
    return _NAME.sub(lambda name: f"“{labels.get(name[1], name[1])}”", text)


def notices_of_the_desk(notices: Iterable[str]) -> list[str]:
    """Give what was read how; a column that is called as its field is needs no word."""
    labels = _labels()
    kept: list[str] = []
    for notice in notices:
        if isinstance(notice, ColumnsTaken):
            names = notice.names.items()
            others = {target: called for target, called in names if called != (labels[target],)}
            kept += [columns_taken("", others)] if others else []
        else:
            kept.append(notice.here if isinstance(notice, Notice) else notice)
    sentences = map(_with_labels, kept)
    return [f"{text[:1].upper()}{text[1:]}" for text in sentences]


def _labels() -> dict[str, str]:
    texts = load("own_incident")
    labels: dict[str, str] = texts["row"]
    return labels | {name: field["label"] for name, field in texts["field"].items()}


def still_template(incident: Incident) -> list[dict[str, Any]]:
    """Name the rows in which sentences of the template still stand."""
    unwritten = template_rows()
    rows = [event.row - HEADER_ROW for event in incident.timeline if event.event in unwritten]
    if not rows:
        return []
    named = rows_named(rows, len(rows))
    text = load("own_incident")["still_template"].format(rows=named[:1].upper() + named[1:])
    return [{"text": text, "row": rows[0], "field": None, "column": "event"}]


def asked_at(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Give questions for the room, each with the places that it is about."""
    return [
        {
            "text": counted_from_one(asked.question),
            "why": counted_from_one(asked.why),
            "places": [
                {"row": row - HEADER_ROW, "column": name} if row else {"field": name}
                for row, name in asked.places
            ],
        }
        for asked in questions
    ]


def zone_asked(fields: Mapping[str, str]) -> dict[str, Any]:
    """Ask about a time zone that nobody has chosen."""
    words, zone = load("own_incident")["zone"], fields.get("timezone", "")
    return {
        "text": words["asked"].format(zone=zone),
        "why": words["why"],
        "places": [{"field": "timezone"}],
    }


def names_left_in(incident: Incident) -> list[str]:
    """Say which words of it look like a name that is not known as one."""
    notice = names_left(may_be_names(event.event for event in incident.timeline))
    return [notice] if notice else []


def taken_words(key: str, error: AlreadyThereError) -> str:
    """Say which files stand there already."""
    names = " and ".join(path.name for path in error.paths)
    return str(load("own_incident")[key]).format(names=names, folder=error.paths[0].parent)


def written_words(paths: list[Path], folder: str) -> str:
    """Say what was written, and where."""
    if not paths:
        return str(load("own_incident")["unchanged"]).format(folder=folder)
    named = ", ".join(str(path.absolute()) for path in paths)
    return str(load("own_incident")["written"]).format(paths=named)
