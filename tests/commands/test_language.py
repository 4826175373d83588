"""`course language`: exit codes, what goes where, and the shape other programs rely on."""

import io
import json
import sys

import pytest

from course.cli import main


@pytest.fixture
def run(capsys):
    """Run the command, and give exit code, results and messages."""

    def run(*words):
        code = main(["language", *map(str, words)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def report(tmp_path):
    """Write a report."""

    def report(text, name="report.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return report


def test_nothing_found(run, report):
    """Exit 0, no result, and no word of a text that is free of blame."""
    code, out, err = run(report("The pod failed to start."))
    assert (code, out) == (0, "")
    assert "Nothing found by words" in err


def test_findings_say_where_why_and_what_to_ask(run, report):
    """Exit 1; results on stdout, their number on stderr, and the file as it was."""
    path = report("# R\n\nIt was human error.\n")
    code, out, err = run(path)
    assert code == 1
    assert out.startswith(f"{path}:3:8: “human error” (mechanistic, sure; human-error)\n")
    assert "Ask instead: " in out
    assert err.startswith("1 to look at")
    assert path.read_text() == "# R\n\nIt was human error.\n"


def test_json_has_the_shape_of_the_contract(run, report):
    """A list, also of nothing."""
    path = report("It was human error.")
    code, out, _ = run(path, "--json")
    (entry,) = json.loads(out)
    fields = ["file", "line", "column", "rule", "category", "sureness", "text", "why", "ask"]
    assert list(entry)[:9] == fields
    assert (code, entry["file"], entry["column"]) == (1, str(path), 8)
    assert run(report("Fine."), "--json")[:2] == (0, "[]\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [(b"caf\xe9", "byte 3 is not UTF-8"), (b"a" * 5_000_001, "more than 5 MB")],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_read(run, report, text, told):
    """Exit 2, after all that could be found."""
    bad, good = report(text, "bad.md"), report("It was human error.")
    code, out, err = run(bad, good)
    assert code == 2
    assert "human error" in out
    assert f"{bad}: " in err
    assert told in err


def test_no_file_is_told(run, tmp_path):
    """Exit 2, and what was expected."""
    code, out, err = run(tmp_path / "nowhere.md")
    assert (code, out) == (2, "")
    assert "expected a text file" in err


def test_an_ignore_without_a_reason_is_told(run, report):
    """The finding stays."""
    code, _, err = run(report("It was human error. <!-- language ignore: -->"))
    assert code == 1
    assert ":1: an ignore without a reason" in err


def test_standard_input_is_read(run, monkeypatch):
    """So a message can be read before it is sent."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"my bad")))
    code, out, _ = run("-")
    assert code == 1
    assert out.startswith("-:1:1: “my bad”")
