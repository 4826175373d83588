"""The answers survive what happens to files on real computers."""

import io
import multiprocessing
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from course.errors import ProgressError
from course.progress.answers import Progress
from course.progress.answers_file import AnswersFile, insert

fork = multiprocessing.get_context("fork")


def answer_many_times(folder, number):
    answers = Progress(folder)
    for n in range(20):
        answers.record("opening", "ABCD"[(number + n) % 4])


def test_eight_processes_answering_at_once_lose_nothing(tmp_path):
    """Every answer that eight processes commit at the same time is there afterwards."""
    processes = [fork.Process(target=answer_many_times, args=(tmp_path, n)) for n in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 8
    attempts = Progress(tmp_path).attempts()
    assert len(attempts) == 160
    assert sum(attempt.first for attempt in attempts) == 1


WRITES_AND_HANGS = """
import sys
from pathlib import Path
from course.progress.answers_file import AnswersFile, insert
with AnswersFile(Path(sys.argv[1])).writing() as database:
    database.execute("PRAGMA cache_size = 1")
    database.execute("PRAGMA cache_spill = 1")
    for n in range(5000):
        insert(database, ("opening", "D", f"2026-06-12T09:00:00.{n:06}Z"))
    print("written, not committed", flush=True)
    sys.stdin.read()
"""


def test_kill_in_the_middle_of_a_write_keeps_what_was_committed(tmp_path):
    """A process killed inside a transaction leaves the earlier answers, all of them."""
    answers = Progress(tmp_path)
    answers.record("opening", "B")
    before = answers.path.read_bytes()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITES_AND_HANGS, str(answers.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout.readline() == "written, not committed\n"
        assert answers.path.read_bytes() != before, "the write must have reached the file"
        os.kill(writer.pid, signal.SIGKILL)
    assert [a.option for a in Progress(tmp_path).attempts()] == ["B"]
    assert Progress(tmp_path).record("opening", "C").first is False


@pytest.mark.parametrize("damage", [b"not a database at all" * 99, None])
def test_damaged_file_is_moved_aside_and_said(tmp_path, damage):
    """A file that cannot be read is kept under another name, and a new one begins."""
    answers = Progress(tmp_path)
    for option in "ABCD" * 50:
        answers.record("opening", option)
    content = damage or overwrite_middle(answers.path.read_bytes())
    answers.path.write_bytes(content)

    fresh = Progress(tmp_path)
    assert fresh.attempts() == ()
    [aside] = tmp_path.glob("progress-damaged-*.sqlite")
    assert aside.read_bytes() == content
    assert f"kept as {aside}, and a new one was begun: answer again" in fresh.notice
    fresh.record("opening", "B")
    assert len(Progress(tmp_path).attempts()) == 1


def overwrite_middle(content):
    return content[:4096] + b"\xff" * 2048 + content[6144:]


def notice_damage(folder, number):
    Progress(folder).record("opening", "ABCD"[number % 4])


def test_damage_noticed_by_eight_processes_is_moved_aside_once(tmp_path):
    """However many notebooks notice the damage, one copy is kept and no new answer is lost."""
    (tmp_path / "progress.sqlite").write_bytes(b"rubbish" * 1000)
    processes = [fork.Process(target=notice_damage, args=(tmp_path, n)) for n in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 8
    assert len(list(tmp_path.glob("progress-damaged-*"))) == 1
    assert len(Progress(tmp_path).attempts()) == 8


def answer_as_nobody(folder):
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    answers = Progress(folder)
    answers.record("coverage", "A")
    return [a.option for a in answers.attempts()], answers.notice


def test_read_only_home_keeps_answers_in_memory_and_says_so(in_a_child, shared_folder):
    """Where nothing can be written, old answers are read and new ones kept in the process."""
    Progress(shared_folder).record("opening", "B")
    (shared_folder / "progress.sqlite").chmod(0o444)
    shared_folder.chmod(0o555)
    options, notice = in_a_child(answer_as_nobody, shared_folder)
    assert options == ["B", "A"]
    assert "cannot be saved" in notice
    assert "download" in notice


def bring_back_as_nobody(folder, text):
    """Import in a read-only home, in a terminal and in a notebook."""
    from course.cli import main
    from course.widgets.standing import StandingWidget

    "".encode("utf-8-sig")  # nobody may not load it from everywhere
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    os.environ["COURSE_HOME"] = str(folder)
    (sending, written) = os.pipe()
    os.dup2(written, 2)
    sys.stderr = os.fdopen(2, "w")
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    code = main(["progress", "import", "-"])
    sys.stderr.flush()
    panel = StandingWidget(Progress(folder))
    return code, os.read(sending, 9999).decode(), panel._hear_import(text=text)


def test_import_into_a_read_only_home_says_that_nothing_is_kept(
    tmp_path, in_a_child, shared_folder
):
    """A terminal ends with an error; a notebook says how long it holds them."""
    elsewhere = Progress(tmp_path)
    elsewhere.record("opening", "B")
    shared_folder.chmod(0o555)
    code, said, reply = in_a_child(bring_back_as_nobody, shared_folder, elsewhere.export())
    assert code == 2
    assert "None of these answers has been kept" in said
    assert "new answers" not in said
    assert "for now: 1 new" in reply["say"]
    assert "kept only until" in reply["say"]


def unreadable(folder):
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    answers = Progress(folder)
    return answers.attempts(), answers.notice


def test_answers_that_may_not_be_read_are_not_told_as_none(in_a_child, shared_folder):
    """They are there, and the notice says why they are not shown."""
    Progress(shared_folder).record("opening", "B")
    path = shared_folder / "progress.sqlite"
    path.chmod(0)
    attempts, notice = in_a_child(unreadable, shared_folder)
    assert attempts == ()
    assert f"The answers in {path} cannot be read here" in notice
    assert "They stay as they are" in notice


def import_on_a_full_disk(folder, text):
    answers = Progress(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
    try:
        answers.merge(text, only_saved=True)
    except ProgressError as error:
        told = str(error)
    before = answers.attempts()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return told, before, answers.merge(text, only_saved=True)


def test_import_on_a_full_disk_keeps_nothing_and_works_once_there_is_room(tmp_path, in_a_child):
    """What could not be kept is not counted as new, nor as known the next time."""
    elsewhere = Progress(tmp_path / "elsewhere")
    elsewhere.record("opening", "B")
    told, before, new = in_a_child(import_on_a_full_disk, tmp_path / "home", elsewhere.export())
    assert "None of these answers has been kept" in told
    assert before == ()
    assert new == 1


def test_home_that_cannot_exist_keeps_answers_in_memory(tmp_path):
    """A home inside a file cannot be made; the answers are kept and exported all the same."""
    (tmp_path / "file").write_text("in the way")
    answers = Progress(tmp_path / "file" / "home")
    answers.record("opening", "B")
    assert "cannot be saved" in answers.notice
    assert '"option": "B"' in answers.export()


def answer_on_a_full_disk(folder):
    answers = Progress(folder)
    answers.record("opening", "B")
    size = answers.path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size - 4096, resource.RLIM_INFINITY))
    answers.record("coverage", "C")
    full = [a.option for a in answers.attempts()], answers.notice
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    answers.record("output", "D")
    return full, [a.option for a in Progress(folder).attempts()], answers.notice


def test_full_disk_keeps_answers_in_memory_and_saves_them_later(tmp_path, in_a_child):
    """An answer that does not fit on the disk is kept, said, and saved once there is room."""
    (options, notice), later, notice_later = in_a_child(answer_on_a_full_disk, tmp_path)
    assert options == ["B", "C"]
    assert "cannot be saved" in notice
    assert later == ["B", "C", "D"]
    assert notice_later == ""


def test_file_of_a_newer_version_is_left_alone(tmp_path):
    """A file of a newer course is an error that says so, and stays as it is."""
    path = tmp_path / "progress.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA user_version = 7")
    database.close()
    before = path.read_bytes()
    told = (
        r"newer version .*version 7; this course knows \d\). Nothing was changed. "
        "Bring the course up to date, or set COURSE_HOME to another folder"
    )
    for use in (AnswersFile(path).read, lambda: Progress(tmp_path).record("opening", "B")):
        with pytest.raises(ProgressError, match=told):
            use()
    assert path.read_bytes() == before


def test_a_file_that_another_program_holds_is_told_with_what_to_do(tmp_path):
    """The error names the file, says that nothing was changed, and to try again."""
    error = AnswersFile(tmp_path / "progress.sqlite").busy(sqlite3.OperationalError("locked"))
    assert isinstance(error, ProgressError)
    assert "progress.sqlite could not be used just now (locked)" in str(error)
    assert "Nothing was changed: try again" in str(error)


def test_nothing_is_kept_of_a_transaction_that_fails(tmp_path):
    """An error inside a transaction leaves none of its answers."""
    file = AnswersFile(tmp_path / "progress.sqlite")
    row = ("opening", "B", "2026-06-12T09:00:00.000000Z")
    with pytest.raises(RuntimeError), file.writing() as database:
        insert(database, row)
        raise RuntimeError
    assert file.read() == []


def test_a_home_is_made_with_all_the_folders_above_it(tmp_path):
    """Nobody has to make a folder for the answers first, and a fresh file needs no backup."""
    home = tmp_path / "share" / "of a learner" / "blameless-course"
    learner = Progress(home)
    learner.record("opening", "B")
    assert learner.notice == ""
    assert [file.name for file in home.iterdir()] == ["progress.sqlite"]
