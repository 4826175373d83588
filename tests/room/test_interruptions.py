"""A phone that sleeps, or whose network or server is away: it comes back by itself."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def heading(page: Any, text: str) -> Any:
    """Find the heading with this text."""
    return page.locator("h1", has_text=text)


def option(page: Any, letter: str) -> Any:
    """Find an option's radio."""
    return page.get_by_role("radio", name=re.compile(f"^{letter}"))


def choose(page: Any, letter: str) -> None:
    """Choose an option and wait until it is saved."""
    option(page, letter).check()
    page.get_by_text(f"Saved: {letter}").wait_for()


def expect_one_vote(lead: Any, letter: str) -> None:
    """Wait until the facilitator sees one participant and one vote, for this option."""
    expect(lead.locator("#joined")).to_have_text("1")
    expect(lead.locator("#voted")).to_have_text("1")
    counts = [f"({int(one == letter)})" for one in "ABCD"]
    expect(lead.locator(".value .n")).to_have_text(counts)


def test_server_restarts_in_the_middle_of_a_round(room_process: Any, windows: Any):
    """A phone votes into the silence, says so, and has its vote counted once all is back."""
    links = room_process.start()
    phone = windows.phone(links["join"])
    lead = windows.desk(links["lead"])
    lead.get_by_role("button", name="Open the vote").click()
    choose(phone, "A")
    room_process.stop()
    phone.locator("#line-state", has_text="Looking for the room").wait_for()
    option(phone, "B").check()
    phone.get_by_text("Not saved yet").wait_for()
    again = room_process.start()
    phone.get_by_text("Saved: B").wait_for()
    phone.locator("#line-state", has_text="Connected").wait_for()
    lead.get_by_text("Open the whole link").wait_for()  # resumed: the earlier one is dead
    lead.goto(again["lead"])
    expect_one_vote(lead, "B")
    lead.keyboard.press("c")
    heading(phone, "The first round is closed").wait_for()


def test_vote_without_a_network_is_saved_on_return(room_process: Any, windows: Any):
    """A vote made offline says that it is not saved yet, and is one vote once all is back."""
    links = room_process.start()
    phone, lead = windows.phone(links["join"]), windows.desk(links["lead"])
    lead.get_by_role("button", name="Open the vote").click()
    choose(phone, "A")
    phone.context.set_offline(True)
    option(phone, "C").check()
    phone.get_by_text("Not saved yet").wait_for()
    phone.locator("#line-state", has_text="Looking for the room").wait_for()
    phone.context.set_offline(False)
    phone.get_by_text("Saved: C").wait_for()
    phone.locator("#line-state", has_text="Connected").wait_for()
    expect_one_vote(lead, "C")


def test_phone_that_slept_is_where_the_room_is(room_process: Any, windows: Any):
    """While a phone sleeps the server restarts and a round closes: it wakes up to both."""
    links = room_process.start()
    phone, lead = windows.phone(links["join"]), windows.desk(links["lead"])
    lead.get_by_role("button", name="Open the vote").click()
    choose(phone, "B")
    sleep = phone.context.new_cdp_session(phone)
    sleep.send("Page.setWebLifecycleState", {"state": "frozen"})
    room_process.stop()
    again = room_process.start()
    lead.get_by_text("Open the whole link").wait_for()  # resumed: the earlier one is dead
    lead.goto(again["lead"])
    lead.get_by_role("button", name="Close the vote").click()
    heading(lead, "First round is closed").wait_for()
    sleep.send("Page.setWebLifecycleState", {"state": "active"})
    heading(phone, "The first round is closed").wait_for()
    phone.get_by_text("Your vote: B").wait_for()
    expect_one_vote(lead, "B")


def test_line_without_heartbeat_is_replaced(room_process: Any, windows: Any):
    """A line that stands and brings nothing, as after a change of network, is given up."""
    links = room_process.start()
    phone, lines = windows.phone("about:blank"), []

    def lose_the_first(line: Any) -> None:
        lines.append(line)
        server = line.connect_to_server()
        is_first = len(lines) == 1
        server.on_message(lambda message: None if is_first else line.send(message))

    phone.context.route_web_socket(re.compile("socket"), lose_the_first)
    phone.clock.install()
    phone.goto(links["join"])
    heading(phone, "You are in").wait_for()
    lead = windows.desk(links["lead"])
    lead.get_by_role("button", name="Open the vote").click()
    heading(lead, "First round is open").wait_for()
    assert heading(phone, "You are in").is_visible()
    phone.clock.fast_forward("00:30")
    choose(phone, "D")
    assert len(lines) == 2


def test_polling_where_sockets_do_not_work(room_process: Any, windows: Any):
    """In a network that lets no WebSocket through, the room still goes on."""
    links = room_process.start()
    phone = windows.phone("about:blank")
    phone.context.route_web_socket(re.compile("socket"), lambda line: line.close())
    phone.goto(links["join"])
    heading(phone, "You are in").wait_for()
    lead = windows.desk(links["lead"])
    lead.get_by_role("button", name="Open the vote").click()
    heading(phone, "Choose for yourself").wait_for()
    choose(phone, "D")
