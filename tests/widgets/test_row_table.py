"""The rows of the desk for one's own incident, in a real browser, with a real desk behind them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course.content import load
from course.incident.template import template
from course.widgets.own_incident import own_incident

pytestmark = pytest.mark.browser

BASE = "http://127.0.0.1:9/"
WORDS = load("own_incident")
ROW = WORDS["row"]
TRAITS = ("findings", "notices", "milestones", "status", "is_example", "kept")
BRIDGE = """() => {
  window.model.send = async (message) => {
    const {traits, answer: {type, id, ...more}} = await window.kernel(message);
    window.traits(traits);
    window.answer(more, id);
  };
}"""
PASTED = """# 4 June 2026
- 10:05 First errors at the tills
- 10:12 An alarm rings, Kim Lee looks
- 10:50 Rolled back
- 11:10 Everything is well again
"""
EDGES = '''timestamp,event,phase,Ours\r
2026-06-04T10:05,"Off, they said
""all of them""",started+introduced,a\r
,,,\r
2026-06-04T11:10,On.,begun,"b,c"\r
'''


@pytest.fixture
def at_desk(browser, render, tmp_path, monkeypatch):
    """Show a desk on a phone, or on a wide screen; what its page asks, the desk answers."""
    monkeypatch.chdir(tmp_path)
    context = browser.new_context(viewport={"width": 420, "height": 900})
    context.route("**/*", lambda route: route.fulfill(content_type="text/html", body=" "))
    page = context.new_page()
    desk = own_incident()

    def kernel(message):
        answers = []
        desk.send = answers.append
        desk._handle_custom_msg(message, [])
        return {"traits": {name: getattr(desk, name) for name in TRAITS}, "answer": answers[0]}

    page.expose_function("kernel", kernel)

    def show(width=420):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(BASE)
        render(page, desk)
        page.evaluate(BRIDGE)
        return page

    yield show
    context.close()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def text_of(page):
    return page.get_by_label(WORDS["timeline_label"], exact=True).input_value()


def write(page, text):
    press(page, WORDS["view_text"])
    page.get_by_label(WORDS["timeline_label"], exact=True).fill(text)


def said(page, words):
    expect(page.locator(".course-rows-said")).to_have_text(words)
    expect(page.locator(".course-rows-said")).to_be_in_viewport(ratio=1)


def field(page, name, row):
    return page.get_by_label(f"{ROW[name]}, {ROW['number'].format(row=row)}", exact=True)


def axe_findings(page):
    found = Axe().run(page, context={"include": [[".course-own"]]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


@pytest.mark.parametrize("width", [420, 1280])
def test_rows_are_edited_as_rows(at_desk, width):
    """Cards on a phone, a table where there is room; every press says in view what it did."""
    page = at_desk(width)
    press(page, WORDS["fill"])
    said(page, WORDS["filled"])
    before = template().timeline.splitlines()
    if width < 600:
        expect(field(page, "event", 3)).to_be_hidden()
        press(page, ROW["edit"].format(row=3))
    field(page, "event", 3).fill("The tills stop.")
    assert text_of(page).splitlines()[3].startswith("2026-03-05T10:10,The tills stop.,started,")
    press(page, ROW["more_of"].format(row=3))
    expect(page.get_by_role("button", name=ROW["more_of"].format(row=3))).to_be_focused()
    field(page, "evidence", 3).fill("Till log")
    page.get_by_label(WORDS["milestone"]["detected"]).check()
    said(page, ROW["marked"].format(row=3, phase="started + detected"))
    assert axe_findings(page) == []

    press(page, ROW["up"])
    said(page, ROW["moved"].format(row=3, now=2))
    row = "2026-03-05T10:10,The tills stop.,started+detected,,Till log,,"
    assert text_of(page).splitlines()[2] == row
    expect(page.get_by_role("button", name=ROW["up"], exact=True)).to_be_focused()
    press(page, ROW["remove"])
    said(page, ROW["removed"].format(row=2))
    assert row not in text_of(page)
    undo = page.locator(".course-row-note").get_by_role("button", name=WORDS["undo"])
    expect(undo).to_be_focused()
    expect(undo).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    said(page, WORDS["undone"].format(what=ROW["removed"].format(row=2)))
    assert text_of(page).splitlines()[2] == row
    for _ in range(4):
        page.locator(".course-rows-strip").get_by_role("button", name=WORDS["undo"]).click()
    assert [line.replace('"', "") for line in text_of(page).splitlines()] == [
        line.replace('"', "") for line in before
    ]
    press(page, WORDS["add"])
    said(page, ROW["added"].format(row=10))
    expect(field(page, "timestamp", 10)).to_be_focused()
    page.keyboard.type("2026-03-07")
    assert text_of(page).splitlines()[10].startswith("2026-03-07,,")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_said_later_stays_when_a_finding_is_mended(at_desk):
    """The line at the rows says why one was led there, until that is mended or more is said."""
    page = at_desk()
    write(page, "timestamp,event,phase\nlater on,Alarm.,detected\n")
    press(page, WORDS["check"])
    press(page, WORDS["go_row"].format(row=1))
    expect(page.locator(".course-rows-said")).to_contain_text("later on")
    field(page, "timestamp", 1).fill("2026-05-04T10:12")
    # A row is added while the check still runs.
    add = page.get_by_role("button", name=WORDS["add"], exact=True).element_handle()
    check = page.get_by_role("button", name=WORDS["check"], exact=True)
    check.evaluate("(one, next) => { one.click(); next.click(); }", add)
    expect(page.get_by_role("button", name=WORDS["go_row"].format(row=1))).to_have_count(0)
    said(page, ROW["added"].format(row=2))


def test_a_check_that_is_pressed_while_another_runs_is_of_what_stands_there_by_then(at_desk):
    """A title that was typed meanwhile is checked, and not said to be missing."""
    page = at_desk()
    page.evaluate(
        """() => {
          const {send} = window.model;
          window.held = [];
          window.model.send = (message) =>
            message.type === "check" ? window.held.push(() => send(message)) : send(message);
        }"""
    )
    write(page, "timestamp,event\n2026-05-04T10:12,Alarm.\n")
    for label, text in (("organisation", "Café Noir"), ("timezone", "Europe/Paris")):
        page.get_by_label(WORDS["field"][label]["label"]).fill(text)
    check = page.get_by_role("button", name=WORDS["check"], exact=True)
    check.click()
    page.get_by_label(WORDS["field"]["title"]["label"]).fill("Tills")
    check.click()
    for _ in range(2):
        page.wait_for_function("held.length")
        page.evaluate("held.shift()()")
    expect(page.locator(".course-status")).to_contain_text("nothing to mend")
    expect(page.locator(".course-findings li")).to_have_count(0)


def test_what_is_pasted_is_read_checked_and_asked_about(at_desk):
    """From a list to rows, roles and milestones, and back to what was pasted by Undo."""
    page = at_desk()
    press(page, WORDS["paste"])
    said(page, WORDS["paste_here"])
    page.keyboard.type(PASTED)
    press(page, WORDS["show_rows"])
    said(page, WORDS["as_rows"])
    page.get_by_text(WORDS["read"]["title"], exact=True).click()
    page.get_by_label("Kim Lee").fill("tester")
    press(page, WORDS["read"]["again"])
    expect(page.locator(".course-row-brief").nth(1)).to_contain_text("tester looks")
    assert "Kim" not in text_of(page)
    for label, words in {"title": "Tills", "organisation": "Shop"}.items():
        page.get_by_label(WORDS["field"][label]["label"], exact=False).first.fill(words)
    press(page, WORDS["check"])
    status = page.locator(".course-status")
    expect(status).to_contain_text("4 events, nothing to mend")
    expect(status).to_be_in_viewport(ratio=1)
    asked = load("reading")["milestone_questions"]
    started = page.get_by_label(asked["started"])
    expect(started).to_have_value("")
    assert "(first errors)" in started.locator("option").nth(1).inner_text()
    started.select_option(index=1)
    told = page.locator(".course-which-said")
    expect(told).to_have_text(WORDS["which"]["set"].format(row=1, phase="started"))
    expect(told).to_be_in_viewport(ratio=1)
    page.get_by_label(asked["resolved"]).select_option("4")
    assert axe_findings(page) == []
    press(page, WORDS["check"])
    expect(page.locator(".course-which")).to_be_hidden()
    assert text_of(page).count(",started") == text_of(page).count(",resolved") == 1
    undo = page.locator(".course-rows-strip").get_by_role("button", name=WORDS["undo"])
    while undo.is_visible() and text_of(page) != PASTED:
        undo.click()
    assert text_of(page) == PASTED


def test_a_finding_leads_to_its_field_and_the_order_of_dates_is_asked(at_desk):
    """Each leads into the row, wherever it is now; what no document says is chosen from a list."""
    page = at_desk()
    write(page, "Time;What;Notes\n3/1/2024 10:00;Off;far\n4/1/2024 11:00;On;near\n")
    press(page, WORDS["check"])
    expect(page.locator(".course-findings")).to_contain_text(WORDS["say_below"])
    asked = WORDS["read"]["dates"].format(cell="“3/1/2024 10:00”")
    page.get_by_label(asked).select_option("day")
    page.get_by_label(WORDS["read"]["change"].format(target=ROW["event"])).select_option("Notes")
    press(page, WORDS["read"]["again"])
    # Said once, beside the button that it goes on with.
    expect(page.locator(".course-status")).to_have_text(WORDS["as_rows"])
    expect(page.locator(".course-rows-said")).to_be_empty()
    rows = "timestamp,event\n2024-01-03T10:00,far\n2024-01-04T11:00,near\n"
    assert text_of(page) == rows
    write(page, rows.replace("2024-01-04T11:00", "later"))
    press(page, WORDS["view_rows"])
    press(page, WORDS["check"])
    page.get_by_role("button", name=WORDS["go_row"].format(row=2)).click()
    when = field(page, "timestamp", 2)
    expect(when).to_be_focused()
    expect(when).to_be_in_viewport(ratio=1)
    expect(when).to_have_attribute("aria-invalid", "true")
    # Why it leads there stands over the row, as long as it is to be mended.
    why = page.locator(".course-rows-said")
    expect(why).to_contain_text("found “later”")
    expect(why).to_be_in_viewport(ratio=1)
    # The answer to a check takes nobody's place, however late it comes.
    page.evaluate("window.traits({ findings: [], milestones: [] })")
    expect(when).not_to_have_attribute("aria-invalid", "true")
    expect(when).to_be_focused()
    expect(why).to_be_empty()


def test_what_stands_in_a_table_is_kept_to_the_letter(at_desk):
    """Commas, quotation marks, lines within a cell, empty rows, columns and words of one's own."""
    page = at_desk()
    write(page, EDGES)
    press(page, WORDS["view_rows"])
    before = text_of(page)
    expect(page.locator(".course-row")).to_have_count(3)
    expect(field(page, "phase", 1)).to_have_value("started+introduced")
    press(page, ROW["edit"].format(row=3))
    expect(field(page, "phase", 3)).to_have_value("begun")
    assert text_of(page) == before
    field(page, "event", 3).fill("On again.")
    assert text_of(page) == (
        'timestamp,event,phase,Ours\n2026-06-04T10:05,"Off, they said\n""all of them""",'
        'started+introduced,a\n,,,\n2026-06-04T11:10,On again.,begun,"b,c"\n'
    )


def test_many_rows_are_shown_by_the_page(at_desk):
    """Fifty at a time; a finding far below is found."""
    page = at_desk(1280)
    rows = [f"2026-06-04T{at // 60:02}:{at % 60:02},Row." for at in range(120)]
    write(page, "\n".join(["timestamp,event", *rows, "later,x"]))
    press(page, WORDS["view_rows"])
    expect(page.locator(".course-row")).to_have_count(50)
    press(page, ROW["later"])
    expect(field(page, "timestamp", 51)).to_be_focused()
    said(page, ROW["shown"].format(first=51, last=100, rows=121))
    press(page, WORDS["check"])
    page.get_by_role("button", name=WORDS["go_row"].format(row=121)).click()
    expect(field(page, "timestamp", 121)).to_be_focused()
