"""What the front does by key and button, in a real browser."""

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def wait_for_heading(page: Any, text: str) -> None:
    """Wait until a page has this heading."""
    page.locator("h1", has_text=text).wait_for()


def test_keys_can_be_switched_off(room_process: Any, windows: Any):
    """Whoever speaks to their computer switches single keys off, on both pages at once."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    lead.get_by_role("checkbox").uncheck()
    screen = windows.open_beside(lead.context, f"{links['join']}lead/screen")
    wait_for_heading(screen, "Join the room")
    screen.locator("html.no-keys").wait_for()
    screen.keyboard.press("o")
    lead.keyboard.press("o")
    lead.get_by_role("checkbox").check()
    screen.locator("html:not(.no-keys)").wait_for()
    assert lead.locator("h1").inner_text() == "Waiting to open"
    screen.keyboard.press("o")
    wait_for_heading(lead, "First round is open")


def test_minutes_are_kept_and_bounded(room_process: Any, windows: Any):
    """The length of a discussion stays as it was typed, within what is possible, and is seen."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    for key in "oc":
        lead.locator("kbd", has_text=re.compile(f"^{key}$")).wait_for()
        lead.keyboard.press(key)
    minutes = lead.locator("#minutes")
    discuss = lead.get_by_role("button", name=re.compile("Discuss|Start the timer anew"))
    for typed, kept, timer in (
        ("5", "5", "(5:00|4:5.)"),
        ("-5", "1", "(1:00|0:5.)"),
        ("999", "60", "(60:00|59:5.)"),
        ("0", "1", "(1:00|0:5.)"),
        ("1.5", "1.5", "1:[23]."),
        ("", "3", "(3:00|2:5.)"),
    ):
        minutes.fill(typed)
        discuss.click()
        lead.locator("#timer", has_text=re.compile(f"^{timer}$")).wait_for()
        assert minutes.input_value() == kept


def test_after_the_last_reveal_a_room_rehearses_or_ends(room_process: Any, windows: Any):
    """When no decision is left, the meeting is the step that stands out; ending is there, once."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    end = lead.get_by_role("button", name="End the session")
    lead.locator("#steps button").first.wait_for()
    for number in (2, 3, 4):
        lead.keyboard.press("n")
        lead.get_by_role("button", name="Skip it").click()
        lead.locator("#number", has_text=f"Decision {number} of 4").wait_for()
    for key, heading in (("o", "First round is open"), ("c", "First round is closed")):
        lead.keyboard.press(key)
        wait_for_heading(lead, heading)
    assert lead.locator("#end").is_visible()
    lead.keyboard.press("r")
    onward = lead.locator("#steps").get_by_role("button", name="Rehearse the meeting")
    onward.wait_for()
    assert "main" in onward.get_attribute("class")
    lead.get_by_role("button", name="Reopen the vote").wait_for()
    assert end.count() == 1


def test_deleting_without_the_server_says_so(room_process: Any, windows: Any):
    """Whoever deletes while the server is away hears that nothing was deleted, and can again."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    lead.locator("#steps button").first.wait_for()
    room_process.stop()
    lead.get_by_role("button", name="Delete all data").click()
    lead.locator(".course-sure").get_by_role("button", name="Delete all data").click()
    lead.locator("#refused", has_text="The room did not hear that").wait_for()
