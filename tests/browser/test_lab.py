"""A learner goes through the coverage lab in a real browser."""

import pytest
from playwright.sync_api import expect

from course.content import load
from course.content.decisions import decision
from course.content.notebooks import notebook_of
from course.progress.answers import progress
from course.widgets.experiment import RUNS
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = load("lab")
ASKED = decision(SAID["gate"]["decision"])
ROOM = notebook_of(ASKED.id).filename
PHONE = {"width": 420, "height": 900}
PARTS = (".course-experiment", ".course-reflection", ".course-editor")
PATIENCE_MS = 60_000

MISSING_TEST = """
from booking import Patient

def test_a_first_visit(service):
    service.patients.add(Patient("P-7", "Noa", home_clinic="Linwood"))
    assert service.find_slots("P-7")
"""


def tab_to(page, control):
    """Press Tab until a control has the focus, as someone without a mouse does."""
    control.wait_for(timeout=PATIENCE_MS)
    for _ in range(150):
        if control.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{control} is not reached by Tab")


def answer_by_keyboard(page):
    """Commit the first of the four answers to the developer."""
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Check answer"))
    page.keyboard.press("Enter")
    verdict = f": {ASKED.options[0].id}. "
    page.get_by_role("status").get_by_text(verdict).wait_for(timeout=PATIENCE_MS)


def run_by_keyboard(page, name, choice):
    """Expect something, run an experiment, and return the text of its result."""
    parts = [part for step in SAID["step"].values() for part in step["parts"] if part in RUNS]
    experiment = page.locator(".course-experiment").nth(parts.index(name))
    if choice is not None:
        tab_to(page, experiment.get_by_role("radio").first)
        page.keyboard.press("Space")
        for _ in range(choice):
            page.keyboard.press("ArrowDown")
    tab_to(page, experiment.get_by_role("button", name=SAID["experiment"][name]["button"]))
    page.keyboard.press("Enter")
    experiment.get_by_text(SAID["experimenting"]["done"]).wait_for(timeout=PATIENCE_MS)
    # What was printed, and what is for those who read code, is closed at first.
    experiment.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    return read(experiment)


def write_by_keyboard(page, number, answer):
    """Write a line of one's own, and wait for the model answer."""
    reflection = page.locator(".course-reflection").nth(number)
    tab_to(page, reflection.get_by_role("textbox"))
    page.keyboard.type("Which of our patients did we try?")
    tab_to(page, reflection.get_by_role("button"))
    page.keyboard.press("Enter")
    reflection.get_by_role("status").get_by_text(answer).wait_for(timeout=PATIENCE_MS)


def read(place):
    """Return the text that is seen in a place, with plain spaces."""
    return " ".join(place.inner_text().split())


def assert_fits_and_is_accessible(page, *kinds):
    """Nothing is cut at this width, what is pressed is large enough, and axe finds nothing."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for kind in kinds:
        for box in page.locator(f"{kind}, {kind} :is(table, pre, textarea)").all():
            bounds = box.bounding_box()
            assert bounds is None or bounds["x"] + bounds["width"] <= width, kind
        for pressed in page.locator(f"{kind} :is(button, label:has(input)):visible").all():
            assert pressed.bounding_box()["height"] >= 44
    assert axe_findings(page, *kinds) == []


def test_on_a_phone_the_lab_is_held_back_until_the_developer_has_an_answer(
    reader, browser, lab_texts
):
    """Before the answer no text of the lab is in the page; then it opens by itself."""
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(ROOM), timeout=90_000)
    shut = page.get_by_role("button", name="Check again")
    shut.first.wait_for(timeout=PATIENCE_MS)
    assert page.get_by_text(SAID["gate"]["notice"]).count() == 1, "one card is enough for all"
    # The list numbers them.
    titles = [step["title"].partition(". ")[2] for step in SAID["step"].values()]
    expect(page.locator(".course-gate").first.locator("ol > li")).to_have_text(titles)
    assert shut.count() == 1
    assert [text for text in lab_texts if text in page.content()] == []
    assert_fits_and_is_accessible(page, ".course-gate")
    answer_by_keyboard(page)
    page.locator(".course-experiment").nth(len(RUNS) - 1).wait_for(timeout=PATIENCE_MS)
    assert shut.count() == 0
    assert_fits_and_is_accessible(page, *PARTS)
    page.reload()
    page.locator(".course-experiment").nth(len(RUNS) - 1).wait_for(timeout=PATIENCE_MS)
    assert shut.count() == 0
    page.close()


def test_a_closed_lab_says_what_to_do(reader, browser):
    """Asked again without an answer, a part of the lab stays shut and says what is missing."""
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(ROOM), timeout=90_000)
    tab_to(page, page.get_by_role("button", name="Check again").first)
    page.keyboard.press("Enter")
    page.get_by_text(SAID["gate"]["still_closed"]).wait_for(timeout=PATIENCE_MS)
    assert page.locator(".course-experiment").count() == 0
    page.close()


def test_by_keyboard_alone_on_a_phone_through_all_seven_steps(reader, browser):
    """Predict, run and compare; ask, write the missing test, search, and say it."""
    progress().record(ASKED.id, "A")
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(ROOM), timeout=90_000)

    shipped = run_by_keyboard(page, "as-shipped", choice=2)
    assert "Green." in shipped
    assert "Line coverage 87 %" in shipped
    assert f"You expected: {SAID['experiment']['as-shipped']['choices'][2]}" in shipped
    by_hand = run_by_keyboard(page, "first-time", choice=0)
    assert "Traceback (most recent call last)" in by_hand
    assert "'NoneType' object has no attribute 'slot'" in by_hand

    assert "booking/habits.py" in run_by_keyboard(page, "diff", choice=None)
    write_by_keyboard(page, 0, answer="which test shows it")
    assert SAID["experiment"]["hint"]["takeaway"] in run_by_keyboard(page, "hint", choice=1)

    chased = run_by_keyboard(page, "chasing", choice=0)
    assert "Green." in chased
    assert "Line coverage 100 %" in chased
    assert "Branch coverage 100 %" in chased
    assert "Crashed." in run_by_keyboard(page, "still", choice=2)

    mapped = run_by_keyboard(page, "map", choice=2)
    assert mapped.count("first-time patient ○ not run ○ not run") == 2
    assert mapped.count("first-time patient ✕ crash ✕ crash") == 1

    editor = page.locator(".course-editor")
    tab_to(page, editor.get_by_role("textbox"))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(MISSING_TEST)
    tab_to(page, editor.get_by_role("button"))
    page.keyboard.press("Enter")
    verdict = SAID["verdict"]["kills_the_defect"]["title"]
    editor.get_by_role("status").get_by_text(verdict).wait_for(timeout=PATIENCE_MS)

    assert "visits=[]" in run_by_keyboard(page, "search", choice=0)
    assert "Nothing was found." in run_by_keyboard(page, "search-before", choice=0)

    write_by_keyboard(page, 1, answer="It says “we”.")
    write_by_keyboard(page, 2, answer="needs no knowledge of code")

    # All of it is there on the next day: what was expected and written, and what came of it.
    page.reload()
    editor.get_by_role("status").get_by_text(verdict).wait_for(timeout=PATIENCE_MS)
    assert editor.get_by_role("textbox").input_value() == MISSING_TEST
    first = page.locator(".course-experiment").first
    assert first.get_by_role("radio").nth(2).is_checked()
    again = read(first)
    assert f"It turned out otherwise: {SAID['experiment']['as-shipped']['choices'][1]}" in again
    assert "Line coverage 87 %" in again
    for field in page.locator(".course-reflection").get_by_role("textbox").all()[:3]:
        assert field.input_value() == "Which of our patients did we try?"
    for printed in page.locator(".lab details").all():
        printed.evaluate("(one) => { one.open = true; }")
    assert_fits_and_is_accessible(page, *PARTS)
    page.close()


def test_in_jupyterlab_an_answer_given_elsewhere_opens_it_and_no_key_reaches_the_notebook(
    lab, started, browser
):
    """One press of “Check again” opens the whole lab, and the focus goes on from there."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(lab(ROOM))
    started(page, ROOM)
    shut = page.get_by_role("button", name="Check again")
    shut.first.wait_for(timeout=PATIENCE_MS)
    progress().record(ASKED.id, "D")
    shut.first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("It is open.").wait_for(timeout=PATIENCE_MS)
    page.locator(".course-experiment").nth(len(RUNS) - 1).wait_for(timeout=PATIENCE_MS)
    assert shut.count() == 0

    number = page.locator(".jp-Notebook .jp-Cell").count()
    page.keyboard.press("Tab")
    first = page.locator(".course-experiment").first
    assert first.get_by_role("radio").first.evaluate("(one) => one === document.activeElement")
    for key in ("b", "x", "d", "d"):
        page.keyboard.press(key)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first.get_by_text(SAID["experimenting"]["done"]).wait_for(timeout=PATIENCE_MS)
    assert "Line coverage 87 %" in read(first)
    for key in ("b", "x", "d", "d"):
        page.keyboard.press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == number
    assert_fits_and_is_accessible(page, *PARTS)
    page.close()
