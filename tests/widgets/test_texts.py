"""Tabs of the desk for one's own incident, each with its own text, in one real browser."""

import json

import pytest
from playwright.sync_api import expect

from course.content import load
from course.progress import progress
from course.widgets import desk_texts
from course.widgets.own_incident import own_incident

pytestmark = pytest.mark.browser

BASE = "http://127.0.0.1:9/"
WORDS = load("own_incident")


@pytest.fixture
def browser_of_one(browser):
    """Give a browser with nothing kept, in which every address is an empty page."""
    context = browser.new_context(viewport={"width": 420, "height": 900})
    context.route("**/*", lambda route: route.fulfill(content_type="text/html", body=" "))
    yield context
    context.close()


@pytest.fixture
def show(render):
    """Load a tab, for the first time or again, with the desk in it."""

    def show(tab):
        tab.goto(BASE)
        render(tab, own_incident())
        return tab

    return show


def write(tab, title):
    tab.get_by_label("Title").fill(title)
    tab.get_by_role("button", name=WORDS["view_text"], exact=True).click()
    tab.get_by_label("Timeline", exact=True).fill(f"timestamp,event\n{title}")
    tab.keyboard.press("Tab")


def assert_holds(tab, title):
    expect(tab.get_by_label("Title")).to_have_value(title)
    text = f"timestamp,event\n{title}" if title else ""
    expect(tab.get_by_label("Timeline", exact=True)).to_have_value(text)


def others(tab):
    return tab.locator(".course-others")


def test_what_two_tabs_hold_outlives_a_reload_of_both(browser_of_one, show):
    """Neither is written over by the other, each says that the other is there."""
    first, second = (show(browser_of_one.new_page()) for _ in range(2))
    write(first, "Tills")
    write(second, "Lifts")
    for tab, own, other in ((first, "Tills", "Lifts"), (second, "Lifts", "Tills")):
        expect(others(tab)).to_contain_text(f"“{other}”, typed")
        show(tab)
        assert_holds(tab, own)
        expect(others(tab)).to_contain_text(f"“{other}”, typed")


def test_a_text_is_brought_over_with_leave_and_stays_where_it_was(browser_of_one, show):
    """What stands in the form is replaced only if somebody agrees; the other tab keeps its own."""
    first, second = (show(browser_of_one.new_page()) for _ in range(2))
    write(first, "Tills")
    write(second, "Lifts")
    for answer, held in ((WORDS["no"], "Lifts"), (WORDS["yes_discard"], "Tills")):
        others(second).get_by_role("button", name=WORDS["others_bring"]).click()
        second.get_by_role("button", name=answer).click()
        assert_holds(second, held)
    assert_holds(show(first), "Tills")


def test_a_tab_that_was_closed_leaves_its_text_to_the_next(browser_of_one, show):
    """It is offered by its title, never filled in by itself, and moves when it is brought."""
    first = show(browser_of_one.new_page())
    write(first, "Tills")
    first.close()
    second = show(browser_of_one.new_page())
    assert_holds(second, "")
    others(second).get_by_role("button", name=WORDS["others_bring"]).click()
    assert_holds(second, "Tills")
    expect(second.locator(".course-status")).to_have_text(WORDS["back"])
    expect(others(second)).to_be_empty()
    assert_holds(show(second), "Tills")


def test_a_text_can_be_forgotten_but_not_one_that_stands_in_an_open_tab(browser_of_one, show):
    """On a shared computer nothing stays behind; what somebody has before them is not taken."""
    first, second = (show(browser_of_one.new_page()) for _ in range(2))
    write(first, "Tills")

    def forget():
        others(second).get_by_role("button", name=WORDS["others_forget"]).first.click()
        sure = second.get_by_role("group", name=WORDS["ask_forget"])
        sure.get_by_role("button", name=WORDS["yes_forget"]).click()

    forget()
    expect(others(second)).to_contain_text("“Tills”, typed")
    assert_holds(show(first), "Tills")
    first.close()
    forget()
    expect(others(second)).to_be_empty()
    assert second.evaluate("localStorage.length") == 0


def test_a_tab_that_was_duplicated_gets_a_text_of_its_own(browser_of_one, show):
    """A copy of a tab begins with its text; what is typed there stays out of the first one."""
    first = show(browser_of_one.new_page())
    write(first, "Tills")
    second = browser_of_one.new_page()
    second.goto(BASE)
    kept = first.evaluate("({...sessionStorage})")
    second.evaluate("(kept) => Object.assign(sessionStorage, kept)", kept)
    show(second)
    assert_holds(second, "Tills")
    write(second, "Lifts")
    expect(others(first)).to_contain_text("“Lifts”, typed")
    assert_holds(show(first), "Tills")
    assert_holds(show(second), "Lifts")


def test_a_form_that_was_cleared_is_kept_nowhere(browser_of_one, show):
    """Clearing takes away what the browser kept of this tab."""
    tab = show(browser_of_one.new_page())
    write(tab, "Tills")
    assert tab.evaluate("localStorage.length") == 1
    tab.get_by_role("button", name=WORDS["clear"]).click()
    tab.get_by_role("button", name=WORDS["yes_clear"]).click()
    assert tab.evaluate("localStorage.length") == 0
    assert_holds(show(tab), "")


def test_what_was_cleared_stays_away_though_nobody_heard_of_it(browser_of_one, show):
    """A page that is loaded again at once may be told of a text that is still kept elsewhere."""
    tab = show(browser_of_one.new_page())
    write(tab, "Tills")
    name, form = tab.evaluate("[...Object.entries(localStorage)][0]")
    desk_texts.keep(progress(), name, json.loads(form))
    tab.get_by_role("button", name=WORDS["clear"]).click()
    tab.get_by_role("button", name=WORDS["yes_clear"]).click()
    assert_holds(show(tab), "")
    write(tab, "Lifts")
    assert_holds(show(tab), "Lifts")


def test_a_text_of_before_the_tabs_had_their_own_is_offered(browser_of_one, show):
    """What an older course kept under one name for all is not lost."""
    tab = browser_of_one.new_page()
    tab.goto(BASE)
    tab.evaluate(
        "localStorage.setItem('blameless-own-incident', "
        "JSON.stringify({fields: {title: 'Tills'}, timeline: 'timestamp,event\\nTills'}))"
    )
    show(tab)
    others(tab).get_by_role("button", name=WORDS["others_bring"]).click()
    assert_holds(tab, "Tills")


def test_an_older_text_that_arrived_late_takes_no_later_one_away(browser_of_one, render):
    """What a kernel stored a moment after the page had gone on is not what comes back."""
    tab = browser_of_one.new_page()
    tab.goto(BASE)
    render(tab, own_incident())
    write(tab, "Tills stop")
    name = tab.evaluate("sessionStorage.getItem('blameless-own-incident')")
    late = own_incident()
    older = {"fields": {"title": "Till"}, "timeline": "", "at_utc": "2126-01-01T00:00:00+00:00"}
    late.kept = {name: older}
    tab.goto(BASE)
    render(tab, late)
    assert_holds(tab, "Tills stop")


def test_what_may_name_people_is_on_the_page_alone(browser_of_one, show):
    """The page says so, keeps the rest, and asks before it goes."""
    tab = show(browser_of_one.new_page())
    write(tab, "Tills")
    tab.get_by_label("Timeline", exact=True).fill("10:00 Ana Bakker calls")
    tab.keyboard.press("Tab")
    expect(tab.get_by_text(WORDS["held"])).to_be_visible()
    assert "Ana" not in tab.evaluate("JSON.stringify([localStorage, sessionStorage])")
    with tab.expect_event("dialog") as asked:
        tab.evaluate("setTimeout(() => location.reload(), 100)")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    tab.get_by_label("Timeline", exact=True).fill("timestamp,event\n10:00,Mail to @kim")
    tab.keyboard.press("Tab")
    expect(tab.get_by_text(WORDS["held_contact"].format(word="@kim"))).to_be_visible()
    assert_holds(show(tab), "Tills")
