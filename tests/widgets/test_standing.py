"""The panel of the start page says where the learner stands and carries answers about."""

import json

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook, notebook_of
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
    assert f"- ● {notebook_of(ASKED.id).title}: answered" in said
    assert sum(line.endswith(": not answered yet") for line in said) == 3
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
    assert f"- ● {notebook_of(ASKED.id).title}: answered" in str(other).splitlines()


def test_a_file_that_is_none_of_ours_changes_nothing(panel, ask):
    """It is refused with what was expected, and the answers stay."""
    progress().record(ASKED.id, ASKED.key)
    said = ask(panel, "import", text="a letter")["say"]
    assert "expected" in said.lower()
    assert len(progress().attempts()) == 1


def test_starting_anew_keeps_the_old_answers_and_can_be_undone(panel, course_home, ask):
    """Nobody has to find a file for it, and the file is there all the same."""
    assert "no answers yet" in ask(panel, "start_over")["say"]
    progress().record(ASKED.id, ASKED.key)
    progress().keep("line.opening", "What made the check possible?")
    before = progress().export()
    reply = ask(panel, "start_over")
    assert "can be taken up again" in reply["say"]
    assert not Progress(course_home).attempts()
    assert next(course_home.rglob("*.json")).read_text("utf-8") == before
    [kept] = panel.learners
    assert (kept["name"], kept["answers"], kept["texts"]) == (reply["undo"], 1, 1)
    assert "where this learner stopped" in ask(panel, "take_up", name=reply["undo"])["say"]
    assert progress().export() == before
    assert panel.learners == []
    assert "put aside in turn" not in ask(panel, "start_over")["say"]
    progress().keep("line.opening", "Somebody else")
    assert "put aside in turn" in ask(panel, "take_up", name=panel.learners[0]["name"])["say"]


def test_a_learner_who_is_gone_meanwhile_is_told(panel, ask):
    """Another page may have taken them up; nothing changes here."""
    progress().record(ASKED.id, ASKED.key)
    reply = ask(panel, "take_up", name="nobody")
    assert reply["trouble"]
    assert "nobody" in reply["say"]
    assert len(progress().attempts()) == 1


def test_everything_is_deleted_when_asked(panel, course_home, ask):
    """Answers, texts and learners who were put aside; the panel shows none of it any more."""
    progress().record(ASKED.id, ASKED.key)
    ask(panel, "start_over")
    progress().record(ASKED.id, ASKED.key)
    assert ask(panel, "delete")["say"].startswith("Everything is deleted")
    assert panel.learners == []
    assert ": answered" not in str(panel)
    assert list(course_home.rglob("*.json")) == []


def test_starting_anew_can_be_undone_though_a_room_cannot_be_left(panel, monkeypatch, ask):
    """One thing that fails hides nothing of the other."""
    attach()
    progress().record(ASKED.id, ASKED.key)
    monkeypatch.setattr("course.membership.Membership.forget", raise_that_it_stays)
    reply = ask(panel, "start_over")
    assert reply["undo"] == panel.learners[0]["name"]
    assert "cannot be removed" in reply["say"]


def raise_that_it_stays(_membership):
    raise MembershipError("The card cannot be removed.")


def test_the_next_thing_to_do_comes_first(panel):
    """A new learner begins with the story; after four answers the way leads past it, to the end."""

    def leads_to():
        panel.refresh()
        return panel.html.partition('class="course-button course-main" href="')[2].partition('"')[0]

    assert leads_to() == notebook("what_happened").filename
    for asked in decisions():
        if asked is not ASKED:
            assert leads_to() == notebook_of(asked.id).filename
        progress().record(asked.id, "A")
    assert leads_to() == notebook("rehearse_the_meeting").filename
    progress().keep("meeting.1", {"moves": "b"})
    assert leads_to() == notebook("a_strong_post_mortem").filename
    progress().keep("action.1", {"owner": "QA lead"})
    panel.refresh()
    assert "Your run sheet for tomorrow is waiting." in panel.html
    assert "Go to your run sheet" in panel.html


def test_what_was_begun_is_told_where_no_decision_is_asked(panel):
    """A line that is kept tells that somebody has been at work there."""
    assert "- ○ What happened: not begun yet" in str(panel).splitlines()
    progress().keep("line.questions", "What was deployed?")
    panel.refresh()
    assert "- ● What happened: begun" in str(panel).splitlines()
