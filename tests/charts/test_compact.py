"""A shorter SVG shows the same picture."""

from io import BytesIO

import matplotlib as mpl
import numpy as np
import pytest

from course.charts import affected_chart, callers_chart, minutes_chart, timeline_chart
from course.charts.chart import DRAWN
from course.charts.compact import compact
from course.incident.loading import load_incident


def as_drawn(figure) -> str:
    """Give the SVG as matplotlib writes it."""
    stream = BytesIO()
    with mpl.rc_context(DRAWN):
        figure.savefig(stream, format="svg", metadata={"Date": None})
    return stream.getvalue().decode()


def test_it_is_less_than_half_as_long():
    """That is what it is for."""
    whole = as_drawn(timeline_chart(load_incident()).figure)
    assert len(compact(whole)) < len(whole) / 2


def test_it_can_be_done_twice():
    """What is short already stays as it is."""
    once = compact(as_drawn(affected_chart(load_incident()).figure))
    assert compact(once) == once


@pytest.mark.browser
@pytest.mark.parametrize(
    "make",
    [timeline_chart, affected_chart, callers_chart, minutes_chart],
    ids=lambda make: make.__name__,
)
def test_a_browser_shows_the_same(make, browser):
    """Pixel by pixel, within what a hundredth of a point can change."""
    whole = as_drawn(make(load_incident()).figure)
    page = browser.new_page(viewport={"width": 1300, "height": 1500})
    shots = []
    for svg in (whole, compact(whole)):
        page.set_content(f"<body style='margin:0'>{svg[svg.index('<svg') :]}")
        shots.append(mpl.image.imread(BytesIO(page.screenshot())))
    page.close()
    assert np.abs(shots[0] - shots[1]).max() < 0.25
