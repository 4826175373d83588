"""`course progress`: what a learner can do with their answers from a terminal."""

import io
import json

import pytest

from course.cli import main
from course.progress.answers import progress
from course.progress.answers_file import AnswersFile


def test_show_tells_first_answers_and_open_decisions(capsys):
    """Each decision is listed with its first answer, or as open."""
    progress().record("opening", "A")
    assert main(["progress", "show"]) == 0
    shown = capsys.readouterr().out
    assert "first answer A" in shown
    assert shown.count("not answered yet") == 3


def test_show_reads_the_answers_once(monkeypatch):
    """Many answers are looked through once, and not once for each decision."""
    reads = []
    monkeypatch.setattr(AnswersFile, "read", lambda file: reads.append(file) or [])
    assert main(["progress", "show"]) == 0
    assert len(reads) == 1


def test_exported_answers_come_back_after_a_reset(tmp_path, capsys):
    """What reset puts aside, import brings back."""
    progress().record("opening", "B")
    file = tmp_path / "answers.json"
    assert main(["progress", "export", str(file)]) == 0
    assert len(json.loads(file.read_text())["attempts"]) == 1
    assert main(["progress", "reset", "--yes"]) == 0
    assert "course progress import" in capsys.readouterr().err
    assert not progress().attempts()
    assert main(["progress", "import", str(file)]) == 0
    assert [a.option for a in progress().attempts()] == ["B"]


def test_learners_who_were_put_aside_are_listed_taken_up_and_deleted(capsys, monkeypatch):
    """What the start page does by buttons, a terminal does too, and asks before it deletes."""
    assert main(["progress", "learners"]) == 0
    assert "Nobody was put aside" in capsys.readouterr().err
    progress().record("opening", "B")
    progress().keep("line.opening", "What made the check possible?")
    assert main(["progress", "show"]) == 0
    assert "written or chosen besides: 1" in capsys.readouterr().out
    assert main(["progress", "reset", "--yes"]) == 0
    undo = capsys.readouterr().err.split("course progress take-up ")[1].split()[0]
    progress().record("output", "A")
    assert main(["progress", "learners"]) == 0
    assert capsys.readouterr().out.startswith(f"{undo}  20")
    assert main(["progress", "take-up", undo]) == 0
    told = capsys.readouterr().err
    assert "1 answers and 1 texts" in told
    assert "put aside in" in told
    assert progress().kept("line.opening").value == "What made the check possible?"
    assert main(["progress", "learners", "--json"]) == 0
    [other] = json.loads(capsys.readouterr().out)
    assert (other["answers"], other["texts"]) == (1, 0)
    assert main(["progress", "take-up", "nobody"]) == 2
    assert other["name"] in capsys.readouterr().err

    assert main(["progress", "delete"]) == 2
    assert "--yes" in capsys.readouterr().err
    for typed, code, left in (("no", 1, 1), ("yes", 0, 0)):
        terminal = io.StringIO(f"{typed}\n")
        terminal.isatty = lambda: True
        monkeypatch.setattr("sys.stdin", terminal)
        assert main(["progress", "delete"]) == code
        assert "1 learners who were put aside" in capsys.readouterr().err
        assert len(progress().attempts()) == len(progress().kept_learners()) == left


def test_export_to_standard_output_is_json_only(capsys):
    """Another program can read what export prints."""
    assert main(["progress", "export", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "version": 2,
        "attempts": [],
        "kept": [],
    }


def test_reset_without_a_terminal_needs_to_be_told(monkeypatch, capsys):
    """Where nobody can be asked, the answers stay."""
    progress().record("opening", "B")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["progress", "reset"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert progress().attempts()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"no json", None])
def test_a_file_that_is_no_answers_is_refused(tmp_path, capsys, content):
    """A file that cannot be understood changes nothing and ends in exit code 2."""
    file = tmp_path / "answers.json"
    if content is not None:
        file.write_bytes(content)
    assert main(["progress", "import", str(file)]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
