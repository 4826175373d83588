"""`course report export`: a report as a page, as Markdown, or its actions for a tracker."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands.parts import DONE, WRONG, add_part
from course.commands.streams import note
from course.commands.written_out import write_out

if TYPE_CHECKING:
    from course.report.document import Document

FORMS = ("markdown", "html", "tasks", "csv", "jira", "gitlab")


def add_export(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the part.

    Examples
    --------
    >>> parser = argparse.ArgumentParser(prog="report")
    >>> add_export(parser.add_subparsers())
    >>> parser.parse_args(["export", "report.md", "--as", "jira"]).form
    'jira'
    """
    export = add_part(
        actions,
        "export",
        "write a report without what its draft asks, or its actions for a tracker",
        "course report export report.md --as html --incident my-incident --out report.html",
    )
    export.add_argument("file", type=Path, metavar="FILE", help="the report, in Markdown")
    export.add_argument(
        "--as",
        dest="form",
        choices=FORMS,
        default="markdown",
        help="the report as Markdown or as one HTML page; its actions as a list of tasks, as a "
        "table, or for the imports of Jira and GitLab",
    )
    export.add_argument(
        "--incident", type=Path, metavar="DIR", help="put its charts into the HTML page"
    )
    export.add_argument("--out", type=Path, metavar="FILE", help="where to write; else to stdout")
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    export.set_defaults(run=_export)


def _export(call: argparse.Namespace) -> int:
    """Write the export, say how many findings are open, and return the exit code."""
    from course.content import load
    from course.report.checks.finding import Finding
    from course.report.checks.reading import read_report
    from course.report.exports.forms import DATED
    from course.report.guidance import without_guidance
    from course.report.opened import opened
    from course.storage import read_file

    raw = read_file(call.file)
    document = opened(raw)
    if isinstance(document, Finding):
        note(f"{call.file}:{document.line}: {document.text}\n  {document.ask}")
        return WRONG
    found = read_report(raw.decode("utf-8-sig"))
    text = _written(call, without_guidance(document), len(found))
    if code := write_out(call.out, text, over=call.force):
        return code
    words = load("exports")
    if call.form in DATED:
        note(words["dates"])
    if found:
        note(words["open_short"].format(count=len(found), file=call.file))
    return DONE


def _written(call: argparse.Namespace, document: "Document", count: int) -> str:
    from course.report.exports import actions
    from course.report.exports.markdown import as_file
    from course.report.exports.page import as_page
    from course.report.understood import contents

    if call.form == "html":
        return as_page(document, count, _charts(call.incident) if call.incident else ())
    if call.form == "markdown":
        return as_file(document, count)
    return str(getattr(actions, f"as_{call.form}")(contents(document)))


def _charts(folder: Path) -> list[str]:
    from course.charts import CHARTS
    from course.incident.loading import load_incident

    incident = load_incident(folder)
    return [make(incident).fragment.styled for make in CHARTS]
