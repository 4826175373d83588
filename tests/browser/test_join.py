"""Learners in reader mode and in JupyterLab vote in a room, where a decision’s button says so."""

import re
import signal

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.membership import PATIENCE_SECONDS, membership
from course.progress.answers import progress
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 420, "height": 900}
WAIT = 60_000
START = notebooks()[0].filename
FIRST = notebook_of(decisions()[0].id).filename
SECOND = notebook_of(decisions()[1].id).filename


class Room:
    """`course room`, and the facilitator's page of it."""

    def __init__(self, process) -> None:
        self.process = process
        self.links = process.start()

    def open(self, browser):
        """Open the facilitator's page."""
        self.computer = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = self.computer.new_page()
        self.page.goto(self.links["lead"], timeout=WAIT)
        self.page.locator("#steps button").first.wait_for(timeout=WAIT)

    def press(self, name):
        """Press one of the facilitator's buttons."""
        self.page.get_by_role("button", name=name).click(timeout=WAIT)

    def wait_for(self, number, what):
        """Wait until so many are in, or have voted."""
        self.page.locator(f"#{what}", has_text=re.compile(rf"^{number}$")).wait_for(timeout=WAIT)

    def kill(self):
        """End the server at once, as a power cut does."""
        self.process.stop(signal.SIGKILL)


@pytest.fixture
def room(room_process, browser):
    """A room that a facilitator has opened in a terminal."""
    opened = Room(room_process)
    opened.open(browser)
    yield opened
    opened.computer.close()


def assert_usable(page, *holders):
    """Axe finds nothing in either theme, targets are big, nothing is off a phone's screen."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert axe_findings(page, *holders) == [], scheme
    for holder in holders:
        for box in page.locator(f"{holder} :is(button, input:not([type=radio])):visible").all():
            bounds = box.bounding_box()
            assert bounds["height"] >= 44
            assert bounds["x"] >= 0
            assert bounds["x"] + bounds["width"] <= page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def status(page, text):
    """Wait until a screen reader is told this text."""
    page.get_by_role("status").get_by_text(text).first.wait_for(timeout=WAIT)


def assert_nothing_is_told(page):
    """The page has no word of what waits for the reveal."""
    content = page.content()
    for option in decisions()[0].options:
        assert option.label not in content
        assert option.feedback.split(".")[0] not in content


def test_in_reader_mode_on_a_phone(reader, browser, room):
    """Join by a pasted link, vote in both rounds, and see the feedback with the reveal."""
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(START), timeout=90_000)
    join(page, room)
    page.goto(reader(FIRST), timeout=90_000)
    page.get_by_text(f"In room {room.links['code']}").wait_for(timeout=WAIT)
    vote_in_the_first_round(page, room)
    vote_in_the_second_round(page, room)
    room.press("Close the vote")
    status(page, "The round is closed")
    room.press("Reveal")
    status(page, "The room has opened this decision.")
    status(page, f"Yes: B. {decisions()[0].option('B').label}")
    assert_usable(page, ".course-decision")
    assert room.page.locator("#joined").inner_text() == "1"
    assert [attempt.option for attempt in progress().attempts()] == ["A", "C", "B"]
    follow_the_room(page, room)
    page.close()


def follow_the_room(page, room):
    """A link leads to where the room goes next, and there a vote that opens shows by itself."""
    room.press("Next decision")
    page.get_by_role("link", name="Go to “Fix the system”").click(timeout=WAIT)
    state = page.locator(".course-companion-state")
    state.get_by_text("The vote opens in a moment").wait_for(timeout=90_000)
    assert SECOND in page.url
    room.press("Open the vote")
    state.get_by_text("The first round is open for your vote.").wait_for(timeout=WAIT)
    assert page.get_by_role("button", name="Vote", exact=True).is_visible()
    # Whoever reads at the top of the page sees it as well, and gets there with one press.
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    to_vote = page.get_by_role("button", name="Go to the vote")
    to_vote.wait_for(timeout=WAIT)
    box = page.locator(".course-companion-bar").bounding_box()
    assert 0 <= box["y"] <= PHONE["height"] - box["height"]
    assert_usable(page, ".course-decision")
    to_vote.click()
    to_vote.wait_for(state="hidden", timeout=WAIT)
    assert page.evaluate("document.activeElement.matches('input[type=radio]')")
    assert_usable(page, ".course-decision")


def join(page, room):
    """Join, first with a code that opens nothing."""
    page.get_by_text("Is somebody leading a live room?").click(timeout=WAIT)
    page.get_by_label("Address").fill(room.links["address"], timeout=WAIT)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Join the room").click()
    status(page, "There is no room 000000")
    assert_usable(page, ".course-join")
    page.get_by_label("Address").fill(room.links["join"])
    page.get_by_label("Code").fill("")
    page.get_by_role("button", name="Join the room").click()
    status(page, "You have joined.")
    assert page.get_by_label("Address").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Leave the room"
    assert page.get_by_role("link", name="Go to “Open the meeting”").is_visible()
    assert_usable(page, ".course-join")
    room.wait_for(1, "joined")


def vote_in_the_first_round(page, room):
    """Choose before the vote is open, vote, think again, and open the page anew."""
    check = page.get_by_role("button", name="Vote", exact=True)
    page.locator(".course-option").nth(0).click()
    check.click()
    status(page, "The vote has not opened yet.")
    room.press("Open the vote")
    status(page, "The first round is open for your vote.")
    check.click()
    status(page, "Your vote A is in, first round.")
    room.wait_for(1, "voted")
    page.locator(".course-option").nth(2).click()
    check.click()
    status(page, "Your vote C is in, first round.")
    assert_usable(page, ".course-decision")
    room.wait_for(1, "voted")
    page.reload(timeout=WAIT)
    status(page, "Your vote C is in, first round.")
    assert_nothing_is_told(page)


def vote_in_the_second_round(page, room):
    """The page hears of the second round by itself."""
    room.press("Close the vote")
    room.press("Vote again")
    status(page, "The second round is open for your vote.")
    page.locator(".course-option").nth(1).click()
    page.get_by_role("button", name="Vote", exact=True).click()
    status(page, "Your vote B is in, second round.")
    room.wait_for(1, "voted")
    room.page.locator(".value", has_text="100\u00a0% (1)").first.wait_for(timeout=WAIT)
    assert_nothing_is_told(page)


def test_a_room_that_dies_does_not_stop_the_course(reader, browser, room):
    """The page looks for the room a while, then opens the feedback and says why."""
    membership().join(room.links["join"])
    room.press("Open the vote")
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(FIRST), timeout=90_000)
    page.locator(".course-option").nth(3).click(timeout=WAIT)
    page.get_by_role("button", name="Vote", exact=True).click()
    status(page, "Your vote D is in, first round.")
    room.kill()
    status(page, "Looking for room")
    assert page.get_by_text("Not this one: D").count() == 0
    page.get_by_text("does not answer").wait_for(timeout=(PATIENCE_SECONDS + 60) * 1000)
    status(page, "The course goes on alone.")
    status(page, "Not this one: D")
    page.get_by_role("button", name="Leave the room").click()
    page.get_by_text("In room").wait_for(state="hidden", timeout=WAIT)
    page.close()


def test_by_keyboard_in_jupyterlab(server, open_in_lab, browser, room):
    """Keys in the fields stay there, Enter joins, and leaving opens what waits."""
    page = browser.new_page(viewport={"width": 1280, "height": 2400})
    open_in_lab(page, server, START)
    door = page.get_by_text("Is somebody leading a live room?")
    door.wait_for(timeout=90_000)
    door.focus()
    page.keyboard.press("Enter")
    address = page.get_by_label("Address")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    address.focus()
    page.keyboard.type("bxdd")
    page.keyboard.press("Control+A")
    page.keyboard.type(room.links["address"])
    page.keyboard.press("Tab")
    page.keyboard.type(room.links["code"].lower())
    page.keyboard.press("Enter")
    status(page, "You have joined.")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    room.wait_for(1, "joined")
    room.press("Open the vote")

    open_in_lab(page, server, FIRST)
    radio = page.get_by_role("radio").first
    radio.wait_for(timeout=90_000)
    radio.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status(page, "Your vote A is in, first round.")
    room.wait_for(1, "voted")
    assert page.evaluate("document.activeElement.textContent") == "Vote"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status(page, f"You have left room {room.links['code']}.")
    status(page, "Not this one: A")
    assert page.evaluate("document.activeElement.value") == "A"
    room.wait_for(1, "voted")
    page.close()
