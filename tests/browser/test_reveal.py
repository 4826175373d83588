"""The reveal on a phone: its parts in turn, three actions finished in the page, and then ours."""

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import notebook
from course.progress import progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAIT = 90_000
ENDS = (
    (
        "The build log shows the scenario fail on a branch without the check, and somebody from "
        "another team has seen it there, in a run that anybody can open."
    ),
    "A trial story without edge cases is refused, and the attempt stands in the ticket.",
    "A trial pull request is flagged and refused on one approval, as its log shows.",
)


def open_page(page, reader):
    page.goto(reader(notebook("a_strong_post_mortem").filename), timeout=WAIT)
    page.locator(".course-reveal-part").first.wait_for(timeout=WAIT)


def test_three_actions_are_finished_in_the_page(reader, browser, findings):
    """One part is open, each leads to the next, and what is typed outlives a reload."""
    for asked in decisions():
        progress().record(asked.id, "A")
    words = load("reveal")["finish"]
    page = browser.new_page(viewport={"width": 420, "height": 900}, color_scheme="dark")
    page.set_default_timeout(WAIT)
    open_page(page, reader)
    assert page.get_by_text("Is it open yet?").count() == 0
    parts = page.locator(".course-reveal-part")
    assert [part.get_attribute("open") is not None for part in parts.all()] == [True] + [False] * 5
    for place in range(4):
        parts.nth(place).get_by_role("button", name="Continue to").click()
        expect(parts.nth(place + 1).get_by_role("heading", level=2)).to_be_in_viewport()
        assert parts.nth(place + 1).locator("> summary").evaluate("(one) => one.matches(':focus')")

    cards = page.locator(".course-reveal-action")
    check = cards.nth(0).get_by_role("button", name="Check this action")
    check.click()
    told = cards.nth(0).get_by_role("status")
    expect(told.get_by_text(words["lacking"])).to_be_in_viewport()
    assert page.get_by_text(words["ours"]).count() == 0
    for number, end in enumerate(ENDS):
        card = cards.nth(number)
        card.get_by_label(words["owner"]).fill("QA lead")
        card.get_by_label(words["due"]).fill("19 June")
        card.get_by_label(words["end"]).fill(end)
        card.get_by_role("button", name="Check this action").click()
        expect(card.get_by_text(words["done"])).to_be_in_viewport()
        expect(card.get_by_text(words["ours"])).to_be_in_viewport()
    expect(cards.nth(2).get_by_text(words["all_done"])).to_be_visible()
    assert findings(page, ".course-reveal", ".course-reveal") == []

    open_page(page, reader)
    parts.nth(5).locator("> summary").click()
    expect(parts.nth(5).get_by_text(load("reveal")["strong_report"]["note"])).to_be_visible()
    assert cards.nth(1).get_by_label(words["end"]).input_value() == ENDS[1]
    page.close()
