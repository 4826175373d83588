"""The coverage lab in a browser: recorded runs at once, and runs in workers when asked for."""

import re

import pytest

from course.content import load
from tests.build.site.conftest import PATIENCE_MS, answer, kept, ready

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment]

COVERAGE = "04_what_coverage_tells"
NEVER_ENDS = "def test_waits(service):\n    print('before it')\n    while True:\n        pass\n"
KILLS = """\
from booking import Patient


def test_noa_books(service):
    noa = Patient("P-7", "Noa", "Linwood")
    service.patients.add(noa)
    assert service.book("P-7", service.diary.at("Linwood")[0])
"""


@pytest.fixture
def lab(site):
    """The page of the lab, opened by an answer."""
    page = site.open(COVERAGE)
    answer(page, "B")
    page.locator(".course-editor").wait_for(timeout=PATIENCE_MS)
    kept(page)
    return page


def tried(page, test):
    """Type a test, run it, and give what the page says of it."""
    editor = page.locator(".course-editor")
    field = editor.get_by_role("textbox")
    field.fill(test)
    editor.get_by_role("button", name="Run my test").click()
    editor.locator(".course-editor-said").wait_for(state="attached", timeout=PATIENCE_MS)
    kept(page)
    assert field.input_value() == test
    return editor.locator(".course-editor-report").text_content()


def test_a_test_of_ones_own_runs_in_the_browser_and_stays_when_it_never_ends(lab, site):
    """Passed, failed or endless: each is told, the text stays, and so it is after a reload."""
    untouched = lab.locator(".course-editor").get_by_role("textbox").input_value()
    assert "Your test passes on both versions" in tried(lab, untouched)
    assert "Your test catches the defect" in tried(lab, KILLS)
    endless = tried(lab, NEVER_ENDS)
    assert "Your test ran out of time" in endless
    assert "before it" in endless
    lab.reload()
    ready(lab)
    editor = lab.locator(".course-editor")
    editor.locator(".course-editor-said").wait_for(state="attached", timeout=PATIENCE_MS)
    assert editor.get_by_role("textbox").input_value() == NEVER_ENDS
    assert site.errors == []


def test_an_experiment_shows_what_was_recorded_and_runs_when_it_is_asked_again(lab, site):
    """Nothing more is fetched for a recording; a run that follows, if one can, is the same."""
    experiment = lab.locator(".course-experiment").first
    experiment.get_by_role("radio").first.click()
    experiment.get_by_role("button").first.click()
    experiment.get_by_text("Recorded when this site was made").wait_for(timeout=PATIENCE_MS)
    assert re.search(r"87\s%", experiment.text_content())
    kept(lab)
    assert not [url for url in site.asked if "tests-" in url]
    experiment.get_by_role("button", name="Run it again").click()
    experiment.get_by_text("Recorded when this site was made").wait_for(
        state="detached", timeout=PATIENCE_MS
    )
    assert re.search(r"87\s%", experiment.text_content())
    assert [url for url in site.asked if "tests-" in url]
    kept(lab)

    # What makes patients up does not run here: also asked once more it is the recording.
    starts = lab.get_by_role("button", name=load("lab")["experiment"]["search"]["button"])
    search = lab.locator(".course-experiment").filter(has=starts)
    search.evaluate("(shown) => { shown.dataset.asked = 'search'; }")
    search = lab.locator("[data-asked=search]")
    search.get_by_role("radio").first.click()
    search.get_by_role("button").first.click()
    elsewhere = search.get_by_text(load("site")["lab"]["only_recorded"])
    elsewhere.wait_for(timeout=PATIENCE_MS)
    kept(lab)
    search.get_by_role("button", name="Run it again").click()
    kept(lab)
    assert elsewhere.is_visible()
    assert site.errors == []


def test_what_runs_tests_and_cannot_be_fetched_is_told_and_the_test_is_kept(lab, site):
    """A second press runs it, once there is a network again."""
    site.context.route("**/tests-*.zip", lambda route: route.abort())
    editor = lab.locator(".course-editor")
    editor.get_by_role("textbox").fill(KILLS)
    editor.get_by_role("button", name="Run my test").click()
    editor.get_by_text("could not be fetched").wait_for(timeout=PATIENCE_MS)
    kept(lab)
    site.context.unroute("**/tests-*.zip")
    assert "Your test catches the defect" in tried(lab, KILLS)
