"""A file of answers that an earlier version of the course left goes on with this one."""

import multiprocessing
import sqlite3
from contextlib import closing

import pytest

from course.progress.answers import Progress

fork = multiprocessing.get_context("fork")

#: What version 1 of the file was, as it was written then.
VERSION_1 = """
    CREATE TABLE attempt (
        decision TEXT NOT NULL,
        option TEXT NOT NULL,
        at_utc TEXT NOT NULL,
        PRIMARY KEY (decision, option, at_utc)
    ) WITHOUT ROWID;
    INSERT INTO attempt VALUES ('opening', 'B', '2026-06-12T09:00:00.000000Z');
    PRAGMA user_version = 1;
"""


@pytest.fixture
def old_file(tmp_path):
    """Give a file as the first version of the course left it."""
    path = tmp_path / "progress.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(VERSION_1)
    database.close()
    return path


def test_a_file_of_version_1_is_read_as_it_is(old_file):
    """Looking at it changes no byte."""
    before = old_file.read_bytes()
    learner = Progress(old_file.parent)
    assert [a.option for a in learner.attempts()] == ["B"]
    assert learner.kept_under() == {}
    assert old_file.read_bytes() == before


def test_a_file_of_version_1_grows_in_place_with_a_backup_first(old_file):
    """The first thing that is written brings it up to date; the backup is the file as it was."""
    Progress(old_file.parent).keep("line.opening", "What …")
    again = Progress(old_file.parent)
    assert [a.option for a in again.attempts()] == ["B"]
    assert again.kept("line.opening").value == "What …"
    assert again.notice == ""
    [backup] = old_file.parent.glob("progress-version-1-*.sqlite")
    with closing(sqlite3.connect(backup)) as database, database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT option FROM attempt").fetchall() == [("B",)]
    database.close()


def write_in_turn(folder, number):
    Progress(folder).keep(f"line.{number}", "What …")


def test_eight_processes_that_meet_an_old_file_bring_it_up_to_date_once(old_file):
    """One backup, one file, and all that each wrote."""
    processes = [
        fork.Process(target=write_in_turn, args=(old_file.parent, number)) for number in range(8)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert len(list(old_file.parent.glob("progress-version-1-*"))) == 1
    learner = Progress(old_file.parent)
    assert len(learner.kept_under("line.")) == 8
    assert len(learner.attempts()) == 1


def test_an_old_file_without_room_for_a_backup_stays_as_it_is(old_file, monkeypatch):
    """What is written is held in this process, and said."""
    before = old_file.read_bytes()

    def full(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("course.progress.answers_file.write_atomically", full)
    learner = Progress(old_file.parent)
    learner.keep("line.opening", "What …")
    assert "the disk is full" in learner.notice
    assert old_file.read_bytes() == before


@pytest.mark.parametrize("version", [-1, 2])
def test_a_file_whose_tables_are_not_those_of_its_version_is_moved_aside(old_file, version):
    """A version is a promise about tables."""
    with closing(sqlite3.connect(old_file)) as database, database:
        database.execute(f"PRAGMA user_version = {version}")
    database.close()
    learner = Progress(old_file.parent)
    assert learner.attempts() == ()
    assert "progress-damaged-" in learner.notice
