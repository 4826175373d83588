"""A learner practises on a phone, in a real browser: own line first, then one to compare."""

import json

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.notebooks import notebook
from course.progress import progress
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = load("practice")["practising"]
WRITING, LINE = load("writing")["writing"], load("writing")["line"]["redirect"]
KEPT = WRITING["kept"]
REDIRECT = load("practice")["set"]["redirect"]["item"]
TRAPS = load("practice")["set"]["traps"]
PATIENCE_MS = 90_000


def opened(page, address, first):
    """Open a page, and give the practice whose first sentence this is."""
    page.goto(address, timeout=PATIENCE_MS)
    page.get_by_text("This page is ready.").wait_for(state="attached", timeout=PATIENCE_MS)
    return page.locator(".course-practice").filter(has_text=first)


def test_a_sentence_is_answered_compared_and_taken_along(reader, browser, press):
    """What comes of a press stands in the window; after a reload it goes on with the next one, and
    what was said of the one before is there.
    """
    page = browser.new_page(viewport={"width": 420, "height": 900})
    address = reader(notebook("open_the_meeting").filename)
    box = opened(page, address, REDIRECT[0]["said"])
    field, status = box.get_by_role("textbox"), box.get_by_role("status")
    compare = box.get_by_role("button", name=SAID["button"])
    press(page, compare)
    expect(status).to_have_text(SAID["nudge"])
    field.fill("We said: how. What was on the screen?")
    expect(box).to_contain_text(KEPT)
    press(page, compare)
    expect(status).to_contain_text(REDIRECT[0]["model"])
    # The button is gone: whoever pressed it by keyboard goes on at the answer.
    expect(status).to_be_focused()
    onward = box.get_by_role("button", name=SAID["next"])
    expect(onward).to_be_in_viewport(ratio=1)
    expect(compare).to_be_hidden()
    press(page, box.get_by_role("button", name=SAID["take"]))
    expect(status).to_contain_text("stands on the run sheet now")
    assert progress().kept("line.redirect").value == "We said: how. What was on the screen?"
    below = page.locator(".course-write").filter(has_text=LINE["label"])
    expect(below.get_by_role("textbox")).to_have_value("We said: how. What was on the screen?")
    expect(below).not_to_contain_text(WRITING["elsewhere"])
    assert axe_findings(page, ".course-practice") == []
    for pressed in box.locator("button:visible").all():
        assert pressed.bounding_box()["height"] >= 44
    press(page, onward)
    box = page.locator(".course-practice").filter(has_text=REDIRECT[1]["said"])
    expect(box.locator(".course-practice-panel")).to_be_focused()
    expect(box.locator(".course-practice-panel")).to_be_in_viewport()
    expect(box).not_to_contain_text(KEPT)

    box = opened(page, address, REDIRECT[1]["said"])
    expect(box.get_by_role("textbox")).to_have_value("")
    press(page, box.get_by_role("button", name=SAID["back"]))
    box = page.locator(".course-practice").filter(has_text=REDIRECT[0]["said"])
    expect(box.get_by_role("textbox")).to_have_value("We said: how. What was on the screen?")
    expect(box.get_by_role("status")).to_contain_text(REDIRECT[0]["model"])

    trap = TRAPS["item"][0]
    box = opened(page, reader(notebook("the_right_output").filename), trap["said"])
    marks = TRAPS["mark"][trap["marks"]]
    box.locator(".course-option").filter(has_text=marks["normative"]).click()
    expect(box).to_contain_text(KEPT)
    assert json.loads(progress().kept("practice.traps").value) == {trap["id"]: "normative"}
    press(page, box.get_by_role("button", name=SAID["button"]))
    expect(box.get_by_role("status")).to_contain_text(marks["counterfactual"])
    # Another mark takes back what was said of the one before.
    box.locator(".course-option").filter(has_text=marks["counterfactual"]).click()
    expect(box.get_by_role("status")).to_be_empty()
    press(page, box.get_by_role("button", name=SAID["button"]))
    expect(box.get_by_role("status")).to_contain_text("and so would we")
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    page.close()
