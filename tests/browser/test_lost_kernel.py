"""A lost kernel is a normal day: nothing is lost with it, in JupyterLab and in reader mode."""

import pytest
from playwright.sync_api import expect

from course import storage
from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.progress.answers import progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASLEEP = "The session behind this page has gone to sleep. Your answers are kept."
REMEDY = {"lab": "Run this notebook again", "reader": "Reload this page"}
PATIENCE_MS = 90_000


@pytest.fixture
def page(browser):
    """Give a page of its own, with nothing remembered."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.set_default_timeout(PATIENCE_MS)
    yield page
    page.close()


@pytest.fixture(params=REMEDY)
def mode(request):
    """Say where the learner is: in JupyterLab or in reader mode."""
    return request.param


@pytest.fixture
def show(page, mode, open_in_lab):
    """Open a notebook of a server with all of it run."""

    def open_notebook(server, room):
        if mode == "lab":
            open_in_lab(page, server, room.filename)
        else:
            page.goto(server.reader(room.filename))
            page.get_by_text("This page is ready.").wait_for(state="attached")

    return open_notebook


def choose(page, asked, number):
    """Choose an option of a decision and press its button."""
    option = page.get_by_role("group", name=asked.question).get_by_role("radio").nth(number)
    # By keyboard: what is above may still grow, and move it away from under a mouse.
    option.press("Space")
    expect(option).to_be_checked()
    page.get_by_role("button", name="Check answer").click()


def verdict(page, asked, number):
    """Find the verdict on an option, which is there once its answer is kept."""
    return page.get_by_role("status").get_by_text(f": {asked.options[number].id}. ")


@pytest.fixture
def _two_answers():
    """The learner has answered the first two decisions."""
    for number, asked in enumerate(decisions()[:2]):
        progress().record(asked.id, asked.options[number].id)


def wake(page, mode):
    """See that the session slept, and do the one thing to do."""
    asleep = page.get_by_role("status").filter(has_text=ASLEEP)
    asleep.wait_for()
    asleep.get_by_role("button", name=REMEDY[mode]).click()
    asleep.wait_for(state="detached" if mode == "reader" else "hidden")


def assert_nothing_is_lost(page, asked, number):
    """The choice that found nobody is still there, and one press commits it after the others."""
    question = page.get_by_role("group", name=asked.question)
    expect(question.get_by_role("radio").nth(number)).to_be_checked(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Check answer").click()
    assert_all_is_kept(page, asked, number)


def assert_all_is_kept(page, asked, number):
    """The verdict stands there, and this answer is kept after the two before it."""
    verdict(page, asked, number).wait_for()
    kept = [(attempt.decision, attempt.option) for attempt in progress().attempts()]
    assert kept == [(one.id, one.options[at].id) for at, one in enumerate(decisions()[:3])]


@pytest.mark.usefixtures("_two_answers")
def test_a_culled_kernel(server, page, mode, show):
    """With two answers the kernel goes: the third press says so, and one button brings all back."""
    third = decisions()[2]
    show(server, notebook_of(third.id))
    page.get_by_role("group", name=third.question).wait_for()
    server.stop_kernels()
    choose(page, third, 2)
    wake(page, mode)
    assert_nothing_is_lost(page, third, 2)


@pytest.mark.deployment
@pytest.mark.usefixtures("_two_answers")
def test_a_restarted_server_with_the_same_home(stopped_server, page, mode, show):
    """The page of before the restart goes on after it, with every answer."""
    third = decisions()[2]
    with stopped_server.running(storage.home()):
        show(stopped_server, notebook_of(third.id))
        page.get_by_role("group", name=third.question).wait_for()
    page.get_by_role("group", name=third.question).get_by_role("radio").nth(2).press("Space")
    with stopped_server.running(storage.home()):
        # JupyterLab has a word of its own on this, in front of everything.
        page.add_locator_handler(
            page.get_by_role("dialog"),
            lambda dialog: dialog.get_by_role("button").last.click(),
        )
        page.get_by_role("button", name="Check answer").click()
        wake(page, mode)
        assert_nothing_is_lost(page, third, 2)


@pytest.mark.deployment
@pytest.mark.usefixtures("_two_answers")
def test_a_new_server_with_the_downloaded_answers(stopped_server, page, show, monkeypatch):
    """Where nothing is left of the old server, the file brings every answer back."""
    start, third = notebooks()[0], decisions()[2]
    file = stopped_server.folder / "answers.json"
    with stopped_server.running(storage.home()):
        show(stopped_server, start)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my answers").click()
        download.value.save_as(file)
    elsewhere = stopped_server.folder / "elsewhere"
    monkeypatch.setenv("COURSE_HOME", str(elsewhere))
    with stopped_server.running(elsewhere):
        page.context.clear_cookies()
        show(stopped_server, start)
        page.get_by_text(f"{notebook_of(third.id).title}: not answered yet").first.wait_for()
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("status").get_by_text("Answers brought back: 2 new").wait_for()
        show(stopped_server, notebook_of(third.id))
        choose(page, third, 2)
        assert_all_is_kept(page, third, 2)


def test_every_control_of_the_lab_survives(server, page):
    """Each says that the session slept, and after one reload the learner's own words are there."""
    said = load("lab")
    asked = decisions()[2]
    progress().record(asked.id, asked.key)
    room = notebook_of(asked.id)
    page.goto(server.reader(room.filename))
    page.get_by_text("This page is ready.").wait_for(state="attached")
    experiment = page.locator(".course-experiment").first
    experiment.get_by_role("radio").nth(1).check()
    reflection = page.locator(".course-reflection").first
    reflection.get_by_role("textbox").fill("What of a first visit?")
    editor = page.locator(".course-editor")
    editor.get_by_role("textbox").fill("def test_mine(): ...")
    server.stop_kernels()
    for control in (experiment, reflection, editor):
        control.get_by_role("button").first.click()
        control.get_by_role("status").filter(has_text=ASLEEP).wait_for()
    editor.get_by_role("button", name=REMEDY["reader"]).click()
    page.get_by_text("This page is ready.").wait_for(state="attached")
    expect(experiment.get_by_role("radio").nth(1)).to_be_checked(timeout=PATIENCE_MS)
    expect(reflection.get_by_role("textbox")).to_have_value("What of a first visit?")
    expect(editor.get_by_role("textbox")).to_have_value("def test_mine(): ...")
    experiment.get_by_role("button").click()
    experiment.get_by_text(said["experimenting"]["done"]).wait_for()
