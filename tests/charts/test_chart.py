"""What every chart is: one piece of HTML that says the same to eyes and to readers."""

import io
import re
from base64 import b64decode
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.image import imread

from course.charts import (
    affected_chart,
    callers_chart,
    minutes_chart,
    timeline_chart,
    what_if_chart,
)
from course.charts.chart import picture
from course.incident.loading import load_incident
from course.incident.what_if import what_if

CHARTS = [timeline_chart, affected_chart, callers_chart, minutes_chart]

VOID = {"img", "source", "br", "input"}
HTML_LIMIT = 300_000


class Outline(HTMLParser):
    """Every element with its attributes, and a check that each is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Check that it closes the last one open."""
        assert self.open.pop() == tag


@pytest.fixture(scope="module", params=CHARTS, ids=lambda make: make.__name__)
def chart(request):
    """Make each chart of the built-in case, drawn once for all that is asked of it."""
    return request.param(load_incident())


def pictures(chart) -> list[bytes]:
    """Give both pictures, the narrow one first."""
    uris = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", chart.html)
    return [b64decode(uri) for uri in uris]


def test_it_is_one_bundle_of_html_and_text(chart):
    """No image output: JupyterLab and nbconvert give that no alt text."""
    assert set(chart._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_the_html_is_whole(chart):
    """Every element is closed, the picture has an alt text, the table is one for readers."""
    outline = Outline(chart.html)
    assert outline.open == []
    tags = [tag for tag, _ in outline.elements]
    assert tags[0] == "figure"
    for tag in ("picture", "source", "img", "figcaption", "details", "summary", "table", "caption"):
        assert tags.count(tag) == 1, tag
    image = next(attributes for tag, attributes in outline.elements if tag == "img")
    assert image["alt"] == chart.alt
    scopes = [attributes["scope"] for tag, attributes in outline.elements if tag == "th"]
    assert scopes.count("col") == len(chart.table.columns)
    assert scopes.count("row") == len(chart.table)


def test_a_phone_gets_the_narrow_picture(chart):
    """The source for narrow screens is another picture than the one for wide ones."""
    outline = Outline(chart.html)
    source = next(attributes for tag, attributes in outline.elements if tag == "source")
    assert source["media"] == "screen and (max-width: 900px)"
    narrow, wide = (ET.fromstring(svg) for svg in pictures(chart))
    assert narrow.get("width") == "380pt"
    assert wide.get("width") == "800pt"


def test_nothing_is_fetched_from_elsewhere(chart):
    """The only addresses in it are names of XML languages."""
    everything = chart.html + "".join(svg.decode() for svg in pictures(chart))
    addresses = set(re.findall(r"https?://[^\s\"'<]+", everything))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


@pytest.mark.slow
def test_it_is_the_same_each_time(chart, request):
    """Built again from the same data, not a byte differs."""
    make = request.node.callspec.params["chart"]
    again = make(load_incident())
    assert again._repr_mimebundle_() == chart._repr_mimebundle_()
    assert picture(again.figure, "png") == picture(chart.figure, "png")


def test_it_is_small_enough_to_live_in_a_notebook(chart):
    """Executed notebooks carry every chart in full."""
    assert len(chart._repr_mimebundle_()["text/html"]) < HTML_LIMIT


def test_the_text_says_what_the_table_says(chart):
    """The plain text holds alt text, caption and every cell."""
    for cell in chart.table.astype(str).to_numpy().ravel():
        assert cell in chart.text
    assert chart.alt in chart.text
    assert chart.caption in chart.text
    assert repr(chart) == chart.text


def test_it_lies_on_a_light_card(chart):
    """A file that no page shows is dark on light."""
    assert min(chart.figure.get_facecolor()[:3]) > 0.9
    assert min(chart.narrow.get_facecolor()[:3]) > 0.9


def test_a_changed_number_changes_the_text(build):
    """What nbval compares follows the data."""
    few = callers_chart(build([0], affected=100, support_calls=3))
    more = callers_chart(build([0], affected=100, support_calls=4))
    assert few.text != more.text


def test_what_the_data_says_cannot_become_markup(build):
    """An event with angle brackets is text, in the table and in the alt text."""
    incident = build([0, 1], text='<img src=x onerror="a()">', title='"><script>')
    for make in CHARTS:
        html = make(incident).html
        assert "<script>" not in html
        assert "<img src=x" not in html


def test_what_the_font_cannot_draw_is_read_all_the_same(build):
    """A screen reader needs no glyphs: titles and units are told whole beside the picture."""
    incident = build(
        [0, 10, 20],
        {0: "started", 1: "detected", 2: "resolved"},
        affected_cumulative=[0, 5, 9],
        support_calls=3,
        affected_unit="顧客",
        title="🔥 障害",
    )
    sooner = what_if(incident, detection=5)
    assert timeline_chart(incident).alt.startswith("Timeline of 🔥 障害.")
    assert affected_chart(incident).alt.startswith("顧客 affected: from 0")
    assert callers_chart(incident).alt.startswith("3 calls for 9 顧客 affected")
    assert callers_chart(incident).caption.endswith("among the 顧客 affected is not known.")
    assert "of 9 顧客 would have been spared" in what_if_chart(incident, sooner).alt


def test_no_pyplot_is_needed():
    """Drawing leaves no global state: no current figure, no backend chosen."""
    import subprocess
    import sys

    code = (
        "import sys; from course.charts import timeline_chart; "
        "from course.incident.loading import load_incident; timeline_chart(load_incident()).svg; "
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("system", "theme", "is_dark"),
    [
        ("dark", "", True),
        ("light", "", False),
        ("light", 'data-jp-theme-light="false"', True),
        ("dark", 'data-jp-theme-light="true"', False),
    ],
)
def test_a_picture_is_as_dark_as_its_page(browser, system, theme, is_dark):
    """Reader mode follows the system, JupyterLab its own theme, and the picture either of them."""
    chart = affected_chart(load_incident()).fragment
    page = browser.new_page(color_scheme=system)
    page.set_content(f"<body {theme}>{chart.styled}")
    shot = imread(io.BytesIO(page.locator("img").screenshot()))[..., :3]
    page.close()
    assert bool(np.median(shot) < 0.3) is is_dark
