"""Documents of every kind as accidents leave them: read or told, and never a traceback."""

import random
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from course.incident.findings import Findings
from course.incident.reading import read

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "documents" / "as_published.toml").read_text("utf-8"))
DOCUMENTS = [
    *(entry["text"].encode() for entry in PUBLISHED["timeline"]),
    *(path.read_bytes() for path in sorted((HERE / "cases").glob("*/incident_timeline.*"))),
]
ZONES = ["UTC", "Europe/London", "Asia/Kolkata", "Pacific/Apia", "America/St_Johns"]
PIECES = [
    *(b"\0", b'"', b"\n", b"\r", b",", b";", b"\t", b"|", b"|---|", b"\xff\xfe", b"\xed\xa0\x80"),
    *(b"PK\x03\x04", b"{", b"[", b"]}", b"9" * 400, b"99999-99-99", b"0000-00-00 00:00", b"1e999"),
    *(
        b"9999-12-31",
        b"24:00",
        b"25:61 PM",
        b"\\ud800",
        b"[???]",
        b"<script>",
        b"sep=",
        b"# ",
        b"- ",
    ),
    *(b"12:00 IST", b"13/13/2024", b"1/2/2024", b"T", b"~", b"45352.5", b"1709330700", b"@ana"),
    *(
        b"+99:99",
        b"-14:20",
        b" PM",
        b"Feb 30 2024",
        b"Mar 1",
        b"00/00/0000",
        b"0" * 13,
        b"\x1b[31m",
    ),
    *("“".encode(), "٣".encode(), "\u2028".encode(), "\u202e".encode(), "İ".encode()),
]

#: Some at every look, many more where there is the time.
SEEDS = [
    0,
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2)),
    *(pytest.param(seed, marks=pytest.mark.deployment) for seed in range(3, 60)),
]


def mutated(chance: random.Random) -> bytes:
    """Give a document with up to five accidents in it."""
    raw = bytearray(chance.choice(DOCUMENTS))
    for _ in range(chance.randint(1, 5)):
        begin = chance.randrange(len(raw) + 1)
        end = begin + chance.choice([0, 0, 1, 10, 60])
        raw[begin:end] = chance.choice([*PIECES, b"", bytes(raw[end : end + 30])])
    return bytes(raw)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_bytes_stop_the_reading(seed):
    """All of it is told in sentences of a readable length, which command no terminal."""
    chance, loaded = random.Random(seed), 0
    for _ in range(700):
        findings = Findings("a.csv")
        reading = read(mutated(chance), ZoneInfo(chance.choice(ZONES)), {}, findings)
        loaded += reading is not None
        sentences = [*map(str, findings.problems), *findings.notices]
        assert reading is not None or findings.problems
        assert max(map(len, sentences), default=0) < 3000
        assert not any("\x1b" in sentence or "\u202e" in sentence for sentence in sentences)
    assert loaded > 300


ROWS = "10:05 Off\n10:06 "
#: What a pattern that tries each way through a text would not come to the end of.
REPEATED = {
    "empty rows": "timestamp,event,a,b\n2024-05-01 10:00+01:00,Off,,\n" + ",,,,,\n" * 33_000,
    "empty cells": "Time\tWhat (GMT+1)\tc\n10:05\tOff\t\n" + "\t\t\n" * 30_000,
    "empty lines": f"{ROWS}T+5 On\n" + "\r\n" * 60_000,
    "rules": f"{ROWS}+ 1\n" + "---\n" * 30_000,
    "blanks behind a time": ROWS + " " * 50_000 + "b",
    "stars": ROWS + "*a " * 17_000,
    "pairs of stars": ROWS + "**a " * 17_000,
    "code": ROWS + "`a " * 17_000,
    "fences": ROWS + "`" * 50_000,
    "links": ROWS + "[[a" * 17_000,
    "links with targets": ROWS + "[a](b" * 17_000,
    "wiki": ROWS + "''a " * 17_000,
    "heading and blanks": f"{ROWS}On\n== a" + " " * 50_000 + "b",
    "heading and signs": f"{ROWS}On\n== a" + " =" * 50_000 + "b",
    "timeline and blanks": f"{ROWS}On\nTimeline" + " " * 50_000 + "b",
    "blanks in a line": "10:05 a 10:06 b 10:07 c" + " " * 50_000 + "d",
    "blanks behind bullets": "• 10:05 a • 10:06 b • 10:07 c" + " " * 50_000 + "d",
    "blanks before a rule": "a | b\n" + " " * 50_000 + "-x",
    "actions": "10:05 a\nactions\n" * 5_000,
    "tables": f"{ROWS}On\n</table>" + "<table " * 10_000,
    "entries": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 10_000,
}


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED)
def test_what_is_repeated_is_read_in_one_go(text):
    """Signs, blanks and lines by the thousand, as a cat on a keyboard or a program leaves them."""
    findings = Findings("a.csv")
    assert read(text.encode(), ZoneInfo("UTC"), {}, findings) or findings.problems


WRONG = {
    "times": "timestamp,event\n" + "some time,A.\n" * 200_000,
    "everything": "timestamp,event,phase,affected_cumulative\n" + "then,,begun,many\n" * 50_000,
    "each in another way": "timestamp,event\n"
    + "".join(f"{'ab' * (n % 97)} {n},A.\n" for n in range(50_000)),
    "too long": "timestamp,event\n" + "2024-03-01 10:00,A,b,c\n" * 200_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("how", WRONG)
def test_very_many_wrong_rows_are_few_sentences(how):
    """By kind, each with its first rows."""
    findings = Findings("a.csv")
    read(WRONG[how].encode(), ZoneInfo("UTC"), {}, findings)
    sentences = [str(problem) for problem in findings.problems]
    assert 0 < len(sentences) < 20
    assert "more" in sentences[0]
