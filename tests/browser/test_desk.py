"""A whole report is written at the desk, on a phone and by keyboard, through a lost kernel."""

import json

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.decisions import decisions
from course.progress import progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = load("desk")
STEP = {step["id"]: step for step in SAID["step"]}
KEPT = load("writing")["writing"]["kept"]
ROWS = {1: "QA is not part", 2: "The pull request is merged", 3: "begins to answer", 4: "sixth"}


@pytest.fixture(autouse=True)
def _decided(course_home):  # noqa: ARG001 - it is where answers go
    """A learner who has answered all four decisions."""
    for asked in decisions():
        progress().record(asked.id, asked.key)


def opened(context, address):
    """Open the page of the desk."""
    page = context.new_page()
    page.goto(address, timeout=90_000)
    page.locator(".course-desk").wait_for(timeout=60_000)
    return page, page.locator(".course-desk")


def test_a_whole_report_is_written(server, browser, findings, press):  # noqa: PLR0915 - a whole one
    """By keyboard at 420 px: nothing is lost with the kernel, and a second tab meets the draft."""
    context = browser.new_context(viewport={"width": 420, "height": 900})
    address = server.reader("08_write_the_report.ipynb")
    page, desk = opened(context, address)
    kept = desk.locator(".course-written-state")

    def type_into(label, text, nth=0):
        field = desk.get_by_label(label, exact=True).nth(nth)
        field.focus()
        page.keyboard.insert_text(text)

    def onward(step):
        press(page, desk.get_by_role("button", name=SAID["next"].format(title=STEP[step]["title"])))
        expect(desk.get_by_role("heading", level=3).first).to_contain_text(STEP[step]["title"])
        assert findings(page, ".course-desk", ".course-desk") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 420

    # The model comes after one's own words, and words that blame are a question.
    check = desk.get_by_role("button", name=STEP["repair"]["check"]).first
    check.press("Enter")
    expect(desk.get_by_text(STEP["repair"]["first"])).to_be_visible()
    assert SAID["repair"][0]["model"] not in page.content()
    type_into(STEP["repair"]["own"], "The reviewer failed to see it.")
    check.press("Enter")
    expect(desk.locator("section").first.locator("li")).to_contain_text("failed to see")
    expect(desk.get_by_text(SAID["repair"][0]["model"])).to_be_visible()
    onward("summary")
    type_into(STEP["summary"]["label"], "2,340 patients met an error page for 2 h 54 min. ")
    type_into(STEP["summary"]["label"], "It was human error, and a hotfix ended it.")
    expect(desk.get_by_text(SAID["words"].format(count=20))).to_be_visible()
    expect(kept).to_have_text(KEPT)

    # The kernel goes in the middle: what was typed is still here after the reload.
    server.stop_kernels()
    type_into(STEP["summary"]["label"], " It is over.")
    page.wait_for_timeout(300)
    page.reload()
    desk.wait_for(timeout=60_000)
    expect(desk.get_by_label(STEP["summary"]["label"], exact=True)).to_have_value(
        "2,340 patients met an error page for 2 h 54 min. It was human error, and a hotfix ended "
        "it. It is over.",
        timeout=60_000,
    )
    onward("rows")
    for number, event in ROWS.items():
        choose = desk.get_by_label(STEP["rows"]["choose"].format(number=number), exact=True).last
        option = choose.locator("option", has_text=event).first
        choose.select_option(value=option.get_attribute("value"))
    type_into(STEP["rows"]["looked_like"], "A meeting spared.")
    onward("whys")
    type_into(STEP["whys"]["first"], "The booking page crashed.")
    deeper = desk.get_by_role("button", name=f"{STEP['whys']['deeper']} (1)")
    deeper.press("Enter")
    page.keyboard.insert_text("A null check was gone.")
    deeper.press("Enter")
    page.keyboard.insert_text("A deadline was close.")
    tree = desk.locator(".course-desk-tree")
    expect(tree.locator("li li")).to_have_count(2)
    expect(tree).to_contain_text("A deadline was close.")
    desk.get_by_role("button", name=f"{STEP['whys']['up']} (1.2)").press("Enter")
    expect(tree.locator("li li").first).to_contain_text("A deadline")
    desk.get_by_role("button", name=f"{STEP['whys']['remove']} (1.1)").press("Enter")
    expect(tree.locator("li li")).to_have_count(1)
    desk.get_by_role("button", name=SAID["undo"]).press("Enter")
    expect(tree.locator("li li")).to_have_count(2)
    onward("review")
    type_into(STEP["review"]["lucky"], "The failure could be seen.")
    onward("actions")
    type_into(STEP["actions"]["date"], "2026-06-16")
    type_into(STEP["actions"]["owner"], "QA lead", nth=0)
    expect(kept).to_have_text(KEPT)
    onward("read")

    # Nothing has been read so far; now three questions at most, each a way to its field.
    press(page, desk.get_by_role("button", name=STEP["read"]["language"]))
    found = desk.locator(".course-desk-found").first.locator("li")
    expect(found).to_have_count(1)
    expect(found.first).to_contain_text("human error")
    assert findings(page, ".course-desk", ".course-desk") == []
    found.first.get_by_text(SAID["mean_it"]).click()
    found.first.get_by_label(SAID["because"]).fill("It is quoted from the ticket.")
    found.first.get_by_role("button", name=SAID["keep_reason"]).press("Enter")
    expect(kept).to_have_text(KEPT)
    press(page, desk.get_by_role("button", name=STEP["read"]["language"]))
    expect(desk.get_by_text(SAID["nothing_here"])).to_be_visible()

    # An answer can be taken back, and then it is asked again.
    answered = desk.locator(".course-desk-answered")
    answered.get_by_text(SAID["answered"].format(count=1)).click()
    press(page, answered.get_by_role("button", name=SAID["take_back"]))
    expect(desk.get_by_text(SAID["taken_back"])).to_be_visible()
    expect(answered).to_be_hidden()
    press(page, desk.get_by_role("button", name=STEP["read"]["language"]))
    expect(found).to_have_count(1)
    found.first.get_by_text(SAID["mean_it"]).click()
    found.first.get_by_label(SAID["because"]).fill("It is quoted from the ticket.")
    found.first.get_by_role("button", name=SAID["keep_reason"]).press("Enter")
    expect(kept).to_have_text(KEPT)
    press(page, desk.get_by_role("button", name=STEP["read"]["actions"]))
    expect(found).to_have_count(3)
    found.last.get_by_role("button", name=SAID["go_there"]).press("Enter")
    expect(desk.get_by_role("heading", level=3).first).to_contain_text(STEP["actions"]["title"])
    assert page.evaluate("document.activeElement.closest('[data-place]')?.dataset.place")
    onward("read")
    onward("compare")
    commit = STEP["compare"]["commit"].format(title="Summary and impact")
    press(page, desk.get_by_role("button", name=commit))
    strong = desk.locator(".course-desk-strong").first
    expect(strong.locator(".course-desk-own")).to_contain_text("It was human error")
    expect(strong.locator(".course-desk-model")).to_contain_text("Ōtautahi Health")
    assert "5.2\u00a0%" in strong.locator(".course-desk-model").text_content()
    # Both begin where they can be seen; the sentence that tells of it comes after them.
    expect(strong.locator(".course-desk-own")).to_be_in_viewport(ratio=1)
    own, model = (strong.locator(f".course-desk-{one}").bounding_box() for one in ("own", "model"))
    assert own["y"] + own["height"] <= model["y"]
    page.set_viewport_size({"width": 1280, "height": 900})
    own, model = (strong.locator(f".course-desk-{one}").bounding_box() for one in ("own", "model"))
    assert own["x"] + own["width"] <= model["x"]
    page.set_viewport_size({"width": 420, "height": 900})
    put_down = STEP["compare"]["put_down"].partition("{")[0]
    expect(desk.get_by_text(put_down)).to_have_count(1)
    expect(kept).to_have_text(KEPT)
    assert json.loads(progress().kept("report.draft").value)["put_down"]["summary"]
    with page.expect_download() as taken:
        desk.get_by_role("button", name=STEP["compare"]["for_colleague"]).press("Enter")
    text = taken.value.path().read_text("utf-8")
    assert "Would you sign it with your name in it?" in text
    assert "<!-- language ignore human-error: It is quoted from the ticket. -->" in text
    assert findings(page, ".course-desk", ".course-desk") == []

    # Who types on and on is kept as well.
    desk.get_by_role("button", name=f"2. {STEP['summary']['title']}").press("Enter")
    desk.get_by_label(STEP["summary"]["label"], exact=True).focus()
    page.keyboard.press("End")
    for _ in range(300):
        page.keyboard.type("k", delay=50)
        if "kkk" in progress().kept("report.draft").value:
            break
    else:
        pytest.fail("300 letters were typed without a pause, and none was kept")
    expect(kept).to_have_text(KEPT)
    press(page, desk.get_by_role("button", name=f"8. {STEP['compare']['title']}"))
    expect(desk.get_by_text(put_down)).to_have_count(1)
    expect(kept).to_have_text(KEPT)

    _, again = opened(context, address)
    expect(again.get_by_role("heading", level=3).first).to_contain_text(STEP["compare"]["title"])
    again.get_by_role("button", name=f"2. {STEP['summary']['title']}").press("Enter")
    again.get_by_label(STEP["summary"]["label"], exact=True).fill("Another summary.")
    expect(again.locator(".course-written-state")).to_have_text(KEPT)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(kept).to_have_text(load("writing")["writing"]["elsewhere"])
    assert json.loads(progress().kept("report.draft").value)["summary"] == "Another summary."
    context.close()
