"""What the desk says of an incident: what to mend and where, in the words of the form."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from course.content import load
from course.errors import AlreadyThereError
from course.incident.columns_taken import ColumnsTaken, columns_taken
from course.incident.facts_file import FILE as FACTS_FILE
from course.incident.facts_file import MISSING
from course.incident.findings import FOLDER, Finding, Notice
from course.incident.importing import answered_by
from course.incident.loading import Incident
from course.incident.mentions import may_be_names, names_left
from course.incident.questions import Question
from course.incident.sentences import ROW, Counting, Name, Rows, Sentence
from course.incident.spreadsheet import EMPTY, HEADER_ROW
from course.incident.template import template_rows
from course.widgets.desk_counting import OfTheForm, labels


def located(finding: Finding) -> dict[str, Any]:
    """Tell where in the form a finding can be mended, in the words of the form."""
    by, is_fact = OfTheForm(), finding.file == FACTS_FILE
    counts_rows = bool(finding.row) and finding.counts == ROW
    if finding.kind == FOLDER:
        text = finding.said(by)
    else:
        rows, column = finding.place(by)
        if counts_rows and finding.row == HEADER_ROW:
            rows = load("own_incident")["header"]
        place = ", ".join(filter(None, (rows, column and by.said(Name(column)))))
        text = _begun(": ".join(filter(None, (place, _of_the_form(finding).words(by)))))
    return {
        "text": text,
        "row": finding.row - (HEADER_ROW if counts_rows else 0) or None,
        "counts": finding.counts,
        "field": (is_fact and finding.column) or None,
        "column": None if is_fact else finding.column or None,
    }


def _of_the_form(finding: Finding) -> Finding:
    """Say what is so of a form, where that is something else than of a file."""
    texts, found = load("own_incident"), finding.found
    if finding.kind == EMPTY:
        # Nobody has made a file yet.
        found = Sentence(texts["no_events"])
    elif answered_by(finding):
        found = Sentence("{found}; {below}", {"found": found, "below": texts["say_below"]})
    elif finding.kind != MISSING:
        return finding
    # How a file or a command would say it is of no use in a field.
    return replace(finding, found=found, expected=Sentence(""))


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def notices_of_the_desk(notices: Iterable[str], by: Counting) -> list[str]:
    """Say what was read how; a column that is called as its field is needs no word."""
    said = (_noticed(each, by) if isinstance(each, Notice) else each for each in notices)
    return [_begun(text) for text in said if text]


def _noticed(notice: Notice, by: Counting) -> str:
    text = notice.text
    if isinstance(text, ColumnsTaken):
        known, names = labels(), text.names.items()
        others = {target: called for target, called in names if called != (known[target],)}
        if not others:
            return ""
        text = columns_taken(others)
    return text.said(by.of(notice.counts))


def still_template(incident: Incident) -> list[dict[str, Any]]:
    """Name the rows in which sentences of the template still stand."""
    unwritten = template_rows()
    rows = [event.row for event in incident.timeline if event.event in unwritten]
    if not rows:
        return []
    named = {"rows": Rows(rows, len(rows))}
    text = _begun(Sentence(load("own_incident")["still_template"], named).said(OfTheForm()))
    return [{"text": text, "row": rows[0] - HEADER_ROW, "field": None, "column": "event"}]


def asked_at(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Give questions for the room, each with the places that it is about."""
    return [
        {
            "text": asked.asked.said(OfTheForm()),
            "why": asked.reason.said(OfTheForm()),
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
