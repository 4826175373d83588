"""A whole meeting is led by keyboard, by touch on a phone, and across a session that ends."""

from time import monotonic

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import notebook
from course.progress.answers import progress
from course.rehearsal import moves_of, replay, script
from course.widgets.rehearsal import Rehearsal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOM = notebook("rehearse_the_meeting").filename
SAID = load("rehearsal")
PATIENCE_MS = 90_000
PHONE = {"width": 420, "height": 900}

#: One second move, and each moment that asks for words of one's own.
MOVES = "b D b c+b c c b a b c a d c c"

FOCUSED = """() => {
  const { type, textContent, dataset } = document.activeElement;
  return { type: type || "", role: dataset.role || "", text: textContent.trim() };
}"""


@pytest.fixture(autouse=True)
def _answered():
    """All four decisions have an answer, and the first sentence is D."""
    for asked in decisions():
        progress().record(asked.id, "D")


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport=PHONE, has_touch=True, reduced_motion="reduce")
    page.set_default_timeout(PATIENCE_MS)
    yield page
    page.close()


def open_room(page, reader):
    page.goto(reader(ROOM), timeout=PATIENCE_MS)
    page.get_by_text("This page is ready.").wait_for(state="attached")
    return page.locator(".course-rehearsal")


def letters():
    """The moves one by one, a second one behind a plus."""
    for word in moves_of(replay(MOVES)):
        first, *rest = word.split("+")
        yield first
        yield from (f"+{letter}" for letter in rest)


def kept():
    """What another program finds of the newest meeting."""
    return Rehearsal(progress()).sitting


def wait_until_kept(page, meeting):
    """Wait until the newest meeting is this one: a line is heard while the disk still writes."""
    end = monotonic() + PATIENCE_MS / 1000
    while kept().meeting != meeting and monotonic() < end:
        page.wait_for_timeout(50)
    assert kept().meeting == meeting


def test_by_touch_on_a_phone_across_a_session_that_ends(page, server, press, findings):
    """Each press changes the window, what is chosen or typed outlives a kernel, nothing is cut."""
    room = open_room(page, server.reader)
    press(page, room.get_by_role("button", name=SAID["start"]))
    for step, letter in enumerate(letters()):
        radio = room.locator(f"input[value='{letter}']")
        if letter.startswith("+"):
            press(page, room.locator("fieldset summary"))
        if not radio.is_checked():
            press(page, radio.locator("xpath=.."))
        if step == 7:
            field = room.get_by_label(SAID["own_words_label"])
            field.fill("What would have helped you that Sunday?")
            server.stop_kernels()
            room.get_by_role("button", name=SAID["guess_or"]).click()
            page.get_by_role("button", name="Reload this page").click()
            room = open_room(page, server.reader)
            radio = room.locator(f"input[value='{letter}']")
            expect(radio).to_be_checked()
            expect(room.get_by_label(SAID["own_words_label"])).to_have_value(
                "What would have helped you that Sunday?"
            )
        if step in (3, 7):
            assert findings(page, "body", ".course-rehearsal") == []
        guess = room.locator(".course-people button:visible").nth(step % 7)
        press(page, guess if step else room.get_by_role("button", name=SAID["say"]))
        expect(room.locator(f"[data-step='{step + 1}']")).to_be_attached()
    expect(room.get_by_role("heading", name=SAID["debrief"]["title"])).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert findings(page, "body", ".course-rehearsal") == []
    wait_until_kept(page, replay(MOVES))
    assert kept().words == {5: "What would have helped you that Sunday?"}
    for number, fact in script().facts.items():
        shown = room.get_by_text(fact.open_line).count()
        assert bool(shown) == (number in kept().meeting.heard), number
    press(page, room.get_by_role("button", name="B: "))
    assert kept().meeting.made == ("0b", "1B")
    press(page, room.get_by_role("button", name=SAID["rest"]))
    expect(room.get_by_text("began with D")).to_be_attached()


def tab_to(page, wanted, key="Tab"):
    """Press Tab until the focus is on what is wanted."""
    for _ in range(40):
        if wanted(page.evaluate(FOCUSED)):
            return
        page.keyboard.press(key)
    raise AssertionError("Tab does not lead there")


def choose_by_keyboard(page, radio):
    """Go back to the sentences from what was pressed, and choose one with Space and arrows."""
    is_radio = lambda focused: focused["type"] == "radio"  # noqa: E731
    back = page.evaluate(FOCUSED)["role"] or page.evaluate(FOCUSED)["text"] == SAID["say"]
    tab_to(page, is_radio, "Shift+Tab" if back else "Tab")
    page.keyboard.press("Space")
    for _ in range(8):
        if radio.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrows do not lead there")


def test_by_keyboard_with_one_live_region(page, reader, findings):
    """Keys lead through a whole meeting, the focus stays, and one region says each answer."""
    page.set_viewport_size({"width": 1280, "height": 900})
    room = open_room(page, reader)
    room.get_by_role("button", name=SAID["start"]).focus()
    page.keyboard.press("Enter")
    heading = room.get_by_role("heading", name="The evening before")
    expect(heading).to_be_focused()
    live = room.locator(".course-said[role=status]")
    words = moves_of(replay("b D b c b d b d c b c c d c"))
    for step, letter in enumerate(words):
        choose_by_keyboard(page, room.locator(f"input[value='{letter}']").first)
        tab_to(page, lambda focused: focused["role"] == "tester" or focused["text"] == SAID["say"])
        page.keyboard.press("Enter")
        meeting = replay(" ".join(words[: step + 1]))
        reply = next(e.line for e in meeting.transcript[::-1] if e.kind != "again")
        expect(live).to_contain_text(reply)
        if not meeting.is_over:
            if step:
                assert page.evaluate(FOCUSED)["role"] == "tester"
            expect(room.locator("ul[aria-label] li")).to_have_count(7)
    wait_until_kept(page, replay(" ".join(words)))
    expect(room.locator(".course-debrief")).to_be_focused()
    assert findings(page, "body", ".course-rehearsal") == []


#: How large the smallest words on the wall are, but for the picture's, and how far it scrolls.
WALL = """() => {
  const wall = document.querySelector(".course-projected");
  const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
  let letters = Infinity;
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !around.checkVisibility()) continue;
    if (around.closest(".course-room, .course-unseen")) continue;
    letters = Math.min(letters, parseFloat(getComputedStyle(around).fontSize));
  }
  return [letters, wall.scrollHeight - wall.clientHeight, wall.scrollWidth - wall.clientWidth];
}"""


def on_the_wall(page):
    """The last row can read all of it, and nothing scrolls."""
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        letters, below, beside = page.evaluate(WALL)
        assert letters >= 28 * height / 720 * 0.99, letters
        assert (below, beside) == (0, 0)


def test_a_room_leads_it_by_show_of_hands(page, reader, findings):
    """At the front hands choose, the facilitator may overrule, and the wall shows no guide."""
    # A window that fills the screen keeps its size.
    page.add_init_script("Element.prototype.requestFullscreen = undefined")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reader(notebook("lead_the_room").filename), timeout=PATIENCE_MS)
    page.get_by_text("This page is ready.").wait_for(state="attached")
    room = page.locator(".course-rehearsal")
    room.get_by_role("button", name=SAID["start"]).click()
    guide = room.get_by_role("complementary", name=SAID["room"]["for_you"])
    expect(guide).to_contain_text("This choice warms the room up")
    room.get_by_label("Hands for B").fill("7")
    room.get_by_label("Hands for C").fill("4")
    room.get_by_role("button", name=SAID["room"]["most"]).click()
    expect(room.locator("input[value='b']")).to_be_checked()
    expect(room.locator("input[value='b']")).to_be_focused()
    # A press that takes no focus, as in some browsers: what had it keeps it.
    room.get_by_role("button", name=SAID["say"]).evaluate("say => say.click()")
    expect(room.get_by_role("heading", name="The first sentence")).to_be_visible()
    expect(room.locator("input[value='B']")).to_be_focused()
    expect(room.get_by_label("Hands for B")).to_have_value("")
    turn = room.get_by_role("button", name=SAID["room"]["turn_scene"])
    expect(turn).to_be_hidden()
    room.get_by_role("button", name=SAID["room"]["project"]).click()
    wall = page.locator(".course-projected")
    # What was said, where the meeting is, and what can be said: little at once, and large.
    on_the_wall(page)
    wall.get_by_role("button", name=SAID["room"]["turn_scene"]).click()
    on_the_wall(page)
    wall.get_by_role("button", name=SAID["room"]["turn_choose"]).click()
    expect(wall.get_by_label("Hands for A")).to_be_visible()
    on_the_wall(page)
    assert guide.is_hidden() or not wall.locator("aside").count()
    assert findings(page, ".course-projected", ".course-projected") == []
    wall.get_by_role("button", name=SAID["room"]["simulate"]).click()
    expect(wall.get_by_text(SAID["room"]["simulated"])).to_be_visible()
    # Whatever most hands want, the facilitator goes on with another sentence.
    wall.locator("input[value='D']").check()
    expect(wall.locator("input[value='A']")).to_be_hidden()
    on_the_wall(page)
    wall.get_by_role("button", name=SAID["room"]["turn_all"]).click()
    wall.locator("input[value='D']").check()
    wall.get_by_role("button", name="Author").click()
    expect(wall.locator(".course-said")).to_contain_text("We built what the story said")
    wall.get_by_role("button", name=SAID["room"]["leave"]).click()
    room.get_by_role("button", name=SAID["room"]["look"]).click()
    expect(room.get_by_role("heading", name=SAID["debrief"]["title"])).to_be_in_viewport()
    assert findings(page, "body", ".course-rehearsal") == []
