"""A learner writes a line on a phone, and meets it again, in a real browser."""

import pytest
from playwright.sync_api import expect

from course.content import load
from course.progress import progress
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = load("writing")["writing"]
LINE = load("writing")["line"]["first-words"]
KEY = "line.first-words"


def opened(context, address):
    """Open a page and give it with the control for the line, and its field."""
    page = context.new_page()
    page.goto(address, timeout=90_000)
    box = page.locator(".course-write").filter(has_text=LINE["label"])
    box.wait_for(timeout=60_000)
    return page, box, box.get_by_role("textbox", include_hidden=True)


def test_a_line_is_kept_on_two_tabs_and_met_again(reader, browser):
    """It outlives a reload; two tabs lose nothing of each other; notebook 02 asks or shows it."""
    context = browser.new_context(viewport={"width": 420, "height": 900})
    page, box, field = opened(context, reader("02_open_the_meeting.ipynb"))
    expect(field).to_be_hidden()
    box.get_by_role("button", name=SAID["now"]).press("Enter")
    expect(field).to_be_focused()
    page.close()
    page, box, field = opened(context, reader("00_start_here.ipynb"))
    field.focus()
    page.keyboard.type("So who was on call?")
    expect(box.get_by_role("status")).to_have_text(SAID["kept"])
    assert progress().kept(KEY).value == "So who was on call?"
    page.keyboard.type(" Anybody?")
    # Before it is kept: the page that goes holds it for the next one.
    page.reload()
    expect(field).to_have_value("So who was on call? Anybody?", timeout=60_000)
    expect(box.get_by_role("status")).to_have_text(SAID["kept"])
    assert [one.value for one in progress().versions(KEY)] == ["So who was on call? Anybody?"]

    _, met, elsewhere = opened(context, reader("02_open_the_meeting.ipynb"))
    expect(met.locator("blockquote").first).to_have_text("So who was on call? Anybody?")
    assert not elsewhere.is_visible()
    met.get_by_role("button", name=SAID["change"]).press("Enter")
    expect(elsewhere).to_be_focused()
    elsewhere.fill("Thanks for coming.")
    expect(met.get_by_role("status")).to_have_text(SAID["kept"])

    # The first tab still shows what it had, and hears of the other one when somebody is there.
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(field).to_have_value("Thanks for coming.")
    expect(box.get_by_role("status")).to_have_text(SAID["elsewhere"])
    elsewhere.fill("Thanks.")
    expect(met.get_by_role("status")).to_have_text(SAID["kept"])
    field.fill("Who else was there?")
    expect(box.get_by_role("status")).to_have_text(SAID["kept"])
    box.get_by_text(SAID["others"]).click()
    expect(box.locator("blockquote").last).to_have_text("Thanks.")
    assert axe_findings(page, ".course-write") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    for pressed in box.locator("button:visible, summary:visible, textarea:visible").all():
        assert pressed.bounding_box()["height"] >= 44
    box.get_by_role("button", name=SAID["use"]).press("Enter")
    expect(field).to_have_value("Thanks.")
    box.get_by_role("button", name=SAID["settle"]).press("Enter")
    expect(box.get_by_role("status")).to_have_text(SAID["settled"])
    assert [one.value for one in progress().versions(KEY)] == ["Thanks."]

    field.fill("x" * (LINE["most"] - 9))
    expect(box.get_by_role("status")).to_have_text(f"{SAID['kept']} 9 more characters fit.")
    field.fill("x" * (LINE["most"] + 1))
    expect(box.get_by_role("status")).to_contain_text("longer than the 500 characters")
    assert len(progress().kept(KEY).value) == LINE["most"] - 9
    context.close()


def test_a_line_that_is_met_again_on_its_own_page_was_not_changed_elsewhere(reader, browser):
    """What waits for a line says which; it shows what was typed above, and nothing else."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(reader("08_write_the_report.ipynb"), timeout=90_000)
    asked = load("writing")["line"]["readers"]["label"]
    above, below = (page.locator(".course-write").filter(has_text=asked).nth(at) for at in (0, 1))
    expect(below.get_by_text(asked)).to_be_visible(timeout=60_000)
    for text in ("The engineer on call.", "The engineer on call, and support."):
        above.get_by_role("textbox").fill(text)
        expect(below.locator("blockquote").first).to_have_text(text)
        expect(below.get_by_role("status")).to_be_empty()
    page.close()
