"""Nothing runs before something is expected, and nothing is told before it has run."""

import json

import pytest

from course.content import load
from course.errors import CourseError, UnknownNameError
from course.widgets import experiment
from course.widgets.experiment import RUNS, Experiment

SAID = load("lab")["experiment"]


def sent(widget):
    """Return all that the browser and the saved notebook are given, but for code and style."""
    state = {key: value for key, value in widget.get_state().items() if key not in {"_esm", "_css"}}
    return json.dumps([state, widget._repr_mimebundle_()], default=str, ensure_ascii=False)


@pytest.mark.usefixtures("no_runs")
@pytest.mark.parametrize("name", SAID)
def test_before_it_runs_neither_result_nor_commentary_is_sent(name):
    """Making and showing an experiment runs nothing, and tells nothing of how it ends."""
    told = sent(Experiment(name))
    assert SAID[name]["button"] in told
    for said in (SAID[name]["after"].split(".")[0].strip(), SAID[name]["takeaway"]):
        assert said not in told
    assert Experiment(name).result is None


@pytest.mark.usefixtures("no_runs")
@pytest.mark.parametrize("name", [name for name in SAID if SAID[name]["choices"]])
def test_it_asks_what_is_expected_before_it_runs(name):
    """Without an expectation nothing runs, and the learner is told what to do."""
    asked = Experiment(name).run()
    assert asked.result is None
    assert asked.status == load("lab")["experimenting"]["choose"]
    assert asked.report == ""


def test_a_press_of_the_button_is_the_same_path(ask):
    """The message of the button commits what was chosen, runs, and shows both."""
    pressed = Experiment("first-time")
    ask(pressed, "run", expected="They get a confirmation.")
    assert pressed.result.crashed
    assert "You expected: <strong>They get a confirmation.</strong>" in pressed.report
    assert "AttributeError" in pressed.report
    assert SAID["first-time"]["takeaway"] in pressed.report
    assert pressed.status == load("lab")["experimenting"]["done"]


@pytest.mark.usefixtures("no_runs")
def test_an_expectation_that_is_not_offered_is_refused():
    """What is not among the choices is not taken, from Python or from a page."""
    asked = Experiment("first-time")
    with pytest.raises(UnknownNameError, match="The booking crashes"):
        asked.expect("It rains.")
    asked._handle_custom_msg({"type": "run", "expected": "<b>"}, [])
    assert asked.expected == ""


def test_what_needs_no_prediction_runs_at_once():
    """The diff asks for nothing before it is read."""
    read = Experiment("diff").run()
    assert "booking/habits.py" in read.report
    assert "You expected" not in read.report


def test_the_saved_notebook_keeps_what_has_been_run():
    """After a run, a page without a kernel shows question, expectation, result, commentary."""
    ran = Experiment("first-time")
    ran.go_through()
    data, _ = ran._repr_mimebundle_()
    for kind in ("text/html", "text/plain"):
        assert "never had an appointment" in " ".join(data[kind].split())
        assert "They get a confirmation." in data[kind]
        assert "Traceback (most recent call last)" in data[kind]
        assert SAID["first-time"]["takeaway"] in data[kind]
    assert "0x" not in data["text/plain"]


def test_a_fault_of_ours_is_told_as_one(monkeypatch):
    """When the lab cannot run, its message is shown, and the next press tries again."""

    def broken():
        raise CourseError("Expected pytest to run.")

    monkeypatch.setitem(RUNS, "first-time", broken)
    asked = Experiment("first-time").expect("The booking crashes.").run()
    assert asked.status == "Expected pytest to run."
    assert asked.report == ""


def test_every_experiment_of_the_content_has_its_run():
    """What the content asks and what the lab runs have the same names."""
    assert set(experiment.RUNS) == set(SAID)


def test_an_unknown_experiment_says_which_there_are():
    """An experiment that does not exist is refused with those that do."""
    with pytest.raises(UnknownNameError, match="as-shipped"):
        Experiment("weather")
