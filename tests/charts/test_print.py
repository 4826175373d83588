"""A chart on paper: a page holds it, however long it is on a screen."""

import io
import re

import pytest
from matplotlib.image import imread

from course.charts import affected_chart, timeline_chart
from course.incident.loading import load_incident

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 717, 1046
"""What an A4 page with margins of a centimetre has room for, in CSS pixels."""

LONG = (
    "The checkout answers with an error page while whoever is on call looks for the change "
    "that could explain it. "
) * 2


@pytest.fixture
def sixty(build):
    """Build an incident of sixty events, whose timeline is higher than wide."""
    phases = {0: "introduced", 10: "started", 14: "detected", 50: "resolved"}
    counts = list(range(60))
    return build([7.0 * at for at in range(60)], phases, LONG, affected_cumulative=counts)


@pytest.mark.parametrize("make", [timeline_chart, affected_chart])
@pytest.mark.parametrize("case", [True, False])
def test_a_page_holds_a_chart_with_its_caption(browser, sixty, case, make):
    """In print nothing of the case or of sixty events is cut in two, and the card stays light."""
    chart = make(load_incident() if case else sixty).fragment
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_content(f"<style>body {{ margin: 0; }}{chart.style}</style>{chart.html}")
    page.emulate_media(media="print")
    image = page.locator("img")
    shape = image.evaluate("image => image.naturalWidth / image.naturalHeight")
    drawn, whole = image.bounding_box(), page.locator("figure").bounding_box()
    card = imread(io.BytesIO(image.screenshot()))[20, -3, :3]
    printed = page.pdf(format="A4", margin=dict.fromkeys(["top", "right", "bottom", "left"], "1cm"))
    page.close()
    assert drawn["width"] == pytest.approx(drawn["height"] * shape, rel=0.01)
    assert drawn["width"] <= WIDTH
    assert whole["height"] <= HEIGHT
    assert card.min() > 0.9
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
