"""The editor and the reflection in a real browser, with a stand-in for the kernel."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course.widgets.editor import Editor
from course.widgets.reflection import Reflection

pytestmark = pytest.mark.browser

SHOW = """
async ({script, style, state}) => {
  document.documentElement.lang = "en";
  document.title = "a control";
  document.body.innerHTML = `<main><h1>A control</h1><style>${style}</style><div></div></main>`;
  const url = URL.createObjectURL(new Blob([script], {type: "text/javascript"}));
  const {default: control} = await import(url);
  const listeners = {};
  window.sent = [];
  window.model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes: () => window.sent.push({saved: state.source}),
    send: (message) => window.sent.push(message),
    on: (event, heard) => { listeners[event] = heard; },
    off: () => {},
  };
  window.answer = (values) => {
    for (const [name, value] of Object.entries(values)) {
      state[name] = value;
      listeners[`change:${name}`]?.();
    }
  };
  control.render({model: window.model, el: document.querySelector("main > div")});
}
"""


@pytest.fixture(params=[420, 1280])
def page(browser, request):
    """Give an empty page of a phone's and of a laptop's width."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    page.clock.install()
    yield page
    page.close()


def show(page, widget):
    """Render a widget as its front end does, without a kernel behind it."""
    state = widget.get_state()
    shown = {"script": state["_esm"], "style": state["_css"]}
    known = {name: value for name, value in state.items() if not name.startswith("_")}
    page.evaluate(SHOW, {**shown, "state": known})


@pytest.fixture
def editor(page):
    """Show the editor for the missing test."""
    show(page, Editor("missing-test"))
    return page


@pytest.fixture
def reflection(page):
    """Show the reflection on the review."""
    show(page, Reflection("review-question"))
    return page


def test_the_editor_runs_by_keyboard_alone(editor):
    """Typing, Tab and Enter send the text and then the wish to run it; focus stays."""
    field = editor.get_by_label("Your test, in Python")
    field.fill("def test_mine(): ...")
    field.press("Tab")
    editor.keyboard.press("Enter")
    assert editor.evaluate("sent.at(-2)") == {"saved": "def test_mine(): ..."}
    assert editor.evaluate("sent.at(-1)") == {"type": "run"}
    expect(editor.get_by_role("button")).to_be_focused()
    expect(editor.get_by_role("status")).to_contain_text("Running your test")


def test_the_editor_runs_once_however_often_it_is_pressed(editor):
    """While a test runs, the button does nothing; afterwards it runs again."""
    button = editor.get_by_role("button")
    button.press("Enter")
    button.press("Enter")
    assert editor.evaluate("sent.filter((one) => one.type === 'run').length") == 1
    editor.evaluate("answer({report: '<p>shown</p>', status: ''}); answer({status: 'Said.'})")
    expect(editor.get_by_role("status")).to_have_text("Said.")
    expect(editor.get_by_text("shown")).to_be_visible()
    button.click()
    assert editor.evaluate("sent.filter((one) => one.type === 'run').length") == 2


def test_the_same_report_twice_is_shown_twice(editor):
    """A second run with the same outcome does not leave the report empty."""
    for _ in range(2):
        editor.get_by_role("button").click()
        editor.evaluate("answer({report: '<p>shown</p>', status: ''}); answer({status: 'Said.'})")
        expect(editor.get_by_text("shown")).to_be_visible()


def test_the_editor_says_when_no_answer_comes(editor):
    """With the kernel gone, the learner is told so and keeps the text."""
    editor.get_by_label("Your test, in Python").fill("def test_mine(): ...")
    editor.get_by_role("button").click()
    editor.clock.fast_forward(31_000)
    expect(editor.get_by_role("status")).to_contain_text("may have fallen asleep")
    expect(editor.get_by_label("Your test, in Python")).to_have_value("def test_mine(): ...")
    expect(editor.get_by_role("button")).not_to_have_attribute("aria-disabled", "true")


def test_a_reflection_sends_nothing_of_what_is_written(reflection):
    """The only message is the wish to see the model answer."""
    reflection.get_by_label("Your question, in one line").fill("What of a first visit?")
    reflection.get_by_role("button").click()
    assert reflection.evaluate("sent") == [{"type": "open"}]
    reflection.evaluate("answer({answer: '<p>a model</p>'})")
    expect(reflection.get_by_role("status")).to_have_text("a model")


def test_an_empty_reflection_asks_once(reflection):
    """With nothing written the first press asks for a line, and the second opens."""
    button = reflection.get_by_role("button")
    button.click()
    expect(reflection.get_by_role("status")).to_contain_text("Nothing is written yet")
    assert reflection.evaluate("sent") == []
    button.click()
    assert reflection.evaluate("sent") == [{"type": "open"}]


def test_a_reflection_says_when_no_answer_comes(reflection):
    """With the kernel gone, the learner is told so."""
    reflection.get_by_label("Your question, in one line").fill("What of a first visit?")
    reflection.get_by_role("button").click()
    reflection.clock.fast_forward(16_000)
    expect(reflection.get_by_role("status")).to_contain_text("may have fallen asleep")


@pytest.mark.parametrize("name", ["editor", "reflection"])
def test_a_control_is_accessible_and_fits(name, page, request):
    """Axe finds nothing, nothing is cut, and keys are kept from the notebook."""
    request.getfixturevalue(name)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_role("button").bounding_box()["height"] >= 44
    focusable = page.locator("main textarea, main button")
    assert focusable.count() == 2
    for control in focusable.all():
        expect(control).to_have_attribute("data-lm-suppress-shortcuts", "true")
