"""A facilitator and three participants in a real browser."""

import re
from typing import Any

import pytest

from tests.room.participants import (
    Session,
    assert_accessible,
    choose,
    vote_by_keyboard,
    wait_for_heading,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROJECTOR = {"width": 1920, "height": 1080}


def background(fills: Any) -> str:
    """Read what the first of some bars is filled with beside its colour."""
    return fills.first.evaluate("one => getComputedStyle(one).backgroundImage")


def test_session(room_process: Any, windows: Any):
    """Two decisions with a second vote, on a phone, in the dark and by keyboard alone."""
    session = everyone_joins(room_process.start(), windows)
    everyone_votes_alone(session)
    one_participant_reloads(session)
    the_room_discusses(session)
    everyone_votes_again_and_sees(session)
    the_second_decision_is_led_by_keys(session)
    the_session_ends(session)


def everyone_joins(links: dict[str, str], windows: Any) -> Session:
    """Open the facilitator's page, the projector and three participants' pages."""
    lead = windows.desk(links["lead"])
    lead.locator("#steps button").first.wait_for()
    assert "#" not in lead.url  # the token has left the address bar
    screen = windows.open_beside(lead.context, f"{links['join']}lead/screen")
    screen.set_viewport_size(PROJECTOR)
    phone = windows.phone(links["address"])
    phone.fill("#code", links["code"].lower())
    assert_accessible(phone)
    phone.click("button")
    dark = windows.phone(links["join"], dark=True)
    keyboard = windows.phone(links["join"])
    dark_front = [windows.desk("about:blank", dark=True)]
    dark_front[0].context.add_cookies(lead.context.cookies())
    dark_front.append(windows.open_beside(dark_front[0].context, f"{links['join']}lead/screen"))
    dark_front[0].goto(f"{links['join']}lead/")
    session = Session(windows, links, lead, screen, dark_front, phone, dark, keyboard)
    session.wait_for_heading("You are in")
    lead.locator("#joined", has_text="3").wait_for()
    session.check()
    return session


def everyone_votes_alone(session: Session) -> None:
    """Vote in the first round; one changes their mind; only the facilitator sees counts."""
    session.press("Open the vote")
    wait_for_heading(session.screen, "Choose for yourself")
    for page in session.room:
        page.locator("input[type=radio]:enabled").first.wait_for()
        assert page.locator("input:checked").count() == 0
    for label in session.phone.locator(".choice").all():
        assert label.bounding_box()["height"] >= 44
    choose(session.phone, "A")
    choose(session.phone, "B")
    choose(session.dark, "A")
    vote_by_keyboard(session.keyboard, downs=3)
    session.keyboard.keyboard.press("ArrowUp")
    session.keyboard.get_by_text("Saved: C").wait_for()
    session.lead.locator("#voted", has_text="3").wait_for()
    session.lead.locator(".value", has_text="33\u00a0% (1)").nth(2).wait_for()
    for page in (session.screen, *session.room):
        assert page.locator(".bar").count() == 0
    session.check()


def one_participant_reloads(session: Session) -> None:
    """Open a second tab and reload the first: it is still the same participant."""
    beside = session.windows.open_beside(session.phone.context, session.links["join"])
    beside.get_by_text("Saved: B").wait_for()
    beside.close()
    session.phone.reload()
    session.phone.get_by_text("Saved: B").wait_for()
    assert session.lead.locator("#joined").inner_text() == "3"


def the_room_discusses(session: Session) -> None:
    """Close the round under the keyboard of one of them, and talk."""
    session.keyboard.locator("input:checked").focus()
    session.press("Close the vote")
    session.wait_for_heading("The first round is closed")
    for page in session.room:
        assert page.locator("input:enabled").count() == 0
    assert session.keyboard.evaluate("document.activeElement.id") == "heading"
    assert "closed" in session.keyboard.locator("#announced").inner_text()
    session.lead.get_by_text("Suggestion: Let them discuss").wait_for()
    session.check()
    session.lead.fill("#minutes", "2")
    session.press("Discuss")
    session.phone.locator("#timer", has_text=re.compile(r"^(2:00|1:5\d)$")).wait_for()
    wait_for_heading(session.screen, "Talk it over")
    session.check()


def everyone_votes_again_and_sees(session: Session) -> None:
    """Vote in the second round and see both beside each other."""
    session.press("Vote again")
    session.wait_for_heading("Choose again")
    for page in session.room:
        assert page.locator("input:checked").count() == 0
    choose(session.phone, "B")
    choose(session.dark, "B")
    vote_by_keyboard(session.keyboard, downs=1)
    session.keyboard.get_by_text("Saved: B").wait_for()
    session.press("Close the vote")
    session.press("Reveal")
    for page in session.everyone:
        page.get_by_text("33\u00a0%\u00a0→ 100\u00a0%").wait_for()
        page.get_by_text("voted in both rounds: 3 of 3").wait_for()
        page.get_by_text("First round: n\u00a0=\u00a03 · Second round: n\u00a0=\u00a03").wait_for()
        if page.locator("body.screen").count():
            assert_each_effect_is_shown(page)
        else:
            assert page.locator(".feedback").count() == 4
        assert page.locator(".bar").count() == 8
        # Not colour alone tells the rounds apart.
        assert "repeating-linear-gradient" in background(page.locator(".first .fill"))
        assert background(page.locator(".second .fill")) == "none"
    session.check()


def assert_each_effect_is_shown(screen: Any) -> None:
    """Check that a letter's key shows what that answer does, and the same key hides it again."""
    for letter in "abcd":
        screen.keyboard.press(letter)
        screen.locator(".feedback", has_text=re.compile(f"^{letter.upper()}\\. ")).wait_for()
        assert screen.locator(".feedback").count() == 1
        assert screen.locator("[aria-expanded=true]").inner_text() == letter.upper()
    screen.keyboard.press("d")
    screen.locator(".feedback").wait_for(state="detached")


def the_second_decision_is_led_by_keys(session: Session) -> None:
    """Lead from the projector, reload the facilitator's page, and vote twice."""
    session.screen.keyboard.press("n")
    session.wait_for_heading("The next decision")
    # Its keys do what it shows.
    wait_for_heading(session.screen, "The next decision")
    session.screen.keyboard.press("o")
    choose(session.phone, "C")
    choose(session.dark, "C")
    vote_by_keyboard(session.keyboard, downs=1)
    session.keyboard.keyboard.press("ArrowDown")
    session.keyboard.get_by_text("Saved: C").wait_for()
    session.lead.reload()  # control is not lost
    session.lead.locator("#voted", has_text="3").wait_for()
    session.lead.keyboard.press("c")
    session.lead.get_by_text("Suggestion: Move on").wait_for()
    session.lead.keyboard.press("d")
    session.wait_for_heading("Talk it over")
    someone_comes_late(session)
    session.lead.keyboard.press("v")
    wait_for_heading(session.phone, "Choose again")
    choose(session.phone, "C")
    vote_by_keyboard(session.keyboard, downs=3)
    session.keyboard.keyboard.press("ArrowUp")
    session.keyboard.get_by_text("Saved: C").wait_for()
    session.lead.locator("#voted", has_text="2").wait_for()
    session.lead.keyboard.press("c")
    wait_for_heading(session.phone, "The second round is closed")
    session.lead.get_by_role("button", name="Reveal").wait_for()
    session.lead.keyboard.press("r")
    for page in session.everyone:
        page.get_by_text("n\u00a0=\u00a03 · Second round: n\u00a0=\u00a02").wait_for()


def someone_comes_late(session: Session) -> None:
    """Join while the others talk: the newcomer is where they are, and can vote from then on."""
    late = session.windows.phone(session.links["join"])
    wait_for_heading(late, "Talk it over")
    late.get_by_text("You did not vote in this round.").wait_for()
    assert late.locator(".choice").count() == 4
    assert late.locator("input:enabled").count() == 0
    session.lead.locator("#joined", has_text="4").wait_for()
    session.lead.fill("#minutes", "2")
    session.press("Start the timer anew")
    for page in (late, session.lead):
        page.locator("#timer", has_text=re.compile(r"^(2:00|1:5\d)$")).wait_for()


def the_session_ends(session: Session) -> None:
    """End and delete, each asked twice; nothing is left, and nobody is asked to join."""
    session.lead.keyboard.press("e")
    session.lead.locator(".course-sure").wait_for()
    assert_accessible(session.lead)
    session.lead.keyboard.press("Escape")
    wait_for_heading(session.lead, "Everyone sees the votes")
    session.screen.keyboard.press("e")
    session.screen.locator(".course-sure").get_by_role("button", name="Go back").click()
    session.press("End the session")
    session.lead.locator(".course-sure").get_by_role("button", name="End the session").click()
    session.wait_for_heading("This session has ended")
    wait_for_heading(session.screen, "Thank you")
    for page in (session.lead, session.screen):
        assert page.get_by_role("img", name="QR code").count() == 0
    session.check()
    session.press("Delete all data")
    session.lead.locator(".course-sure").get_by_role("button", name="Delete all data").click()
    for page in session.everyone:
        wait_for_heading(page, "This room is gone")
    session.check()
    session.phone.goto(session.links["join"])
    wait_for_heading(session.phone, "You are not in a room")
    assert_accessible(session.phone)


def test_first_page_is_one_answer_and_one_request_to_join(room_process: Any, windows: Any):
    """Nothing else is waited for; `make bench` prints how long that takes."""
    links = room_process.start()
    phone = windows.phone("about:blank")
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(links["join"])
    wait_for_heading(phone, "You are in")
    ours = [url for url in asked if not url.startswith("data:")]
    assert ours == [links["join"], f"{links['join']}join"]
