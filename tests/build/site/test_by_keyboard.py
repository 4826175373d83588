"""The whole course without a mouse on a phone's width, in a browser without a server."""

import re

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import notebooks
from tests.accessibility import axe_findings
from tests.browser.conftest import SEEN
from tests.build.site.conftest import PATIENCE_MS, handed_out, kept, ready

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment]

KEYS = {asked.id: asked.key for asked in decisions()}
FAR = 60

#: What has the focus, and whether somebody sees it: in the window, and under nothing.
FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const y = Math.min(box.bottom, Math.max(box.top, 0) + box.height / 2);
  const above = document.elementFromPoint(box.left + box.width / 2, y);
  return {
    tag: one.tagName, type: one.type ?? "", rel: one.rel ?? "",
    name: (one.ariaLabel || one.textContent).trim(),
    control: one.closest(".course-control")?.className ?? "",
    isSeen: Boolean(above && (one.contains(above) || above.contains(one))),
  };
}"""


class ByKeyboard:
    """Somebody at a page who has keys alone."""

    def __init__(self, page):
        self.page = page

    def focused(self):
        """Tell what has the focus."""
        return self.page.evaluate(FOCUSED)

    def to(self, **wanted):
        """Tab to what is wanted, and see all that has the focus on the way."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            found = self.focused()
            if found["tag"] == "BODY":  # past the last: from there it begins anew
                continue
            if not found["isSeen"]:  # what was above has just been answered, and settles
                self.page.wait_for_function(f"() => (({FOCUSED})()).isSeen", timeout=10_000)
            if all(re.search(text, found[name]) for name, text in wanted.items()):
                return
        raise AssertionError(f"Tab does not lead to {wanted}")

    def press(self, key="Enter", *, said=""):
        """Press a key: the window changes where one looks, and the focus is still somewhere."""
        before = self.page.evaluate(SEEN)
        self.page.keyboard.press(key)
        self.page.wait_for_function(f"before => ({SEEN})() !== before", arg=before)
        if said:
            expect(self.page.get_by_text(re.compile(said)).first).to_be_in_viewport()
        self.page.wait_for_function(f"() => (({FOCUSED})()).isSeen")
        assert self.focused()["tag"] != "BODY"

    def answer(self, key):
        """Choose an option of the decision with arrows, and have it checked."""
        self.to(type="radio", control="decision")
        # Arrows choose as they go: only the first option is chosen by its own key.
        self.page.keyboard.press("Space")
        for _ in range("ABCD".index(key)):
            self.page.keyboard.press("ArrowDown")
        option = self.page.locator(".course-decision input[type=radio]").nth("ABCD".index(key))
        expect(option).to_be_checked()
        kept(self.page)
        self.to(name="^Check answer$")
        self.press(said=rf"Yes: {key}\.")


def test_the_whole_course_by_keyboard(built, browser):
    """Four decisions, reveal, rehearsal, desks, hands; on no page a barrier, light and dark."""
    context = browser.new_context(viewport={"width": 420, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    keys = ByKeyboard(page)
    *course, last = notebooks()
    with handed_out(built) as port:
        page.goto(f"http://127.0.0.1:{port}/a/fork/{course[0].filename[:-6]}.html")
        for room in (*course, last):
            expect(page).to_have_title(re.compile(f"^{re.escape(room.title)} "))
            ready(page)
            if room.slug in DO:
                DO[room.slug](keys)
            if room.decision:
                keys.answer(KEYS[room.decision])
            kept(page)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert axe_findings(page) == [], (room.slug, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= 420
            if room is course[-1]:  # from there only who leads the course goes on
                keys.to(name=f"^{last.title}$")
                page.keyboard.press("Enter")
            elif room is not last:
                keys.to(rel="next")
                page.keyboard.press("Enter")
    context.close()


def rehearse(keys):
    """The meeting is open, and answers its first press."""
    keys.to(control="rehearsal", tag="BUTTON|INPUT")
    keys.press("Space")


def reveal(keys):
    """It is open."""
    expect(keys.page.get_by_role("heading", name="The strong report")).to_be_attached()


def report(keys):
    """A claim is put into other words, and compared."""
    [step] = [step for step in load("desk")["step"] if step["id"] == "repair"]
    keys.to(control="desk", tag="TEXTAREA")
    keys.page.keyboard.type("The reviewer failed to see it.")
    keys.to(name=step["check"])
    keys.press(said="failed to see")


def read_an_incident(keys):
    """One's own is named and pasted, and read."""
    keys.to(control="own", type="^text$")
    for text in ("Tills", "Café", "Europe/Paris"):
        keys.page.keyboard.type(text)
        keys.page.keyboard.press("Tab")
    keys.to(name="^Text$", control="own")
    keys.page.keyboard.press("Enter")
    expect(keys.page.get_by_label("Timeline", exact=True)).to_be_focused()
    keys.page.keyboard.insert_text(
        "timestamp,event,phase\n2026-05-04T10:00,The tills stop.,started\n"
        "2026-05-04T10:40,The shift lead rings.,detected\n2026-05-04T11:30,They work.,resolved\n"
    )
    kept(keys.page)
    keys.to(name="^Check and show$")
    keys.press(said="3 events, nothing to mend")


def count_hands(keys):
    """A decision is led by show of hands, and practised."""
    keys.to(control="hands", tag="SUMMARY")
    keys.press()
    keys.to(name="^Fill in simulated hands$")
    keys.press(said=load("controls")["hands"]["simulated"])


DO = {
    "rehearse_the_meeting": rehearse,
    "a_strong_post_mortem": reveal,
    "write_the_report": report,
    "your_own_incident": read_an_incident,
    "lead_the_room": count_hands,
}
