"""The phone's pages in a real browser: a way on from everywhere, and no needless question."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_wrong_code_is_told_in_the_form(room_process: Any, windows: Any, dark: bool):
    """What was typed stays, what to do stands under it, and the right code goes on from there."""
    links = room_process.start()
    phone = windows.phone(links["address"], dark=dark)
    for wrong, told in (("zzzzz", "6 characters"), ("zzzzzz", "There is no room ZZZZZZ")):
        phone.fill("#code", wrong)
        phone.keyboard.press("Enter")
        phone.locator("#trouble", has_text=told).wait_for()
        phone.get_by_text("The code on the wall may be a newer one").wait_for()
        assert phone.locator("h1").inner_text() == "Join a room"
        assert phone.input_value("#code") == wrong
        field = phone.get_by_label("Room code")
        assert field.get_attribute("aria-invalid") == "true"
        assert field.get_attribute("aria-describedby") == "trouble"
        assert phone.evaluate("document.activeElement.id") == "code"
        assert Axe().run(phone).violations_count == 0
    phone.fill("#code", links["code"].lower())
    phone.keyboard.press("Enter")
    phone.locator("h1", has_text="You are in").wait_for()


@pytest.mark.parametrize("path", ["ZZZZZZ/", "ZZZZZZ/lead/"])
def test_a_link_to_no_room_offers_the_form(room_process: Any, windows: Any, path: str):
    """Whoever follows an old link types the code of today on the page they came to."""
    links = room_process.start()
    phone = windows.phone(links["address"] + path)
    phone.locator("h1", has_text="You are not in a room").wait_for()
    assert phone.input_value("#code") == "ZZZZZZ"
    phone.fill("#code", links["code"])
    phone.get_by_role("button", name="Join").click()
    phone.locator("h1", has_text="You are in").wait_for()


def test_a_phone_whose_room_is_gone_leads_to_another(room_process: Any, windows: Any):
    """When a room is deleted, its phones offer the way to the next one."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    phone = windows.phone(links["join"])
    phone.locator("h1", has_text="You are in").wait_for()
    assert not phone.get_by_role("link", name="Type another code").is_visible()
    lead.get_by_role("button", name="Delete all data").click()
    lead.locator(".course-sure").get_by_role("button", name="Delete all data").click()
    phone.get_by_role("link", name="Type another code").click()
    phone.get_by_label("Room code").wait_for()


def test_coming_back_to_a_tab_asks_once(room_process: Any, windows: Any):
    """A switch of tabs is one question to the room, not one for each that listens."""
    links = room_process.start()
    phone = windows.phone(links["join"])
    phone.locator("h1", has_text="You are in").wait_for()
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    with phone.expect_response("**/state"):
        # As browsers do it: at the document, and up to the window.
        phone.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    phone.wait_for_timeout(300)
    assert [url for url in asked if url.endswith("/state")] == [f"{links['join']}state"]
