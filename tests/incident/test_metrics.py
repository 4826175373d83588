"""How long things took: formulas, provenance, and what nobody recorded."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.charts.minutes import minutes_chart
from course.incident.loading import Incident, load_incident
from course.incident.metrics import both_ways, format_minutes, metrics, show_metrics, weakest
from course.incident.phases import MILESTONES
from course.incident.timeline import Event
from course.page.moments import Moment
from course.report.draft import draft


def incident(milestones: dict[str, tuple[str, str]], zone: str = "Pacific/Auckland") -> Incident:
    """Build an incident from phase to time and provenance."""
    timeline = tuple(
        Event(
            row,
            Moment(datetime.fromisoformat(at).astimezone(UTC), ZoneInfo(zone)),
            "A.",
            (phase,),
            provenance=provenance,
        )
        for row, (phase, (at, provenance)) in enumerate(milestones.items(), 2)
    )
    return Incident("T", "O", zone, timeline, load_incident().folder / "nowhere")


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
    assert measured["time_to_resolve"].minutes == measured["time_to_resolve"].length == 174
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
    both = metrics(incident({"resolved": ("2026-06-11T10:00Z", "given")}))["time_to_mitigate"]
    assert both.note == "n/a: no row marks “started” or “mitigated”"


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
        (None, ["n/a"]),
        (0.0, ["0 min"]),
        (0.25, ["15 s"]),
        (7.0, ["7 min"]),
        (10.4, ["10 min"]),
        (59.6, ["1 h"]),
        (60.0, ["1 h", "60 min"]),
        (174.0, ["2 h 54 min", "174 min"]),
        (180.0, ["3 h", "180 min"]),
        (5884.0, ["4 d 2 h 4 min", "5,884 min"]),
        (-12.0, ["−12 min"]),
    ],
)
def test_lengths_are_written_out(minutes, words):
    """Hours and days are for a reader; from an hour on the minutes stand beside them."""
    assert format_minutes(minutes) == words[0]
    assert list(both_ways(minutes)) == words


def test_the_table_says_all_of_it():
    """HTML and text carry length, minutes, formula, and what each rests on."""
    shown = show_metrics(load_incident())
    for words in (
        "2 h 54 min (174 min)",
        "resolved − started",
        "constructed rows",
        "no row marks “mitigated”",
    ):
        assert words in shown.text
        assert words in shown.html
    assert "rests on constructed" not in shown.text.casefold()
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
        phase: (datetime.fromtimestamp(second, UTC).isoformat(), "given")
        for phase, second in zip(MILESTONES, sorted(moments), strict=True)
    }
    here = incident(times)
    there = replace(
        here,
        timezone=zone,
        timeline=[
            event._replace(at=replace(event.at, zone=ZoneInfo(zone))) for event in here.timeline
        ],
    )
    assert metrics(here) == metrics(there)


class TestPrecision:
    """What a day alone cannot carry."""

    def test_a_day_gives_no_minutes_and_says_why(self, write):
        """A metric that begins or ends with a day is null, with the milestone that is one."""
        text = "timestamp,event,phase\n2026-06-11,A.,started\n2026-06-12T09:00,B.,resolved\n"
        metric = metrics(load_incident(write(text)))["time_to_resolve"]
        assert (metric.minutes, metric.precision, metric.days) == (None, "day", ("started",))
        assert metric.note == "n/a: “started” is known to the day only"
        assert not metric.contradicts
        both = metrics(load_incident(write(text.replace("T09:00", ""))))["time_to_resolve"]
        assert both.note == "n/a: “started” and “resolved” are known to the day only"

    def test_two_events_on_one_day_contradict_nothing(self, write):
        """Within a day nobody knows which came first, and the length is unknown, not nought."""
        text = "timestamp,event,phase\n2026-06-11T09:00,A.,started\n2026-06-11,B.,resolved\n"
        metric = metrics(load_incident(write(text)))["time_to_resolve"]
        assert metric.minutes is None
        assert not metric.contradicts

    @pytest.mark.parametrize(
        ("started", "detected"),
        [
            ("2026-06-12", "2026-06-11T23:59"),
            ("2026-06-12", "2026-06-11"),
            ("2026-06-12T00:01", "2026-06-11"),
        ],
    )
    def test_a_stretch_that_runs_backwards_is_a_contradiction(self, write, started, detected):
        """Also where one of the two is a day: it is told, and is no length."""
        text = f"timestamp,event,phase\n{started},A.,started\n{detected},B.,detected\n"
        metric = metrics(load_incident(write(text)))["time_to_detect"]
        assert metric.contradicts
        assert metric.length is None
        assert metric.note == "a contradiction: “detected” stands before “started”"

    def test_backwards_to_the_minute_keeps_its_minutes(self, write):
        """Programs get the number; people are told what it means."""
        text = "timestamp,event,phase\n2026-06-11T09:00,A.,started\n2026-06-11T08:48,B.,detected\n"
        metric = metrics(load_incident(write(text)))["time_to_detect"]
        assert (metric.minutes, metric.length, metric.precision) == (-12, None, "minute")

    def test_within_a_minute_nothing_runs_backwards(self, write):
        """18:14:30, then 18:14, may be one moment."""
        text = (
            "timestamp,event,phase\n2026-06-11T18:14:30,A.,started\n2026-06-11T18:14,B.,detected\n"
        )
        metric = metrics(load_incident(write(text)))["time_to_detect"]
        assert (metric.minutes, metric.contradicts, metric.precision) == (0, False, "minute")

    def test_a_day_is_no_error_of_order(self, write, problems):
        """Resolved on the day on which it started at nine is fine; the day before is not."""
        head = "timestamp,event,phase\n2026-06-11T09:00,A.,started\n"
        load_incident(write(f"{head}2026-06-11,B.,resolved\n"))
        assert (
            "`resolved` before `started`" in problems(write(f"{head}2026-06-10,B.,resolved\n"))[0]
        )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        *((41.9 / 60, "41.9 s"), (7.25 / 60, "7.25 s"), (1.5, "1 min 30 s"), (9.999, "10 min")),
        *((0.5 / 60, "0.5 s"), (0.00005 / 60, "0.00005 s")),
    ],
)
def test_short_lengths_keep_their_seconds(minutes, words):
    """One value is written in one way: 41.9 s is never 1 min beside 7 s."""
    assert format_minutes(minutes) == words
    assert format_minutes(-minutes) == f"−{words}"


def test_what_is_known_roughly_is_measured_roughly(write):
    """A length that begins or ends at "~18:14" is about as long, and says of which milestone."""
    text = "timestamp,event,phase\n~2026-06-11T18:14,A.,started\n2026-06-11T21:08,B.,resolved\n"
    incident = load_incident(write(text))
    assert metrics(incident)["time_to_resolve"].minutes == 174
    shown = show_metrics(incident).text
    assert "about 2 h 54 min (174 min)" in shown
    assert "“started” is known only roughly" in shown
    both = metrics(load_incident(write(text.replace("\n2", "\n~2"))))["time_to_resolve"]
    assert "“started” and “resolved” are known only roughly" in both.note


def test_what_is_known_roughly_stays_so_in_charts_and_reports(write):
    """A chart of lengths, and the draft, say "about" as the table does."""
    text = (
        "timestamp,event,phase\n2026-06-11T18:14,A.,started\n~2026-06-11T18:40,B.,detected\n"
        "2026-06-11T21:08,C.,resolved\n"
    )
    incident = load_incident(write(text))
    assert "about 26 min" in minutes_chart(incident).fragment.text
    written = draft(incident).markdown
    assert "about 26 min" in written
    assert "~18:40" in written
