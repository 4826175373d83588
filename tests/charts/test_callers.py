"""Who called: one in so many, for the eye to see."""

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.image import imread

from course.charts import callers_chart
from course.charts.callers import blocks
from course.charts.chart import picture
from course.charts.palette import AFFECTED, CALLS
from course.incident.loading import load_incident


def dots(figure, color_index):
    """Count the subpaths of the small (0) or large (1) dots."""
    return len(figure.axes[0].patches[color_index].get_path().vertices) // 2


def pixels(figure, color):
    """Count what stands in a color in the picture of a figure as PNG."""
    drawn = imread(io.BytesIO(picture(figure, "png")))[..., :3]
    return int((np.abs(drawn - to_rgb(color)).max(axis=-1) < 0.1).sum())


def test_every_patient_and_every_call_is_a_dot():
    """2,340 small dots and 17 large ones, wide and narrow."""
    chart = callers_chart(load_incident())
    for figure in (chart.figure, chart.narrow):
        assert dots(figure, 0) == 2340
        assert dots(figure, 1) == 17


@pytest.mark.slow
@pytest.mark.parametrize(("affected", "calls"), [(2340, 17), (600, 17), (300, 5), (3, 1)])
def test_every_dot_is_seen_in_a_png_too(affected, calls):
    """However few they are, wide and narrow, no dot is too short to be drawn."""
    chart = callers_chart(replace(load_incident(), affected=affected, support_calls=calls))
    for figure in (chart.figure, chart.narrow):
        assert pixels(figure, AFFECTED) >= affected
        assert pixels(figure, CALLS) >= calls


def test_the_case_in_words():
    """One in 138, and that the callers need not have been among them."""
    chart = callers_chart(load_incident())
    assert chart.alt == (
        "17 calls for 2,340 patients affected: 0.73 %, about one call for every 138."
    )
    assert "is not known" in chart.caption
    assert chart.table["How many"].to_list() == ["2,340", "17", "0.73 %", "137.6"]


@given(affected=st.integers(1, 10**8), calls=st.integers(1, 10**6))
def test_dots_are_few_and_shared_out_evenly(affected, calls):
    """However many were affected, the sheet holds a few thousand dots in even blocks."""
    drawn = blocks(affected, calls)
    assert sum(drawn.sizes) <= 6000
    assert max(drawn.sizes) - min(drawn.sizes) <= 1
    assert len(drawn.sizes) <= 40


@pytest.mark.parametrize(
    ("affected", "calls"),
    [(None, None), (5, None), (None, 5), (0, 0), (9, 0), (1, 1), (3, 9), (10**8, 3), (9, 10**6)],
)
def test_any_numbers_fit(build, check_layout, affected, calls):
    """None, nought, more calls than affected, very many: always a sheet that can be read."""
    chart = callers_chart(build([0], affected=affected, support_calls=calls))
    check_layout(chart.figure)
    check_layout(chart.narrow)
    for figure in (chart.figure, chart.narrow):
        for patch in figure.axes[0].patches:
            for x, y in patch.get_path().vertices:
                assert 0 < x < figure.bbox.width
                assert 0 < y < figure.bbox.height


def test_what_is_not_known_is_not_nought(build):
    """An incident without one of the counts, or both, says which, and n/a in its table."""
    chart = callers_chart(build([0], affected=50))
    assert chart.alt == "50 people affected; how many called is not known."
    assert chart.table["How many"].to_list() == ["50", "n/a", "n/a", "n/a"]


def test_what_is_not_known_is_named(build, words, check_layout):
    """Whichever of the two counts is missing is named in the picture; the other is told."""
    for known, told in (
        ({}, "Neither how many people were affected nor how many called is known."),
        ({"support_calls": 1}, "1 call; how many people were affected is not known."),
    ):
        chart = callers_chart(build([0], **known))
        assert chart.alt == told
        assert words(chart.figure) == [told]
        check_layout(chart.figure)
        check_layout(chart.narrow)


def test_the_last_count_of_the_timeline_is_a_count(build):
    """Counts that stand in the timeline alone can be compared all the same."""
    chart = callers_chart(build([0, 1], affected_cumulative=[0, 30], support_calls=3))
    assert chart.alt.startswith("3 calls for 30 people affected")
