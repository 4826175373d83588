"""Timelines in the forms in which organisations publish them and tools export them.

The texts are made up; the forms are those of public post-mortems, status pages and exports.
"""

import tomllib
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from course.incident.choices import Choices
from course.incident.findings import Findings
from course.incident.importing import Answers, bring
from course.incident.reading import read
from course.incident.tabulated import is_table, tabulated

PUBLISHED = tomllib.loads(Path(__file__).with_name("as_published.toml").read_text("utf-8"))[
    "timeline"
]


@pytest.mark.parametrize("published", PUBLISHED, ids=[entry["form"] for entry in PUBLISHED])
def test_a_published_timeline_is_brought_in_one_round(published, tmp_path):
    """Nothing is left to mend, the length is right, and what was written loads again."""
    path = tmp_path / published["file"]
    path.write_text(published["text"], "utf-8")
    said = {"title": "T", "organisation": "O", "timezone": "UTC"}
    day = date(2024, 3, 1) if "the year from outside" in published["form"] else None
    brought = bring([path], Answers(said, Choices(day=day)))
    assert list(map(str, brought.problems)) == []
    assert brought.needs == ()
    moments = [event.at.instant.isoformat()[:16] + "Z" for event in brought.events]
    assert (moments[0], moments[-1]) == (published["first"], published["last"])
    loaded = brought.files.load(tmp_path / "mine").timeline
    assert [(event.at, event.at.precision, event.at.is_about, event.event) for event in loaded] == [
        (event.at, event.at.precision, event.at.is_about, event.event) for event in brought.events
    ]


@pytest.mark.parametrize("published", PUBLISHED, ids=[entry["form"] for entry in PUBLISHED])
def test_as_a_table_it_says_the_same(published):
    """Rows at the desk are the same events, in whichever zone it turns out to have happened."""
    day = date(2024, 3, 1) if "the year from outside" in published["form"] else None
    choices = Choices(day=day)
    raw = published["text"].encode()
    table = tabulated(raw, ZoneInfo("Asia/Tokyo"), choices)
    assert is_table(table.timeline)
    for zone in map(ZoneInfo, ("Asia/Tokyo", "Europe/Paris")):
        before, after = (
            read(text, zone, {}, Findings(""), choices).events
            for text in (raw, table.timeline.encode())
        )
        assert [(event.at, event.event, event.phases) for event in after] == [
            (event.at, event.event, event.phases) for event in before
        ]
