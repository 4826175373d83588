"""Answers and texts go from a site to an installed course and back, as the same file."""

import json
import os
import subprocess
import sys

import pytest

from tests.build.site.conftest import PATIENCE_MS, answer, kept, ready

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment]

ANSWER_THERE = (
    "from course import decide, write; from course.progress import progress; "
    "decide('systemic-fix').choose('B').check(); "
    "progress().keep('line.coverage-of', 'Written on a laptop', instead_of=None)"
)


@pytest.fixture
def laptop(tmp_path):
    """Runs something in an installed course with a home of its own."""

    def run(*words):
        command = [sys.executable, *words]
        environment = os.environ | {"COURSE_HOME": str(tmp_path / "home")}
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True)

    return run


def taken(page, target):
    """Take along all that was done, with the button of the start page."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    download.value.save_as(target)
    return json.loads(target.read_text("utf-8"))


def test_a_learner_moves_from_the_site_to_a_laptop_and_on_to_another_browser(
    site, browser, laptop, tmp_path
):
    """What was answered and written in each place is there in the next one, to the letter."""
    page = site.open("02_open_the_meeting")
    answer(page, "B")
    page.get_by_role("textbox").first.fill("Was wussten wir? “Tēnā koutou” 🙂")
    page.get_by_role("textbox").first.press("Tab")
    kept(page)
    page.goto(page.url.replace("02_open_the_meeting", "00_start_here"))
    ready(page)
    from_site = taken(page, tmp_path / "site.json")
    assert "Tēnā koutou” 🙂" in json.dumps(from_site, ensure_ascii=False)

    laptop("-m", "course", "progress", "import", str(tmp_path / "site.json"))
    laptop("-m", "course", "progress", "export", str(tmp_path / "same.json"))
    assert json.loads((tmp_path / "same.json").read_text("utf-8")) == from_site
    laptop("-c", ANSWER_THERE)
    laptop("-m", "course", "progress", "export", str(tmp_path / "laptop.json"))
    from_laptop = json.loads((tmp_path / "laptop.json").read_text("utf-8"))
    assert len(from_laptop["attempts"]) == 2

    # A browser that knows nothing of the first one.
    page.evaluate("localStorage.clear()")
    elsewhere = browser.new_context()
    there = elsewhere.new_page()
    there.goto(page.url)
    ready(there)
    there.locator("input[type=file]").first.set_input_files(tmp_path / "laptop.json")
    there.get_by_text("Fix the system: answered").wait_for(timeout=PATIENCE_MS)
    kept(there)
    assert taken(there, tmp_path / "back.json") == from_laptop
    there.goto(page.url.replace("00_start_here", "02_open_the_meeting"))
    ready(there)
    assert "Tēnā koutou” 🙂" in there.get_by_role("textbox").first.input_value()
    elsewhere.close()
