"""A learner goes through the course in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.decisions import decisions
from course.notebooks import notebook_of
from course.progress import progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def run_all(page):
    # Before the kernel is there, JupyterLab runs nothing and says nothing.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).first.click()


def axe_findings(page):
    found = Axe().run(page, context={"include": [[".course-decision"]]}).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


def cells(page):
    return page.locator(".jp-Notebook .jp-Cell").count()


def test_by_keyboard_in_jupyterlab(lab, browser):
    """Arrow keys, Space and Enter answer; no key of an option reaches the notebook."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    asked = decisions()[0]
    page.goto(lab(notebook_of(asked.id).filename))
    run_all(page)
    first = page.get_by_role("radio").first
    first.wait_for(timeout=60_000)
    before = page.content()
    for option in asked.options:
        assert option.label not in before
        assert option.feedback.split(".")[0] not in before
    assert page.locator("input[type=radio]:checked").count() == 0
    assert axe_findings(page) == []

    number = cells(page)
    first.focus()
    for key in ("b", "x", "d", "d"):
        page.keyboard.press(key)
    assert cells(page) == number
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Not this one: A").wait_for(timeout=15_000)
    assert page.evaluate("document.activeElement.textContent") == "Check answer"
    assert page.get_by_role("button", name="Show the explanation").is_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=15_000)
    assert page.get_by_text("What each of the others does").is_visible()
    assert axe_findings(page) == []
    assert [attempt.option for attempt in progress().attempts()] == ["A", "B"]
    assert cells(page) == number


def test_by_touch_in_reader_mode_at_phone_width_until_the_reveal_opens(reader, browser):
    """On a phone all four are answered, nothing is cut, and the reveal opens."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    for asked in decisions():
        page.goto(reader(notebook_of(asked.id).filename), timeout=90_000)
        check = page.get_by_role("button", name="Check answer")
        check.wait_for(timeout=60_000)
        check.click()
        page.get_by_text("Choose one of the four first").wait_for(timeout=15_000)
        page.locator(".course-option").nth(3).click()
        check.click()
        page.get_by_role("status").get_by_text("Not this one: D").wait_for(timeout=15_000)
        for box in page.locator(".course-option, .course-decision button:visible").all():
            bounds = box.bounding_box()
            assert bounds["height"] >= 44
            assert bounds["x"] >= 0
            assert bounds["x"] + bounds["width"] <= 420
        assert axe_findings(page) == []
    assert len(progress().attempts()) == 4

    page.goto(reader("06_a_strong_post_mortem.ipynb"), timeout=90_000)
    page.get_by_role("heading", name="The strong report").wait_for(timeout=60_000)
    page.reload()
    page.get_by_role("heading", name="The strong report").wait_for(timeout=60_000)


def test_an_answer_survives_a_reload_and_a_restart(reader, browser):
    """Opening the page again, with a new kernel, brings the answer and its feedback back."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(reader("02_open_the_meeting.ipynb"), timeout=90_000)
    page.locator(".course-option").nth(1).click(timeout=60_000)
    page.get_by_role("button", name="Check answer").dblclick()
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=15_000)
    page.reload()
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=60_000)
    assert page.get_by_role("radio").nth(1).is_checked()
    assert len(progress().attempts()) == 1
