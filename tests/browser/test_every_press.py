"""On a phone every press is answered where one looks: inside the window, and soon."""

import pytest
from playwright.sync_api import expect

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.progress import progress
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 420, "height": 900}
PATIENCE_MS = 90_000
SOON_MS = 2_000

#: Files are chosen and saved outside the page, and a session is not ended here.
OF_FILES = ("Bring back", "Open a file", "Reload")
#: What was run a moment ago may run still.
ELSEWHERE = "|".join([*OF_FILES, "Run it again"])
#: What waits for the answer to the press before.
BUSY = "main [aria-disabled=true]"

#: The next control that was not pressed: one of each name in each control of the course, first what
#: answers a question, which whoever presses something else has left, and the way back at the end.
#: Those over a picture have a test of their own.
NEXT = """(elsewhere) => {
  window.coursePressed ??= new Set();
  const found = [...document.querySelectorAll(
    "main :is(button, summary, input[type=radio]:not(.course-spots *))")];
  const leadsBack = (one) => one.innerText?.trim() === "Back";
  const turn = (one) => (one.closest(".course-sure") ? -1 : Number(leadsBack(one)));
  found.sort((one, other) => turn(one) - turn(other));
  for (const one of found) {
    const name = one.innerText?.trim() || one.closest("label")?.innerText || one.ariaLabel || "";
    // One row or person stands for the others.
    const kind = name.replace(/\\d+/g, "0");
    const key = [one.tagName, kind, one.closest(".course-control")?.className].join("|");
    if (window.coursePressed.has(key) || new RegExp(`^(${elsewhere})`).test(name)) continue;
    // Busy with the press before: its turn comes when that is answered.
    if (one.getAttribute("aria-disabled") === "true") continue;
    if (!one.checkVisibility() || one.disabled || one.matches(":disabled, :checked")) continue;
    window.coursePressed.add(key);
    return one;
  }
  return null;
}"""


@pytest.fixture
def server(own_server):
    """Give a server that opens the rooms of this test alone."""
    return own_server


def open_page(page, reader, name):
    page.goto(reader(name), timeout=PATIENCE_MS)
    page.get_by_text("This page is ready.").wait_for(state="attached", timeout=PATIENCE_MS)


def press_all(page, press):
    """Press one of each name, also of those that come with a press."""
    wall = page.locator("dialog[open]")
    while True:
        # Where an answer is waited for, its button has its turn afterwards.
        expect(page.locator(BUSY)).to_have_count(0, timeout=PATIENCE_MS)
        control = page.evaluate_handle(NEXT, ELSEWHERE).as_element()
        if control is None:
            return
        is_answer = control.evaluate("one => Boolean(one.closest('.course-sure'))")
        press(page, control)
        if is_answer:
            # What it is about, such as a learner who was put aside, may be gone in a moment.
            page.wait_for_timeout(1_000)
        # What fills the screen covers the next one.
        if wall.count():
            page.keyboard.press("Escape")
        expect(wall).to_have_count(0)
        # Whoever presses by keyboard goes on from here, and not at the top of the page.
        expect(page.locator(BUSY)).to_have_count(0, timeout=PATIENCE_MS)
        page.wait_for_function("document.activeElement !== document.body", timeout=SOON_MS)


@pytest.mark.deployment
def test_axe_finds_nothing_and_what_is_closed_answers(reader, browser, press):
    """On every page, before anything is answered."""
    page = browser.new_page(viewport=PHONE)
    for room in notebooks():
        open_page(page, reader, room.filename)
        assert axe_findings(page) == [], room.slug
        for look in page.get_by_role("button", name="Check again").all():
            press(page, look)
    page.close()


@pytest.mark.deployment
def test_every_press_changes_something_in_the_window(reader, browser, press):
    """On every page with all of it open, each button, option and part answers in the window."""
    for asked in decisions():
        progress().record(asked.id, "A")
    page = browser.new_page(viewport=PHONE)
    first, *others = notebooks()
    for room in others:
        open_page(page, reader, room.filename)
        press_all(page, press)
    # At the end, since somebody begins anew here, undoes that, and deletes all of it.
    open_page(page, reader, first.filename)
    press_all(page, press)
    expect(page.get_by_text("Everything is deleted")).to_be_visible()
    page.close()


def test_the_verdict_is_where_the_thumb_is(reader, browser, press):
    """The card and its feedback are in view, what was tried stays marked, one button is the next.

    That is choosing again, and the way on stands beside it; with the key it is the way on.
    """
    asked = decisions()[0]
    page = browser.new_page(viewport=PHONE)
    open_page(page, reader, notebook_of(asked.id).filename)
    cards = page.locator(".course-option")
    status = page.locator(".course-decision").get_by_role("status")
    check = page.get_by_role("button", name="Check answer")
    again = page.get_by_role("button", name="Choose again")
    onward = page.get_by_role("button", name="Continue to")
    main = page.locator(".course-decision .course-main:visible")
    assert onward.count() == 0
    # At the lower edge, as in the hand of somebody who has just read the last option.
    check.evaluate("(one) => one.scrollIntoView({ block: 'end' })")
    press(page, check)
    expect(status).to_be_in_viewport(ratio=1)

    cards.nth(0).click()
    press(page, check)
    expect(cards.nth(0)).to_contain_text("↺ Not this one")
    expect(cards.nth(0)).to_be_in_viewport(ratio=1)
    expect(status).to_contain_text("Not this one: A.")
    expect(status).to_be_in_viewport(ratio=1)
    expect(onward).to_be_in_viewport(ratio=1)
    expect(main).to_have_text("Choose again")
    expect(check).to_be_hidden()
    below = status.bounding_box()["y"] - cards.nth(0).bounding_box()["y"]
    assert 0 < below < cards.nth(1).bounding_box()["y"] - cards.nth(0).bounding_box()["y"]

    # Another choice takes the feedback away and leaves the mark; what was chosen stays put.
    expect(page.locator(".course-settling")).to_have_count(0)
    cards.nth(1).evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    before = cards.nth(1).bounding_box()["y"]
    cards.nth(1).click()
    expect(status).to_be_empty()
    assert abs(cards.nth(1).bounding_box()["y"] - before) < 2
    expect(cards.nth(0)).to_contain_text("↺ Not this one")
    expect(onward).to_be_hidden()
    # So does the button, without a choice; the first that was not tried has the focus.
    cards.nth(0).click()
    expect(status).to_contain_text("Not this one: A.")
    press(page, again)
    expect(status).to_be_empty()
    expect(page.locator(".course-option :checked")).to_have_count(0)
    expect(cards.nth(1).get_by_role("radio")).to_be_focused()
    cards.nth(1).click()
    press(page, check)
    expect(cards.nth(1)).to_contain_text("✓ Yes")
    expect(cards.nth(1)).to_be_in_viewport(ratio=1)
    expect(main).to_have_text(onward.inner_text())

    press(page, onward)
    heading = page.get_by_role("heading", level=2, name=onward.inner_text().split("“")[1][:-1])
    expect(heading).to_be_in_viewport()
    page.close()


def test_the_explanation_comes_into_view(reader, browser, press):
    """Whoever asks why after another answer sees it at once, and hears it from its beginning."""
    asked = decisions()[1]
    page = browser.new_page(viewport=PHONE)
    open_page(page, reader, notebook_of(asked.id).filename)
    page.locator(".course-option").nth(3).click()
    page.get_by_role("button", name="Check answer").click()
    press(page, page.get_by_role("button", name="Show the explanation"))
    expect(page.get_by_role("heading", name=f"Why {asked.key}")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.className") == "course-explanation"
    page.close()
