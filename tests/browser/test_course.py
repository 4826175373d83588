"""A learner goes through the course in a real browser."""

import contextlib
import re

import playwright.sync_api
import pytest
from playwright.sync_api import expect

from course.content.decisions import decisions
from course.content.notebooks import notebook, notebook_of, notebooks
from course.progress.answers import progress
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]


#: More stops than any notebook has from its first cell to its last link.
FAR = 150

#: A cell that waits or runs has no number.
ALL_HAVE_RUN = """() => window.jupyterapp.shell.currentWidget.content.widgets.every(
  ({ model }) => model.type !== "code" || model.executionCount !== null)"""

FOCUSED = """() => {
  const element = document.activeElement;
  const name = element.getAttribute("aria-label") || element.textContent || "";
  return {
    here: Boolean(element.closest(".jp-NotebookPanel:not(.lm-mod-hidden)")),
    kind: element.type || element.tagName.toLowerCase(),
    name: name.trim(),
    ending: element.closest("p")?.textContent.trim() ?? "",
  };
}"""


def tab_to(page, wanted):
    """Press Tab until the focus is on what is wanted, and give it back."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["here"] and wanted(focused):
            return focused
    raise AssertionError("Tab does not lead there")


def command(page, name):
    """Choose a command in JupyterLab's palette, without a mouse."""
    entry = page.get_by_role("menuitem", name=re.compile(re.escape(name))).first
    for _ in range(5):
        page.keyboard.press("Control+Shift+C")
        page.locator(".lm-CommandPalette-input").press_sequentially(name, timeout=30_000)
        # JupyterLab may take the focus for a notebook that has just opened; then once more.
        with contextlib.suppress(playwright.sync_api.TimeoutError):
            entry.wait_for(timeout=10_000)
            break
        page.keyboard.press("Escape")
    assert entry.is_visible()
    page.keyboard.press("Enter")


@contextlib.contextmanager
def all_run_again(page, verdict):
    """Do what starts the kernel anew, and wait until every cell has run in it."""
    before = verdict.element_handle()
    yield
    before.wait_for_element_state("hidden", timeout=90_000)
    page.wait_for_function(ALL_HAVE_RUN, timeout=90_000)
    verdict.wait_for(timeout=60_000)


def cells(page):
    return page.locator(".jp-Notebook .jp-Cell").count()


def test_by_keyboard_in_jupyterlab(lab, started, browser):
    """Arrow keys, Space and Enter answer; no key of an option reaches the notebook."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    asked = decisions()[0]
    page.goto(lab(notebook_of(asked.id).filename))
    started(page, notebook_of(asked.id).filename)
    first = page.get_by_role("radio").first
    first.wait_for(timeout=60_000)
    before = page.content()
    for option in asked.options:
        assert option.label not in before
        assert option.feedback.split(".")[0] not in before
    assert page.locator("input[type=radio]:checked").count() == 0
    assert axe_findings(page, ".course-decision") == []

    number = cells(page)
    first.focus()
    for key in ("b", "x", "d", "d"):
        page.keyboard.press(key)
    assert cells(page) == number
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Not this one: A").wait_for(timeout=15_000)
    # The focus is on the option that the verdict is about: another one is an arrow key away.
    assert page.evaluate("document.activeElement.value") == "A"
    assert page.get_by_role("button", name="Show the explanation").is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=15_000)
    assert page.get_by_text("What each of the others does").is_visible()
    assert axe_findings(page, ".course-decision") == []
    assert [attempt.option for attempt in progress().attempts()] == ["A", "B"]
    assert cells(page) == number


def test_by_touch_in_reader_mode_at_phone_width_until_the_reveal_opens(reader, browser):
    """On a phone all four are answered, nothing is cut, and the reveal opens."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    for asked in decisions():
        page.goto(reader(notebook_of(asked.id).filename), timeout=90_000)
        check = page.get_by_role("button", name="Check answer")
        check.wait_for(timeout=60_000)
        check.click()
        page.get_by_text("Choose one of the four first").wait_for(timeout=15_000)
        page.locator(".course-option").nth(3).click()
        page.get_by_text("Choose one of the four first").wait_for(state="detached", timeout=15_000)
        check.click()
        page.get_by_role("status").get_by_text("Not this one: D").wait_for(timeout=15_000)
        for box in page.locator(".course-option, .course-decision button:visible").all():
            bounds = box.bounding_box()
            assert bounds["height"] >= 44
            assert bounds["x"] >= 0
            assert bounds["x"] + bounds["width"] <= 420
        assert axe_findings(page, ".course-decision") == []
    assert len(progress().attempts()) == 4

    page.goto(reader("07_a_strong_post_mortem.ipynb"), timeout=90_000)
    page.get_by_role("heading", name="The strong report").wait_for(timeout=60_000)
    page.reload()
    page.get_by_role("heading", name="The strong report").wait_for(timeout=60_000)


def test_an_answer_survives_a_reload_and_a_restart(reader, browser):
    """Opening the page again, with a new kernel, brings the answer and its feedback back."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(reader("02_open_the_meeting.ipynb"), timeout=90_000)
    page.locator(".course-option").nth(1).click(timeout=60_000)
    page.get_by_role("button", name="Check answer").dblclick()
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=15_000)
    page.reload()
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=60_000)
    assert page.get_by_role("radio").nth(1).is_checked()
    assert len(progress().attempts()) == 1


@pytest.mark.deployment
def test_the_whole_course_by_mouse_with_a_kernel_restart(lab, started, browser):
    """Clicks lead from the first page to the last, and “Check again” opens the reveal."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(lab(notebooks()[0].filename))
    last = notebook("a_strong_post_mortem")
    panel = started(page, notebooks()[0].filename)
    panel.get_by_role("link", name=last.title).first.click()
    panel = started(page, last.filename)
    again = panel.get_by_role("button", name="Check again")
    again.click(timeout=60_000)
    panel.get_by_text("Not all four are answered yet").wait_for(timeout=15_000)
    assert panel.get_by_text("The strong report").count() == 0
    page.locator(".lm-TabBar-tab", has_text=notebooks()[0].filename).click()

    asked = {one.id: one for one in decisions()}
    for number, room in enumerate(notebooks()[: last.number]):
        panel = started(page, room.filename)
        panel.locator(".course-trail [aria-current]").wait_for(timeout=60_000)
        if room.decision:
            option = asked[room.decision].options[number % 4]
            panel.locator(".course-option").nth(number % 4).click(timeout=60_000)
            panel.get_by_role("button", name="Check answer").click()
            verdict = panel.get_by_role("status").get_by_text(f": {option.id}. ")
            verdict.wait_for(timeout=15_000)
        if room.decision == decisions()[1].id:
            with all_run_again(page, verdict):
                page.get_by_role("menuitem", name="Kernel", exact=True).click()
                page.get_by_text("Restart Kernel and Run All Cells…", exact=True).click()
                page.get_by_role("button", name="Confirm Kernel Restart").click()
            assert panel.get_by_role("radio").nth(number % 4).is_checked()
        panel.get_by_role("paragraph").filter(has_text="Next:").get_by_role("link").click()

    started(page, last.filename)
    again.click()
    panel.get_by_role("heading", name="The strong report").wait_for(timeout=15_000)
    assert len(progress().attempts()) == len(asked)
    page.close()


@pytest.mark.deployment
def test_the_whole_course_by_keyboard_with_a_kernel_restart(lab, started, browser):
    """Tab, Space, Enter and the command palette lead from the first page to the reveal."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(lab(notebooks()[0].filename))
    asked = {one.id: one for one in decisions()}
    for room in notebooks():
        panel = started(page, room.filename)
        panel.locator(".course-trail [aria-current]").wait_for(timeout=60_000)
        if room.decision:
            key = asked[room.decision].key
            panel.get_by_role("radio").first.wait_for(timeout=60_000)
            tab_to(page, lambda focused: focused["kind"] == "radio")
            for _ in range("ABCD".index(key)):
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            verdict = panel.get_by_role("status").get_by_text(f"Yes: {key}")
            verdict.wait_for(timeout=30_000)
        if room.decision == decisions()[1].id:
            # Shortcuts rest while a control of the question has the focus: leave it first.
            tab_to(page, lambda focused: focused["ending"].startswith("Next:"))
            with all_run_again(page, verdict):
                command(page, "Restart Kernel and Run All Cells")
                page.get_by_role("button", name="Confirm Kernel Restart").wait_for(timeout=30_000)
                page.keyboard.press("Enter")
        if room.slug == "a_strong_post_mortem":
            panel.get_by_role("heading", name="The strong report").wait_for(timeout=60_000)
        if room is not notebooks()[-1]:
            # The last on a learner's way leads on only whoever leads the course.
            ways = ("Next:", "Do you lead this course")
            tab_to(page, lambda focused: focused["ending"].startswith(ways))  # noqa: B023
            page.keyboard.press("Enter")
    assert [attempt.correct for attempt in progress().attempts()] == [True] * len(asked)
    page.close()


def test_answers_are_downloaded_brought_back_and_put_aside_by_buttons(reader, browser, tmp_path):
    """On the start page all can be taken along, put aside, taken up, brought back and deleted."""
    progress().record("opening", "D")
    progress().keep("line.opening", "What made the check possible?")
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(reader("00_start_here.ipynb"), timeout=90_000)
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Download my answers").click(timeout=60_000)
    file = tmp_path / "answers.json"
    download.value.save_as(file)
    assert file.read_text("utf-8") == progress().export()

    page.get_by_text("are downloaded").wait_for()
    page.get_by_role("button", name="Start as a new learner").click()
    # What was said before makes room for the question.
    expect(page.get_by_text("are downloaded")).to_have_count(0)
    page.get_by_role("button", name="No, keep going").click()
    assert len(progress().attempts()) == 1
    page.get_by_role("button", name="Start as a new learner").click()
    page.get_by_role("button", name="Yes, put my answers aside").click()
    page.get_by_role("status").get_by_text("You are a new learner").wait_for(timeout=15_000)
    assert progress().attempts() == ()
    # The line at the top counts along.
    count = page.locator(".course-how-far")
    expect(count).to_have_text("You have answered 0 of 4 decisions.")
    page.get_by_role("button", name="Undo: go on as before").click()
    page.get_by_role("status").get_by_text("where this learner stopped").wait_for(timeout=15_000)
    assert progress().export() == file.read_text("utf-8")
    expect(count).to_have_text("You have answered 1 of 4 decisions.")

    page.get_by_role("button", name="Start as a new learner").click()
    page.get_by_role("button", name="Yes, put my answers aside").click()
    page.get_by_role("status").get_by_text("You are a new learner").wait_for(timeout=15_000)
    page.get_by_text("Learners who were put aside").click()
    page.get_by_text("answers: 1 · texts: 1").wait_for(timeout=15_000)
    page.get_by_role("button", name="Go on as this learner").click()
    page.get_by_role("status").get_by_text("where this learner stopped").wait_for(timeout=15_000)
    assert progress().export() == file.read_text("utf-8")

    page.evaluate("localStorage.setItem('blameless-own-incident:x', 'typed')")
    page.get_by_role("button", name="Delete everything that I wrote").click()
    page.get_by_role("button", name="No, keep it").click()
    assert len(progress().attempts()) == 1
    page.get_by_role("button", name="Delete everything that I wrote").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    page.get_by_role("status").get_by_text("Everything is deleted").wait_for(timeout=15_000)
    assert (progress().attempts(), progress().kept_under()) == ((), {})
    assert page.evaluate("localStorage.length") == 0

    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("status").get_by_text("Answers brought back: 2 new").wait_for(timeout=15_000)
    assert [attempt.option for attempt in progress().attempts()] == ["D"]
    broken = tmp_path / "broken.json"
    broken.write_text("{}")
    page.locator("input[type=file]").set_input_files(broken)
    page.get_by_role("status").get_by_text("Nothing was changed").wait_for(timeout=15_000)
    page.close()
