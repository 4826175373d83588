"""Folders as their owners had them on the first try, each with what is right (`expected.txt`)."""

from pathlib import Path

import pytest

from course.errors import IncidentError
from course.incident.loading import load_incident
from course.incident.metrics import metrics

CASES = Path(__file__).with_name("cases")

#: By folder: the moments that are read, or the beginning of each thing that is asked or told.
LOADED = {
    "bare_date": ["2024-03-01", "2024-03-01T09:00+00:00", "2024-03-02", "2024-03-03"],
    "clock_words": [
        "~2024-03-01T18:00+00:00",
        "2024-03-01T23:27+00:00",
        "2024-03-02T18:14+00:00",
        "2024-03-02T18:20+00:00",
        "2024-08-16T22:32+00:00",
    ],
    "date_and_time": ["2024-03-01T14:05+00:00", "2024-03-01T14:15+00:00"],
    "epoch_seconds": ["2019-05-30T20:26:00.000200+00:00", "2019-05-30T20:27:00.000300+00:00"],
    "german_sheet": ["2024-03-01T14:05+01:00", "2024-03-01T14:15+01:00"],
    "markdown_table": [f"2024-03-01T{at}+00:00" for at in ("12:06", "12:11", "13:30")],
    "non_latin": [f"2024-03-01T{at}+09:00" for at in ("10:20", "10:40", "11:10")],
    "one_digit_offset": [
        "2024-02-29",
        "2024-03-01T14:05:00+05:30",
        "2024-03-01T14:35:00+05:30",
    ],
    "own_headers": ["2024-03-01T14:05+00:00", "2024-03-01T14:15+00:00"],
    "phase_words": [
        f"2025-10-21T{at}+00:00" for at in ("21:45", "21:47", "21:48", "22:28", "22:29")
    ],
    "seconds": [
        "2024-03-01T10:00:00+00:00",
        "2024-03-01T10:00:07.250000+00:00",
        "2024-03-01T10:00:41.900000+00:00",
    ],
    "sep_line": ["2024-03-01T14:05+00:00"],
    "serial_day": ["2024-03-01T14:05+00:00", "2024-03-01T14:15+00:00"],
    "time_range": ["2024-03-01T14:05+00:00", "2024-03-01T14:20+00:00"],
    "title_line": ["2024-03-01T14:05+00:00"],
    "two_phases": [f"2025-10-21T{at}+00:00" for at in ("21:45", "21:47", "23:28")],
    "unknown_calls": [f"2024-03-01T{at}+00:00" for at in ("08:12", "08:37", "12:06", "13:08")],
    "us_dates": ["2024-03-01T14:05+00:00", "2024-03-01T14:15+00:00", "2024-03-13T09:00+00:00"],
}
TOLD = {
    "bullets": [
        "incident_timeline.md, line 3, column `timestamp`: found “???”, no moment; expected when"
    ],
    "curly_quotes": ["incident.toml: found “ in line 1", "incident.toml: found “2,340” in line 4"],
    "zones": [
        "incident.toml: `timezone` is “GMT+1”; expected the zone of a city, such as Europe/Paris"
    ],
}


def test_every_folder_has_its_answer():
    """None is left out."""
    folders = {path.name for path in CASES.iterdir()}
    assert folders == LOADED.keys() | TOLD.keys()
    assert all((CASES / name / "expected.txt").is_file() for name in folders)


@pytest.mark.parametrize("name", LOADED)
def test_a_folder_loads_in_one_round(name):
    """As exactly as its moments are known, and no more."""
    assert [event.at.written() for event in load_incident(CASES / name).timeline] == LOADED[name]


@pytest.mark.parametrize("name", TOLD)
def test_a_folder_is_told_in_one_round(name):
    """With what to type; an answer that is an hour off is never proposed."""
    with pytest.raises(IncidentError) as caught:
        load_incident(CASES / name)
    for found, told in zip(caught.value.problems, TOLD[name], strict=True):
        assert found.startswith(told)
        assert "GMT+0" not in found


def test_all_else_in_the_bullets_is_read(tmp_path):
    """Once the row without a moment has one, the rest goes past midnight, in PDT."""
    folder = CASES / "bullets"
    (tmp_path / "incident.toml").write_bytes((folder / "incident.toml").read_bytes())
    text = (folder / "incident_timeline.md").read_text("utf-8").replace("[???]", "[~13:00]")
    (tmp_path / "incident_timeline.md").write_text(text, "utf-8")
    incident = load_incident(tmp_path)
    assert [event.at.written() for event in incident.timeline] == [
        "~2019-05-30T20:00+00:00",
        "2019-05-30T20:26+00:00",
        "2019-05-30T22:02+00:00",
        "2019-05-31T06:40+00:00",
        "2019-05-31T14:00+00:00",
    ]
    assert any("PDT" in notice for notice in incident.notices)


def test_a_stretch_that_runs_backwards_is_a_contradiction():
    """Of days too: it is told, and is no length."""
    detect = metrics(load_incident(CASES / "bare_date"))["time_to_detect"]
    assert (detect.contradicts, detect.minutes, detect.precision) == (True, None, "day")
