"""The picture of what if: where the curve would have stopped."""

import pytest

from course.charts import what_if_chart
from course.incident.loading import load_incident
from course.incident.what_if import limits, what_if
from course.page.times import moment

CASE = load_incident()
MOST = limits(CASE)


@pytest.mark.slow
@pytest.mark.parametrize("detection", [0, 1, MOST.detection / 2, MOST.detection])
@pytest.mark.parametrize("roll_back", [0, 1, MOST.roll_back / 2, MOST.roll_back])
def test_it_fits_wherever_the_sliders_stand(check_layout, detection, roll_back):
    """Nothing overlaps or leaves the sheet, at the ends and in between."""
    chart = what_if_chart(CASE, what_if(CASE, detection, roll_back))
    check_layout(chart.figure)
    check_layout(chart.narrow)


def test_it_says_who_would_have_been_spared(words):
    """Picture, alt text and table say the same number, and the caption what it assumes."""
    outcome = what_if(CASE, detection=30)
    chart = what_if_chart(CASE, outcome)
    assert outcome.spared == 328
    assert "328 would have been spared" in words(chart.figure)
    assert "328 of 2,340 patients" in chart.alt
    assert chart.table["Affected"].to_list() == ["2,340", "2,012"]
    assert outcome.assumption[1:] in chart.caption
    assert "(constructed)" in chart.caption


@pytest.mark.parametrize(
    ("minutes", "ended"),
    [
        (60, "at 19:04:12 NZST"),
        (600, "on 12 Jun, 04:04:12 NZST"),
        (600_000, "on 2 Aug 2027, 10:04:12 NZST"),
    ],
)
def test_it_says_at_which_moment_it_would_have_ended(build, check_layout, words, minutes, ended):
    """A time is told with its zone, over days with its day, over years with its year."""
    incident = build(
        [0, 10, minutes],
        {0: "started", 1: "detected", 2: "resolved"},
        affected_cumulative=[0, 100, 999_999_999],
    )
    outcome = what_if(incident, detection=9.8)
    chart = what_if_chart(incident, outcome)
    for figure in (chart.figure, chart.narrow):
        check_layout(figure)
        assert f"had it ended {ended}" in " ".join(words(figure))
    assert chart.alt.startswith(f"Had it ended on {moment(outcome.ended_at)}, ")


@pytest.mark.parametrize("detection", [0, 1, 5])
def test_counts_that_rise_after_the_end_fit_too(build, check_layout, detection):
    """The shade ends where the harm did, and the mark lies on the curve."""
    incident = build(
        [0, 10, 20, 40],
        {0: "started", 1: "detected", 2: "mitigated", 3: "resolved"},
        affected_cumulative=[0, 100, 200, 300],
    )
    chart = what_if_chart(incident, what_if(incident, detection=detection))
    check_layout(chart.figure)
    check_layout(chart.narrow)
    assert f"{detection * 10} of 300 people" in chart.alt


@pytest.mark.parametrize("detection", [0, 3])
def test_facts_that_say_another_number_are_told(build, detection):
    """What was spared is counted from the curve; where the facts say more, the caption does too."""
    incident = build(
        [0, 10, 20],
        {0: "started", 1: "detected", 2: "resolved"},
        affected_cumulative=[0, 4, 7],
        affected=50,
    )
    caption = what_if_chart(incident, what_if(incident, detection=detection)).caption
    assert "The timeline counts 7; the facts say 50 people affected." in caption
    assert "facts" not in what_if_chart(CASE, what_if(CASE, detection=detection)).caption


def test_what_cannot_be_known_is_said(build, words, check_layout):
    """Without a curve there is a sentence and no picture of nothing."""
    incident = build([0, 5], {0: "started", 1: "resolved"})
    chart = what_if_chart(incident, what_if(incident))
    assert words(chart.figure) == [chart.unknown]
    assert "is not known" in chart.alt
    assert chart.table["Affected"].to_list() == ["n/a", "n/a"]
    check_layout(chart.figure)
    check_layout(chart.narrow)
