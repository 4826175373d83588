"""Nothing runs before something is expected, and nothing is told before it has run."""

import json

import pytest

from course.content import load
from course.errors import CourseError, UnknownNameError
from course.lab import past, process
from course.lab.expectations import HAPPENED
from course.progress import progress
from course.widgets import experiment
from course.widgets.experiment import RUNS, Experiment
from course.widgets.standing import where_you_stand

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


@pytest.mark.parametrize(
    ("choice", "verdict"),
    [
        ("They get a confirmation.", "It turned out otherwise: The booking crashes."),
        ("The booking crashes.", "That is what happened."),
    ],
)
def test_what_was_expected_is_set_beside_what_happened(choice, verdict):
    """In words, and before all that shows it; nobody has to work it out."""
    ran = Experiment("first-time").expect(choice).run()
    assert ran.report.index(choice) < ran.report.index(verdict) < ran.report.index("Traceback")


@pytest.mark.usefixtures("no_runs")
def test_what_is_expected_is_kept_before_anything_runs(ask):
    """It is chosen after a reload."""
    ask(Experiment("first-time"), "expect", expected="The booking crashes.")
    again = Experiment("first-time")
    assert (again.expected, again.report) == ("The booking crashes.", "")
    ask(again, "expect", expected="<b>")
    assert Experiment("first-time").expected == "The booking crashes."


def test_a_result_outlives_the_kernel(monkeypatch, ask):
    """After a reload it is there with what was expected, though nothing runs again."""
    first = Experiment("first-time").expect("They get a confirmation.").run()
    monkeypatch.setattr(process, "execute", lambda *_, **__: pytest.fail("something ran"))
    again = Experiment("first-time")
    assert (again.report, again.status) == (first.report, first.status)
    assert "Traceback" not in str(again), "a saved page tells what ran in it"
    ask(where_you_stand(), "start_over")
    assert Experiment("first-time").report == "", "a new learner starts with nothing"


def test_a_result_of_other_files_is_none(monkeypatch, course_home):
    """When the lab changes, what it said before is not shown for it; nor is a damaged file."""
    Experiment("first-time").expect("They get a confirmation.").run()
    with monkeypatch.context() as changed:
        changed.setattr(past, "_files_hash", lambda: "another lab")
        assert Experiment("first-time").report == ""
    for file in course_home.glob("lab-results/*"):
        file.write_text("[]")
    assert Experiment("first-time").report == ""


def test_a_prediction_from_elsewhere_brings_no_html(course_home):
    """A file that somebody brings holds what was expected, and never what is shown."""
    Experiment("first-time").expect("They get a confirmation.").run()
    exported = progress().export()
    assert "Traceback" not in exported
    assert "<" not in exported
    progress().delete_everything()
    assert list(course_home.rglob("lab-results/*")) == []
    progress().merge(exported)
    again = Experiment("first-time")
    assert (again.expected, again.report) == ("They get a confirmation.", "")


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SAID if SAID[name]["choices"]])
def test_what_really_happens_is_one_of_the_choices(name):
    """As the story tells it; the place of the choice is told from the result itself."""
    ran = Experiment(name)
    ran.go_through()
    happened = {
        "as-shipped": 1,
        "first-time": 2,
        "hint": 1,
        "chasing": 2,
        "still": 2,
        "map": 2,
        "search": 2,
        "search-before": 2,
    }[name]
    assert HAPPENED[name](ran.result) == happened


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
