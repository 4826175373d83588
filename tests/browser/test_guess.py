"""A learner guesses before a chart shows it, on a phone, in a real browser."""

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.notebooks import notebook
from course.progress import progress
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = load("guesses")["guessing"]
ROOM = notebook("what_happened").filename


def test_guesses_by_keyboard_on_a_phone(reader, browser):
    """Each opens its chart, says in view how it differs, is kept, and outlives a reload."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(reader(ROOM), timeout=120_000)
    guesses = page.locator(".course-guess")
    share, silence, rise, part, spared = (guesses.nth(number) for number in range(5))
    part.get_by_role("button", name=SAID["see"]).wait_for(timeout=120_000)
    assert page.locator(".course-guess figure").count() == 0
    slider = page.get_by_role("slider", name="Noticed sooner")
    expect(slider).to_be_hidden()

    share.get_by_role("button", name=SAID["see"]).press("Enter")
    expect(share.get_by_role("status")).to_have_text(SAID["type"])
    field = share.get_by_role("textbox")
    field.focus()
    page.keyboard.type("ten thousand million")
    page.keyboard.press("Enter")
    expect(share.get_by_role("status")).to_contain_text("A share is expected here")
    field.fill("one in ten")
    page.keyboard.press("Enter")
    verdict = share.get_by_role("status")
    expect(verdict).to_contain_text("You said one in 10; it was one in 138")
    expect(verdict).to_be_focused()
    expect(verdict).to_be_in_viewport(ratio=1)
    share.get_by_role("img").first.wait_for(timeout=30_000)
    assert share.get_by_role("button", name=SAID["see"]).count() == 0

    silence.get_by_role("radio").nth(1).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(silence.get_by_role("status")).to_contain_text("the longest silence there is 4 d 2 h")
    expect(silence.get_by_role("status")).to_be_in_viewport(ratio=1)

    rise.get_by_text("Slowly at first").click()
    rise.get_by_role("button", name=SAID["see"]).click()
    expect(rise.get_by_role("status")).to_contain_text("It was “About evenly”: after 1 h 27 min")
    expect(rise.get_by_role("status")).to_be_in_viewport(ratio=1)

    spared.get_by_role("textbox").fill("900")
    page.keyboard.press("Enter")
    expect(spared.get_by_role("status")).to_contain_text("You said 900; it would have been 328")
    expect(slider).to_be_visible()

    part.get_by_role("button", name=SAID["skip"]).press("Enter")
    expect(part.get_by_role("status")).to_contain_text("The longest part: “From then on until")
    assert part.get_by_text("How long each part took").count() == 1

    assert axe_findings(page, ".course-guess") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    assert sorted(progress().kept_under("guess.")) == [
        "guess.longest-part",
        "guess.longest-silence",
        "guess.rise",
        "guess.share",
        "guess.spared",
    ]
    page.reload()
    expect(verdict).to_contain_text("You said one in 10", timeout=60_000)
    assert silence.get_by_role("radio").nth(1).is_checked()
    share.get_by_role("img").first.wait_for(timeout=30_000)
    page.close()
