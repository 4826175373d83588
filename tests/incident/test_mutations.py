"""Files as accidents leave them: every one is read or told, and what is read can be shown."""

import json
import random

import pytest

from course.commands.incident import as_json
from course.errors import IncidentError
from course.incident.facts import briefing, show_facts
from course.incident.loading import BUILT_IN, load_incident
from course.incident.metrics import show_metrics
from course.incident.questions import open_questions
from course.incident.what_if import what_if
from course.report.draft import draft

CASE = {name: (BUILT_IN / name).read_bytes() for name in ("incident.toml", "incident_timeline.csv")}
TIMES = ["2026-06-11", "2026-06-12", "2026-06-11 09:00", "2026-06-11T10:00:30", "2026-06-10T23:30Z"]
PHASES = ["", "started", "detected", "resolved", "mitigated", "introduced", "acknowledged+Detected"]
PIECES = [
    *(
        b"\0",
        b'"',
        b"\n",
        b"\r",
        b",",
        b";",
        b"\t",
        b"=",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xef\xbb",
    ),
    *(b"9" * 5000, b"[[" * 2000, b"\\ud800", b"'''", b'"""', b"1e400", b"nan", b"+5:30", b"-14:20"),
    *(b"9999-12-31", b"0000-00-00", b"1900-01-01", b"2026-06-11", b"started/resolved", b"T24:00"),
    *("“".encode(), "٣".encode(), "\u2028".encode()),
]


def small(chance: random.Random) -> bytes:
    """Write a timeline of a few rows, some of them days, in any order."""
    rows = [
        f"{chance.choice(TIMES)},A.,{chance.choice(PHASES)},{chance.choice(['', '1', '5'])}"
        for _ in range(chance.randint(1, 5))
    ]
    return "\n".join(["timestamp,event,phase,affected_cumulative", *rows]).encode()


def mutated(chance: random.Random) -> dict[str, bytes]:
    """Give both files with up to three accidents in them."""
    files = dict(CASE)
    if chance.random() < 0.6:
        files["incident_timeline.csv"] = small(chance)
    for _ in range(chance.randint(0, 3)):
        name = chance.choice(list(files))
        begin = chance.randrange(len(files[name]) + 1)
        end = begin + chance.choice([0, 0, 10, 40])
        piece = chance.choice([*PIECES, b"", files[name][end : end + 30]])
        files[name] = files[name][:begin] + piece + files[name][end:]
    return files


#: Some at every look, more before a review, many more where there is the time.
SEEDS = [
    *range(2),
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 6)),
    *(pytest.param(seed, marks=pytest.mark.deployment) for seed in range(6, 60)),
]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_file_stops_the_course(tmp_path, seed):
    """It is told in sentences of a readable length, or loads, and then all of it can be shown."""
    chance, loaded, told = random.Random(seed), 0, []
    for _ in range(60):
        for name, content in mutated(chance).items():
            (tmp_path / name).write_bytes(content)
        try:
            incident = load_incident(tmp_path)
        except IncidentError as error:
            told += error.problems
            continue
        loaded += 1
        for show in (briefing, show_facts, show_metrics, open_questions, what_if, draft):
            show(incident)
        json.dumps(as_json(incident))
        assert len(incident.events) == len(incident.timeline)
    assert loaded > 5
    assert max(map(len, told)) < 1500
