"""A kernel that works, sleeps, was started again or is gone is told as what it is."""

import json

import pytest
from playwright.sync_api import expect

from course.widgets.decide import decide
from tests.widgets.kernel import ASLEEP, Kernel

pytestmark = pytest.mark.browser


def test_a_busy_kernel_is_waited_for(asked):
    """While the kernel works, it says so after a while, and nobody is told that it sleeps."""
    asked.answer = {"status": 200, "json": {"execution_state": "busy"}}
    status = asked.page.get_by_role("status")
    asked.wait(10)
    expect(status).to_be_empty()
    asked.wait(60, step=5)
    expect(status).to_contain_text("Still working")
    assert status.get_by_role("button").count() == 0
    asked.page.evaluate("answer()")
    expect(asked.page.get_by_role("status")).to_be_empty()
    asked.answer = None
    asked.wait(60, step=5)
    expect(asked.page.get_by_role("status")).to_be_empty()


def test_an_idle_kernel_that_says_nothing_is_not_waited_for(asked):
    """One that is there, has nothing to do and does not answer does not know this page."""
    status = asked.page.get_by_role("status")
    asked.wait(10)
    expect(status).to_be_empty()
    asked.wait(10)
    expect(status).to_contain_text("does not know it")
    assert "sleep" not in status.inner_text()
    expect(status.get_by_role("button", name="Reload this page")).to_be_visible()


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


def test_on_a_hub_the_link_starts_the_server(browser, render):
    """There nobody can start a server but by the link that they came by."""
    page = browser.new_page()
    kernel = Kernel(page, "http://127.0.0.1:9/user/x/", render)
    kernel.answer = None
    kernel.show(decide("opening"))
    page.get_by_role("button", name="Check answer").click()
    kernel.wait(2)
    expect(page.get_by_role("status")).to_contain_text("Open the link again that brought you here")
    page.close()


def test_an_answer_that_comes_late_is_shown(asked):
    """Once the kernel does answer, what was said of it goes."""
    asked.wait(20)
    expect(asked.page.get_by_role("status")).to_contain_text("No answer has come back")
    asked.page.evaluate("answer()")
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
