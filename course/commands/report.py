"""`course report`: draft a report, and read one as a good reviewer would."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.commands.guard import first_of
from course.commands.incident import add_draft
from course.commands.parts import DONE, FINDINGS, WRONG, add_part
from course.commands.report_export import add_export
from course.commands.streams import note, output
from course.errors import CourseError

if TYPE_CHECKING:
    from course.report.checks.finding import Finding


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and set ``run`` to what carries it out."""
    report = add_part(
        subparsers,
        "report",
        "draft the report of an incident, and read one as a good reviewer would",
        "course report check report.md",
    )
    actions = report.add_subparsers(title="what to do", metavar="ACTION", required=True)
    new = add_part(
        actions,
        "new",
        "draft the report of an incident in Markdown, with the timeline filled in",
        "course report new my-incident --out report.md",
    )
    new.add_argument("folder", type=Path, metavar="DIR", help="the incident's folder")
    add_draft(new)
    check = add_part(
        actions,
        "check",
        "ask what a good reviewer would ask of a report; exit 1 if there is anything",
        "course report check report.md --json",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="Markdown; - is standard input")
    check.add_argument(
        "--heard",
        metavar="FILE",
        help="what came out in a rehearsal, as `course rehearsal play --json` gives it",
    )
    check.add_argument(
        "--swap", action="store_true", help="also show the whys with anyone in the chair"
    )
    check.add_argument("--all", action="store_true", help="print all findings, however many")
    check.add_argument("--json", action="store_true", help="print all of them as JSON")
    check.set_defaults(run=_check)
    add_export(actions)


def _check(call: argparse.Namespace) -> int:
    """Read every file that can be read; return the exit code."""
    from course.report.checks.finding import Finding
    from course.report.checks.reading import read_report, summed_up, without_reason
    from course.report.opened import notices, opened

    heard = _heard(call.heard) if call.heard else []
    found: list[tuple[str, Finding]] = []
    unread = 0
    for name in call.files:
        try:
            raw = _raw(name)
        except OSError as error:
            unread += 1
            reason = error.strerror or type(error).__name__
            note(f"{name}: cannot be read ({reason}); expected a report in Markdown")
            continue
        document = opened(raw)
        if isinstance(document, Finding):
            found.append((name, document))
            continue
        text = raw.decode("utf-8-sig")
        for notice in [*notices(document), *without_reason(text)]:
            note(f"{name}: {notice}")
        found += [(name, each) for each in read_report(text, heard)]
        if call.swap:
            _swap(name, document)
    if call.json:
        entries = [_entry(name, each) for name, each in found]
        output(json.dumps(entries, ensure_ascii=False, indent=2))
    elif found:
        lines = [_as_line(name, each) for name, each in found]
        output("\n".join(lines) if call.all else first_of(lines, "See all of them with --all."))
    if found or not unread:
        note(summed_up(found))
    return WRONG if unread else FINDINGS if found else DONE


def _swap(name: str, document: Any) -> None:
    from course.report.checks.swap import swap_note, swapped
    from course.report.understood import contents

    report = contents(document)
    lines = swapped(report)
    note("\n".join([f"{name}: {swap_note(report, lines)}", *(f"  {line}" for line in lines)]))


def _raw(name: str) -> bytes:
    from course.report.opened import MOST_BYTES

    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    from course.storage import read_file

    return read_file(Path(name))


def _heard(name: str) -> list[str]:
    """Read which facts came out, and give them in their holders' words."""
    from course.rehearsal.script import script

    try:
        document = json.loads(Path(name).read_text("utf-8"))
        numbers = set(document["heard"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(
            f"{name}: cannot be read as a rehearsal; expected what "
            "`course rehearsal play --moves … --json` prints: send that into a file"
        ) from error
    return [fact.open_line for fact in script().facts.values() if fact.id in numbers]


def _entry(name: str, finding: "Finding") -> dict[str, Any]:
    return {
        "file": name,
        "section": finding.section,
        "line": finding.line,
        "check": finding.check,
        "text": finding.text,
        "ask": finding.ask,
        "source": list(finding.source),
        "stage": finding.stage,
    }


def _as_line(name: str, finding: "Finding") -> str:
    where = f" {finding.section}:" if finding.section else ""
    return f"{name}:{finding.line}:{where} {finding.text} ({finding.check})\n  {finding.ask}"
