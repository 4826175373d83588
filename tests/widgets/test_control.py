"""What a control says when nobody answers it, in a real browser with a stand-in for the kernel."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from course.content import load
from course.incident.loading import load_incident
from course.widgets.control import FAULT
from course.widgets.debrief import debrief
from course.widgets.decide import decide
from course.widgets.editor import Editor
from course.widgets.experiment import Experiment
from course.widgets.guess import Guess
from course.widgets.join import join_room
from course.widgets.lab_step import lab_step
from course.widgets.own_incident import own_incident
from course.widgets.reflection import Reflection
from course.widgets.report_draft import ReportDraft
from course.widgets.room_door import start_a_room
from course.widgets.show_of_hands import show_of_hands
from course.widgets.standing import where_you_stand
from course.widgets.what_if import what_if_sliders
from tests.widgets.kernel import ASLEEP

pytestmark = pytest.mark.browser

#: The course's case in a folder of one's own, so that it can be saved.
OWN = replace(load_incident(), folder=Path("mine"))

#: Each control, and the name of the button that asks its kernel.
CONTROLS = {
    "decision": (lambda: decide("opening"), "Check answer"),
    "standing": (where_you_stand, "Download my answers"),
    "gate": (lambda: lab_step("as-they-were").children[0], "Check again"),
    "editor": (lambda: Editor("missing-test"), load("lab")["editor"]["missing-test"]["button"]),
    "experiment": (lambda: Experiment("first-time"), "Book"),
    "guess": (lambda: Guess("share", load_incident()), load("guesses")["guessing"]["skip"]),
    "reflection": (lambda: Reflection("say-to-manager"), ""),
    "join": (join_room, "Join the room"),
    "hands": (lambda: show_of_hands("opening"), "How do I go on?"),
    "debrief": (debrief, "Show what moved"),
    "door": (start_a_room, "Start a room"),
    "desk": (own_incident, load("own_incident")["check"]),
    "draft": (lambda: ReportDraft(OWN), load("own_incident")["draft_save"]),
    "sliders": (lambda: what_if_sliders(OWN), None),
}


def press(kernel, name):
    """Show a control, use it as somebody would, and give it."""
    make, button = CONTROLS[name]
    control = make()
    kernel.show(control)
    page = kernel.page
    closed = page.locator(".course-join summary:visible, .course-lead > summary:visible")
    if closed.count():
        closed.first.click()
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
    if page.get_by_role("textbox").count():
        page.get_by_role("textbox").first.fill("of my own")
    if page.get_by_role("spinbutton").count():
        page.get_by_role("spinbutton").first.fill("7")
    if button is None:
        page.get_by_role("slider").first.press("ArrowRight")
    else:
        page.get_by_role("button", name=button).first.click()
    return control


def typed(page):
    """Give what somebody chose or typed."""
    controls = page.locator("input:checked, input[type=number], textarea")
    return controls.evaluate_all("(all) => all.map((one) => one.value)")


@pytest.mark.parametrize("name", CONTROLS)
def test_every_control_says_that_the_session_slept(name, kernel):
    """With the kernel gone, each says so within seconds, and offers the one thing to do."""
    kernel.answer = {"status": 404, "json": {"message": "Kernel does not exist: k"}}
    press(kernel, name)
    kernel.wait(2)
    status = kernel.page.get_by_role("status").filter(has_text=ASLEEP)
    expect(status).to_be_visible()
    expect(status.get_by_role("button", name="Reload this page")).to_be_visible()


@pytest.mark.parametrize("name", ["decision", "editor", "experiment", "reflection", "hands"])
def test_what_was_not_sent_is_there_afterwards(name, kernel):
    """A choice comes back with the next session, once; a text until it is kept somewhere."""
    kernel.answer = {"status": 404, "json": {"message": "Kernel does not exist: k"}}
    press(kernel, name)
    kernel.wait(2)
    kernel.page.get_by_role("status").filter(has_text=ASLEEP).wait_for()
    left = typed(kernel.page)
    assert left
    # Once it is answered, it is not kept again: not either where news of the kernel comes late.
    looks = []
    kernel.page.route(f"{kernel.base}api/kernels/k", lambda look: looks.append(look))  # noqa: PLW0108 - Playwright marks it
    for again in (True, False):
        kernel.show(CONTROLS[name][0]())
        assert (typed(kernel.page) == left) == again
        kernel.wait(1)
        kernel.page.evaluate("sent.length && answer({say: 'Kept.', seen: 'now'})")
        while looks:
            with kernel.page.expect_response("**/api/kernels/k") as told:
                looks.pop().fulfill(**kernel.answer)
            told.value.finished()


@pytest.mark.parametrize("name", CONTROLS)
def test_every_control_tells_a_fault_of_ours_as_ours(name, kernel, monkeypatch):
    """An error in a handler is told at once, with what to do; no control speaks of sleep."""
    control = press(kernel, name)
    page = kernel.page
    before = typed(page)
    answers = []
    control.send = answers.append
    kernel.wait(1)  # what is typed is sent after a pause
    # An answer may let the page send what waited for it.
    while requests := page.evaluate("sent.filter((one) => one.type)")[len(answers) :]:
        for request in requests:
            monkeypatch.setattr(control, f"_hear_{request['type']}", lambda **_: 1 / 0)
            control._handle_custom_msg(request, [])
        for answer in answers[-len(requests) :]:
            page.evaluate("({id, ...more}) => answer(more, id)", answer)
    status = page.get_by_role("status").filter(has_text=re.compile(r"\S"))
    told = FAULT.format(error="ZeroDivisionError")
    expect(status).to_have_text(told)
    kernel.wait(60, step=5)
    expect(status).to_have_text(told)
    assert typed(page) == before
    assert page.locator("[aria-disabled=true]").count() == 0


@pytest.mark.parametrize("name", ["decision", "editor", "experiment", "reflection", "hands"])
@pytest.mark.parametrize("how", ["fault", "slow"])
def test_a_reload_loses_nothing_that_was_typed(name, how, kernel):
    """Whoever reloads on a fault of ours, or in a long wait, finds what they chose or typed."""
    kernel.answer = {"status": 200, "json": {"execution_state": "busy"}}
    press(kernel, name)
    if how == "fault":
        kernel.page.evaluate("answer({trouble: true, fault: true, say: 'A fault.'})")
    else:
        kernel.wait(20)
    left = typed(kernel.page)
    kernel.show(CONTROLS[name][0]())
    assert typed(kernel.page) == left


def test_what_was_answered_is_not_brought_back(kernel):
    """A choice that met a fault and was then kept does not come up again."""
    press(kernel, "decision")
    kernel.page.evaluate("answer({trouble: true, fault: true, say: 'A fault.'})")
    kernel.page.get_by_role("button", name="Check answer").click()
    kernel.page.evaluate("answer()")
    kernel.show(decide("opening"))
    assert typed(kernel.page) == []


def test_two_quick_requests_do_not_cross(kernel):
    """Each answer goes to its own request: the file is downloaded, and the other thing is said."""
    kernel.show(where_you_stand())
    page = kernel.page
    page.get_by_role("button", name="Download my answers").click()
    page.get_by_role("button", name="Start as a new learner").click()
    page.get_by_role("button", name="Yes, put my answers aside").click()
    first, second = page.evaluate("sent.map((one) => one.id)")
    with page.expect_download():
        page.evaluate("(id) => answer({say: 'Downloaded.', file: '{}'}, id)", first)
    expect(page.get_by_role("status")).to_have_text("Downloaded.")
    page.evaluate("(id) => answer({say: 'You are new.'}, id)", second)
    expect(page.get_by_role("status")).to_have_text("You are new.")


def test_of_two_quick_counts_neither_trouble_is_lost(kernel):
    """What is said of one field is not taken for an old answer because of the next."""
    kernel.show(show_of_hands("opening"))
    kernel.page.locator(".course-lead > summary").click()
    fields = kernel.page.get_by_role("spinbutton")
    fields.nth(0).fill("3")
    fields.nth(1).fill("4")
    fields.nth(1).blur()
    first, second = kernel.page.evaluate("sent.slice(-2)")
    assert (first["option"], second["option"]) == ("A", "B")
    kernel.page.evaluate("(id) => answer({}, id)", second["id"])
    kernel.page.evaluate("(id) => answer({say: 'A is not kept.', trouble: true}, id)", first["id"])
    expect(kernel.page.get_by_role("status")).to_have_text("A is not kept.")


def test_an_answer_to_an_old_request_is_ignored(kernel):
    """Asked twice for the same, the page takes the second answer, and no other view's."""
    kernel.show(where_you_stand())
    save = kernel.page.get_by_role("button", name="Download my answers")
    save.click()
    save.click()
    status = kernel.page.get_by_role("status")
    old, new = kernel.page.evaluate("sent.map((one) => one.id)")
    for other in (old, "of-another-view-1", None):
        kernel.page.evaluate("(id) => answer({say: 'Old.', file: '{}'}, id)", other)
        expect(status).to_have_text("One moment…")
    with kernel.page.expect_download():
        kernel.page.evaluate("(id) => answer({say: 'New.', file: '{}'}, id)", new)
    expect(status).to_have_text("New.")


def test_an_old_answer_does_not_end_the_wait_for_the_new_one(asked):
    """After the answer to what was asked before, a kernel that is gone is still told."""
    asked.page.get_by_role("button", name="Check answer").click()
    asked.page.evaluate("answer({}, sent.at(-2).id)")
    asked.answer = {"status": 404, "json": {"message": "Kernel does not exist: k"}}
    asked.wait(3)
    expect(asked.page.get_by_role("status")).to_contain_text(ASLEEP)


def test_what_came_of_a_press_comes_into_view(kernel):
    """On a phone the verdict under four long options is seen; what comes unasked moves nothing."""
    kernel.page.set_viewport_size({"width": 420, "height": 500})
    kernel.show(decide("opening"))
    page = kernel.page
    page.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Check answer").press("Enter")
    long = "<p>a</p>" * 9
    page.evaluate(f"traits({{outcome: {{html: '{long}', option: 'D', waits: true}}}}); answer()")
    expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    kernel.wait(6)
    assert page.evaluate("asked().at(-1).type") == "look"
    page.evaluate("answer()")
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("name", CONTROLS)
def test_no_listener_survives_its_view(name, kernel):
    """Once a view is taken away, nothing of it listens to the model, the kernel or the page."""
    press(kernel, name)
    assert kernel.page.evaluate("listening()") > 0
    kernel.page.evaluate("view.abort()")
    assert kernel.page.evaluate("listening()") == 0
    asked = kernel.page.evaluate("sent.length")
    kernel.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    kernel.wait(20)
    assert kernel.page.evaluate("sent.length") == asked
    assert "asleep" not in kernel.page.content()
