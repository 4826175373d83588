"""A session that is gone, a fault of ours and a long wait, on a phone with a real kernel behind."""

import json

import pytest
from playwright.sync_api import expect

from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from course.widgets.control import FAULT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = decisions()[0]
WAIT = 60_000

#: Goes into the kernel of the page before the notebook does, as a fault of ours would.
BROKEN = """
from course.widgets.decide import DecisionWidget
DecisionWidget.{method} = lambda self: {does}
"""


@pytest.fixture
def asked(reader, browser, server):
    """Open the first decision on a phone, in a notebook that begins with some code."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.set_default_timeout(WAIT)
    notebook = server.root / "notebooks" / notebook_of(ASKED.id).filename

    def open_with(code):
        content = json.loads(notebook.read_text("utf-8"))
        cell = next(one for one in content["cells"] if one["cell_type"] == "code")
        cell["source"] = [code, *cell["source"]]
        notebook.write_text(json.dumps(content), "utf-8")
        page.goto(reader(notebook.name))
        page.get_by_text("This page is ready.").wait_for(state="attached")
        option = page.get_by_role("radio").nth(2)
        option.check()
        page.get_by_role("button", name="Check answer").click()
        return page

    yield open_with
    page.close()


def status(page):
    """Find where the decision speaks."""
    return page.locator(".course-decision").get_by_role("status")


def test_a_fault_of_ours_is_told_at_once_and_a_reload_keeps_the_choice(asked):
    """It says so inside the window, with what to do; the choice stands, also after a reload."""
    page = asked(BROKEN.format(method="check", does="1 / 0"))
    told = status(page).get_by_text(FAULT.format(error="ZeroDivisionError"))
    told.wait_for()
    expect(told).to_be_in_viewport()
    expect(page.get_by_role("radio").nth(2)).to_be_checked()
    page.reload()
    page.get_by_text("This page is ready.").wait_for(state="attached")
    expect(page.get_by_role("radio").nth(2)).to_be_checked()


def test_a_long_wait_is_told_as_work_until_the_answer_comes(asked):
    """After a while it says that it is still working, and then it gives the verdict."""
    slow = "__import__('time').sleep(22) or self.explain()"
    page = asked(BROKEN.format(method="check", does=slow))
    told = status(page).get_by_text("Still working")
    told.wait_for()
    expect(told).to_be_in_viewport()
    assert "sleep" not in status(page).inner_text()
    told.wait_for(state="detached")
    expect(status(page)).to_be_empty()


def test_a_session_that_is_gone_is_told_as_gone(asked, server):
    """It is told as asleep, with the one button that wakes it, inside the window."""
    page = asked("")
    status(page).get_by_text(f": {ASKED.options[2].id}. ").wait_for()
    server.stop_kernels()
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Check answer").click()
    told = status(page).get_by_text("has gone to sleep")
    told.wait_for()
    expect(told).to_be_in_viewport()
    wake = status(page).get_by_role("button", name="Reload this page")
    expect(wake).to_be_in_viewport()
    wake.click()
    page.get_by_text("This page is ready.").wait_for(state="attached")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
