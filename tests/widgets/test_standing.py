"""The panel of the start page says where the learner stands and carries answers about."""

import json

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from course.errors import MembershipError
from course.membership import attach
from course.progress.answers import Progress, progress
from course.widgets.standing import where_you_stand

ASKED = decisions()[0]


@pytest.fixture
def panel():
    """Give the panel of the start page."""
    return where_you_stand()


def test_each_decision_is_linked_and_told_as_answered_or_not(panel):
    """Told in words, with the way to it; right or not is nobody's business here."""
    progress().record(ASKED.id, next(one.id for one in ASKED.options if one.id != ASKED.key))
    panel.refresh()
    said = str(panel).splitlines()
    assert said[0] == f"{notebook_of(ASKED.id).title}: answered"
    assert [line.endswith(": not answered yet") for line in said[1:]] == [True] * 3
    for one in decisions():
        assert f'href="{notebook_of(one.id).filename}"' in panel.html


def test_a_saved_notebook_says_of_when_it_is(panel):
    """What is read before anything runs may be somebody else's standing."""
    data, _ = panel._repr_mimebundle_()
    assert "When this page last ran" in data["text/html"]
    assert "When this page last ran" not in panel.html


def test_downloaded_answers_come_back_elsewhere(panel, tmp_path, monkeypatch, ask):
    """What one computer gives, another takes; brought back twice it is the same."""
    progress().record(ASKED.id, ASKED.key)
    file = ask(panel, "export")["file"]
    assert [one["option"] for one in json.loads(file)["attempts"]] == [ASKED.key]
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "elsewhere"))
    other = where_you_stand()
    assert "1 new" in ask(other, "import", text=file)["say"]
    assert "0 new" in ask(other, "import", text=file)["say"]
    assert str(other).startswith(f"{notebook_of(ASKED.id).title}: answered")


def test_a_file_that_is_none_of_ours_changes_nothing(panel, ask):
    """It is refused with what was expected, and the answers stay."""
    progress().record(ASKED.id, ASKED.key)
    said = ask(panel, "import", text="a letter")["say"]
    assert "expected" in said.lower()
    assert len(progress().attempts()) == 1


def test_starting_anew_keeps_the_old_answers(panel, course_home, ask):
    """The file that is named brings them back."""
    assert "no answers yet" in ask(panel, "start_over")["say"]
    progress().record(ASKED.id, ASKED.key)
    said = ask(panel, "start_over")["say"]
    assert not Progress(course_home).attempts()
    kept = next(course_home.rglob("*.json"))
    assert str(kept) in said
    ask(panel, "import", text=kept.read_text("utf-8"))
    assert [one.option for one in Progress(course_home).attempts()] == [ASKED.key]


def test_starting_anew_tells_where_the_answers_are_though_a_room_cannot_be_left(
    panel, course_home, monkeypatch, ask
):
    """One thing that fails hides nothing of the other."""
    attach()
    progress().record(ASKED.id, ASKED.key)
    monkeypatch.setattr("course.membership.Membership.forget", raise_that_it_stays)
    said = ask(panel, "start_over")["say"]
    assert str(next(course_home.rglob("*.json"))) in said
    assert "cannot be removed" in said


def raise_that_it_stays(_membership):
    raise MembershipError("The card cannot be removed.")
