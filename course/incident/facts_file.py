"""The facts of an incident: read from TOML and checked, line by line where it is no TOML."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from course.content import load
from course.incident.findings import Findings, quoted, shortened
from course.incident.spreadsheet import read_bytes
from course.incident.timeline import TOO_MANY

FILE = "incident.toml"

FACTS = {
    "title": str,
    "organisation": str,
    "timezone": str,
    "service": str,
    "severity": str,
    "population": int,
    "affected": int,
    "affected_unit": str,
    "support_calls": int,
    "summary": str,
}
"""What an incident may tell of itself, in the order of the form: a text or a whole number."""

REQUIRED = ("title", "organisation", "timezone")

_CURLY: dict[str, str | int | None] = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
}
_GROUPED = re.compile(r"(\w+)\s*=\s*(\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+)\s*(?:#.*)?")
_NAMED = re.compile(r"\s*(\w+)\s*=")
_EXAMPLE = 'lines such as title = "Tills stop", with quotation marks around every text'


def parse(text: str) -> dict[str, Any]:
    """Parse TOML, and tell all that a parser may stumble over in one way."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("brackets nested too deeply") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise ValueError("a number with too many digits") from None


def read_facts(
    path: Path, findings: Findings, required: Sequence[str] = REQUIRED
) -> dict[str, Any]:
    """Read and check the facts; one that is not as expected is told and becomes None."""
    raw = read_bytes(path, findings)
    if raw is None:
        return {}
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.problem(
            f"found bytes that are not UTF-8 in line {line}",
            "UTF-8: save the file in that encoding",
        )
        return {}
    reported: set[str] = set()
    try:
        found = parse(text)
    except ValueError as error:
        found, reported = _line_by_line(text, error, findings)
        if not found and not reported:
            return {}
    known = {name: found[name] for name in FACTS if name in found}
    for name in found:
        if name not in known:
            findings.notice(f"`{shortened(name)}` is not known and has been left out.")
    for name in required:
        if name not in known and name not in reported:
            findings.problem(f"`{name}` is missing", f'{name} = "…"', column=name)
    facts = {name: _checked(name, value, findings) for name, value in known.items()}
    _compare(facts, findings)
    return facts


def _compare(facts: Mapping[str, Any], findings: Findings) -> None:
    """Say of facts what none of them says by itself."""
    if facts.get("organisation") == load("reading")["asked"]["organisation"]:
        # An import that was not told writes it, and it would stand in the report.
        findings.notice(
            f"`organisation` still says {quoted(facts['organisation'])}: put its name in its place."
        )
    population, affected = facts.get("population"), facts.get("affected")
    if population is not None and affected is not None and affected > population:
        findings.problem(
            f"`affected` is {affected}",
            f"at most {population}, which is `population`",
            column="affected",
        )


def _checked(name: str, value: Any, findings: Findings) -> Any:
    if FACTS[name] is str:
        if isinstance(value, str) and (value.strip() or name not in REQUIRED):
            return value.strip()
        expected = "a text in quotation marks"
    else:
        lowest = 1 if name == "population" else 0
        if type(value) is int and lowest <= value < TOO_MANY:
            return value
        expected = f"a whole number, {lowest} or more"
        if type(value) is int and value > 0:
            expected += f", below {TOO_MANY:,}"
    findings.problem(f"`{name}` is {quoted(value)}", expected, column=name)
    return None


def _line_by_line(
    text: str, error: ValueError, findings: Findings
) -> tuple[dict[str, Any], set[str]]:
    """Read what can be read of a file that is no TOML, and tell each line that cannot."""
    read: dict[str, Any] = {}
    reported: set[str] = set()
    lines = list(_broken(text, read))
    if not lines:
        findings.problem(f"found text that is not TOML ({error})", _EXAMPLE)
        return {}, set(FACTS)
    for number, line, reason in lines:
        named = _NAMED.match(line)
        name = named[1] if named and named[1] in FACTS else ""
        reported.add(name)
        findings.problem(*_explained(number, line, reason), column=name)
    return read, reported


def _broken(text: str, read: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    # Where a text or a list goes over several lines, one line says nothing by itself.
    if '"""' in text or "'''" in text:
        return
    for number, line in enumerate(text.splitlines(), 1):
        try:
            found = parse(line)
        except ValueError as error:
            yield number, line, str(error).partition(" (at ")[0]
            continue
        again = [name for name in found if name in read]
        if again:
            yield number, line, f"`{again[0]}` stands twice"
        read |= found


def _explained(number: int, line: str, reason: str) -> tuple[str, str]:
    curly = next((mark for mark in line if mark in _CURLY), None)
    straight = line.strip().translate(str.maketrans(_CURLY))
    if curly and _is_toml(straight):
        return (
            f"found {curly} in line {number}, a mark that word processors write",
            f"straight quotation marks: {straight}",
        )
    if grouped := _GROUPED.fullmatch(line.strip()):
        digits = re.sub(r"\D", "", grouped[2])
        found = f"found {quoted(grouped[2])} in line {number}"
        return found, f"digits with nothing between them: {grouped[1]} = {digits}"
    return f"found text that is not TOML ({reason}, line {number})", _EXAMPLE


def _is_toml(line: str) -> bool:
    try:
        parse(line)
    except ValueError:
        return False
    return True
