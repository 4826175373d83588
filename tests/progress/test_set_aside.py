"""What in the file of answers cannot be shown is set aside, and told."""

import os
import sqlite3
from contextlib import closing

import pytest

from course.progress.answers import Progress
from course.progress.answers_file import AnswersFile, insert


def test_texts_that_are_none_are_kept_aside_and_the_others_stay(tmp_path):
    """A row that cannot be shown hides no other."""
    learner = Progress(tmp_path)
    learner.keep("line.opening", "What …")
    with closing(sqlite3.connect(learner.path)) as database, database:
        database.execute("INSERT INTO kept VALUES ('line.x', 'yesterday', 'no JSON', '')")
    database.close()
    again = Progress(tmp_path)
    assert list(again.kept_under()) == ["line.opening"]
    assert "belong to no decision of this course" in again.notice
    assert "answers-set-aside-" in again.notice
    assert "all other answers are as they were" in again.notice
    [aside] = tmp_path.glob("answers-set-aside-*.json")
    assert "no JSON" in aside.read_text("utf-8")


def test_a_file_without_anything_set_aside_says_nothing(tmp_path):
    """A notice is there only where there is something to tell."""
    file = AnswersFile(tmp_path / "progress.sqlite")
    for option in "BC":
        with file.writing() as database:
            insert(database, ("opening", option, f"2026-06-12T09:00:00.00000{ord(option) % 9}Z"))
    assert (file.notice, file._set_aside) == ("", [])


def test_rows_that_are_no_answers_are_counted_and_told_where_they_are(tmp_path):
    """A thousand and more are counted with a comma; whoever writes first tells it as well."""
    learner = Progress(tmp_path)
    learner.record("opening", "B")
    with closing(sqlite3.connect(learner.path)) as database, database:
        database.execute("DROP TABLE attempt")
        database.execute("CREATE TABLE attempt (decision TEXT, option TEXT, at_utc TEXT)")
        rows = [("nowhere", "Z", f"{number:04}") for number in range(1_234)]
        database.executemany("INSERT INTO attempt VALUES (?, ?, ?)", rows)
    database.close()
    file = AnswersFile(learner.path)
    with file.writing() as database:
        insert(database, ("opening", "C", "2026-06-12T09:00:00.000000Z"))
    [aside] = tmp_path.glob("answers-set-aside-*.json")
    assert file.notice == (
        "Rows among your answers that belong to no decision of this course: 1,234. "
        f"They have been kept in {aside}, and all other answers are as they were."
    )


def read_as_nobody(folder):
    """Read in a folder in which nothing can be written."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    learner = Progress(folder)
    return [attempt.option for attempt in learner.attempts()], learner.notice


@pytest.mark.parametrize("rows", [0, 2])
def test_where_nothing_can_be_written_other_rows_stay_and_are_told(in_a_child, shared_folder, rows):
    """What is no answer hides no other, and is told only where there is any."""
    path = shared_folder / "progress.sqlite"
    Progress(shared_folder).record("opening", "B")
    with closing(sqlite3.connect(path)) as database, database:
        added = [("nowhere", "Z", str(row)) for row in range(rows)]
        database.executemany("INSERT INTO attempt VALUES (?, ?, ?)", added)
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    options, notice = in_a_child(read_as_nobody, shared_folder)
    assert options == ["B"]
    told = f"Rows of {path} that are no answers to this course’s decisions: 2. They are not shown"
    assert notice.replace("'", "’").startswith(told if rows else "")
    assert bool(notice) is bool(rows)
    assert ("and stay where they are (" in notice) is bool(rows)
