"""A learner brings an incident of their own, and moves what-if sliders, in a real browser."""

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.notebooks import notebook
from course.incident.loading import load_incident
from course.incident.what_if import what_if
from tests.accessibility import axe_findings
from tests.browser.own_desk import BROKEN, MENDED, OWN, WAIT, say, to_mend, type_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STORY = notebook("what_happened").filename
SKIP = load("guesses")["guessing"]["skip"]

MOVE = """async () => {
  const slider = document.querySelector('.course-what-if input[type=range]');
  const [scene, answer] = document.querySelectorAll('.course-what-if img');
  const figure = document.querySelector('.course-what-if figure');
  const seen = new Set();
  let moving = true, bare = 0;
  const look = () => {
    for (const image of [scene, answer]) if (!image.complete || !image.naturalWidth) bare += 1;
    seen.add(Math.round(answer.getBoundingClientRect().height));
    if (moving) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  for (let move = 0; move < 24; move++) {
    const drawn = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        requestAnimationFrame(resolve);
      });
      watch.observe(answer, { attributes: true, attributeFilter: ['src'] });
    });
    slider.value = 12 + move;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn;
  }
  moving = false;
  return { bare, heights: seen.size };
}"""


def test_a_broken_csv_is_mended_on_a_phone(phone):
    """All that there is to mend is told at once, and each finding leads to its place."""
    example = phone.get_by_text("Worked example:").first
    expect(example).to_be_hidden()
    phone.get_by_role("button", name="Look around with the course’s own case").click()
    say(phone, "shows the course’s own case for now")
    expect(example).to_be_visible()
    type_in(phone, Title="Cafés could not take cards", Time_zone="Europe/Paris", Timeline=BROKEN)
    zone = phone.get_by_label("Time zone")
    for typed, told in (
        ("Lyon", "nearest big city"),
        ("paris", "“paris” is taken as Europe/Paris"),
    ):
        zone.fill(typed)
        zone.blur()
        expect(phone.locator(".course-zone")).to_contain_text(told)
    assert zone.input_value() == "Europe/Paris"
    check = phone.get_by_role("button", name="Check and show")
    check.click()
    say(phone, "3 things to mend")
    assert [text.partition(";")[0] for text in to_mend(phone)] == [
        "“Organisation” is missing",
        "Row 1, “Milestone”: found “begun”",
        "Row 2, “When”: found “later on”",
    ]
    assert phone.get_by_text("Worked example:").count() >= 8
    assert axe_findings(phone, ".course-own") == []
    for box in phone.locator(".course-own button:visible").all():
        bounds = box.bounding_box()
        assert bounds["height"] >= 44
        assert bounds["x"] + bounds["width"] <= 420

    phone.get_by_role("button", name="Show row 2").click()
    when = phone.get_by_role("textbox", name="When, row 2")
    expect(when).to_be_focused()
    expect(when).to_be_in_viewport(ratio=1)
    when.fill("2026-05-04T10:12")
    phone.get_by_role("button", name="Show row 1").click()
    phone.get_by_role("combobox", name="Milestone, row 1").select_option("started")
    phone.get_by_role("button", name="Show the field").click()
    phone.keyboard.type("Café Noir")
    phone.get_by_text("More, as far as you know it").click()
    phone.get_by_label("Summary").fill("The operator forgot to restart them.")
    timeline = phone.get_by_label("Timeline", exact=True)
    assert timeline.input_value() == MENDED
    check.click()
    say(phone, "3 events, nothing to mend. Everything below is now about “Cafés could not")
    assert to_mend(phone) == []
    heard = phone.get_by_role("region", name=load("own_incident")["heard"])
    expect(heard).to_contain_text("“The operator forgot to”: What was the person doing")
    heard.get_by_role("button", name="Show “Summary”").click()
    expect(phone.get_by_label("Summary")).to_be_focused()
    expect(phone.get_by_label("Summary")).to_be_in_viewport(ratio=1)


def test_everything_turns_to_ones_own_incident_on_a_phone(phone, tmp_path):
    """Facts, charts, metrics, sliders, questions and draft are about it, and nothing else."""
    type_in(phone, Title="Tills", Organisation="Café Noir", Time_zone="Europe/Paris")
    type_in(phone, Timeline=MENDED)
    phone.get_by_role("button", name="Check and show").click()
    say(phone, "3 events, nothing to mend")
    assert phone.get_by_text("Worked example:").count() == 0
    # The way on leads to the first part that is about it.
    phone.get_by_role("button", name="Continue to “Who could you ask?”").click()
    expect(phone.get_by_role("heading", name="Who could you ask?")).to_be_in_viewport()
    for asked in phone.locator(".course-guess:visible").all():
        if asked.get_by_role("button", name=SKIP).is_visible():
            asked.get_by_role("button", name=SKIP).click()
            expect(asked.get_by_role("status")).not_to_be_empty(timeout=WAIT)
    sliders = phone.locator(".course-what-if").get_by_role("status")
    expect(sliders).to_contain_text("5 of 40 people would have been spared", timeout=WAIT)
    phone.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    shown = phone.locator("body").inner_text()
    for words in (
        "Monday 4 May 2026, 10:12 CEST",
        "1 h 30 min (90 min)",
        "5 of 40 people would have been spared",
        "When did someone take it on?",
        "Contributing factors",
    ):
        assert words in shown
    for words in ("Ōtautahi", "2,340", "17 calls", "patient"):
        assert words not in phone.content()
    assert axe_findings(phone, ".course-pane", ".course-what-if", ".course-report-draft") == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 420
    with phone.expect_download(timeout=WAIT) as download:
        phone.get_by_role("button", name="Download the draft").click()
    download.value.save_as(tmp_path / "report.md")
    assert "| The tills stop taking cards. |" in (tmp_path / "report.md").read_text("utf-8")


def test_where_nobody_counted_one_button_leads_to_the_field(phone):
    """One sentence and no empty picture; and what is too long to be kept is told at once."""
    type_in(phone, Title="Tills", Organisation="Café Noir", Time_zone="Europe/Paris")
    bare = "timestamp,event,phase\n2026-05-04T10:00,Off.,\n2026-05-04T11:30,On.,\n"
    type_in(phone, Timeline=bare)
    phone.get_by_role("button", name="Check and show").click()
    say(phone, "2 events, nothing to mend")
    onward = phone.get_by_role("button", name="Continue to “Who could you ask?”")
    expect(onward).to_be_visible()
    which = phone.locator(".course-which")
    which.get_by_role("combobox").first.select_option(index=1)
    # What stands below is about the rows before: the way on is to check these.
    expect(onward).to_be_hidden()
    which.get_by_role("button", name="Check again, with these").click()
    expect(which).to_be_hidden(timeout=WAIT)
    say(phone, "2 events, nothing to mend")
    expect(onward).to_be_visible()
    add = phone.get_by_role("button", name="Add a count")
    expect(add).to_have_count(1)
    assert phone.locator(".course-guess", has_text="rang the support line").is_hidden()
    add.click()
    expect(phone.get_by_label("How many were affected")).to_be_focused()
    expect(phone.get_by_text("add a column affected_cumulative")).to_be_in_viewport()
    summary = phone.get_by_label("Summary")
    summary.fill("x" * 900_000)
    phone.keyboard.press("Tab")
    expect(phone.get_by_text("more characters fit into what is kept")).to_be_visible()
    summary.fill("x" * 1_000_000)
    phone.keyboard.press("Tab")
    expect(phone.get_by_text("only this browser keeps it")).to_be_visible()


def test_a_csv_file_and_the_template_fill_the_form_unless_it_is_in_use(phone, tmp_path):
    """Nothing that was typed is replaced unasked."""
    phone.get_by_role("button", name="Fill in the template").click()
    timeline = phone.get_by_label("Timeline", exact=True)
    assert "Somebody took it on." in timeline.input_value()
    (tmp_path / "mine.csv").write_text(MENDED, encoding="utf-8")
    phone.locator(".course-own input[type=file]").set_input_files(tmp_path / "mine.csv")
    phone.wait_for_function("() => document.querySelector('.course-timeline').value.length < 300")
    assert timeline.input_value() == MENDED
    type_in(phone, Timeline=BROKEN)
    fill, said = phone.get_by_role("button", name="Fill in the template"), load("own_incident")
    phone.get_by_role("button", name=said["clear"]).click()
    phone.get_by_role("button", name=said["yes_clear"]).click()
    expect(phone.get_by_text(said["cleared"])).to_be_visible()
    type_in(phone, Timeline=BROKEN)
    fill.click()
    # A question takes away what was said before, and whoever presses something else leaves it.
    expect(phone.get_by_text(said["cleared"])).to_be_hidden()
    phone.get_by_role("button", name="Leave it as it is").click()
    assert timeline.input_value() == BROKEN
    fill.click()
    expect(phone.locator(".course-own .course-sure")).to_be_visible()
    phone.get_by_role("button", name=said["check"]).click()
    expect(phone.locator(".course-own .course-sure")).to_be_hidden()
    fill.click()
    expect(phone.locator(".course-own .course-status")).to_be_empty()


def test_a_folder_by_keyboard_in_jupyterlab(lab, started, browser, server):
    """The template is written once; saved over only when told to; no key reaches the notebook."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(lab(OWN))
    started(page, OWN)
    title = page.get_by_label("Title")
    title.wait_for(timeout=WAIT)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    title.focus()
    page.keyboard.type("bxdd")
    assert title.input_value() == "bxdd"
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    page.get_by_text("Keep it in a folder, or open one").focus()
    page.keyboard.press("Enter")
    folder = server.root / "notebooks" / "tills"
    page.get_by_role("textbox", name="Folder").fill("tills")
    page.get_by_role("button", name="Write the template there").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Go ahead").focus()
    page.keyboard.press("Enter")
    say(page, f"Written: {folder / 'incident.toml'}")
    assert title.input_value() == "What people could not do"
    assert page.get_by_text("the sentence of the template still stands there").is_visible()

    before = (folder / "incident_timeline.csv").read_bytes()
    page.get_by_role("button", name="Write the template there").click()
    say(page, "tills holds exactly this already")
    when = page.get_by_role("textbox", name="When, Row 1", exact=True)
    when.fill("~2026-03-02T09:00+13:00")
    assert when.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
    type_in(page, Timeline=MENDED)
    page.get_by_role("button", name="Save what stands here").click()
    page.get_by_text("incident_timeline.csv in tills: something else").wait_for(timeout=WAIT)
    assert (folder / "incident_timeline.csv").read_bytes() == before
    page.get_by_role("button", name="Write over it").press("Enter")
    say(page, "Written:")
    assert (folder / "incident_timeline.csv").read_text("utf-8") == MENDED
    assert page.evaluate("document.activeElement.textContent") == "Save what stands here"
    assert axe_findings(page, ".course-own") == []
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    page.close()


@pytest.mark.parametrize("width", [1280, 420])
def test_what_if_is_moved_by_keyboard_and_keeps_up(lab, started, reader, browser, width):
    """Arrow keys move it, it is named and heard, and nothing flickers while it is redrawn."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.goto(lab(STORY) if width > 1000 else reader(STORY), timeout=120_000)
    if width > 1000:
        started(page, STORY)
    page.locator(".course-guess", has_text="spared").get_by_role("button", name=SKIP).click()
    slider = page.get_by_role("slider", name="Noticed sooner")
    slider.wait_for(timeout=WAIT)
    slider.scroll_into_view_if_needed()
    status = page.locator(".course-what-if").get_by_role("status")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    case, start = load_incident(), int(slider.input_value())
    slider.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowDown", "b", "x"):
        page.keyboard.press(key)
    assert slider.get_attribute("aria-valuetext") == f"{start + 1} min sooner"
    assert page.evaluate("document.activeElement.type") == "range"
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    spared = what_if(case, detection=start + 1).spared
    status.get_by_text(f"{spared:,} of 2,340 patients").wait_for(timeout=WAIT)
    assert page.get_by_text("come evenly").first.is_visible()
    assert f"{spared:,} of 2,340" in page.locator(".course-what-if img").last.get_attribute("alt")

    last = page.locator(".course-what-if .course-spots label").last
    last.get_by_role("radio").click()
    told = last.locator("span")
    expect(told).to_have_css("clip-path", "none")
    expect(told).to_contain_text(f"{2340 - spared:,} had it ended sooner")
    slider.press("ArrowRight")
    status.get_by_text(f"{what_if(case, detection=start + 2).spared:,} of").wait_for(timeout=WAIT)
    spared = what_if(case, detection=start + 2).spared
    expect(told).to_contain_text(f"{2340 - spared:,} had it ended sooner")
    expect(told).to_have_css("clip-path", "none")
    last.get_by_role("radio").press("ArrowUp")
    expect(told).not_to_have_css("clip-path", "none")
    assert axe_findings(page, ".course-what-if") == []

    assert page.evaluate(MOVE) == {"bare": 0, "heights": 1}
    page.close()
