"""JSON: a list of records however deep it lies, or one incident with its milestones."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from course.incident.cells import Cells
from course.incident.columns import holds_times
from course.incident.documents.as_json import as_json
from course.incident.documents.chat import EVENT, TIME, plain_message
from course.incident.documents.sections import names_a_timeline
from course.incident.documents.written import Written
from course.incident.findings import Findings, quoted
from course.incident.headers import UNLIKELY, header, holds_milestones, is_header
from course.incident.notices import noticed

_DEEPEST = 12
_SAMPLE = 50
_MOST_NAMED = 8
_CLOCK = re.compile(r"\d[:hT]\d\d|\d{9}")


def read_records(text: str, around: Written, findings: Findings) -> Cells | None:
    """Give the records that name a moment and an event; None where the text is no JSON."""
    if text.lstrip()[:1] not in {"{", "["}:
        return None
    parsed = _parsed(text, around, findings)
    if parsed is None:
        return None
    listed = [(path, _flat_table(records)) for path, records in _lists(parsed, ())]
    tables = [table for _, table in listed]
    found = [(path, table) for path, table in listed if is_header(table.names)]
    found.sort(key=lambda entry: _rank(*entry))
    if found:
        around.title = _title(parsed)
        (path, table), *others = found
        _note_left_out(path, [other for other, _ in others], findings)
        if {TIME, EVENT} <= table.columns.keys():
            messages = table.columns[EVENT]
            messages[:] = [plain_message(message, {}) for message in messages]
        return table
    holding = [table for table in tables if holds_milestones(table.names)]
    if not holding and isinstance(parsed, dict):
        table = _flat_table([parsed])
        holding = [table] if holds_milestones(table.names) else []
    # A name of its own for the moment still holds moments.
    if holding := holding or [table for table in tables if _is_timeline(table)]:
        around.title = _title(parsed)
        return holding[0]
    around.is_refused = True
    findings.problem(
        "found JSON without a list of records that have a time and a text",
        'records such as {"timestamp": "2026-06-11T18:14", "event": "Calls arrive."}',
    )
    return None


def _parsed(text: str, around: Written, findings: Findings) -> Any:
    try:
        # Numbers stay as they are written: a moment has more digits than a float.
        return json.loads(text, parse_float=str, parse_int=str)
    except RecursionError:
        around.is_refused = True
        findings.problem("found JSON that is nested too deeply", "a list of records")
        return None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line, parse_float=str, parse_int=str) for line in lines]
        except (ValueError, RecursionError):
            pass
        try:
            if text.rstrip()[-1] in "}];":
                return json.loads(as_json(text), parse_float=str, parse_int=str)
        except (ValueError, RecursionError):
            pass
        if text.lstrip()[0] == "{" or '"' in text.lstrip()[1:10]:
            around.is_refused = True
            findings.problem(
                f"found text that is not JSON ({error})", "JSON as a program writes it"
            )
        return None


_Path = tuple[str | int, ...]


def _lists(value: Any, path: _Path) -> Iterator[tuple[_Path, list[dict[str, Any]]]]:
    """Give each list of records, with the names and numbers that lead to it."""
    if len(path) > _DEEPEST:
        return
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, list):
        inner = enumerate(value)
        records = [entry for entry in value if isinstance(entry, dict)]
        if records:
            yield path, records
    elif isinstance(value, dict):
        inner = value.items()
    for step, entry in inner:
        yield from _lists(entry, (*path, step))


def _rank(path: _Path, table: Cells) -> tuple[bool, bool, bool, int]:
    """Put the list first that is likeliest the timeline."""
    # What holds one record is what the others are of; actions and releases have days alone.
    names = (step.replace("_", " ") for step in path if isinstance(step, str))
    times = (name for name in table.names if "timestamp" in header(name).targets)
    has_clocks = any(map(_CLOCK.search, chain(*(table.columns[name][:_SAMPLE] for name in times))))
    return len(table.rows) == 1, not any(map(names_a_timeline, names)), not has_clocks, -_fit(table)


def _note_left_out(taken: _Path, others: Sequence[_Path], findings: Findings) -> None:
    """Tell which lists hold times too; one in whose records the taken one stands does not count."""
    beside = [path for path in others if taken[: len(path)] != path]
    named = [".".join(step for step in path if isinstance(step, str)) for path in beside]
    names = list(dict.fromkeys(filter(None, named)))
    if names:
        more = [f"{len(names) - _MOST_NAMED} more"] * (len(names) > _MOST_NAMED)
        lists = (*map(quoted, names[:_MOST_NAMED]), *more)
        findings.say(noticed("lists_left_out", lists=lists))


def _flat_table(records: list[dict[str, Any]]) -> Cells:
    flat = [_flat(record) for record in records]
    rows = [number for number, record in enumerate(flat, 1) if _says(record)]
    names = list(dict.fromkeys(name for row in rows for name in flat[row - 1]))
    columns = {name: [flat[row - 1].get(name, "") for row in rows] for name in names}
    named = _shortly_named(columns)
    return Cells(list(named), rows, named)


def _says(record: dict[str, str]) -> bool:
    """Tell whether there is anything in a record besides what a messenger does by itself."""
    is_of_the_chat = record.get("type") == "service" and "action" in record
    return any(record.values()) and not (is_of_the_chat and not record.get("text"))


def _flat(record: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in record.items():
        path = f"{before}.{name}" if before else str(name)
        if isinstance(value, dict) and depth < _DEEPEST:
            found |= _flat(value, path, depth + 1)
        elif isinstance(value, list):
            if all(isinstance(entry, str) for entry in value):
                found[path] = ", ".join(value)
            elif text := _pieces(value):
                found[path] = text
        elif value is not None:
            found[path] = _text(value)
    return found


def _pieces(value: list[Any]) -> str:
    """Put a text together that a messenger keeps in pieces, some of them links; else nothing."""
    pieces = [entry.get("text") if isinstance(entry, dict) else entry for entry in value]
    is_text = any(isinstance(entry, str) for entry in value)
    return _text("".join(filter(None, pieces))) if is_text and _are_texts(pieces) else ""


def _are_texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split())


def _shortly_named(columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """Name columns by the end of their path that says what they hold, where that is one column."""
    taken = {name for name in columns if "." not in name}
    named: dict[str, list[str]] = {}
    for path, cells in columns.items():
        parts = path.split(".")
        ends = [".".join(parts[-count:]) for count in (2, 1) if count <= len(parts)]
        name = next(
            (end for end in ends if end not in taken and _is_known(end.replace(".", " "))), path
        )
        if "." in path and name != path:
            taken.add(name)
        named[name] = cells
    return named


def _is_known(name: str) -> bool:
    found = header(name)
    return bool(found.milestones) or min(found.targets.values(), default=UNLIKELY) < UNLIKELY


def _fit(table: Cells) -> int:
    targets = {target for name in table.columns for target in header(name).targets}
    return len(targets & {"timestamp", "event", "actor_role", "phase"}) * 10_000 + len(table.rows)


def _is_timeline(table: Cells) -> bool:
    """Tell whether a table has a column of texts and, under whatever name, one of moments."""
    has_texts = any("event" in header(name).targets for name in table.names)
    return has_texts and any(map(holds_times, table.columns.values()))


def _title(parsed: Any) -> str:
    if not isinstance(parsed, dict):
        return ""
    for name in ("title", "name", "headline"):
        if isinstance(parsed.get(name), str):
            return str(parsed[name])
    return next((title for value in parsed.values() if (title := _title(value))), "")
