"""The facts of an incident: read from TOML and checked, line by line where it is no TOML."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from course.content import load
from course.incident.findings import Findings, named_shortly, quoted
from course.incident.notices import noticed
from course.incident.sentences import Name, Part, Sentence
from course.incident.spreadsheet import read_bytes
from course.incident.timeline import FACTS_FILE, TOO_MANY

FILE = FACTS_FILE

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

MISSING = "missing"
"""The kind of what is said of a fact that is not there."""

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
            findings.say(noticed("fact_left_out", name=named_shortly(name)))
    for name in required:
        if name not in known and name not in reported:
            findings.problem(
                "{name} is missing", f'{name} = "…"', column=name, kind=MISSING, name=Name(name)
            )
    facts = {name: _checked(name, value, findings) for name, value in known.items()}
    _compare(facts, findings)
    return facts


def _compare(facts: Mapping[str, Any], findings: Findings) -> None:
    """Say of facts what none of them says by itself."""
    if facts.get("organisation") == load("reading")["asked"]["organisation"]:
        # An import that was not told writes it, and it would stand in the report.
        text = quoted(facts["organisation"])
        findings.say(noticed("still_asked", name=Name("organisation"), text=text))
    population, affected = facts.get("population"), facts.get("affected")
    if population is not None and affected is not None and affected > population:
        findings.problem(
            "{name} is {affected}",
            "at most {population}, which is {total}",
            column="affected",
            name=Name("affected"),
            affected=affected,
            population=population,
            total=Name("population"),
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
    findings.problem("{name} is {cell}", expected, column=name, name=Name(name), cell=quoted(value))
    return None


def _line_by_line(
    text: str, error: ValueError, findings: Findings
) -> tuple[dict[str, Any], set[str]]:
    """Read what can be read of a file that is no TOML, and tell each line that cannot."""
    read: dict[str, Any] = {}
    reported: set[str] = set()
    lines = list(_broken(text, read))
    if not lines:
        findings.problem("found text that is not TOML ({error})", _EXAMPLE, error=str(error))
        return {}, set(FACTS)
    for number, line, reason in lines:
        named = _NAMED.match(line)
        name = named[1] if named and named[1] in FACTS else ""
        reported.add(name)
        found, expected, parts = _explained(line, reason)
        findings.problem(found, expected, column=name, **{"number": number, **parts})
    return read, reported


def _broken(text: str, read: dict[str, Any]) -> Iterator[tuple[int, str, Part]]:
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
            yield number, line, Sentence("{name} stands twice", {"name": Name(again[0])})
        read |= found


def _explained(line: str, reason: Part) -> tuple[str, str, dict[str, Any]]:
    """Say what is found in a line and what is expected of it, and what both name."""
    curly = next((mark for mark in line if mark in _CURLY), None)
    straight = line.strip().translate(str.maketrans(_CURLY))
    if curly and _is_toml(straight):
        return (
            "found {curly} in line {number}, a mark that word processors write",
            "straight quotation marks: {straight}",
            {"curly": curly, "straight": straight},
        )
    if grouped := _GROUPED.fullmatch(line.strip()):
        return (
            "found {cell} in line {number}",
            f"digits with nothing between them: {grouped[1]} = {{digits}}",
            {"cell": quoted(grouped[2]), "digits": re.sub(r"\D", "", grouped[2])},
        )
    return "found text that is not TOML ({reason}, line {number})", _EXAMPLE, {"reason": reason}


def _is_toml(line: str) -> bool:
    try:
        parse(line)
    except ValueError:
        return False
    return True
