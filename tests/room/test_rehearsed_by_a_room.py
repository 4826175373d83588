"""A whole meeting, played by a room of three phones, the panel and the projector."""

import re
import signal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.content.decisions import decisions
from course.room.rooms import create_room
from course.room.state import Phase, RoomState
from course.room.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAST = 13


def a_room_after_its_last_reveal(path: Any) -> str:
    """Put a room into a file that has gone through its four decisions."""
    code = create_room(path).code
    store = Store(path)
    store.step(code, RoomState(decisions()[-1].id, Phase.REVEALED, 1, version=2))
    store.close()
    return code


def assert_sound(*pages: Any) -> None:
    """Let axe look at pages as they are now, and see that nothing is cut at their sides."""
    for page in pages:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def assert_on_one_screen(screen: Any) -> None:
    """Check that all of the wall is in sight."""
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight")


def the_vote_opens(lead: Any, room: list[Any], moment: int) -> None:
    """Open the vote of a moment and wait until every phone has it."""
    lead.locator("[data-step=open]").click()
    place = f"Moment {moment} of {LAST}" if moment else "Before the meeting"
    for phone in room:
        phone.locator("#number", has_text=place).wait_for()
        phone.locator("h1", has_text="The vote is open").wait_for()


def tap(phone: Any, move: str) -> None:
    """Tap a sentence and read that it counts, within the window."""
    phone.locator(f"#choices label:has(input[value={move}])").click()
    told = phone.locator("#saved", has_text=f"Your vote counts: {move}")
    told.wait_for()
    assert told.evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")


def press_with_keys(page: Any, move: str) -> None:
    """Reach the sentences with Tab alone and choose one with the arrow keys."""
    while not page.evaluate("document.activeElement.matches('input[type=radio]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    while page.locator("#choices input:checked").get_attribute("value") != move:
        page.keyboard.press("ArrowDown")
    page.locator("#saved", has_text=f"Your vote counts: {move}").wait_for()


@pytest.mark.deployment
def test_a_room_plays_the_meeting(room_process: Any, windows: Any):
    """Three phones vote, the facilitator goes on or overrules, a killed server loses nothing."""
    code = a_room_after_its_last_reveal(room_process.home / "room.sqlite")
    room_process.links = {"code": code}
    links = room_process.start()
    lead = windows.desk(links["lead"])
    lead.locator("[data-step=next]", has_text="Rehearse the meeting").wait_for()
    screen = windows.open_beside(lead.context, f"{links['join']}lead/screen")
    screen.set_viewport_size({"width": 1280, "height": 720})
    phone, dark = windows.phone(links["join"]), windows.phone(links["join"], dark=True)
    room = [phone, dark, windows.phone(links["join"])]
    for one in room:
        one.locator("#line-state", has_text="Connected").wait_for()
    lead.locator("#joined", has_text="3").wait_for()
    what_most_chose_is_said(lead, screen, room)
    it_is_overruled_and_taken_back(lead, screen, room)
    the_server_is_killed_while_a_vote_is_open(room_process, lead, screen, room)
    the_rest_is_played_by_hands(lead)
    for one in [lead, screen, *room]:
        one.locator("h1", has_text="The meeting is over").wait_for()
        one.get_by_text("of 12 facts came out").wait_for()
    assert_on_one_screen(screen)
    assert_sound(screen, phone)


def what_most_chose_is_said(lead: Any, screen: Any, room: list[Any]) -> None:
    """Play the evening before: two want one sentence, and one another."""
    phone, dark, keyboard = room
    lead.locator("[data-step=next]").click()
    screen.locator(".course-person").first.wait_for()
    the_vote_opens(lead, room, 0)
    for one in (phone, dark):
        tap(one, "b")
    press_with_keys(keyboard, "c")
    lead.locator("#voted", has_text="3").wait_for()
    lead.locator(".answer.key", has_text="67").wait_for()
    assert_on_one_screen(screen)
    assert_sound(lead, dark)
    lead.locator("[data-step=say]").click()
    for one in [*room, screen]:
        one.get_by_text("2 of 3 votes were for this sentence.").wait_for()
        assert one.locator(".said.move").count() == 1
    assert screen.locator('[data-role="approver"][data-speaks="true"]').count() == 1
    assert "speaks" in screen.locator(".course-unseen li", has_text="Approver").inner_text()
    assert_on_one_screen(screen)
    assert_sound(screen, phone)


def it_is_overruled_and_taken_back(lead: Any, screen: Any, room: list[Any]) -> None:
    """Say another first sentence than all have chosen; take it back by a key, and say it again."""
    the_vote_opens(lead, room, 1)
    for one in room:
        # What a sentence takes of the minutes stands with it, as on the wall and on the panel.
        one.locator("label:has(input[value=B]) small", has_text="2\u00a0min").wait_for()
        tap(one, "A")
    lead.locator("#voted", has_text="3").wait_for()
    lead.locator("[data-say=B]").click()
    for one in [*room, screen]:
        one.get_by_text("0 of 3 votes were for this sentence.").wait_for()
    screen.keyboard.press("p")
    screen.locator(".course-sure").get_by_role("button", name="Take back").click()
    for one in [*room, lead]:
        one.locator("#number", has_text=f"Moment 1 of {LAST}").wait_for()
    lead.locator("[data-say=B]").click()
    lead.locator("#number", has_text=f"Moment 2 of {LAST}").wait_for()


def the_server_is_killed_while_a_vote_is_open(
    process: Any, lead: Any, screen: Any, room: list[Any]
) -> None:
    """Go on with what was voted and said before: phones come back by themselves."""
    the_vote_opens(lead, room, 2)
    tap(room[0], "b")
    # Whoever resumes a room has a new link: these two would find out by themselves, at some time.
    for window in (lead, screen):
        window.goto("about:blank")
    process.stop(signal.SIGKILL)
    links = process.start()
    lead.goto(links["lead"])
    lead.locator("[data-step=say]").wait_for()
    screen.goto(f"{links['join']}lead/screen")
    screen.locator("h1", has_text="The vote is open").wait_for()
    for one in room[1:]:
        one.locator("#line-state", has_text=re.compile("^Connected$")).wait_for()
        tap(one, "b")
    lead.locator("#voted", has_text="3").wait_for()
    lead.locator("[data-step=say]").click()
    room[0].get_by_text("3 of 3 votes were for this sentence.").wait_for()


def the_rest_is_played_by_hands(lead: Any) -> None:
    """Say one sentence in each moment, until the meeting is over."""
    while lead.locator("[data-say=b]").count():
        before = lead.locator("#line-state").evaluate("() => current.version")
        lead.locator("[data-say=b]").first.click()
        lead.wait_for_function("before => current.version > before", arg=before)
