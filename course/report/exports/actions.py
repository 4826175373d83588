"""The actions of a report for a tracker, each form with the columns that the tracker documents."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from course.content import load
from course.errors import CourseError
from course.report.contents import Action, Contents
from course.report.due import report_day, resolved
from course.report.escaping import MEANT, escaped

#: A spreadsheet would take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(report: Contents) -> str:
    """Write the actions as they stand, with the day that each due date is.

    Examples
    --------
    >>> print(as_csv(Contents(date="2026-06-16", actions=(Action("Ring", "QA lead", "3 days"),))))
    Action,Owner,Due,Due date,End state,Seen by
    Ring,QA lead,3 days,2026-06-19,,
    <BLANKLINE>
    """
    return _csv(
        load("exports")["columns"],
        (
            (each.action, each.owner, each.due, _iso(day), each.end_state, each.witness)
            for each, day in _dated(report, may_be_open=True)
        ),
    )


def as_jira(report: Contents) -> str:
    """Write the actions for Jira's import of CSV, which asks for a column called Summary."""
    columns = ("Summary", "Description", "Due Date", "Labels")
    label = load("exports")["label"]
    return _csv(
        columns,
        ((each.action, _described(each), _iso(day), label) for each, day in _dated(report)),
    )


def as_gitlab(report: Contents) -> str:
    """Write the actions for GitLab's import of issues: title, description, due_date."""
    return _csv(
        ("title", "description", "due_date"),
        ((each.action, _described(each), _iso(day)) for each, day in _dated(report)),
    )


def as_tasks(report: Contents) -> str:
    """Write the actions as a list of tasks in Markdown."""
    lines = [
        f"- [ ] {escaped(_line(each.action))} ({escaped('; '.join(_details(each, day)))})"
        for each, day in _dated(report, may_be_open=True)
    ]
    return "\n".join(lines) + "\n"


def _details(each: Action, day: date | None) -> list[str]:
    words = load("exports")
    due = _iso(day) or _line(each.due)
    parts = {"owner": each.owner, "due": due, "end_state": each.end_state, "witness": each.witness}
    return [words[name].format(value=_line(value)) for name, value in parts.items() if value]


def _described(each: Action) -> str:
    """Describe an action on one line: no line of it can begin with a command of the tracker."""
    return ". ".join(detail.rstrip(".") for detail in _details(each, None))


def _dated(report: Contents, *, may_be_open: bool = False) -> Iterable[tuple[Action, date | None]]:
    """Give each action with its day; one that names none stops an export that needs it."""
    words = load("exports")
    if not report.actions:
        raise CourseError(words["no_actions"])
    day = report_day(report.date)
    found = [(each, resolved(each.due, day) if day else None) for each in report.actions]
    unknown = [each for each, due in found if due is None]
    if unknown and not may_be_open:
        if day is None:
            raise CourseError(words["no_report_day"])
        listed = "; ".join(f"“{_line(each.action)}”: “{_line(each.due)}”" for each in unknown)
        raise CourseError(words["no_day"].format(actions=listed))
    return found


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(_line(cell)) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Add an alert")
    ("'=1+1", 'Add an alert')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _line(text: str) -> str:
    return " ".join(MEANT.sub("", text).split())
