"""The lead panel in a real browser: what moves a room is asked first, and can be taken back."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def open_lead(room_process: Any, windows: Any) -> tuple[Any, dict[str, str]]:
    """Start a room and open its panel."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    lead.locator("#steps button").first.wait_for()
    return lead, links


def press(page: Any, key: str, heading: str) -> None:
    """Press a key and wait for what it leads to."""
    page.keyboard.press(key)
    page.locator("h1", has_text=heading).wait_for()


def vote(phone: Any, option: str) -> None:
    """Choose an option and wait until it is saved."""
    phone.locator(f"input[value={option}]:enabled").check()
    phone.get_by_text(f"Saved: {option}").wait_for()


def test_skipping_asks_first(room_process: Any, windows: Any):
    """No button and no key, on panel or projector, skips a decision before it is confirmed."""
    lead, links = open_lead(room_process, windows)
    screen = windows.open_beside(lead.context, f"{links['join']}lead/screen")
    screen.locator("h1", has_text="Join the room").wait_for()
    question = lead.locator(".course-sure")
    lead.get_by_role("button", name="Skip this decision").click()
    question.get_by_text("has not been voted on").wait_for()
    button = lead.locator("[data-step=next]").bounding_box()
    box = question.bounding_box()
    assert abs(box["y"] - button["y"] - button["height"]) < 40  # it stands beside its button
    question.get_by_role("button", name="Go back").click()
    lead.keyboard.press("n")
    question.wait_for()
    assert Axe().run(lead).violations_count == 0
    lead.keyboard.press("Escape")
    question.wait_for(state="hidden")
    screen.keyboard.press("n")
    screen.locator(".course-sure").get_by_role("button", name="Go back").click()
    assert lead.locator("#number").inner_text().startswith("Decision 1")
    lead.keyboard.press("n")
    question.wait_for()
    screen.keyboard.press("n")
    screen.get_by_role("button", name="Go back").wait_for()
    screen.keyboard.press("Shift+Tab")
    screen.keyboard.press("Enter")
    lead.locator("#number", has_text="Decision 2").wait_for()
    question.wait_for(state="hidden")  # it was about a moment that is past


def test_previous_and_reopen_keep_what_was_voted(room_process: Any, windows: Any):
    """Closed too soon, revealed too soon, gone on too soon: each is taken back with its votes."""
    lead, links = open_lead(room_process, windows)
    phone = windows.phone(links["join"])
    press(lead, "o", "First round is open")
    vote(phone, "A")
    press(lead, "c", "First round is closed")
    press(lead, "u", "First round is open")
    phone.get_by_text("Saved: A").wait_for()
    vote(phone, "C")
    press(lead, "c", "First round is closed")
    press(lead, "r", "Everyone sees the votes")
    lead.keyboard.press("n")
    lead.locator("#number", has_text="Decision 2").wait_for()
    press(lead, "p", "Everyone sees the votes")
    phone.locator("#results", has_text="You, first round").wait_for()
    lead.keyboard.press("u")
    question = lead.locator(".course-sure")
    question.get_by_text("What was voted stays").wait_for()
    question.get_by_role("button", name="Reopen the vote").click()
    lead.locator("h1", has_text="First round is open").wait_for()
    phone.get_by_text("Saved: C").wait_for()
    assert phone.locator("#results").inner_text() == ""


def test_who_never_voted_is_seen_and_cleared(room_process: Any, windows: Any):
    """Who never voted is counted; clearing them asks, says how many they were, and keeps votes."""
    lead, links = open_lead(room_process, windows)
    phone = windows.phone(links["join"])
    silent = windows.phone(links["join"])
    silent.locator("h1", has_text="You are in").wait_for()
    press(lead, "o", "First round is open")
    vote(phone, "B")
    silent.goto("about:blank")
    lead.locator("#never-voted", has_text="1").wait_for()
    clear = lead.get_by_role("button", name="Clear those who never voted (1)")
    clear.click()
    question = lead.locator(".course-sure")
    question.get_by_text("1 of 2 in the room never voted").wait_for()
    question.get_by_role("button", name="Go back").click()
    assert lead.locator("#joined").inner_text() == "2"
    clear.click()
    question.get_by_role("button", name="Clear 1").click()
    lead.locator("#cleared", has_text="Cleared: 1.").wait_for()
    assert lead.locator("#joined").inner_text() == "1"
    assert lead.locator("#voted").inner_text() == "1"
    assert not clear.is_visible()
    assert lead.evaluate("document.activeElement.id") == "delete"


@pytest.mark.parametrize("width", [1280, 420])
def test_controls_stay_in_sight_at_the_reveal(room_process: Any, windows: Any, width: int):
    """However far the answers are scrolled, the next step is in sight, with the guide beside it."""
    lead, _ = open_lead(room_process, windows)
    lead.set_viewport_size({"width": width, "height": 800})
    lead.reload()
    lead.locator("#steps button").first.wait_for()
    for key, heading in (("o", "is open"), ("c", "is closed"), ("r", "Everyone sees")):
        press(lead, key, heading)
    guide = lead.locator("#guide")
    if width == 420:
        guide.locator("summary").click()
    for words in ("Say", "Ask", "Watch for", "If you hear A"):
        guide.get_by_text(words, exact=True).wait_for()
    lead.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    box = lead.locator("[data-step=next]").bounding_box()
    assert 0 <= box["y"] <= 800 - box["height"]
    if width == 1280:
        assert guide.locator("h2").first.bounding_box()["y"] > 0
    assert lead.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(lead).violations_count == 0


def test_panel_shows_an_answer_on_the_projector(room_process: Any, windows: Any):
    """A letter pressed on the panel opens what that answer does on the projector beside it."""
    lead, links = open_lead(room_process, windows)
    screen = windows.open_beside(lead.context, f"{links['join']}lead/screen")
    for key, heading in (("o", "is open"), ("c", "is closed"), ("r", "Everyone sees")):
        press(lead, key, heading)
    screen.locator("h1", has_text="What the room chose").wait_for()
    lead.keyboard.press("c")
    screen.locator(".effect", has_text="C. ").wait_for()
    assert Axe().run(screen).violations_count == 0
    screen.get_by_role("button", name="A", exact=True).click()
    screen.locator(".effect", has_text="A. ").wait_for()
