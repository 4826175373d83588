"""Where the minutes went: bars where time passed, frames where nobody knows."""

import pytest

from course.charts import minutes_chart
from course.incident.loading import load_incident

PHASES = ["introduced", "started", "detected", "acknowledged", "mitigated", "resolved"]


def test_the_case_fits(check_layout):
    """Nothing overlaps or leaves the sheet, wide and narrow."""
    chart = minutes_chart(load_incident())
    check_layout(chart.figure)
    check_layout(chart.narrow)


def test_unknown_is_a_frame_and_no_bar(words):
    """The time to mitigate is an open frame over the whole width: not known, not nought."""
    chart = minutes_chart(load_incident())
    frames = [
        patch
        for patch in chart.figure.axes[0].patches
        if patch.get_linestyle() not in ("-", "solid") and patch.get_width() > 750
    ]
    assert words(chart.figure).count("not known") == 1
    assert "n/a" in words(chart.figure)
    assert len(frames) == 2  # latent, which is constructed, and the unknown


def test_bars_are_as_long_as_the_time_they_stand_for():
    """48 minutes of 174 fill 48/174 of the width; the next bar begins where it ends."""
    chart = minutes_chart(load_incident())
    bars = [patch for patch in chart.figure.axes[0].patches if patch.get_linewidth() > 1]
    _, detect, acknowledge, resolve = bars
    assert detect.get_width() / resolve.get_width() == pytest.approx(48 / 174)
    assert acknowledge.get_width() / resolve.get_width() == pytest.approx(7 / 174)
    assert acknowledge.get_x() == pytest.approx(detect.get_x() + detect.get_width())


def test_the_table_keeps_minutes():
    """Lengths for people, minutes for arithmetic, n/a for what nobody knows."""
    table = minutes_chart(load_incident()).table
    assert table["Minutes"].to_list() == ["5,884", "48", "7", "n/a", "174"]
    assert table["Length"].to_list()[-1] == "2 h 54 min"
    assert table["Formula"].to_list()[-1] == "resolved − started"


def test_the_alt_text_is_computed():
    """Each metric with its formula and what it rests on."""
    alt = minutes_chart(load_incident()).alt
    assert "Time to resolve 2 h 54 min (resolved − started, given)" in alt
    assert "Time to mitigate n/a (mitigated − started, n/a: no row marks “mitigated”)" in alt


@pytest.mark.slow
@pytest.mark.parametrize(
    "phases",
    [
        {},
        {0: "started"},
        {0: "started", 1: "resolved"},
        dict(enumerate(PHASES)),
        {0: "detected", 1: "started", 2: "acknowledged"},
    ],
)
@pytest.mark.parametrize("minutes", [[0] * 6, [0, 1, 2, 3, 4, 5], [0, 1e5, 1e5, 2e6, 2e6, 3e6]])
def test_any_timeline_fits(build, check_layout, phases, minutes):
    """No milestone, all at once, years apart, an alarm before the start."""
    chart = minutes_chart(build(minutes, phases))
    check_layout(chart.figure)
    check_layout(chart.narrow)
    assert "nan" not in chart.text
