"""How long things took: formulas, provenance, and what nobody recorded."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.incident.loading import Incident, load_incident
from course.incident.metrics import format_minutes, metrics, show_metrics, weakest
from course.incident.timeline import COLUMNS, MILESTONES


def incident(milestones: dict[str, tuple[str, str]], zone: str = "Pacific/Auckland") -> Incident:
    """Build an incident from phase to time and provenance."""
    rows = pd.DataFrame(
        {
            "timestamp": pd.to_datetime([at for at, _ in milestones.values()], utc=True),
            "phase": list(milestones),
            "provenance": [provenance for _, provenance in milestones.values()],
        }
    ).reindex(columns=list(COLUMNS), fill_value="")
    rows["timestamp"] = rows["timestamp"].dt.tz_convert(zone)
    return Incident("T", "O", zone, rows, load_incident().folder / "nowhere")


def test_the_case_is_measured():
    """The contract's five keys, in its order, with what the given times come to."""
    measured = metrics(load_incident())
    assert list(measured) == [
        "latent",
        "time_to_detect",
        "time_to_acknowledge",
        "time_to_mitigate",
        "time_to_resolve",
    ]
    assert measured["time_to_resolve"].minutes == 174
    assert measured["time_to_resolve"].provenance == "given"
    assert measured["latent"].provenance == "constructed"


@pytest.mark.parametrize(
    ("key", "formula"),
    [
        ("latent", "started − introduced"),
        ("time_to_detect", "detected − started"),
        ("time_to_acknowledge", "acknowledged − detected"),
        ("time_to_mitigate", "mitigated − started"),
        ("time_to_resolve", "resolved − started"),
    ],
)
def test_each_formula_is_what_is_computed(key, formula):
    """A metric is the later milestone less the earlier one, and says which."""
    places = {phase: minute**2 for minute, phase in enumerate(MILESTONES)}
    built = incident({phase: (f"2026-06-11T10:{at:02}Z", "given") for phase, at in places.items()})
    later, earlier = formula.split(" − ")
    assert metrics(built)[key].formula == formula
    assert metrics(built)[key].minutes == places[later] - places[earlier]


def test_a_missing_milestone_is_not_zero():
    """Without `mitigated` the time to mitigate is unknown, and says what is missing."""
    metric = metrics(load_incident())["time_to_mitigate"]
    assert metric.minutes is None
    assert metric.provenance == "n/a"
    assert metric.missing == ("mitigated",)
    assert metric.note == "n/a: no row marks “mitigated”"


def test_a_timeline_without_milestones_has_no_metric():
    """Nothing marked, nothing measured."""
    assert {metric.minutes for metric in metrics(incident({})).values()} == {None}


def test_the_weaker_milestone_decides_what_a_metric_rests_on():
    """Given and constructed make constructed; given and derived make derived."""
    assert weakest(["given", "derived"]) == "derived"
    assert weakest(["derived", "constructed", "given"]) == "constructed"
    built = incident(
        {
            "started": ("2026-06-11T10:00Z", "given"),
            "resolved": ("2026-06-11T10:30Z", "derived"),
        }
    )
    assert metrics(built)["time_to_resolve"].provenance == "derived"


def test_minutes_keep_their_seconds():
    """Nothing is rounded before it is shown."""
    built = incident(
        {
            "started": ("2026-06-11T10:00:00Z", "given"),
            "resolved": ("2026-06-11T10:00:45Z", "given"),
        }
    )
    assert metrics(built)["time_to_resolve"].minutes == 0.75


def test_a_clock_change_inside_adds_nothing():
    """Elapsed time is measured, not the difference of what clocks showed."""
    built = incident(
        {
            "started": ("2026-04-05T01:30+13:00", "given"),
            "resolved": ("2026-04-05T03:30+12:00", "given"),
        }
    )
    assert metrics(built)["time_to_resolve"].minutes == 180


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, "n/a"),
        (0.0, "0 min"),
        (0.25, "15 s"),
        (7.0, "7 min"),
        (59.6, "1 h"),
        (174.0, "2 h 54 min"),
        (180.0, "3 h"),
        (5884.0, "4 d 2 h 4 min"),
        (-12.0, "−12 min"),
    ],
)
def test_lengths_are_written_out(minutes, words):
    """Hours and days appear only when a length is shown."""
    assert format_minutes(minutes) == words


def test_the_table_says_all_of_it():
    """HTML and text carry length, minutes, formula, and what each rests on."""
    shown = show_metrics(load_incident())
    for words in (
        "2 h 54 min (174 min)",
        "resolved − started",
        "rests on constructed rows",
        "no row marks “mitigated”",
    ):
        assert words in shown.text
        assert words in shown.html
    assert shown.html.count('<th scope="col">') == 4
    assert shown.html.count('<th scope="row">') == 5


def test_metrics_can_be_written_as_json():
    """Minutes are plain floats or null."""
    written = json.dumps({key: metric.minutes for key, metric in metrics(load_incident()).items()})
    assert json.loads(written)["time_to_mitigate"] is None


ZONES = ["UTC", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu", "Africa/Casablanca"]


@given(
    moments=st.lists(
        st.integers(0, 2 * 10**9), min_size=len(MILESTONES), max_size=len(MILESTONES), unique=True
    ),
    zone=st.sampled_from(ZONES),
)
def test_metrics_do_not_change_with_the_zone(moments, zone):
    """Where an incident is looked at from changes what clocks show, not how long it took."""
    times = {
        phase: (pd.Timestamp(second, unit="s", tz="UTC").isoformat(), "given")
        for phase, second in zip(MILESTONES, sorted(moments), strict=True)
    }
    here = incident(times)
    there = replace(
        here,
        timezone=zone,
        events=here.events.assign(timestamp=here.events["timestamp"].dt.tz_convert(zone)),
    )
    assert metrics(here) == metrics(there)
