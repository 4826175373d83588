"""The way through the course at the top of a notebook follows what is answered there."""

import sqlite3
from contextlib import closing

from course.beginning import begin
from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from course.progress.answers import progress

ASKED = decisions()[0]
ROOM = notebook_of(ASKED.id)


def test_an_answer_is_counted_as_soon_as_the_page_asks(ask):
    """The page asks when something was answered on it, and nothing has to run again."""
    shown = begin(ROOM.slug)
    assert "You have answered 0 of 4 decisions." in shown.html
    progress().record(ASKED.id, ASKED.key)
    ask(shown, "look")
    assert "You have answered 1 of 4 decisions." in shown.html
    assert shown.html.count("(answered)") == 1


def test_what_is_saved_claims_nothing_about_anybody():
    """Whoever opens the file may be somebody else; it says how to bring the page to life."""
    for option in (ASKED.options[0].id, ASKED.key):
        progress().record(ASKED.id, option)
    data, _ = begin(ROOM.slug)._repr_mimebundle_()
    for saved in (data["text/html"], data["text/plain"]):
        assert "answered" not in saved
        assert ROOM.title in saved
    assert data["text/html"].index("Start this page") < data["text/html"].index("<nav")
    # Where the course's extension is missing, JupyterLab itself does what the button says.
    assert 'data-commandlinker-command="notebook:run-all-cells"' in data["text/html"]


def test_answers_that_cannot_be_read_are_told_of(course_home):
    """A file of a newer course: no number is made up, and the reason stands there."""
    progress().record(ASKED.id, ASKED.key)
    with closing(sqlite3.connect(course_home / "progress.sqlite")) as database, database:
        database.execute("PRAGMA user_version = 99")
    shown = begin(ROOM.slug).html
    assert "You have answered" not in shown
    assert "newer" in shown
