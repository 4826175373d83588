"""Meetings are kept with progress, and met again on another day, computer or content."""

import json

import pytest

from course.errors import CourseError
from course.progress.answers import Progress
from course.rehearsal import replay, script
from course.rehearsal.keeping import Meetings
from course.rehearsal.sitting import sit


@pytest.fixture
def answers(tmp_path):
    return Progress(tmp_path)


def test_a_meeting_goes_on_where_it_stopped(answers):
    """Each move takes the place of how far it had come, and the newest one goes on."""
    meetings, sitting = Meetings(answers), sit()
    for letter in ("b", "B", "b"):
        sitting = sitting.make(letter)
        meetings.keep(sitting)
    another_day = Meetings(answers)
    assert another_day.go_on() == sitting
    another_day.keep(sitting.make("c"))
    assert [kept.sitting.meeting.made[-1] for kept in Meetings(answers).all()] == ["3c"]


def test_a_meeting_that_begins_anew_leaves_the_earlier_one(answers):
    """Both are kept, the newest first."""
    meetings = Meetings(answers)
    meetings.keep(sit().make("b"))
    meetings.keep(sit().make("c"), anew=True)
    assert [kept.sitting.meeting.made for kept in meetings.all()] == [("0c",), ("0b",)]


def test_a_meeting_travels_with_exported_progress(answers, tmp_path):
    """On another computer it goes on, with what was expected and written."""
    sitting = sit()
    for letter in ("b", "B", "b", "c", "d", "c"):
        sitting = sitting.make(letter, "tester")
    sitting = sitting.write(5, "How did that Sunday begin?")
    Meetings(answers).keep(sitting)
    elsewhere = Progress(tmp_path / "elsewhere")
    elsewhere.merge(json.loads(json.dumps(answers.export())))
    assert Meetings(elsewhere).go_on() == sitting


def test_a_meeting_of_other_content_is_kept_as_it_was(answers):
    """It cannot go on, and what was said and came out can still be read."""
    document = sit().make("b").make("B").make("b").make("c").document()
    answers.keep("meeting.earlier", document, content_hash="another")
    [kept] = Meetings(answers).all()
    assert kept.sitting is None
    told = {name: kept.document[name] for name in ("version", "title", "steps", "over")}
    assert told == {
        "version": 1,
        "title": script().title,
        "steps": [["b", ""], ["B", ""], ["b", ""], ["c", ""]],
        "over": False,
    }
    assert kept.document["minutes_left"] == replay("b B b c").minutes_left
    assert kept.document["said"][0][1].startswith("You ring")
    assert kept.document["came_out"][0][0].startswith("“We saw the story")
    assert Meetings(answers).go_on() is None


def test_what_cannot_be_read_stands_in_nobodys_way(answers):
    """Something else under such a key is left alone, and a new meeting can begin."""
    now = sit().make("b")
    answers.keep("meeting.text", "not a meeting")
    answers.keep("meeting.half", {"steps": 3}, content_hash=now.meeting.script.content_hash)
    meetings = Meetings(answers)
    assert meetings.go_on() is None
    meetings.keep(now, anew=True)
    assert Meetings(answers).go_on() == now
    with pytest.raises(CourseError):
        sit().make("x")
