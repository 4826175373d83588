"""How a page that starts its Python says so: when it takes long, and when nothing comes of it."""

import pytest

from tests.accessibility import axe_findings
from tests.build.site.conftest import PATIENCE_MS, answer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment]

SECONDS = 1_000

KEEPERS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"


def is_listened_to(page):
    """Tell whether screen readers, by their tree, wait for what is said at the lower edge."""
    devtools = page.context.new_cdp_session(page)
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    line = devtools.send("DOM.querySelector", {"nodeId": root, "selector": "#course-status"})
    asked = {**line, "fetchRelatives": False}
    [found] = devtools.send("Accessibility.getPartialAXTree", asked)["nodes"]
    live = {one["name"]: one["value"]["value"] for one in found.get("properties", [])}.get("live")
    return (found["ignored"], found["role"]["value"], live) == (False, "status", "polite")


def test_a_start_that_hangs_says_what_it_waits_for_and_loses_no_press(site):
    """A worker that dies without a word, then a download that never ends; a third try answers."""
    empty = {"content_type": "text/javascript", "body": ""}
    site.context.route("**/worker-*.js", lambda route: route.fulfill(**empty))
    page = site.open("02_open_the_meeting", waits=True, clock=True)
    said = page.locator("#course-status")
    answer(page, "B")
    said.get_by_text("Starting").wait_for()
    page.clock.fast_forward(12 * SECONDS)
    said.get_by_text("Still starting: 0 of ").wait_for()
    assert said.get_by_role("button").count() == 0
    # What is kept for offline is fetched after a start: what hangs it now would hang it for ever.
    assert page.evaluate(KEEPERS) == 0
    page.clock.fast_forward(30 * SECONDS)
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    assert "read on" in said.text_content()

    site.context.unroute("**/worker-*.js")
    site.context.route("**/course-*.zip", lambda _: None)  # never answered
    with page.expect_request("**/course-*.zip"):
        again.click()
        said.get_by_text("Starting").wait_for()
    page.clock.fast_forward(12 * SECONDS)
    said.get_by_text("Still starting: ").wait_for()
    page.clock.fast_forward(60 * SECONDS)
    again.wait_for()
    # What is told changes no more, and the focus stays on what can be pressed.
    again.focus()
    page.clock.fast_forward(60 * SECONDS)
    assert again.evaluate("(button) => button === document.activeElement")

    site.context.unroute("**/course-*.zip")
    again.press("Enter")
    page.get_by_text("Yes: B.").first.wait_for(timeout=PATIENCE_MS)
    assert site.errors == []


def test_with_data_saving_no_page_starts_python_by_itself(site):
    """Not the page of the person at the front either; the first press does."""
    saving = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    site.context.add_init_script(saving)
    page = site.open("10_lead_the_room", is_ready=False)
    page.wait_for_function("performance.getEntriesByName('course-shown').length > 0")
    lead = page.locator(".course-lead").first
    lead.locator("summary").first.click()
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert page.locator("#course-status").text_content() == ""
    assert is_listened_to(page)
    assert axe_findings(page) == []
    assert not [url for url in site.asked if "/assets/worker-" in url]
    assert page.evaluate(KEEPERS) == 0
    lead.get_by_role("spinbutton").first.fill("3")
    lead.get_by_role("spinbutton").first.press("Tab")
    page.locator("#course-status").get_by_text("Starting").wait_for()
    assert is_listened_to(page)


def test_what_leads_to_the_notebooks_has_no_barrier(site):
    """The list of all pages and that of licences, light and dark, on a phone."""
    for name in ("index", "licences"):
        page = site.open(name, is_ready=False)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe_findings(page) == [], (name, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 420
        page.close()


def test_on_paper_a_page_has_all_of_its_text_and_nothing_of_its_frame(site):
    """What stands behind a line on the screen is read there; what can only be pressed is not."""
    page = site.open("02_open_the_meeting", waits=True)
    page.wait_for_function("performance.getEntriesByName('course-shown').length > 0")
    behind = page.locator("main section > details > :not(summary)")
    assert behind.count() > 1
    assert not behind.first.is_visible()
    page.emulate_media(media="print")
    assert all(text.is_visible() for text in behind.all())
    assert page.get_by_role("button").and_(page.locator(":visible")).count() == 0
    assert page.get_by_role("navigation").and_(page.locator(":visible")).count() == 0
