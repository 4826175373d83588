"""What is typed for one's own incident outlives a reload, and names are stored nowhere."""

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.notebooks import notebook
from tests.accessibility import axe_findings
from tests.browser.own_desk import BROKEN, MENDED, OWN, WAIT, opened, say, type_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = load("own_incident")
EXPORT = """When;Who;What
2026-05-04 10:00;Ana Bakker;The tills stop, Ana asks @tvos
2026-05-04 10:20;Tom Vos;Later Jo Smith restarts them
"""
NAMES = ("Ana", "Bakker", "tvos", "Tom", "Vos", "Jo Smith")
STORED = """async () => {
  const databases = await indexedDB.databases();
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases]);
}"""


def test_what_was_typed_is_back_after_a_reload_until_it_is_cleared(phone):
    """A kernel or a page that is lost takes nothing along; clearing the form does."""
    type_in(phone, Title="Tills", Timeline=BROKEN)
    phone.keyboard.press("Tab")
    phone.reload()
    say(phone, "What you typed last time is back")
    timeline = phone.get_by_label("Timeline", exact=True)
    assert timeline.input_value() == BROKEN
    phone.get_by_role("button", name="Clear the form").click()
    phone.get_by_role("button", name="Leave it as it is").click()
    assert timeline.input_value() == BROKEN
    phone.get_by_role("button", name="Clear the form").click()
    phone.get_by_role("button", name="Empty it").click()
    expect(phone.locator(".course-rows-said")).to_have_text("The form is empty.")
    phone.reload()
    phone.get_by_role("button", name="Paste text").wait_for(timeout=WAIT)
    expect(timeline).to_have_value("")


def test_two_tabs_keep_a_text_each(phone, reader, browser):
    """Typed in one tab and then in another, both texts outlive a reload, and both can be moved."""
    other = opened(phone.context, reader)
    for page, title in ((phone, "Tills"), (other, "Lifts")):
        type_in(page, Title=title, Timeline=f"timestamp,event\n{title}")
        page.keyboard.press("Tab")
    told = other.locator(".course-others")
    told.get_by_text("“Tills”, typed").wait_for(timeout=WAIT)
    for page, title in ((phone, "Tills"), (other, "Lifts")):
        page.reload()
        say(page, "What you typed last time is back")
        assert page.get_by_label("Title").input_value() == title
        assert (
            page.get_by_label("Timeline", exact=True).input_value() == f"timestamp,event\n{title}"
        )
    assert axe_findings(other, ".course-own") == []

    told.get_by_role("button", name="Bring it here").click()
    other.get_by_role("button", name="Leave it as it is").click()
    assert other.get_by_label("Title").input_value() == "Lifts"
    told.get_by_role("button", name="Bring it here").click()
    other.get_by_role("button", name="Go ahead").click()
    assert other.get_by_label("Title").input_value() == "Tills"
    phone.reload()
    say(phone, "What you typed last time is back")
    assert phone.get_by_label("Title").input_value() == "Tills"
    other.close()

    # It is among what the learner wrote: another browser is offered it, and a new learner is not.
    type_in(phone, Title="Tills again")
    phone.keyboard.press("Tab")
    elsewhere = browser.new_context(viewport={"width": 420, "height": 900})
    desk = opened(elsewhere, reader)
    desk.get_by_text("“Tills again”, typed").wait_for(timeout=WAIT)
    assert desk.get_by_label("Title").input_value() == ""
    desk.goto(reader(notebook("start_here").filename))
    desk.get_by_role("button", name="Start as a new learner").click(timeout=WAIT)
    desk.get_by_role("button", name="Yes, put my answers aside").click()
    desk.get_by_role("button", name="Undo: go on as before").wait_for(timeout=WAIT)
    desk.goto(reader(OWN))
    desk.get_by_role("button", name="Check and show").wait_for(timeout=WAIT)
    assert desk.locator(".course-others button").count() == 0
    elsewhere.close()


def test_a_kernel_that_is_lost_takes_nothing_along(phone, server):
    """The form says that its session slept; one button brings all that was typed back."""
    type_in(phone, Title="Tills", Organisation="Café Noir", Timeline=MENDED)
    server.stop_kernels()
    phone.get_by_role("button", name="Check and show").click()
    say(phone, "has gone to sleep")
    phone.locator(".course-own").get_by_role("button", name="Reload this page").click()
    say(phone, "What you typed last time is back")
    phone.get_by_role("button", name="Check and show").click()
    say(phone, "3 events, nothing to mend")


def test_names_are_stored_nowhere_until_they_are_roles(phone, server):
    """What was pasted is on the page alone, which says so; as rows with roles it is kept."""

    def stored():
        home = (server.folder / "home").resolve()
        files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
        return phone.evaluate(STORED), b"".join(files).decode("latin-1")

    def named():
        return [name for name in NAMES if name in "".join(stored())]

    type_in(phone, Title="Tills", Timeline=EXPORT)
    phone.keyboard.press("Tab")
    told = phone.locator(".course-own").get_by_role("status")
    expect(told.get_by_text(WORDS["held"])).to_be_visible()
    for _ in range(WAIT // 100):
        if all("Tills" in place for place in stored()):
            break
        phone.wait_for_timeout(100)
    assert all("Tills" in place for place in stored())
    assert named() == []
    timeline = phone.get_by_label("Timeline", exact=True)
    phone.get_by_role("button", name="Show as rows").click()
    expect(phone.locator(".course-rows-said")).to_have_text(WORDS["as_rows"], timeout=WAIT)
    expect(phone.get_by_role("button", name=WORDS["view_rows"], exact=True)).to_be_focused()
    expect(told.get_by_text(WORDS["held_names"].format(names="“Jo Smith”"))).to_be_visible()
    assert named() == []
    assert axe_findings(phone, ".course-own") == []
    phone.get_by_text(WORDS["read"]["title"], exact=True).click()
    again = phone.get_by_role("button", name=WORDS["read"]["again"])
    again.click()
    expect(told.get_by_text(WORDS["read"]["unchanged"])).to_be_in_viewport(ratio=1)
    expect(phone.locator(".course-how-read :is(input, select)").first).to_be_focused()
    for name, role in (("Ana Bakker", "support lead"), ("Jo Smith", "engineer on call")):
        phone.get_by_label(name, exact=True).fill(role)
    again.click()
    expect(told.get_by_text(WORDS["held_names"].partition("{")[0])).to_have_count(0, timeout=WAIT)
    expect(timeline).to_have_value(
        "timestamp,event,actor_role\n"
        '2026-05-04T10:00,"The tills stop, the support lead asks person 2",support lead\n'
        "2026-05-04T10:20,Later the engineer on call restarts them,person 2\n"
    )
    # What was asked closes above; the next thing to press is where the learner looks.
    check = phone.get_by_role("button", name="Check and show")
    expect(check).to_be_focused()
    expect(check).to_be_in_viewport(ratio=1)
    say(phone, WORDS["as_rows"])
    rows = timeline.input_value()
    phone.reload()
    say(phone, "What you typed last time is back")
    expect(timeline).to_have_value(rows)
    assert named() == []
