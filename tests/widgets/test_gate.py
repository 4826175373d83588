"""What is behind a gate is not there until the decisions it waits for are answered."""

import json

import anywidget
import pytest

from course.errors import ProgressError
from course.page.fragment import Fragment
from course.progress.answers import Progress, progress
from course.widgets.decide import decide
from course.widgets.gate import Gate

BEHIND = "what the tests had covered"


class Plain(anywidget.AnyWidget):
    """The smallest thing that can stand behind a gate."""

    def readable(self):
        """Say what stands behind."""
        return Fragment(f"<p>{BEHIND}</p>", BEHIND)


def gate(**named):
    """Put a gate before one widget; it waits for one decision."""
    asked = {
        "notice": lambda: Fragment("<p>Answer first.</p>", "Answer first."),
        "still_closed": "Not yet.",
        "contents": lambda: [Plain()],
    }
    return Gate(progress(), ["coverage"], **asked | named)


def sent(widget):
    """Return all that a gate has given to the browser and to the saved notebook."""
    states = [child.get_state() for child in widget.children]
    return json.dumps([widget.get_state(), states, widget._repr_mimebundle_()], default=str)


def test_a_closed_gate_has_made_nothing():
    """While it is closed there is its notice, and what is behind it has not been made."""
    shut = gate(contents=lambda: pytest.fail("it has been made"))
    assert not shut.is_open
    assert shut.parts == ()
    assert "Answer first." in sent(shut)
    assert repr(shut) == "Answer first."


@pytest.mark.parametrize("letter", ["A", "B"])
def test_an_answer_in_the_same_kernel_opens_it(letter):
    """A committed answer, right or not, opens it without anything being run again."""
    shut = gate()
    assert BEHIND not in sent(shut)
    decide("coverage").choose(letter).check()
    assert shut.is_open
    assert [type(child).__name__ for child in shut.children] == ["_Notice", "Plain"]
    assert BEHIND in repr(shut)
    assert "Answer first." not in sent(shut)


def test_a_selected_option_or_another_decision_does_not_open_it():
    """It waits for its own decision, and for the answer to be committed."""
    shut = gate()
    decide("coverage").choose("B")
    decide("opening").choose("B").check()
    assert not shut.is_open


def test_an_answer_given_elsewhere_opens_it_at_its_button(course_home, ask):
    """After an answer from another kernel, the button opens it; before, it says what is missing."""
    shut = gate()
    assert ask(shut._notice, "check") == {"open": False, "say": "Not yet."}
    Progress(course_home).record("coverage", "D")
    assert not shut.is_open
    assert ask(shut._notice, "check") == {"open": True, "say": "It is open."}
    assert shut.is_open


def test_the_button_of_one_gate_opens_all_that_wait_for_the_same(course_home, ask):
    """A page with several gates has to be asked once."""
    one, other = gate(), gate()
    Progress(course_home).record("coverage", "D")
    ask(one._notice, "check")
    assert other.is_open


def test_answers_brought_back_open_it(tmp_path):
    """A file of answers that is brought back in the same kernel opens it too."""
    other = Progress(tmp_path / "elsewhere")
    other.record("coverage", "C")
    shut = gate()
    progress().merge(other.export())
    assert shut.is_open


def test_what_is_behind_is_made_once():
    """Further answers leave an open gate as it is."""
    made = []
    shut = gate(contents=lambda: made.append(1) or [Plain()])
    for letter in "ABA":
        decide("coverage").choose(letter).check()
    shut.check()
    assert made == [1]


def test_a_facilitator_opens_it_without_an_answer():
    """The facilitator's switch needs no answer."""
    assert gate(is_open=True).is_open


def test_answers_that_cannot_be_read_are_told_of(monkeypatch):
    """What is in the way of looking stands in the place of the notice, as text."""

    def unreadable(_self):
        raise ProgressError("a <newer> version")

    monkeypatch.setattr(Progress, "unanswered", unreadable)
    shut = gate()
    assert not shut.is_open
    assert shut.html == "<p>a &lt;newer&gt; version</p>"
