"""The timeline's figure: everything readable, everything in its place."""

import random
import re

import pandas as pd
import pytest
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from course.charts import timeline_chart
from course.charts.stretches import MOST_ENTRIES
from course.incident.loading import load_incident

LONG = (
    "The booking flow answers with an error page, Ōtautahi’s support line takes calls, and "
    "whoever is on call looks for the change that could explain it while the number of people "
    "affected keeps rising, it"
)
UNBROKEN = "x" * 200
WIDE_LETTERS = "WMŌ@" * 50
assert len(LONG) == 200

SPREADS = {
    "evenly": lambda count: [7.0 * at for at in range(count)],
    "all at once": lambda count: [0.0 * count] * count,
    "at both ends": lambda count: [0.0] * (count // 2) + [10_000.0] * (count - count // 2),
    "within a second": lambda count: [at / 6000 for at in range(count)],
    "over years": lambda count: [at**3 * 60.0 for at in range(count)],
    "at random": lambda count: sorted(random.Random(count).uniform(0, 3000) for _ in range(count)),
}
MARKS = {
    "no milestones": {},
    "start only": {0: "started"},
    "start and end": {0: "started", -1: "resolved"},
    "lead-up and follow-up": {
        0: "introduced",
        1 / 4: "started",
        1 / 3: "detected",
        1 / 2: "acknowledged",
        2 / 3: "resolved",
    },
}
"""Phases by how far down the timeline they stand; -1 is its last row."""


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (2, LONG),
        pytest.param(9, UNBROKEN, marks=pytest.mark.slow),
        pytest.param(30, LONG, marks=pytest.mark.slow),
        pytest.param(60, WIDE_LETTERS, marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("spread", SPREADS)
def test_nothing_overlaps_or_leaves_the_figure(  # noqa: PLR0913, PLR0917 - all against all
    build, check_layout, spread, marks, count, text
):
    """From 2 to 60 events with 200 characters each, however they lie, wide and narrow."""
    phases = {
        count - 1 if place == -1 else int(place * count): phase
        for place, phase in MARKS[marks].items()
    }
    chart = timeline_chart(build(SPREADS[spread](count), phases, text))
    check_layout(chart.figure)
    check_layout(chart.narrow)


def test_the_case_is_drawn_whole(check_layout, words):
    """The course's own timeline fits, and no sentence is cut, on a phone neither."""
    chart = timeline_chart(load_incident())
    check_layout(chart.figure)
    check_layout(chart.narrow)
    for figure in (chart.figure, chart.narrow):
        told = " ".join(words(figure))
        assert not [event for event in load_incident().events["event"] if event not in told]


def test_three_scales_are_marked(words):
    """Each stretch says from when to when it runs and what a tick is."""
    texts = words(timeline_chart(load_incident()).figure)
    ticks = [text for text in texts if "one tick is" in text]
    assert len(ticks) == 3
    assert any("one tick is 15 minutes" in text for text in ticks)
    assert any("one tick is 7 days" in text for text in ticks)
    assert {"Lead-up", "Impact", "Afterwards"} <= set(texts)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Chatham"])
@pytest.mark.parametrize("lead_up", ["4D", "9999D"])
def test_a_phone_is_told_the_ticks_too(build, words, zone, lead_up):
    """However long the names of days, months and zones are, no heading loses its end."""
    for started in pd.date_range("2026-01-03T20:44:44", periods=73, freq="5D", tz=zone):
        times = pd.DatetimeIndex([started - pd.Timedelta(lead_up), started])
        times = times.append(times[1:] + pd.Timedelta("3h"))
        phases = {0: "introduced", 1: "started", 2: "resolved"}
        texts = words(timeline_chart(build([0, 1, 2], phases, timestamp=times)).narrow)
        # A line may break anywhere, also within "one tick is".
        assert " ".join(texts).count("one tick is") == 2
        assert not [text for text in texts if text.endswith("…")]


def test_over_years_every_date_has_its_year(build, check_layout, words):
    """Ticks and sentences say which year they mean, wide and narrow."""
    phases = {0: "introduced", 1: "started", 2: "acknowledged", 3: "resolved"}
    incident = build([-3_000_000, 0, 300_000.3, 400_000], phases, LONG)
    chart = timeline_chart(incident)
    for figure in (chart.figure, chart.narrow):
        check_layout(figure)
        texts = words(figure)
        assert {"27 Sep 2020 11:14", "11 Jun 2026 18:14", "6 Jan 2027 03:14:18"} <= set(texts)
        # A tick may have its year on a line of its own.
        assert not re.search(r"\d [A-Z][a-z]{2}\b(?! \d{4})", " ".join(texts))


def test_marks_tell_provenance_by_shape():
    """Given is a filled disc, constructed hollow and dashed: no colour is needed."""
    chart = timeline_chart(load_incident())
    marks = [patch for patch in chart.figure.axes[0].patches if isinstance(patch, PathPatch)]
    dashed = [patch for patch in marks if patch.get_linestyle() not in ("-", "solid")]
    constructed = (load_incident().events["provenance"] == "constructed").sum()
    assert len(dashed) == constructed + 1  # and one in the key


def test_the_table_holds_every_event():
    """What the picture shortens stands in full in the table and in the text."""
    chart, events = timeline_chart(load_incident()), load_incident().events
    assert list(chart.table["Event"]) == list(events["event"])
    assert list(chart.table["No."]) == list(range(1, 29))
    assert chart.table["Time"].iloc[5] == "Thursday 11 June 2026, 18:14 NZST"
    for text in (*events["event"], *events["evidence"]):
        assert text in chart.text


def test_the_alt_text_is_computed():
    """It says how many events fell into which stretch, and names the milestones."""
    alt = timeline_chart(load_incident()).alt
    assert "Impact, Thursday 11 June 2026, 18:14 to 21:08 NZST (2 h 54 min): 20 events." in alt
    assert "Lead-up" in alt
    assert "detected Thursday 11 June 2026, 19:02 NZST (constructed)" in alt


def test_the_caption_says_what_is_constructed():
    """A reader learns from the caption how to tell what was made for teaching."""
    assert "26 of the 28 events are constructed" in timeline_chart(load_incident()).caption


def test_emoji_and_dollars_are_words(build):
    """Emoji and dollar signs break neither the picture nor the table."""
    incident = build([0, 1], text="🚑 costs $5$ 救急")
    chart = timeline_chart(incident)
    assert b"<svg" in chart.svg
    assert list(chart.table["Event"]) == ["🚑 costs $5$ 救急"] * 2


def test_an_event_of_emoji_alone_stands_beside_its_mark(build):
    """When it was and which phase it marks stand level with the mark, as with any event."""
    figure = timeline_chart(build([0, 1], {0: "started"}, text="🔥 障害")).figure
    levels = {text.get_text(): text.get_position()[1] for text in figure.findobj(Text)}
    # Letters stand a little below the middle, on their baseline: in the mark, and beside it.
    assert levels["18:14"] == levels["started"] == pytest.approx(levels["1"], abs=2)


def test_of_very_many_events_a_few_are_drawn(build, words):
    """A long log keeps its milestones in the picture and all its rows in the table."""
    marks = {777: "started"} | dict.fromkeys(range(1000, 2000), "follow_up")
    chart = timeline_chart(build([float(at) for at in range(2000)], marks))
    assert len(chart.table) == 2000
    assert "of 2,000 events are drawn" in chart.caption
    texts = words(chart.figure)
    assert "started" in texts
    assert sum(text == "A." for text in texts) <= MOST_ENTRIES
    assert "follow-up" in texts


def test_a_clock_change_inside_is_shown_in_both_zones(build):
    """Times carry the abbreviation that held at that moment."""
    times = pd.to_datetime(["2026-04-05T01:30+13:00", "2026-04-05T03:30+12:00"], utc=True)
    incident = build([0, 1], timestamp=times.tz_convert("Pacific/Auckland"))
    table = timeline_chart(incident).table
    assert [time[-4:] for time in table["Time"]] == ["NZDT", "NZST"]
