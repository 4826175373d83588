"""A question keeps its key to itself, remembers its answer and never counts twice."""

import json
import sys

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.errors import UnknownNameError
from course.progress.answers import progress
from course.widgets.decide import decide

IDS = [asked.id for asked in decisions()]


@pytest.mark.parametrize("name", IDS)
def test_nothing_of_the_key_is_sent_before_an_answer(name):
    """Neither the browser's state nor the saved output holds a key, label or feedback."""
    question = decide(name)
    state = question.get_state()
    state = {key: value for key, value in state.items() if key not in {"_esm", "_css"}}
    sent = json.dumps([state, question._repr_mimebundle_()], default=str, ensure_ascii=False)
    [asked] = [asked for asked in decisions() if asked.id == name]
    for option in asked.options:
        assert option.text.split("“")[-1][:30] in sent
        assert option.label not in sent
        assert option.feedback.split(".")[0] not in sent
    assert asked.why.strip()[:40] not in sent
    assert state["selected"] is None
    assert state["outcome"] == {}


@pytest.mark.parametrize("name", IDS)
def test_a_wrong_answer_gives_its_feedback_and_not_the_key(name):
    """After a wrong answer there is that option's feedback, and no word of the key."""
    [asked] = [asked for asked in decisions() if asked.id == name]
    key = asked.option(asked.key)
    for option in asked.options:
        question = decide(name).choose(option.id).check()
        sent = json.dumps(question.outcome, ensure_ascii=False)
        assert option.label in sent
        assert question.outcome["correct"] is (option.id == asked.key)
        if option.id != asked.key and not question._explained:
            assert key.label not in sent


def test_a_correct_answer_shows_why_and_what_the_others_do():
    """After the key there is the argument for it, and feedback on each other option."""
    outcome = decide("opening").choose("B").check().outcome
    for label in ("Blame, on the approver", "Blame, by way of a number", "Blame, on the team"):
        assert label in outcome["explanation"]


def test_the_explanation_can_be_asked_for_after_the_first_try_only():
    """Asking for the explanation before any answer gives nothing."""
    question = decide("coverage")
    assert question.explain().outcome == {}
    question.choose("A").check()
    assert question.outcome["explanation"] == ""
    explained = question.explain().outcome["explanation"]
    assert "Why B" in explained
    assert "<cite>The coverage lab in this notebook" in explained


def test_what_was_tried_stays_marked_and_nothing_else_is():
    """Each option that was checked says what came of it; no other one does, also another day."""
    decide("opening").choose("D").check()
    asked = decide("opening").choose("A").check()
    assert {name: mark["words"] for name, mark in asked.outcome["tried"].items()} == {
        "D": "Not this one",
        "A": "Not this one",
    }
    again = decide("opening").choose("B").check()
    again.selected = None
    assert again.check().outcome["tried"]["B"]["correct"]


def test_every_question_knows_the_notebook_behind_it():
    """From the last part of its page a decision leads on to the next notebook."""
    for name in IDS:
        following = notebooks()[notebook_of(name).number + 1]
        assert decide(name).question["next"] == {
            "title": following.title,
            "href": following.filename,
        }


def test_checking_without_a_choice_says_so_and_records_nothing():
    """Not attempted is another thing than incorrect."""
    question = decide("opening").check()
    assert "Choose one of the four first" in question.outcome["html"]
    assert "correct" not in question.outcome
    assert progress().attempts() == ()


def test_a_double_click_records_once(ask):
    """Two clicks on the same answer are one answer; another option is a second one."""
    question = decide("opening").choose("D").check().check()
    ask(question, "check", option="D")
    assert len(progress().attempts()) == 1
    question.choose("B").check()
    assert [a.option for a in progress().attempts()] == ["D", "B"]
    assert "first choice was D" in question.outcome["html"]


def test_running_the_cell_again_brings_the_answer_back():
    """A new widget shows the answer and feedback of the earlier one and records nothing."""
    before = decide("output").choose("C").check().outcome
    again = decide("output")
    assert (again.selected, again.outcome) == ("C", before)
    assert len(progress().attempts()) == 1


def test_an_answer_survives_into_another_process(printed_by):
    """Tomorrow's kernel shows today's answer."""
    decide("opening").choose("A").check()
    script = "from course import decide; print(decide('opening').selected)"
    assert printed_by(script) == "A\n"


def test_an_unknown_decision_or_option_lists_those_there_are():
    """A name that does not exist is an error that says what does."""
    with pytest.raises(UnknownNameError, match="opening, systemic-fix"):
        decide("lunch")
    with pytest.raises(UnknownNameError, match="A, B, C, D"):
        decide("opening").choose("E")


def test_a_fault_of_ours_is_told_as_one(course_home):
    """Answers of a newer course are left alone, and the question says why it cannot keep one."""
    import sqlite3
    from contextlib import closing

    course_home.mkdir()
    with closing(sqlite3.connect(course_home / "progress.sqlite")) as database:
        database.execute("PRAGMA user_version = 9")
    question = decide("opening")
    assert "newer version" in question.outcome["html"]
    question.choose("B").check()
    assert "could not keep this answer" in question.outcome["html"]


def test_the_decision_path_loads_nothing_beyond_the_standard_library_and_anywidget(printed_by):
    """Asking, revealing and keeping answers adds no package to what anywidget loads."""
    script = (
        "import sys, anywidget; before = set(sys.modules);"
        "from course import begin, decide, reveal, where_you_stand;"
        "begin('start_here'); decide('opening'); reveal(True); where_you_stand();"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before})"
    )
    loaded = {name for name in printed_by(script).split() if not name.startswith("_sysconfigdata")}
    assert loaded - set(sys.stdlib_module_names) == {"course"}
