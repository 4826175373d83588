"""The editor for the missing test."""

import pytest

from course.content import load
from course.errors import UnknownNameError
from course.lab import Verdict, process
from course.widgets.editor import Editor, missing_test


@pytest.mark.slow
def test_taking_one_line_away_kills_the_defect():
    """What the prompt promises holds: without its past visit, the test is the missing one."""
    widget = missing_test()
    widget.write(widget.source.replace("    past_visit(noa)\n", ""))
    widget.run()
    assert widget.trial.verdict is Verdict.KILLS_THE_DEFECT
    assert widget.status == "Your test catches the defect."
    assert "Your test catches the defect." in widget.report


@pytest.mark.slow
def test_a_press_of_the_button_is_the_same_path(ask):
    """The message that the button sends runs the test that it brings from the field."""
    widget = missing_test()
    source = widget.source
    widget.source = "what was kept before"
    said = ask(widget, "run", source=source)
    assert said == {"say": load("lab")["verdict"]["passes_on_both"]["title"]}
    assert widget.trial.verdict is Verdict.PASSES_ON_BOTH


def test_a_cell_that_runs_again_keeps_the_text():
    """What was typed is there when the editor's cell is run once more."""
    missing_test().write("def test_mine(): ...")
    assert missing_test().source == "def test_mine(): ..."


@pytest.mark.slow
def test_a_verdict_outlives_the_kernel(monkeypatch):
    """The same test shows the same verdict after a reload, and another test shows none."""
    widget = missing_test()
    widget.write("def test_a(): pass")
    widget.run()
    monkeypatch.setattr(process, "execute", lambda *_, **__: pytest.fail("something ran"))
    again = missing_test()
    assert (again.source, again.status, again.report) == (
        "def test_a(): pass",
        widget.status,
        widget.report,
    )
    again.write("def test_another(): pass")
    assert missing_test().status == ""


def test_a_saved_notebook_holds_no_test_that_did_not_run_in_it():
    """What somebody typed stays where it was typed."""
    missing_test().write("def test_mine(): ...")
    data, _ = missing_test()._repr_mimebundle_()
    assert "test_mine" not in data["text/html"] + data["text/plain"]


def test_nothing_runs_until_it_is_asked_for():
    """Showing the editor starts no run and says no verdict."""
    widget = missing_test()
    assert widget.trial is None
    assert (widget.status, widget.report) == ("", "")


def test_without_a_kernel_the_task_is_readable():
    """A page without a kernel shows the task, the test and what is needed to run it."""
    data, _ = missing_test()._repr_mimebundle_()
    assert "test_noa_books" in data["text/html"]
    assert "start this page:" in data["text/html"]
    assert "test_noa_books" in data["text/plain"]
    assert "0x" not in data["text/plain"]


@pytest.mark.slow
def test_without_a_kernel_a_verdict_stays_readable():
    """A page that is saved after a run shows what the run said."""
    widget = missing_test()
    widget.write("def test_a(): pass")
    widget.go_through()
    data, _ = widget._repr_mimebundle_()
    for kind in ("text/html", "text/plain"):
        assert load("lab")["verdict"]["never_calls"]["title"] in data[kind]


def test_it_says_that_it_is_no_sandbox():
    """The learner is told that a test runs as ordinary Python."""
    assert "no sandbox" in missing_test().words["sandbox"]


def test_an_unknown_editor_says_which_there_are():
    """An editor that does not exist is refused with those that do."""
    with pytest.raises(UnknownNameError, match="missing-test"):
        Editor("other")
