"""How fast each kind of document is read, against the plainest reading of the same file.

The plainest reading takes the file apart, by the standard library or pandas, and its times by a
parser that is told their form where one form holds. Ours also matches columns, decides over the
column of times, looks for names and checks.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from course.incident.findings import Findings
from course.incident.reading import read
from tests.benchmarks.ratios import Row, comparison, in_turns, timed

ROWS = 10_000
ROUNDS = 7
AIM = 8.0

_FIRST = datetime(2026, 6, 1, tzinfo=UTC)


def documents() -> Iterator[Row]:
    """Read 10,000 rows of each kind."""
    # Far enough apart that a day beyond the twelfth tells days from months.
    moments = [_FIRST + timedelta(minutes=5 * place) for place in range(ROWS)]
    for name, (raw, plainest) in _documents(moments).items():
        findings = Findings(name)
        reading = read(raw, ZoneInfo("UTC"), {}, findings)
        assert reading is not None, findings.problems[:3]
        assert [event.at.instant for event in reading.events] == moments, name
        turns = in_turns(timed(_ours(raw, name)), timed(plainest), rounds=ROUNDS)
        yield comparison(f"read {ROWS:,} rows, {name} / the plainest reading", turns, AIM)


def _ours(raw: bytes, name: str) -> Callable[[], object]:
    return lambda: read(raw, ZoneInfo("UTC"), {}, Findings(name))


def _documents(moments: list[datetime]) -> dict[str, tuple[bytes, Callable[[], object]]]:
    forms = {
        "semicolons, a German date": (";", "%d.%m.%Y %H:%M"),
        "commas, a month by name": (",", "%b %d %Y - %H:%M UTC"),
        "tabs, month first and 12 hours": ("\t", "%m/%d/%Y %I:%M %p"),
    }
    made = {name: _separated(moments, separator, form) for name, (separator, form) in forms.items()}
    made["commas, seconds since 1970"] = _epoch(moments)
    made["a table in Markdown"] = _markdown(moments)
    made["lines that begin with a time"] = _lines(moments)
    made["JSON"] = _json(moments)
    made["a chat export"] = _chat(moments)
    return made


def _separated(
    moments: list[datetime], separator: str, form: str
) -> tuple[bytes, Callable[[], object]]:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["Time", "Event"])
    writer.writerows([f"{at:{form}}", f"Call number {n}"] for n, at in enumerate(moments))
    raw = text.getvalue().encode()

    def plainest() -> object:
        table = pd.read_csv(io.BytesIO(raw), sep=separator)
        return pd.to_datetime(table["Time"], format=form)

    return raw, plainest


def _epoch(moments: list[datetime]) -> tuple[bytes, Callable[[], object]]:
    rows = "".join(f"{int(at.timestamp())},Call number {n}\n" for n, at in enumerate(moments))
    raw = f"ts,text\n{rows}".encode()

    def plainest() -> object:
        rows = csv.DictReader(io.StringIO(raw.decode()))
        return [datetime.fromtimestamp(int(row["ts"]), UTC) for row in rows]

    return raw, plainest


def _markdown(moments: list[datetime]) -> tuple[bytes, Callable[[], object]]:
    rows = "".join(f"| {at:%Y-%m-%d %H:%M} | Call {n} |\n" for n, at in enumerate(moments))
    raw = f"| Time | Event |\n|---|---|\n{rows}".encode()

    def plainest() -> object:
        lines = raw.decode().splitlines()[2:]
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        return [datetime.fromisoformat(time) for time, _ in cells]

    return raw, plainest


def _lines(moments: list[datetime]) -> tuple[bytes, Callable[[], object]]:
    rows = (f"- {at:%Y-%m-%d %H:%M} UTC: Call {n}\n" for n, at in enumerate(moments))
    raw = "".join(rows).encode()

    def plainest() -> object:
        parts = [line[2:].partition(" UTC: ") for line in raw.decode().splitlines()]
        return [datetime.strptime(f"{time}+0000", "%Y-%m-%d %H:%M%z") for time, _, _ in parts]

    return raw, plainest


def _json(moments: list[datetime]) -> tuple[bytes, Callable[[], object]]:
    records = [
        {"at": at.isoformat(), "data": {"text": f"Call {n}"}} for n, at in enumerate(moments)
    ]
    raw = json.dumps({"records": records}).encode()

    def plainest() -> object:
        table = pd.json_normalize(json.loads(raw)["records"])
        return pd.to_datetime(table["at"], format="ISO8601")

    return raw, plainest


def _chat(moments: list[datetime]) -> tuple[bytes, Callable[[], object]]:
    days: dict[str, list[dict[str, str]]] = {}
    for number, at in enumerate(moments):
        message = {"user": "U1", "text": f"Call {number}", "ts": f"{at.timestamp():.6f}"}
        days.setdefault(f"{at:%Y-%m-%d}", []).append(message)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps([{"id": "U1", "name": "desk"}]))
        for day, messages in days.items():
            archive.writestr(f"orders/{day}.json", json.dumps(messages))
    raw = packed.getvalue()

    def plainest() -> object:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = [name for name in archive.namelist() if name.startswith("orders/")]
            messages = [message for name in names for message in json.loads(archive.read(name))]
        return [datetime.fromtimestamp(float(message["ts"]), UTC) for message in messages]

    return raw, plainest


MEASURES = {"reading": documents}
