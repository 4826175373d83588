"""Whatever stands in the place of a store, the course goes on, and what stood there is kept."""

import json
import sqlite3
from contextlib import closing

import pytest

from course.content.decisions import decisions
from course.progress.answers import Progress

ROW = ("opening", "B", "2026-06-12T09:00:00.000000Z")


def begin(path, *statements):
    """Make a file by hand, as another program or a mishap might leave it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(*statement) if isinstance(statement, tuple) else database.execute(
                statement
            )


def add_row(path, *row):
    begin(path, ("INSERT INTO attempt VALUES (?, ?, ?)", row))


def a_folder(path):
    path.mkdir()
    (path / "mine").write_text("mine")


def a_table_of_another_program(path):
    begin(path, "CREATE TABLE attempt (url TEXT)", "INSERT INTO attempt VALUES ('mine')")


DEAD_ENDS = {
    "a folder": a_folder,
    "version 1 without its table": lambda path: begin(path, "PRAGMA user_version = 1"),
    "a table of another program": a_table_of_another_program,
    "no version that there was": lambda path: begin(path, "PRAGMA user_version = -3"),
    "a view": lambda path: begin(
        path,
        "CREATE VIEW attempt AS SELECT 'a' AS decision, 'b' AS option, 'c' AS at_utc",
        "PRAGMA user_version = 1",
    ),
    "nothing but zeros": lambda path: path.write_bytes(bytes(8192)),
    "a letter": lambda path: path.write_text("Dear diary, " * 99),
}


@pytest.mark.parametrize("there", DEAD_ENDS)
def test_what_is_no_file_of_answers_is_set_aside_and_said_once(tmp_path, there):
    """It is kept under the name that is told; answers are kept from then on."""
    path = tmp_path / "progress.sqlite"
    DEAD_ENDS[there](path)
    before = path.stat().st_ino
    answers = Progress(tmp_path)
    assert answers.attempts() == ()
    [aside] = tmp_path.glob("progress-damaged-*.sqlite")
    assert aside.stat().st_ino == before
    assert answers.notice.count(str(aside)) == 1
    assert answers.record("opening", "B").first
    assert answers.is_saved
    later = Progress(tmp_path)
    assert [attempt.option for attempt in later.attempts()] == ["B"]
    assert later.notice == ""


def test_a_zeroed_page_is_set_aside(tmp_path):
    """Damage in the middle of a file stops nobody."""
    answers = Progress(tmp_path)
    for option in "ABCD" * 50:
        answers.record("opening", option)
    with answers.path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(4096))
    fresh = Progress(tmp_path)
    fresh.record("output", "B")
    assert [attempt.decision for attempt in Progress(tmp_path).attempts()] == ["output"]
    assert "progress-damaged-" in fresh.notice


@pytest.mark.parametrize("make", [a_folder, lambda path: path.write_text("rubbish " * 999)])
def test_a_damaged_lock_keeps_nothing_from_being_set_aside(tmp_path, make):
    """The file by which processes wait for each other may be damaged as well."""
    make(tmp_path / "set-aside.sqlite")
    (tmp_path / "progress.sqlite").write_text("rubbish " * 999)
    answers = Progress(tmp_path)
    answers.record("opening", "B")
    assert answers.is_saved
    assert len(list(tmp_path.glob("progress-damaged-*"))) == 1
    assert len(list(tmp_path.glob("set-aside-damaged-*"))) == 1


def test_a_folder_in_the_place_of_the_journal_is_set_aside(tmp_path):
    """Else nothing could be written, for ever."""
    answers = Progress(tmp_path)
    answers.record("opening", "A")
    a_folder(tmp_path / "progress.sqlite-journal")
    answers.record("opening", "B")
    assert answers.is_saved
    assert [attempt.option for attempt in Progress(tmp_path).attempts()] == ["A", "B"]


STRANGE = {
    "an unknown decision": ("lunch", "B", ROW[2]),
    "an unknown option": ("opening", "Q", ROW[2]),
    "no moment": ("opening", "B", "yesterday"),
    "a moment without a zone": ("opening", "B", "2026-06-12T09:00:00"),
    "bytes": ("opening", b"\xff\x00", ROW[2]),
    "a number": ("opening", 7, ROW[2]),
}


@pytest.mark.parametrize("row", STRANGE.values(), ids=STRANGE)
def test_rows_that_are_no_answers_are_set_aside_and_said_once(tmp_path, row):
    """They are kept beside the file, the answers stay, and everything works."""
    answers = Progress(tmp_path)
    kept = answers.record("opening", "B")
    add_row(answers.path, *row)
    assert answers.attempts() == (kept,)
    [aside] = tmp_path.glob("answers-set-aside-*.json")
    assert len(json.loads(aside.read_text())["attempts"]) == 1
    assert answers.notice.count(str(aside)) == 1
    later = Progress(tmp_path)
    assert json.loads(later.export())["attempts"][0]["option"] == "B"
    assert not later.record("opening", "C").first
    assert later.start_over()
    assert later.notice == ""


def test_rows_without_values_are_set_aside(tmp_path):
    """A table that allows empty cells and rows twice is begun again, with its answers."""
    path = tmp_path / "progress.sqlite"
    begin(
        path,
        "CREATE TABLE attempt (decision TEXT, option TEXT, at_utc TEXT)",
        "PRAGMA user_version = 1",
    )
    for row in [ROW, ROW, (None, None, None), ("opening", None, ROW[2])]:
        add_row(path, *row)
    answers = Progress(tmp_path)
    assert [attempt.option for attempt in answers.attempts()] == ["B"]
    [aside] = tmp_path.glob("answers-set-aside-*.json")
    assert len(json.loads(aside.read_text())["attempts"]) == 2
    answers.merge(answers.export())
    assert len(answers.attempts()) == 1


def test_text_that_is_no_text_is_set_aside(tmp_path):
    """Bytes of another encoding do not hide the answers beside them."""
    answers = Progress(tmp_path)
    answers.record("opening", "B")
    begin(
        answers.path,
        ("INSERT INTO attempt VALUES (CAST(x'6cfc' AS TEXT), 'B', ?)", (ROW[2],)),
    )
    assert [attempt.option for attempt in Progress(tmp_path).attempts()] == ["B"]
    assert len(list(tmp_path.glob("answers-set-aside-*.json"))) == 1


def test_what_was_set_aside_is_an_export(tmp_path):
    """A course that knows the decision can take the rows back."""
    answers = Progress(tmp_path)
    answers.record("opening", "B")
    add_row(answers.path, "lunch", "B", ROW[2])
    answers.attempts()
    [aside] = tmp_path.glob("answers-set-aside-*.json")
    text = aside.read_text().replace("lunch", decisions()[-1].id)
    assert answers.merge(text) == 1
