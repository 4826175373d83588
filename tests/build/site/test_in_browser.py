"""The course in a browser, from a plain folder: answered, kept, and there without a network."""

import re
from pathlib import Path

import pytest

from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from tests.accessibility import axe_findings
from tests.build.site.conftest import PATIENCE_MS, answer, handed_out, kept, ready

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment]

PAGES = {asked.id: notebook_of(asked.id).filename.removesuffix(".ipynb") for asked in decisions()}

#: Note at each time that all is said to be kept whether there is a verdict.
KEPT = """() => {
  window.kept = [];
  new MutationObserver(() => {
    if (document.documentElement.dataset.kept === "yes")
      window.kept.push(document.querySelector("main").innerText.includes("Yes: "));
  }).observe(document.documentElement, { attributeFilter: ["data-kept"] });
}"""


def test_four_decisions_on_four_pages_open_what_comes_after(site):
    """Readable at once, pressed before Python is there, kept between pages, on this host alone."""
    for asked in decisions():
        page = site.open(PAGES[asked.id], waits=True)
        page.wait_for_function("performance.getEntriesByName('course-shown').length > 0")
        # Python is not even starting; what is pressed waits its turn, and is not yet kept.
        page.evaluate(KEPT)
        answer(page, asked.key)
        verdict = page.get_by_text(re.compile(rf"Yes: {asked.key}\."))
        verdict.first.wait_for(timeout=PATIENCE_MS)
        kept(page)
        told = page.evaluate("window.kept")
        assert told
        assert all(told)
        page.close()

    # Before Python is there, the page says what the others have told the browser.
    start = site.open("00_start_here", waits=True)
    start.get_by_text("Open the meeting: answered").wait_for(timeout=PATIENCE_MS)
    assert start.evaluate("document.documentElement.dataset.python") is None
    assert axe_findings(start) == []
    start.close()

    reveal = site.open("07_a_strong_post_mortem")
    reveal.locator(".course-reveal, .course-revealed").first.wait_for(timeout=PATIENCE_MS)
    assert reveal.evaluate("document.documentElement.scrollWidth") <= 420
    reveal.close()

    meeting = site.open("06_rehearse_the_meeting")
    meeting.locator(".course-rehearsal").first.wait_for(timeout=PATIENCE_MS)
    meeting.close()

    assert {url.split("/")[2] for url in site.asked if url.startswith("http")} == {
        f"127.0.0.1:{site.port}"
    }
    assert site.errors == []


def test_tabs_answer_at_once_and_nothing_is_lost(site):
    """Three pages work on the same answers, each in its turn."""
    pages = [site.open(PAGES[asked.id]) for asked in decisions()[:3]]
    for page in pages:
        page.get_by_role("radio").nth(0).click()
    for page in pages:
        page.get_by_role("button", name="Check answer").click()
    for page in pages:
        kept(page)
    start = site.open("00_start_here")
    start.get_by_text("What coverage tells: answered").wait_for(timeout=PATIENCE_MS)
    assert start.get_by_text(": answered").count() == 3


def test_after_one_visit_the_course_is_there_without_a_server(built, browser):
    """Every page opens, answers and keeps with the server stopped."""
    context = browser.new_context(viewport={"width": 420, "height": 800})
    page = context.new_page()
    with handed_out(built) as port:
        page.goto(f"http://127.0.0.1:{port}/a/fork/00_start_here.html")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
    for notebook in notebooks():
        page.goto(f"http://127.0.0.1:{port}/a/fork/{notebook.page}")
        ready(page)
        page.get_by_role("heading", level=1, name=notebook.title).wait_for()
        if notebook.decision:
            answer(page, "B")
        if field := page.get_by_role("textbox").and_(page.locator("textarea:visible")).all():
            field[0].fill(f"Written in {notebook.slug}")
            field[0].press("Tab")
        kept(page)
    page.goto(f"http://127.0.0.1:{port}/a/fork/00_start_here.html")
    for asked in decisions():
        title = notebook_of(asked.id).title
        page.get_by_text(f"{title}: answered").wait_for(timeout=PATIENCE_MS)
    ready(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download my answers").click()
    written = Path(taken.value.path()).read_text("utf-8")
    assert [asked.id for asked in decisions() if f'"{asked.id}"' not in written] == []
    assert written.count("Written in ") >= len(decisions())
    context.close()


def test_an_incident_of_ones_own_is_read_here_and_its_charts_are_told_in_words(site):
    """Checking, facts and questions run beside the page; a chart says where it is drawn."""
    page = site.open("09_your_own_incident")
    # Nothing was typed in which a name could be found.
    assert page.get_by_role("button", name="These are no names").count() == 0
    for label, text in (
        ("Title", "Tills"),
        ("Organisation", "Café"),
        ("Time zone", "Europe/Paris"),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Text", exact=True).click()
    page.get_by_label("Timeline", exact=True).fill(
        "timestamp,event,phase,affected_cumulative\n"
        "2026-05-04T10:00,The tills stop.,started,0\n"
        "2026-05-04T10:40,The shift lead rings.,detected,20\n"
        "2026-05-04T11:30,The tills take cards again.,resolved,40\n"
    )
    page.get_by_role("button", name="Check and show").click()
    page.get_by_text("3 events, nothing to mend").first.wait_for(timeout=PATIENCE_MS)
    words = load("site")["undrawn"]
    page.get_by_text(words["chart"]).first.wait_for()
    guess = page.locator(".course-guess").filter(has_text="would have been spared?")
    guess.get_by_role("button", name="Show it without a guess").click()
    sliders = page.locator(".course-what-if")
    sliders.get_by_text(words["what_if"]).wait_for(timeout=PATIENCE_MS)
    before = sliders.get_by_role("status").text_content()
    sliders.get_by_role("slider").first.press("ArrowRight")
    page.wait_for_function(
        "before => document.querySelector('.course-what-if [role=status]').textContent !== before",
        arg=before,
    )
    assert "of 40 " in sliders.get_by_role("status").text_content()
    assert sliders.get_by_text(words["what_if"]).is_visible()
    assert not sliders.locator("img").first.is_visible()
    kept(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe_findings(page) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    assert site.errors == []
