"""Somebody leads a session from the last notebook in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from course.content.decisions import decisions
from course.content.notebooks import notebook
from course.room.hands import Hands
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = decisions()[0]
FILE = notebook("lead_the_room").filename


def widget(page):
    return page.locator(".course-hands").first


def type_hands(page, one, rounds):
    """Type counts field by field, as somebody does who has counted."""
    widget(page).get_by_label("First round: hands for A").focus()
    for counts in rounds:
        for number in counts:
            page.keyboard.type(str(number))
            page.keyboard.press("Tab")
    for number, counts in enumerate(rounds):
        total = one.locator(".course-total").nth(number)
        page.wait_for_function(
            "([total, said]) => total.textContent === said",
            arg=[total.element_handle(), f"n = {sum(counts)}"],
        )


def test_hands_are_counted_by_keyboard_in_jupyterlab(lab, started, browser):
    """Digits, Tab and Enter count both rounds and reveal them; no key reaches the notebook."""
    page = browser.new_page(viewport={"width": 1500, "height": 1400})
    page.goto(lab(FILE))
    started(page, FILE)
    one = widget(page)
    one.get_by_text("Lead this decision").press("Enter", timeout=90_000)
    page.locator(".course-debrief").wait_for(timeout=90_000)
    before = page.content()
    for asked in decisions():
        for option in asked.options:
            assert option.label not in before
    cells = page.locator(".jp-Notebook .jp-Cell").count()

    type_hands(page, one, [(5, 5, 3, 3), (1, 14, 1, 1)])
    assert page.evaluate("document.activeElement.textContent") == "Reveal"
    assert axe_findings(page, ".course-hands") == []
    page.keyboard.press("Enter")
    one.get_by_text("31 %, then 82 %").wait_for(timeout=60_000)
    for option in ASKED.options:
        assert one.get_by_text(option.effect.split(".")[0]).count() == 1
    assert one.get_by_text("First round: n = 16 · Second round: n = 17").count() == 1
    assert axe_findings(page, ".course-hands") == []
    assert page.evaluate("document.activeElement.textContent") == "Hide again"
    page.keyboard.press("Space")
    one.get_by_text("31 %, then 82 %").wait_for(state="detached", timeout=60_000)

    one.get_by_role("button", name="Show on the projector").press("Enter")
    wall = page.get_by_role("dialog")
    wall.get_by_role("heading", name=ASKED.question).wait_for(timeout=60_000)
    assert wall.bounding_box() == {"x": 0, "y": 0, "width": 1500, "height": 1400}
    assert wall.get_by_text("For you").count() == 0, "the guide stays off the wall"
    assert wall.get_by_text(ASKED.situation.split(".")[0]).is_visible()
    size = "(answer) => parseFloat(getComputedStyle(answer).fontSize) / innerWidth"
    assert wall.locator(".course-options li").first.evaluate(size) >= 28 / 1280
    assert axe_findings(page, ".course-wall") == []
    page.keyboard.press("Escape")
    wall.wait_for(state="detached", timeout=60_000)
    assert page.evaluate("document.activeElement.textContent") == "Show on the projector"

    own = one.get_by_role("complementary")
    own.get_by_role("button", name="How do I go on?").press("Enter")
    own.get_by_text("Both rounds are counted").wait_for(timeout=60_000)
    own.get_by_role("button", name="open the guide").press("Enter")
    own.get_by_text("The course argues for B").wait_for(timeout=60_000)
    summary = own.locator("summary", has_text="What the other answers sound like")
    summary.press("Enter")
    own.get_by_text("Who saw something first?").wait_for(timeout=60_000)
    assert axe_findings(page, ".course-hands") == []
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert Hands().counted("opening", 2) == {"A": 1, "B": 14, "C": 1, "D": 1}
    page.close()


def test_hands_on_a_phone_in_reader_mode(reader, browser):
    """At 420 px everything can be reached and hit, nothing is cut, and counts outlive a reload."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(reader(FILE), timeout=120_000)
    one = widget(page)
    one.get_by_text("Lead this decision").click(timeout=90_000)
    one.get_by_role("button", name="Fill in simulated hands").click()
    one.get_by_text("Simulated people, made for practice").wait_for(timeout=60_000)
    one.get_by_role("button", name="Reveal").click()
    one.get_by_text("75 %, then 88 %").wait_for(timeout=60_000)
    one.get_by_role("button", name="open the guide").click()
    one.get_by_text("The course argues for B").wait_for(timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    for control in one.locator("button:visible, input:visible, summary:visible").all():
        bounds = control.bounding_box()
        assert bounds["height"] >= 44
        assert bounds["x"] >= 0
        assert bounds["x"] + bounds["width"] <= 420
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found = axe_findings(page, ".course-hands", ".course-door", ".course-debrief")
        assert found == [], scheme
    page.reload()
    field = widget(page).get_by_label("First round: hands for B")
    field.wait_for(timeout=90_000)
    # Where hands were counted it stands open.
    expect(field).to_have_value("18")
    # As many as a field takes can be read in it.
    field.fill("5000")
    assert field.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
    page.close()


def test_a_room_is_started_and_led_on_a_phone(own_server, browser):
    """In reader mode a room starts as well, and its panel can be used at 420 px."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(own_server.reader(FILE), timeout=120_000)
    door = page.locator(".course-door")
    door.get_by_role("button", name="Start a room").click(timeout=90_000)
    door.locator(".course-code").wait_for(timeout=60_000)
    door.locator("summary", has_text="Lead from here").click()
    panel = page.frame_locator(".course-door iframe")
    panel.get_by_role("button", name="Open the vote").click(timeout=60_000)
    panel.get_by_text("First round is open").wait_for(timeout=60_000)
    assert panel.locator("#dry-run").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    assert axe_findings(page, ".course-door") == []
    page.close()


def test_without_a_server_it_says_where_a_room_starts(reader, browser):
    """Where no server has rooms behind the page, it names the command for a terminal."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.route("**/room/", lambda route: route.fulfill(status=404))
    page.goto(reader(FILE), timeout=120_000)
    door = page.locator(".course-door")
    door.get_by_text("In a terminal: course room").wait_for(timeout=90_000)
    assert door.get_by_role("button").count() == 0
    page.close()


@pytest.mark.deployment
def test_a_dry_run_is_led_from_the_notebook(own_server, started, browser):
    """Address, code and QR code in one cell; the panel in it leads; a reload loses nothing."""
    page = browser.new_page(viewport={"width": 1500, "height": 1400})
    page.goto(own_server.lab(FILE))
    started(page, FILE)
    door = page.locator(".course-door")
    door.get_by_role("button", name="dry run").click(timeout=90_000)
    code = door.locator(".course-code").inner_text(timeout=60_000).replace(" ", "")
    assert re.fullmatch(r"[0-9A-Z]{6}", code)
    assert door.locator(".course-address").inner_text().endswith("/room")
    door.get_by_text("This address works on this computer only").wait_for()
    picture = door.get_by_role("img", name="QR code of the join address")
    page.wait_for_function("img => img.naturalWidth > 0", arg=picture.element_handle())
    assert axe_findings(page, ".course-door") == []
    door.locator("summary", has_text="Lead from here").press("Enter")
    panel = page.frame_locator(".course-door iframe")
    panel.get_by_text("Dry run with 24 simulated people").wait_for(timeout=60_000)
    panel.get_by_role("button", name="Open the vote").click()
    panel.get_by_text("First round is open").wait_for(timeout=60_000)
    panel.locator("#voted", has_text=re.compile(r"^(1\d|2[0-4])$")).wait_for(timeout=60_000)
    assert "#" not in page.locator(".course-door iframe").get_attribute("src")
    panel.get_by_role("button", name="Close the vote").click()
    panel.get_by_text("First round is closed").wait_for(timeout=60_000)

    page.reload()
    started(page, FILE)
    again = page.locator(".course-door .course-code")
    again.wait_for(timeout=90_000)
    again.scroll_into_view_if_needed()
    assert again.text_content().replace(" ", "") == code

    # The link was used up long ago: where the cookie is gone too, the notebook gives another.
    page.context.clear_cookies(name="facilitator")
    page.reload()
    started(page, FILE)
    again.wait_for(timeout=90_000)
    door.locator("summary", has_text="Lead from here").press("Enter")
    panel.get_by_text("First round is closed").wait_for(timeout=60_000)

    debrief = page.locator(".course-debrief")
    debrief.get_by_label("Session").focus(timeout=60_000)
    debrief.locator("option", has_text=f"Dry run {code}").wait_for(state="attached", timeout=60_000)
    debrief.get_by_label("Session").select_option(code)
    debrief.get_by_role("button", name="Show what moved").click()
    debrief.locator("figure").wait_for(timeout=60_000)
    assert axe_findings(page, ".course-debrief") == []
    page.close()
