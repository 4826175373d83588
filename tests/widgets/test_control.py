"""What a control says when nobody answers it, in a real browser with a stand-in for the kernel."""

import json

import pytest
from playwright.sync_api import expect

from course.content import load
from course.widgets.debrief import debrief
from course.widgets.decide import decide
from course.widgets.editor import Editor
from course.widgets.experiment import Experiment
from course.widgets.join import join_room
from course.widgets.lab_step import lab_step
from course.widgets.reflection import Reflection
from course.widgets.room_door import start_a_room
from course.widgets.show_of_hands import show_of_hands
from course.widgets.standing import where_you_stand

pytestmark = pytest.mark.browser

SHOW = """
async ({script, state, base}) => {
  const url = URL.createObjectURL(new Blob([script], {type: "text/javascript"}));
  const {default: control} = await import(url);
  const listeners = {};
  window.sent = [];
  const statusChanged = {
    connect: (heard) => { window.change = (status) => heard(null, status); },
    disconnect: () => {},
  };
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes: () => {},
    send: (message) => window.sent.push(message),
    on: (event, heard) => { listeners[event] = heard; },
    off: () => {},
    widget_manager: {kernel: {id: "k", serverSettings: {baseUrl: base}, statusChanged}},
  };
  window.tell = (message) => listeners["msg:custom"]?.(message);
  const settings = document.createElement("script");
  Object.assign(settings, {
    id: "jupyter-config-data", type: "application/json", text: JSON.stringify({baseUrl: base}),
  });
  document.body.replaceChildren(document.createElement("main"), settings);
  document.body.dataset.voila = "voila";
  control.render({model, el: document.querySelector("main")});
}
"""

#: Each control, and the name of the button that asks its kernel.
CONTROLS = {
    "decision": (lambda: decide("opening"), "Check answer"),
    "standing": (where_you_stand, "Download my answers"),
    "gate": (lambda: lab_step("as-they-were").children[0], "Check again"),
    "editor": (lambda: Editor("missing-test"), load("lab")["editor"]["missing-test"]["button"]),
    "experiment": (lambda: Experiment("first-time"), "Book"),
    "reflection": (lambda: Reflection("say-to-manager"), ""),
    "join": (join_room, "Join the room"),
    "hands": (lambda: show_of_hands("opening"), "How do I go on?"),
    "debrief": (debrief, "Show what moved"),
    "door": (start_a_room, "Start a room"),
}
ASLEEP = "The session behind this page has gone to sleep. Your answers are kept."


class Kernel:
    """What a page is told of its kernel, and the page."""

    def __init__(self, page, base):
        self.page = page
        self.base = base
        self.answer = {"status": 200, "json": {"execution_state": "idle"}}
        page.route(f"{base}api/kernels/k", self._told)
        page.route(f"{base}room/", lambda route: route.fulfill(body="rooms"))
        page.route(f"{base}page", lambda route: route.fulfill(content_type="text/html", body=" "))
        page.goto(f"{base}page")
        page.clock.install()

    def _told(self, route):
        if self.answer is None:
            route.abort()
        else:
            route.fulfill(**self.answer)

    def show(self, widget):
        """Render a widget as reader mode does."""
        state = widget.get_state()
        known = {name: value for name, value in state.items() if not name.startswith("_")}
        self.page.evaluate(SHOW, {"script": state["_esm"], "state": known, "base": self.base})

    def wait(self, seconds):
        """Let time go by, second by second, with what the page does in it."""
        for _ in range(seconds):
            self.page.clock.run_for(1000)
            self.page.evaluate("() => Promise.resolve()")


@pytest.fixture
def kernel(browser):
    """Give a page at a server of this computer."""
    page = browser.new_page()
    yield Kernel(page, "http://127.0.0.1:9/")
    page.close()


@pytest.fixture
def asked(kernel):
    """Give a decision of which an option has been checked."""
    kernel.show(decide("opening"))
    kernel.page.get_by_role("radio").nth(2).check()
    kernel.page.get_by_role("button", name="Check answer").click()
    return kernel


def press(kernel, name):
    make, button = CONTROLS[name]
    kernel.show(make())
    page = kernel.page
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
    if page.get_by_role("textbox").count():
        page.get_by_role("textbox").first.fill("of my own")
    if page.get_by_role("spinbutton").count():
        page.get_by_role("spinbutton").first.fill("7")
    page.get_by_role("button", name=button).first.click()


@pytest.mark.parametrize("name", CONTROLS)
def test_every_control_says_that_the_session_slept(name, kernel):
    """With the kernel gone, each says so within seconds, and offers the one thing to do."""
    kernel.answer = {"status": 404, "json": {"message": "Kernel does not exist: k"}}
    press(kernel, name)
    kernel.wait(2)
    status = kernel.page.get_by_role("status")
    expect(status).to_contain_text(ASLEEP)
    expect(status.get_by_role("button", name="Reload this page")).to_be_visible()


@pytest.mark.parametrize("name", ["decision", "editor", "experiment", "reflection", "hands"])
def test_what_was_not_sent_is_there_afterwards(name, kernel):
    """A choice or a text that met no kernel comes back with the next session, once."""
    kernel.answer = {"status": 404, "json": {"message": "Kernel does not exist: k"}}
    press(kernel, name)
    kernel.wait(2)
    controls = kernel.page.locator("input:checked, input[type=number], textarea")
    left = controls.evaluate_all("(all) => all.map((one) => one.value)")
    assert left
    for again in (True, False):
        kernel.show(CONTROLS[name][0]())
        found = controls.evaluate_all("(all) => all.map((one) => one.value)")
        assert (found == left) == again


def test_a_busy_kernel_is_waited_for(asked):
    """While the kernel runs something else, nobody is told that it sleeps."""
    asked.answer = {"status": 200, "json": {"execution_state": "busy"}}
    asked.wait(60)
    expect(asked.page.get_by_role("status")).to_be_empty()
    asked.page.evaluate("tell({type: 'done'})")
    asked.answer = None
    asked.wait(60)
    expect(asked.page.get_by_role("status")).to_be_empty()


def test_an_idle_kernel_that_says_nothing_is_not_waited_for(asked):
    """One that is there, has nothing to do and does not answer does not know this page."""
    asked.wait(10)
    expect(asked.page.get_by_role("status")).to_be_empty()
    asked.wait(10)
    expect(asked.page.get_by_role("status")).to_contain_text("may have gone to sleep")


@pytest.mark.parametrize("status", ["autorestarting", "restarting", "dead"])
def test_a_kernel_that_was_started_again_does_not_know_the_page(status, kernel):
    """After a restart under the same name, the next press is told at once."""
    kernel.show(decide("opening"))
    kernel.page.evaluate(f"change('{status}')")
    kernel.page.get_by_role("button", name="Check answer").click()
    kernel.wait(1)
    expect(kernel.page.get_by_role("status")).to_contain_text(ASLEEP)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"status": 404, "content_type": "text/html", "body": "<h1>Not found</h1>"},
        {"status": 403, "json": {"message": "Forbidden"}},
    ],
    ids=["nobody", "proxy", "new-token"],
)
def test_a_server_that_stopped_is_no_sleeping_session(asked, answer):
    """Where no Jupyter server answers, a reload would not help, and none is offered."""
    asked.answer = answer
    asked.wait(2)
    status = asked.page.get_by_role("status")
    expect(status).to_contain_text("The server behind this page has stopped")
    expect(status).to_contain_text("start it again")
    assert status.get_by_role("button").count() == 0


def test_on_a_hub_the_link_starts_the_server(browser):
    """There nobody can start a server but by the link that they came by."""
    page = browser.new_page()
    kernel = Kernel(page, "http://127.0.0.1:9/user/x/")
    kernel.answer = None
    press(kernel, "decision")
    kernel.wait(2)
    expect(page.get_by_role("status")).to_contain_text("Open the link again that brought you here")
    page.close()


def test_an_answer_that_comes_late_is_shown(asked):
    """Once the kernel does answer, what was said of it goes."""
    asked.wait(20)
    expect(asked.page.get_by_role("status")).to_contain_text("may have gone to sleep")
    asked.page.evaluate("tell({type: 'done'})")
    expect(asked.page.get_by_role("status")).to_be_empty()
    assert json.loads(asked.page.evaluate("JSON.stringify(sent)"))[-1]["option"] == "C"


def test_in_jupyterlab_one_button_runs_the_notebook_again(kernel):
    """Outside reader mode the button carries JupyterLab's own command."""
    kernel.answer = {"status": 404, "json": {"message": "Kernel does not exist: k"}}
    kernel.show(decide("opening"))
    kernel.page.evaluate("delete document.body.dataset.voila")
    kernel.page.get_by_role("button", name="Check answer").click()
    kernel.wait(2)
    button = kernel.page.get_by_role("button", name="Run this notebook again")
    expect(button).to_have_attribute("data-commandlinker-command", "notebook:restart-run-all")
    expect(button).to_have_attribute("data-lm-suppress-shortcuts", "true")
