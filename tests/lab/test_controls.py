"""The lab's controls in a real browser, with a stand-in for the kernel."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course.widgets.editor import Editor
from course.widgets.experiment import Experiment
from course.widgets.lab_step import lab_step
from course.widgets.reflection import Reflection

pytestmark = pytest.mark.browser


@pytest.fixture(params=[420, 1280])
def page(browser, request):
    """Give an empty page of a phone's and of a laptop's width."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    page.clock.install()
    yield page
    page.close()


@pytest.fixture
def editor(page, render):
    """Show the editor for the missing test."""
    render(page, Editor("missing-test"))
    return page


@pytest.fixture
def reflection(page, render):
    """Show the reflection on the review."""
    render(page, Reflection("review-question"))
    return page


@pytest.fixture
def experiment(page, render):
    """Show an experiment."""
    render(page, Experiment("first-time"))
    return page


@pytest.fixture
def gate(page, render):
    """Show what stands before a step of the lab."""
    render(page, lab_step("as-they-were").children[0])
    return page


def test_an_experiment_runs_by_keyboard_alone(experiment):
    """Arrow keys choose, Enter runs once, and the focus stays on the button throughout."""
    experiment.get_by_role("radio").first.focus()
    experiment.keyboard.press("ArrowDown")
    experiment.keyboard.press("Tab")
    experiment.keyboard.press("Enter")
    experiment.keyboard.press("Enter")
    expected = "They are told, politely, that they can’t book."
    told = [{"type": kind, "expected": expected} for kind in ("expect", "run")]
    assert experiment.evaluate("asked()") == told
    expect(experiment.get_by_role("status")).to_contain_text("Running…")
    expect(experiment.locator(".course-experiment-bar")).to_be_visible()
    expect(experiment.get_by_role("radio").first).to_be_disabled()
    experiment.evaluate("traits({report: '<p>shown</p>'}); answer({say: 'Done.'})")
    expect(experiment.get_by_role("status")).to_have_text("Done.")
    expect(experiment.get_by_text("shown")).to_be_visible()
    expect(experiment.locator(".course-experiment-bar")).to_be_hidden()
    expect(experiment.get_by_role("button", name="Run it again")).to_be_focused()
    expect(experiment.get_by_role("radio").nth(1)).to_be_checked()
    expect(experiment.get_by_role("radio").first).to_be_disabled()


def test_an_experiment_asks_what_is_expected_first(experiment):
    """Nothing is preselected; without a choice nothing is sent, which is told."""
    assert experiment.locator("input:checked").count() == 0
    experiment.set_viewport_size({"width": 420, "height": 300})
    experiment.get_by_role("button").click()
    status = experiment.get_by_role("status")
    expect(status).to_contain_text("Choose what you expect first")
    expect(status).to_be_in_viewport(ratio=1)
    assert experiment.evaluate("sent") == []
    experiment.get_by_role("radio").first.check()
    expect(status).to_be_empty()


def test_an_experiment_says_when_no_answer_comes(experiment):
    """With the kernel gone, the learner is told so, keeps the choice and can press again."""
    experiment.get_by_role("radio").first.check()
    experiment.get_by_role("button").click()
    experiment.clock.fast_forward(16_000)
    expect(experiment.get_by_role("status")).to_contain_text("No answer yet")
    expect(experiment.get_by_role("radio").first).to_be_enabled()
    experiment.get_by_role("button").first.click()
    assert experiment.evaluate("sent.filter(({type}) => type === 'run').length") == 2


def test_a_gate_keeps_the_focus_when_it_opens(gate):
    """When the button opens the gate, it goes, and the focus stays where the contents follow."""
    gate.get_by_role("button", name="Check again").press("Enter")
    assert gate.evaluate("asked()") == [{"type": "check"}]
    gate.evaluate("answer({say: 'Not yet.', open: false})")
    expect(gate.get_by_role("status")).to_have_text("Not yet.")
    expect(gate.get_by_role("button")).to_be_focused()
    gate.get_by_role("button").press("Enter")
    gate.evaluate("traits({html: '', is_open: true}); answer({say: 'It is open.', open: true})")
    expect(gate.get_by_role("status")).to_be_focused()
    expect(gate.get_by_role("button")).to_be_hidden()


def test_a_gate_that_opens_by_itself_does_not_take_the_focus(gate):
    """Opened by an answer further up, a gate says nothing and leaves the focus alone."""
    gate.get_by_role("button").click()
    gate.evaluate("answer({say: 'Not yet.', open: false})")
    gate.evaluate("document.activeElement.blur()")
    gate.evaluate("traits({html: '', is_open: true})")
    expect(gate.get_by_role("status")).to_have_text("")
    expect(gate.get_by_role("status")).not_to_be_focused()


def test_the_editor_runs_by_keyboard_alone(editor):
    """Typing, Tab and Enter send the text, and the wish to run it as it stands; focus stays."""
    field = editor.get_by_label("Your test, in Python")
    field.fill("def test_mine(): ...")
    field.press("Tab")
    editor.keyboard.press("Enter")
    assert editor.evaluate("asked().at(-2)") == {"saved": "def test_mine(): ..."}
    run = {"type": "run", "source": "def test_mine(): ..."}
    assert editor.evaluate("asked().at(-1)") == run
    expect(editor.get_by_role("button")).to_be_focused()
    expect(editor.get_by_role("status")).to_contain_text("Running your test")


def test_the_editor_runs_once_however_often_it_is_pressed(editor):
    """While a test runs, the button does nothing; afterwards it runs again."""
    button = editor.get_by_role("button")
    button.press("Enter")
    button.press("Enter")
    assert editor.evaluate("sent.filter((one) => one.type === 'run').length") == 1
    editor.evaluate("traits({report: '<p>shown</p>'}); answer({say: 'Said.'})")
    expect(editor.get_by_role("status")).to_have_text("Said.")
    expect(editor.get_by_text("shown")).to_be_visible()
    button.click()
    assert editor.evaluate("sent.filter((one) => one.type === 'run').length") == 2


def test_the_same_report_twice_is_shown_twice(editor):
    """A second run with the same outcome does not leave the report empty."""
    for _ in range(2):
        editor.get_by_role("button").click()
        editor.evaluate("traits({report: '<p>shown</p>'}); answer({say: 'Said.'})")
        expect(editor.get_by_text("shown")).to_be_visible()


def test_the_editor_says_when_no_answer_comes(editor):
    """With the kernel gone, the learner is told so and keeps the text."""
    editor.get_by_label("Your test, in Python").fill("def test_mine(): ...")
    editor.get_by_role("button").click()
    editor.clock.fast_forward(16_000)
    expect(editor.get_by_role("status")).to_contain_text("No answer yet")
    expect(editor.get_by_label("Your test, in Python")).to_have_value("def test_mine(): ...")
    expect(editor.get_by_role("button").first).not_to_have_attribute("aria-disabled", "true")


def test_a_reflection_keeps_what_is_written_before_it_opens_the_model_answer(reflection):
    """Nobody loses a sentence because they pressed at once."""
    reflection.get_by_label("Your question, in one line").fill("What of a first visit?")
    reflection.get_by_role("button").click()
    kept = {"type": "keep", "text": "What of a first visit?", "seen": ""}
    assert reflection.evaluate("asked()") == [kept, {"type": "open"}]
    reflection.evaluate("traits({answer: '<p>a model</p>'}); answer()")
    expect(reflection.get_by_role("status")).to_have_text("a model")


def test_an_empty_reflection_asks_once(reflection):
    """With nothing written the first press asks for a line, and the second opens."""
    button = reflection.get_by_role("button")
    button.click()
    expect(reflection.get_by_role("status")).to_contain_text("Nothing is written yet")
    assert reflection.evaluate("sent") == []
    button.click()
    assert reflection.evaluate("asked()") == [{"type": "open"}]


def test_a_reflection_says_when_no_answer_comes(reflection):
    """With the kernel gone, the learner is told so."""
    reflection.get_by_label("Your question, in one line").fill("What of a first visit?")
    reflection.get_by_role("button").click()
    reflection.clock.fast_forward(16_000)
    expect(reflection.get_by_role("status")).to_contain_text("No answer yet")


@pytest.mark.parametrize(
    ("name", "controls"), [("editor", 2), ("reflection", 2), ("experiment", 4), ("gate", 1)]
)
def test_a_control_is_accessible_and_fits(name, controls, page, request):
    """Axe finds nothing, nothing is cut, and keys are kept from the notebook."""
    request.getfixturevalue(name)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_role("button").bounding_box()["height"] >= 44
    focusable = page.locator("main :is(textarea, button, input)")
    assert focusable.count() == controls
    for control in focusable.all():
        expect(control).to_have_attribute("data-lm-suppress-shortcuts", "true")
