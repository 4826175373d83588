"""Any script is drawn, or the picture says what it could not draw."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from matplotlib import font_manager
from matplotlib.image import imread
from matplotlib.text import Text

from course.charts import CHARTS, affected_chart, timeline_chart
from course.charts.chart import picture
from course.charts.fonts import FAMILY, MARK, families, forget, marked
from course.charts.footnote import undrawn, with_footnote
from course.charts.lettering import width, wrap

TOLD = "that no font here has"
JAPANESE, ARABIC, MIXED = "決済エラーが始まる", "تنبيه: فشل الدفع", "Откат ✅ 3.14159"
NOWHERE = "A \ue123 B"
"""A letter of private use: no font that a reader has knows it."""


@pytest.fixture
def texts(build):
    """Build an incident told in several scripts, with a unit in another."""
    events = [JAPANESE, ARABIC, MIXED]
    incident = build(
        [0, 20, 50],
        {0: "started", 1: "detected", 2: "resolved"},
        affected_cumulative=[0, 400, 1200],
        affected_unit="お客様",
        support_calls=3,
    )
    told = zip(incident.timeline, events, strict=True)
    return replace(incident, timeline=[row._replace(event=event) for row, event in told])


@pytest.fixture
def bare(monkeypatch):
    """Leave this machine no font but the course's own, as on a small one."""
    fonts = font_manager.fontManager
    kept = [entry for entry in fonts.ttflist if entry.name == FAMILY]
    monkeypatch.setattr(fonts, "ttflist", kept)
    forget()
    yield
    monkeypatch.undo()
    forget()


def said(svg: bytes) -> list[str]:
    """Give the lines that an SVG leaves to the browser."""
    return [node.text or "" for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def noted(figure, kind) -> str:
    """Give what stands under a figure while it is drawn."""
    before = set(figure.findobj(Text))
    with with_footnote(figure, kind):
        lines = [text for text in figure.findobj(Text) if text not in before]
        return " ".join(line.get_text() for line in lines)


def test_an_svg_leaves_other_scripts_to_the_browser(texts):
    """Every letter is in the SVG as text, so the reader's own fonts draw it, joined and ordered."""
    chart = timeline_chart(texts)
    assert said(chart.svg) == [JAPANESE, ARABIC, MIXED]
    assert "".join(said(chart.narrow_svg)).startswith(JAPANESE)
    for svg in (chart.svg, chart.narrow_svg):
        assert b'direction="rtl"' in svg
    for make in CHARTS[1:3]:
        assert any("お客様" in line for line in said(make(texts).svg))


@pytest.mark.slow
def test_an_svg_is_the_same_on_every_machine(texts, request):
    """Which fonts a machine has changes nothing in it, and no note claims that something lacks."""
    with_fonts = [make(texts).svg for make in CHARTS]
    request.getfixturevalue("bare")
    assert with_fonts == [make(texts).svg for make in CHARTS]
    assert TOLD not in noted(timeline_chart(texts).figure, "svg")


def lines_marked():
    """Count the lines that hold a mark here; Arabic does where matplotlib cannot join letters."""
    return sum(MARK in marked(text) for text in (JAPANESE, ARABIC, MIXED))


@pytest.mark.usefixtures("bare")
def test_a_png_says_what_it_could_not_draw(texts):
    """Without fonts a mark stands in place of each letter, and one line says in how many lines."""
    chart = timeline_chart(texts)
    for figure in (chart.figure, chart.narrow):
        before = figure.get_size_inches().tolist()
        count = undrawn(figure, "png")
        assert count == lines_marked() or (figure is chart.narrow and count > lines_marked())
        assert noted(figure, "png").startswith(f"▯: signs in {count} lines that no font here has")
        high = imread(io.BytesIO(picture(figure, "png"))).shape[0]
        assert high > before[1] * 144 + 20
        assert figure.get_size_inches().tolist() == before
    assert marked(JAPANESE) == MARK * len(JAPANESE)
    assert marked("👩🏽 on call ✅") == f"{MARK} on call {MARK}"


@pytest.mark.slow
def test_a_png_borrows_fonts_of_the_machine(texts):
    """Where a font has the letters, they are drawn with it and nothing is noted about them."""
    forget()
    names = {entry.name for entry in font_manager.fontManager.ttflist}
    lent = families(JAPANESE)[1:]
    # Both ways are held to: with fonts for it, and on a machine without any.
    assert set(lent) <= names
    assert marked(JAPANESE) == (JAPANESE if lent else MARK * len(JAPANESE))
    assert bool(lent) or not any("CJK" in name for name in names)
    assert families("Ōtautahi") == [FAMILY]
    assert undrawn(timeline_chart(texts).figure, "png") == lines_marked()


def test_what_no_font_anywhere_has_is_marked_in_both(build):
    """A letter of private use and half of a pair are no text that a browser could draw."""
    incident = build([0, 1], text=f"{NOWHERE} \ud800")
    figure = timeline_chart(incident).figure
    assert undrawn(figure, "svg") == undrawn(figure, "png") == 2
    assert noted(figure, "svg").startswith(f"{MARK}: signs in 2 lines")
    assert b"<svg" in picture(figure, "svg")


def test_numbers_in_words_keep_their_digits(texts):
    """Shortening the SVG rounds coordinates, and nothing that somebody wrote."""
    assert MIXED in said(timeline_chart(texts).svg)


def test_lines_break_where_a_script_allows():
    """Chinese and Japanese have no spaces; a mark stays with its letter, a stop with its word."""
    lines = wrap("決済エラーが始まる。" * 9, 12, 121, 9)
    assert all(len(line) >= 9 for line in lines[:-1])
    assert not [line for line in lines if line.startswith(("。", "ー"))]
    accents = wrap("x\u0323\u0331" * 60, 12, 100, 20)
    assert all(line.startswith("x") for line in accents)


def test_words_of_other_scripts_are_told_apart_from_what_stands_beside(texts, check_layout):
    """Nothing overlaps or leaves the sheet in any script, with fonts of the machine."""
    for make in CHARTS:
        check_layout(make(texts).figure)
        check_layout(make(texts).narrow)


@pytest.mark.browser
@pytest.mark.parametrize(
    "text", [JAPANESE, ARABIC, "שלום עולם", "ไม่สามารถสั่งซื้อได้", "ऑर्डर विफल", "🚑✅👩‍🚒🇳🇿", MIXED]
)
def test_a_browser_takes_no_more_room_than_was_measured(browser, build, text):
    """What the browser draws lies on the sheet, where it was meant to and as long at most."""
    svg = timeline_chart(build([0, 5], text=text)).svg.decode()
    page = browser.new_page()
    page.set_content(svg)
    boxes = page.evaluate("""() => [...document.querySelectorAll("text")].map(text => {
        const {x, width} = text.getBBox(); return [x, width, text.getAttribute("x")]; })""")
    page.close()
    assert len(boxes) == 2
    for x, long, place in boxes:
        assert x == pytest.approx(float(place), abs=1.5)
        assert 0 < long <= width(text, 13) + 1


def test_the_unit_leaves_no_gap(texts, words):
    """Heading and total of the affected are whole."""
    for figure in (affected_chart(texts).figure, affected_chart(texts).narrow):
        assert {"お客様 affected", "1,200 お客様"} <= set(words(figure))


def test_glyphs_and_text_stand_side_by_side(texts):
    """What the course's own font has stays drawn as paths, the same on every machine."""
    svg = timeline_chart(texts).svg.decode()
    assert not re.search(r"<text[^>]*>[^<]*(Impact|started)", svg)
