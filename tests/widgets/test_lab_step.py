"""The lab comes after the decision, and runs only what it is asked to run."""

import json

import pytest

from course.content import load
from course.errors import UnknownNameError
from course.lab import Verdict
from course.progress.answers import Progress
from course.widgets.decide import decide
from course.widgets.lab_step import lab_step

STEPS = load("lab")["step"]


@pytest.mark.usefixtures("no_runs")
@pytest.mark.parametrize("name", STEPS)
def test_before_the_answer_nothing_of_the_lab_is_on_the_page(name, lab_texts):
    """The first card names the seven steps and speaks for all; nothing else of the lab is there."""
    shut = lab_step(name)
    sent = [shut.get_state(), shut.children[0].get_state(), shut._repr_mimebundle_()]
    told = json.dumps(sent, default=str, ensure_ascii=False)
    is_first = name == next(iter(STEPS))
    assert (load("lab")["gate"]["notice"] in told) == is_first
    assert all((step["title"] in told) == is_first for step in STEPS.values())
    assert not any(step["intro"].split("\n")[0] in told for step in STEPS.values())
    assert [text for text in lab_texts if text in told] == []


@pytest.mark.usefixtures("no_runs")
@pytest.mark.parametrize("name", STEPS)
def test_an_answer_opens_it_and_still_runs_nothing(name):
    """Once the developer has an answer, every part is there and waits for its button."""
    step = lab_step(name)
    decide("coverage").choose("A").check()
    assert len(step.parts) == len(STEPS[name]["parts"])
    assert f"<h3>{STEPS[name]['title']}</h3>" in step.html


@pytest.mark.usefixtures("no_runs")
def test_the_button_of_the_first_step_opens_all_of_them(course_home, ask):
    """An answer that was given elsewhere is found by one button, and the page has no other."""
    steps = [lab_step(name) for name in STEPS]
    assert [step.children[0].looks_again for step in steps] == [True] + [False] * 6
    Progress(course_home).record("coverage", "A")
    first = steps[0].children[0]
    ask(first, "check")
    assert all(step.is_open for step in steps)


@pytest.mark.slow
def test_a_simulated_learner_goes_through_it():
    """A simulated learner who has answered expects, runs, writes and compares."""
    decide("coverage").choose("B").check()
    [first, second] = lab_step("as-they-were", learner="all-correct").parts
    assert round(first.result.line_percent) == 87
    assert second.result.crashed
    [written] = lab_step("missing-test", learner="all-correct").parts
    assert written.trial.verdict is Verdict.PASSES_ON_BOTH
    for said in lab_step("say-it", learner="all-correct").parts:
        assert "What it does" in said.answer


@pytest.mark.usefixtures("no_runs")
def test_a_simulated_learner_without_an_answer_finds_it_shut():
    """A simulated learner passes through no closed gate."""
    assert not lab_step("machine", learner="unanswered").is_open


@pytest.mark.usefixtures("no_runs")
def test_a_facilitator_opens_it():
    """The facilitator's switch opens a step without an answer, and runs nothing by itself."""
    assert lab_step("machine", reveal_open=True).is_open


def test_an_unknown_step_says_which_there_are():
    """A step that does not exist is refused with those that do."""
    with pytest.raises(UnknownNameError, match="as-they-were"):
        lab_step("weather")
