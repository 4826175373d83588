"""The trail: where a learner stands, in JupyterLab and in reader mode."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.progress.answers import progress
from course.progress.trail import Trail, trail

ASKED = decisions()[0]
ROOM = notebook_of(ASKED.id)


def test_every_notebook_is_linked_but_the_one_that_is_open():
    """All notebooks stand in their order, with links to all but the current one."""
    steps = trail(ROOM).steps
    assert steps.startswith('<ol start="0"><li>')
    places = [steps.index(room.title) for room in notebooks()]
    assert places == sorted(places)
    for room in notebooks():
        assert (f'href="{room.filename}"' in steps) == (room != ROOM)
    assert f'<span aria-current="page">{ROOM.title}</span>' in steps


def test_an_answer_is_counted_and_marked(read):
    """Once a decision has an answer, right or not, its notebook says so."""
    before = trail(ROOM)
    assert before.steps.count("still open") == 2 * len(decisions())
    wrong = next(option.id for option in ASKED.options if option.id != ASKED.key)
    progress().record(ASKED.id, wrong)
    after = trail(ROOM)
    assert after.standing == f"You have answered 1 of {len(decisions())} decisions."
    marks = {asked.id: "○ (still open)" for asked in decisions()} | {ASKED.id: "● (answered)"}
    assert read(after.steps).entries == [
        f"{room.title} {marks.get(room.decision, '')}".strip() for room in notebooks()
    ]
    assert before.once_answered() == after


def test_what_waits_for_every_answer_is_open_with_the_last():
    """Right or not; where answers cannot be read, it is closed."""
    answered = frozenset(asked.id for asked in decisions())
    assert Trail(ROOM, answered).is_open
    assert not Trail(ROOM, answered - {ASKED.id}).is_open
    assert not Trail(ROOM, None).is_open


def test_guesses_and_lines_are_told_by_their_names():
    """What else is kept is none of either."""
    for key in ("guess.share", "line.opening", "action.1"):
        progress().keep(key, "What?")
    assert trail(ROOM).guessed == {"share"}
    assert trail(ROOM).lines == {"opening": "What?"}


def test_a_page_that_asks_nothing_has_nothing_to_answer():
    """Where no decision is asked, answering changes nothing."""
    assert trail(notebooks()[0]).once_answered() == trail(notebooks()[0])


@pytest.mark.parametrize("room", [notebooks()[0], notebooks()[-1]])
def test_the_first_and_the_last_have_one_neighbour(room):
    """Nothing comes before the first notebook, and nothing after the last."""
    ways = [trail(room).before, trail(room).after]
    assert ways.count(None) == 1


def test_a_notebook_stands_between_its_neighbours():
    """The one before it and the one after it, in the order of all."""
    before, room, after = notebooks()[1:4]
    assert (trail(room).before, trail(room).after) == (before, after)


def test_answers_that_cannot_be_read_are_not_counted(course_home):
    """A file of a newer course is told of, and no number is made up."""
    progress().record(ASKED.id, ASKED.key)
    with closing(sqlite3.connect(course_home / "progress.sqlite")) as database, database:
        database.execute("PRAGMA user_version = 99")
    shown = trail(ROOM)
    assert shown.answered is None
    assert shown.standing == ""
    assert shown.notice


def test_the_trail_needs_no_widgets():
    """A server can show where the learner stands without loading any widget."""
    code = (
        "import sys; from course.progress.trail import trail; trail(None).steps\n"
        "assert not {'ipywidgets', 'anywidget', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_outside_the_course_there_is_still_a_way_in():
    """In a notebook of the learner's own, all notebooks are links."""
    steps = Trail(None, frozenset()).steps
    assert steps.count("<a ") == len(notebooks())
