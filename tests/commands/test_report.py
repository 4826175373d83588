"""`course report`: drafting, reading, exit codes, and the shape other programs rely on."""

import io
import json
import sys
from pathlib import Path

import pytest

from course.cli import main
from course.incident.loading import load_incident
from course.report.draft import draft

STRONG = Path(__file__).parents[1] / "report" / "checks" / "strong.md"


@pytest.fixture
def run(capsys):
    """Run the command, and give exit code, results and messages."""

    def run(*words):
        code = main(["report", *map(str, words)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def report(tmp_path):
    """Write a report, changed in one place."""

    def report(*changes, name="report.md"):
        text = STRONG.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return report


def test_new_drafts_and_never_writes_over_a_file(run, tmp_path):
    """As `incident report` does; what is there stays unless told otherwise."""
    out = tmp_path / "report.md"
    assert run("new", "data", "--out", out) == (0, f"{out}\n", "")
    assert out.read_text("utf-8") == draft(load_incident()).markdown
    out.write_text("mine", "utf-8")
    code, _, err = run("new", "data", "--out", out)
    assert (code, out.read_text("utf-8")) == (2, "mine")
    assert "write over it with --force" in err


def test_nothing_found(run):
    """Exit 0, no result, and what to do next; no word of praise."""
    code, out, err = run("check", STRONG)
    assert (code, out) == (0, "")
    assert err == "Nothing found by words. Now read it as the approver of the change would.\n"


def test_findings_say_where_what_and_ask(run, report):
    """Exit 1; results on stdout, their number on stderr, and the file as it was."""
    path = report(("suite | QA lead |", "suite | |"))
    before = path.read_bytes()
    code, out, err = run("check", path)
    assert (code, path.read_bytes()) == (1, before)
    assert out.startswith(f"{path}:58: Action items: “Add a patient without a history to the")
    assert out.endswith("(no-owner)\n  Which one role answers for it, whoever helps?\n")
    assert err.startswith("1 to look at")


def test_json_has_the_shape_of_the_contract(run, report):
    """A list, also of nothing; sources by their keys."""
    path = report(("suite | QA lead |", "suite | |"))
    (entry,) = json.loads(run("check", path, "--json")[1])
    assert list(entry)[:7] == ["file", "section", "line", "check", "text", "ask", "source"]
    assert (entry["check"], entry["line"], entry["source"]) == ("no-owner", 58, ["sre"])
    assert run("check", STRONG, "--json")[:2] == (0, "[]\n")


def test_what_is_no_report_is_one_finding_and_the_rest_is_read(run, report, tmp_path):
    """Bad bytes, no front matter: exit 1 with both files; a file that is not there: exit 2."""
    bad = tmp_path / "bad.md"
    bad.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    code, out, _ = run("check", bad, report(("suite | QA lead |", "suite | |")))
    assert code == 1
    assert out.startswith(f"{bad}:2: Byte 14 is not UTF-8.")
    assert "(no-owner)" in out
    code, _, err = run("check", tmp_path / "none.md", STRONG)
    assert code == 2
    assert "cannot be read" in err


def test_standard_input_is_a_report(run, monkeypatch):
    """A draft can be sent on, and is asked for what it leaves open."""
    text = draft(load_incident()).markdown.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, out, _ = run("check", "-")
    assert code == 1
    assert "(no-date)" in out


def test_headings_of_one_s_own_and_answers_without_a_reason_are_told(run, report):
    """On stderr: they are no findings."""
    code, out, err = run("check", report(("## 2. Timeline", "## Thanks\n\n## 2. Timeline")))
    assert (code, out) == (0, "")
    assert "“## Thanks”" in err
    answer = "| 3 days <!-- report ignore no-due: --> |"
    _, _, err = run("check", report(("| 3 days |", answer)))
    assert "line 58: an ignore without a reason" in err


def test_the_swap_test_is_shown_on_request(run, report):
    """Every why with a role in it, and the question whether it still explains."""
    path = report(("QA had no part in the acceptance", "The tester had no part in the acceptance"))
    assert "anyone in that chair" not in run("check", path)[2].lower()
    err = run("check", path, "--swap")[2]
    assert "does every one of them still explain?" in err
    assert "  Anyone in that chair had no part in the acceptance criteria" in err


def test_what_was_heard_in_a_rehearsal_is_looked_for(run, tmp_path):
    """From the file that `rehearsal play --json` makes; another file is told."""
    heard = tmp_path / "heard.json"
    heard.write_text('{"version": 1, "heard": [9]}', "utf-8")
    code, out, _ = run("check", STRONG, "--heard", heard)
    assert code == 1
    assert "close the browser and try again" in out
    heard.write_text("[]", "utf-8")
    code, _, err = run("check", STRONG, "--heard", heard)
    assert code == 2
    assert "expected what `course rehearsal play --moves … --json` prints" in err
