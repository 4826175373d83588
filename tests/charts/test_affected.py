"""The curve of those affected, and the calls under it."""

import pandas as pd
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from course.charts import affected_chart, palette
from course.charts.affected import _WIDE
from course.incident.loading import load_incident


def lines(figure, color):
    """Give all lines of a color."""
    return [line for line in figure.axes[0].lines if line.get_color() == color]


def test_the_case_fits(check_layout):
    """Nothing overlaps or leaves the sheet, wide and narrow."""
    chart = affected_chart(load_incident())
    check_layout(chart.figure)
    check_layout(chart.narrow)


def test_totals_and_share_are_marked(words):
    """The picture itself says 2,340, 17 and the share of 45,000."""
    chart = affected_chart(load_incident())
    assert {"2,340 patients", "5.2 % of 45,000", "17 calls"} <= set(words(chart.figure))
    assert {"2,340 patients", "5.2 % of 45,000", "Support calls", "17"} <= set(words(chart.narrow))


def test_one_dot_is_one_call():
    """All 17 calls are there, none twice."""
    dots = lines(affected_chart(load_incident()).figure, palette.CALLS)
    assert sum(len(line.get_xdata()) for line in dots) == 17


def test_constructed_stretches_are_dashed():
    """In the case every stretch between two counts has a constructed end."""
    curve = [
        line
        for line in lines(affected_chart(load_incident()).figure, palette.AFFECTED)
        if line.get_linestyle() != "None"
    ]
    assert [line.get_linestyle() for line in curve] == ["--"]


def test_given_stretches_are_solid(build):
    """Dashes stand only where an end is constructed."""
    incident = build(
        [0, 1, 2, 3],
        affected_cumulative=[0, 4, 5, 9],
        provenance=["given", "given", "constructed", "given"],
    )
    curve = [
        line
        for line in lines(affected_chart(incident).figure, palette.AFFECTED)
        if line.get_linestyle() != "None"
    ]
    assert [line.get_linestyle() for line in curve] == ["-", "--"]


def test_the_alt_text_and_the_table_are_computed():
    """Both hold the first and the last count, and what they rest on."""
    chart = affected_chart(load_incident())
    assert "from 0 at 18:14 to 2,340 at Thursday 11 June 2026, 21:08 NZST" in chart.alt
    assert "5.2 % of 45,000" in chart.alt
    assert "18 of 20 counts are constructed" in chart.alt
    assert chart.table.iloc[0].to_list()[1:] == ["0", "0", "given"]
    assert "constructed" in chart.caption


def test_the_alt_text_says_which_day_it_began(build):
    """Over several days a time of day alone could be any day's."""
    alt = affected_chart(build([0, 3000], affected_cumulative=[0, 9])).alt
    assert "from 0 at Thursday 11 June 2026, 18:14 NZST to 9 at Saturday 13 June" in alt


def test_over_years_the_axis_names_both(build, words):
    """From when to when it runs is told with the year of either end, also on a phone."""
    times = pd.to_datetime(["2026-09-30T20:00", "2028-09-27T20:00"]).tz_localize("Pacific/Chatham")
    chart = affected_chart(build([0, 1], affected_cumulative=[0, 9], timestamp=times))
    span = "30 Sep 2026 to 27 Sep 2028, times in UTC+1345"
    assert span in words(chart.narrow)


def test_an_incident_without_counts_says_so(build, words, check_layout):
    """What is not known is said, not drawn as nothing."""
    chart = affected_chart(build([0, 5], {0: "started", 1: "resolved"}))
    assert " ".join(words(chart.figure)) == chart.unknown
    assert "is not known" in chart.unknown
    assert "not known" in chart.alt
    assert chart.table.empty
    check_layout(chart.figure)
    check_layout(chart.narrow)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["people", "Ōtautahi households with at least two members " * 2])
@pytest.mark.parametrize("total", [0, 1, 7, 999_999_999])
@pytest.mark.parametrize("minutes", [[0, 0], [0, 1], [0, 60 * 24 * 400]])
def test_any_size_fits(build, check_layout, unit, total, minutes):
    """From none to nearly all of mankind, from an instant to years."""
    incident = build(
        minutes,
        {0: "started", 1: "resolved"},
        affected_cumulative=[0, total],
        support_calls_cumulative=[0, total],
        population=10**10,
        affected_unit=unit,
    )
    chart = affected_chart(incident)
    check_layout(chart.figure)
    check_layout(chart.narrow)


def test_crowded_milestones_keep_apart(build, check_layout):
    """Six milestones within a minute are named where there is room."""
    phases = ["introduced", "started", "detected", "acknowledged", "mitigated", "resolved"]
    incident = build(
        [0, 60, 60.2, 60.4, 60.6, 120],
        dict(enumerate(phases)),
        affected_cumulative=[0, 0, 3, 5, 8, 9],
    )
    chart = affected_chart(incident)
    check_layout(chart.figure)
    check_layout(chart.narrow)


def test_facts_that_say_another_number_are_told(build):
    """Where a curve ends elsewhere, or there is none, the caption says what the facts do."""
    incident = build([0, 5], affected_cumulative=[0, 7], affected=50, support_calls=3)
    caption = affected_chart(incident).caption
    assert "The timeline counts 7; the facts say 50 people affected." in caption
    assert "The facts say 3 support calls." in caption
    assert "The facts say 50 people affected." in affected_chart(build([0], affected=50)).caption
    same = build([0, 5], affected_cumulative=[0, 7], affected=7)
    assert "facts" not in affected_chart(same).caption + affected_chart(load_incident()).caption


def test_many_calls_become_bars(build, words):
    """Past sixty calls single dots would be a smear."""
    incident = build([0, 1, 2], support_calls_cumulative=[0, 500, 600])
    assert "the highest bar: 500" in words(affected_chart(incident).figure)


def test_an_incident_without_calls_keeps_its_curve(build, words):
    """One column is enough; the other is said to be unknown."""
    chart = affected_chart(build([0, 5], affected_cumulative=[0, 9]))
    assert "Support calls: not known" in words(chart.figure)
    assert "9 people" in words(chart.figure)
    assert "Support calls: not known." in chart.alt


def test_later_rows_that_repeat_a_count_do_not_stretch_the_axis():
    """The count that is brought together next morning is no new patient."""
    assert "12 June" not in affected_chart(load_incident()).alt


def test_a_milestone_known_to_the_day_is_a_band(write):
    """Nobody knows at which minute, so no line says one; the band is as long as the day."""
    incident = load_incident(
        write(
            "timestamp,event,phase,affected_cumulative\n2026-06-10T12:00,A.,,0\n"
            "2026-06-11,B.,started,\n2026-06-13T12:00,C.,resolved,9\n"
        )
    )
    chart = affected_chart(incident)
    # From left to right the sheet holds three days, and the band begins after half a one.
    day = (_WIDE.right - _WIDE.left) / 3
    widths = {round(box.get_width()) for box in chart.figure.findobj(Rectangle)}
    assert round(day) in widths
    start = _WIDE.left + day / 2
    ends = [(line.get_xdata(), line.get_ydata()) for line in chart.figure.findobj(Line2D)]
    # A tick of the axis may stand there; a line down the frame may not.
    assert not [
        xs for xs, ys in ends if list(xs) == [pytest.approx(start)] * 2 and abs(ys[1] - ys[0]) > 20
    ]
    assert "known to the day only is a band" in chart.caption
