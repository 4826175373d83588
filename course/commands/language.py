"""`course language`: find words that put a person where a condition belongs."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.commands.guard import first_of
from course.commands.parts import DONE, FINDINGS, WRONG, add_part
from course.commands.streams import note, output

if TYPE_CHECKING:
    from course.report.language.reading import Finding


#: Beyond it, a file is not what it seems to be.
MOST_BYTES = 5_000_000


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = add_part(
        subparsers,
        "language",
        "find words that put a person where a condition belongs; exit 1 if there are any",
        "course language report.md --json",
        more=(
            "Find words that put a person where a condition belongs, and ask a question instead. "
            "Nothing is rewritten. Code, known headings, columns of owners and words in quotation "
            "marks are left alone. Where a finding is meant that way, say so beside it: "
            "<!-- language ignore RULE: the reason -->"
        ),
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="Markdown or plain text; - is standard input"
    )
    parser.add_argument(
        "--quotations", action="store_true", help="also read words in quotation marks"
    )
    parser.add_argument("--all", action="store_true", help="print all findings, however many")
    parser.add_argument("--json", action="store_true", help="print all of them as JSON")
    parser.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Read every file that can be read; return the exit code."""
    from course.report.language.reading import read, without_reason

    found: list[dict[str, Any]] = []
    unread = 0
    for name in call.files:
        try:
            text = _text(name)
        except (OSError, ValueError) as error:
            unread += 1
            note(f"{name}: {_reason(error)}")
            continue
        for line in without_reason(text):
            note(f"{name}:{line}: an ignore without a reason ignores nothing; say why after :")
        found += [_entry(name, each) for each in read(text, quotations=call.quotations)]
    if call.json:
        output(json.dumps(found, ensure_ascii=False, indent=2))
    elif found:
        lines = [_line(each) for each in found]
        output("\n".join(lines) if call.all else first_of(lines, "See all of them with --all."))
    if found:
        note(f"{len(found):,} to look at. None of it is a verdict; each is a question.")
    elif not unread:
        note("Nothing found by words. Now read it as whoever was there would.")
    return WRONG if unread else FINDINGS if found else DONE


def _text(name: str) -> str:
    if name == "-":
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        from course.storage import read_file

        raw = read_file(Path(name))
    if len(raw) > MOST_BYTES:
        raise ValueError(
            f"found more than {MOST_BYTES // 1_000_000} MB; expected a text that people read: "
            "give a part of it"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"byte {error.start:,} is not UTF-8; expected a text in UTF-8: save it as such"
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or type(error).__name__}); expected a text file"
    return str(error)


def _entry(name: str, finding: "Finding") -> dict[str, Any]:
    rule = finding.rule
    return {
        "file": name,
        "line": finding.line,
        "column": finding.column,
        "rule": rule.id,
        "category": rule.category,
        "sureness": rule.sureness,
        "text": finding.text,
        "why": rule.why,
        "ask": rule.ask,
        "source": list(rule.source),
    }


def _line(entry: dict[str, Any]) -> str:
    return (
        f"{entry['file']}:{entry['line']}:{entry['column']}: “{entry['text']}” "
        f"({entry['category']}, {entry['sureness']}; {entry['rule']})\n"
        f"  {entry['why']}\n  Ask instead: {entry['ask']}"
    )
