"""The edge of the command: closed streams, odd names, and faults of the course's own."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import course.cli
from course.cli import main
from course.errors import IncidentError
from course.incident.loading import BUILT_IN

COURSE = [sys.executable, "-m", "course"]


@pytest.fixture
def sh(tmp_path, course_home):
    """Run a line in a shell, in which `course` is the command, and give what it did."""
    quoted = " ".join(f"'{word}'" for word in COURSE)

    def sh(line, cwd=tmp_path):
        script = f"course() {{ {quoted} \"$@\"; }}; D='{BUILT_IN}'; {line}"
        return subprocess.run(
            ["bash", "-c", script],
            cwd=cwd,
            env={**os.environ, "COURSE_HOME": str(course_home)},
            capture_output=True,
            timeout=60,
            check=False,
        )

    return sh


def no_traceback(done):
    return b"Traceback" not in done.stderr and b"Error:" not in done.stderr


@pytest.mark.parametrize("line", ["progress show", "--help", "incident check $D"])
@pytest.mark.parametrize("where, why", [(">&-", b"closed"), (">/dev/full", b"No space left")])
def test_a_result_that_cannot_be_written_is_an_error(sh, line, where, why):
    """Closed or full, standard output is named, and the exit code is 2."""
    done = sh(f"course {line} {where}")
    assert done.returncode == 2
    assert b"standard output" in done.stderr
    assert why in done.stderr
    assert no_traceback(done)


@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("incident check $D", 0),
        ("incident check findings", 1),
        ("incident template made", 0),
        ("incident show nowhere", 2),
        ("nosuch", 2),
    ],
)
def test_where_nobody_can_be_told_the_work_is_done_and_the_code_tells(
    sh, tmp_path, line, code, where
):
    """A full standard error changes nothing: not the result, and not the exit code."""
    (tmp_path / "findings").mkdir()
    done = sh(f"course {line} {where}")
    assert done.returncode == code
    assert (tmp_path / "made").exists() == ("template" in line)


@pytest.mark.slow
def test_whoever_reads_no_further_hears_nothing_more(sh):
    """Into `head`, no word on standard error and the exit code of a closed pipe."""
    done = sh("course incident show $D --json | (exec <&-; sleep 9); echo ${PIPESTATUS[0]}")
    assert (done.stdout, done.stderr) == (b"141\n", b"")


@pytest.mark.parametrize("line", ["progress show >&- 2>&- <&-", "progress import - <&-"])
def test_streams_that_are_all_closed_end_in_an_exit_code(sh, line):
    """Nobody can be told, and nothing else takes the place of a stream."""
    done = sh(f"course {line}")
    assert done.returncode == 2
    assert no_traceback(done)


def test_a_folder_whose_name_is_no_text(sh, tmp_path):
    """Names from another encoding are read, written, told in UTF-8 and kept as they are."""
    name = os.fsdecode(b"caf\xe9")
    shutil.copytree(BUILT_IN, tmp_path / name)
    line = "course incident check $'caf\\xe9' && course incident template $'caf\\xe9/mine'"
    done = sh(f"{line} && course progress export $'caf\\xe9/a.json'")
    assert done.returncode == 0
    assert "caf\\udce9" in done.stdout.decode("utf-8")
    done.stderr.decode("utf-8")
    assert (tmp_path / name / "mine" / "incident.toml").is_file()
    assert (tmp_path / name / "a.json").is_file()


def test_json_is_utf_8_whatever_stands_in_it(sh):
    """Half a character stands in it as JSON escapes it, and not as a byte."""
    call = "from course.commands.guard import guarded; import sys, json"
    text = "json.dumps(dict(name='caf\\udce9 Ōtautahi'), ensure_ascii=False)"
    done = sh(f'{sys.executable} -c "{call}; guarded(lambda: sys.stdout.write({text}), [])"')
    assert json.loads(done.stdout.decode("utf-8")) == {"name": "caf\udce9 Ōtautahi"}


def test_a_folder_that_is_gone(sh, tmp_path):
    """Whoever stands in a deleted folder is told so."""
    (tmp_path / "gone").mkdir()
    done = sh("rmdir ../gone; course incident template mine", cwd=tmp_path / "gone")
    assert done.returncode == 2
    assert b"no longer there" in done.stderr
    assert no_traceback(done)


def test_ctrl_c_is_answered():
    """A command that waits stops at once, says so, and shows no traceback."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    # A shell lets what it starts in the background ignore the signal.
    process = subprocess.Popen(
        [*COURSE, "progress", "import", "-"],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        **pipes,
    )
    try:
        # More than a pipe holds: once it is written, the command reads, and waits for the end.
        process.stdin.write(b" " * 2**20)
        process.stdin.flush()
        # One that comes just before Python waits is seen with the next: a person presses twice.
        for _ in range(60):
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
                break
    finally:
        process.kill()
        _, told = process.communicate()
    assert (process.returncode, told) == (130, b"Stopped.\n")


@pytest.fixture
def failing(monkeypatch):
    """Let `progress show` raise an error."""

    def failing(error):
        def run(_call):
            raise error

        monkeypatch.setattr("course.commands.progress._show", run)
        return main(["progress", "show"])

    return failing


def test_a_fault_of_the_course_is_told_as_its_own(failing, capsys, course_home):
    """One sentence, what to do, and where the details are: neither a finding nor a wrong call."""
    assert failing(KeyError("lost")) == 70
    told = capsys.readouterr().err
    [details] = course_home.glob("fault-*.txt")
    assert "a fault of the course, and not of your call" in told
    assert str(details) in told
    assert "Traceback" not in told
    assert "KeyError: 'lost'" in details.read_text()
    assert "progress show" in details.read_text()


def test_a_fault_in_a_home_that_cannot_be_written_has_its_details_elsewhere(
    failing, capsys, monkeypatch, tmp_path
):
    """The folder for what is temporary serves as well."""
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    assert failing(ZeroDivisionError()) == 70
    assert str(tmp_path / "temporary" / "fault-") in capsys.readouterr().err


def test_a_traceback_is_shown_to_who_asks_for_it(failing, capsys, monkeypatch):
    """With COURSE_TRACEBACK, and only then."""
    monkeypatch.setenv("COURSE_TRACEBACK", "1")
    failing(ZeroDivisionError("by hand"))
    assert "ZeroDivisionError: by hand" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error, told",
    [
        (RecursionError(), "nested too deeply"),
        (MemoryError(), "larger than memory"),
        (PermissionError(13, "Permission denied", "mine"), "mine: the system refuses it"),
    ],
)
def test_input_that_cannot_be_taken_in_is_no_finding(failing, capsys, error, told):
    """Exit code 1 is for what there is to mend in an input."""
    assert failing(error) == 2
    assert told in capsys.readouterr().err


def test_many_findings_are_counted_and_not_all_shown(failing, capsys):
    """A hundred are enough to begin with."""
    assert failing(IncidentError([f"row {n}" for n in range(200_000)])) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "row 0"
    assert told[-1].startswith("… and 199,900 more.")
    assert len(told) == 101


def test_a_check_shows_the_first_findings_and_how_to_see_the_rest(write, capsys):
    """In a terminal a hundred; with `--all` and in JSON, every one of them."""
    folder = str(write("timestamp,event\n2026-05-04T10:00,A.\n"))
    # What is said of a line of the facts is never one finding with another.
    with Path(folder, "incident.toml").open("a") as facts:
        facts.writelines(f"line {number}\n" for number in range(500))
    assert main(["incident", "check", folder]) == 1
    shown = capsys.readouterr()
    *first, more = shown.out.splitlines()
    assert len(first) == 100
    assert "400 more" in more
    assert "--all" in more
    assert "500 to mend" in shown.err
    assert main(["incident", "check", folder, "--all"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 500
    assert main(["incident", "check", folder, "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 500


def test_a_check_of_a_sound_folder_as_json(capsys):
    """No problems, and nothing else on standard output."""
    assert main(["incident", "check", str(BUILT_IN), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "problems": [],
        "notices": [],
        "questions": [],
    }


def test_a_user_without_a_home_is_told_what_to_set(monkeypatch, capsys):
    """As in a container that runs as a number."""
    monkeypatch.setenv("COURSE_HOME", "~nobody-of-this-name/course")
    assert main(["progress", "show"]) == 2
    assert "Set COURSE_HOME" in capsys.readouterr().err


def test_no_device_is_read_without_end(capsys):
    """What gives more than answers can be is refused."""
    assert main(["progress", "import", "/dev/zero"]) == 2
    assert "no file of answers" in capsys.readouterr().err


def test_the_module_is_the_command():
    """`python -m course` is `course`, also in what it calls itself."""
    assert course.cli.parser().prog == "course"
    done = subprocess.run([*COURSE, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout == course.cli.parser().format_help()
