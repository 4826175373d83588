"""Timelines as owners have them load in one round, every moment of them right."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from course.incident.choices import Choices
from course.incident.importing import Answers, bring

HELD_OUT = [
    entry
    for path in sorted(Path(__file__).parent.glob("held_out*.toml"))
    for entry in tomllib.loads(path.read_text("utf-8"))["timeline"]
]


@pytest.mark.parametrize("held_out", HELD_OUT, ids=[entry["form"] for entry in HELD_OUT])
def test_a_timeline_is_brought_in_one_round(held_out, tmp_path):
    """Nothing is left to mend, nothing is left to ask, and each event has its moment."""
    path = tmp_path / held_out["file"]
    path.write_text(held_out["text"].removeprefix("\n"), "utf-8")
    said = {"title": "T", "organisation": "O", "timezone": held_out["zone"]}
    day = date.fromisoformat(held_out["day"]) if "day" in held_out else None
    brought = bring([path], Answers(said, Choices(day=day)))
    moments = [event.at.instant.isoformat()[:16] + "Z" for event in brought.events]
    found = (list(map(str, brought.problems)), brought.needs, moments)
    assert found == ([], (), held_out["moments"])
    texts = [event.event for event in brought.events]
    assert texts == held_out.get("events", texts)
    phases = ["+".join(event.phases) for event in brought.events]
    assert phases == held_out.get("phases", phases)
    told = " ".join(map(str, brought.notices))
    assert [said for said in held_out.get("said", []) if said not in told] == []
