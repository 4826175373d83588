"""`course incident`: exit codes, what goes where, and files that are whole or not there."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.commands import incident as command
from course.errors import AlreadyThereError
from course.incident.loading import BUILT_IN, load_incident
from course.report.draft import draft

NAMES = ["timeline", "affected", "callers", "minutes"]


@pytest.fixture
def run(capsys):
    """Run the command as `course` does, and give exit code, results and messages."""

    def run(*words: object) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser(prog="course")
        command.add(parser.add_subparsers(required=True))
        try:
            call = parser.parse_args(["incident", *map(str, words)])
            code = call.run(call)
        except SystemExit as end:
            code = end.code
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def broken(tmp_path) -> Path:
    """Make a folder in which three things have to be mended."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "incident.toml").write_text('title = "T"\ntimezone = "UTC"\n')
    (folder / "incident_timeline.csv").write_text(
        "timestamp,event,phase\nthen,A.,\n2026-06-11T18:14,B.,begun\n"
    )
    return folder


class TestCheck:
    """`check` is for people who mend their files, and for CI."""

    def test_a_folder_in_order(self, run):
        """Exit 0, and how many events there are."""
        code, out, err = run("check", BUILT_IN)
        assert (code, err) == (0, "")
        assert "28 events, nothing to mend" in out

    def test_findings(self, run, broken):
        """Exit 1; all findings are results, one a line."""
        code, out, err = run("check", broken)
        assert code == 1
        assert len(out.splitlines()) == 3
        assert "3 to mend" in err

    def test_no_folder(self, run, tmp_path):
        """Exit 2: the call is wrong, there is nothing that could be mended."""
        code, out, err = run("check", tmp_path / "nowhere")
        assert (code, out) == (2, "")
        assert "expected a folder" in err

    def test_notices_are_messages(self, run, broken):
        """What was put right is said, and is no finding."""
        (broken / "incident.toml").write_text('title="T"\norganisation="O"\ntimezone="UTC"\n')
        (broken / "incident_timeline.csv").write_text(
            "timestamp,event,phase\n2026-06-11T18:15,B.,started\n2026-06-11T18:14,A.,detected\n"
        )
        code, _, err = run("check", broken)
        assert code == 0
        assert "have been sorted" in err
        assert err.count("“detected” (11 Jun 18:14)") == err.count("detected") == 1


class TestShow:
    """`show` prints what is known."""

    def test_as_text(self, run):
        """Facts and metrics, with their formulas."""
        code, out, err = run("show", BUILT_IN)
        assert (code, err) == (0, "")
        assert "Organisation | Ōtautahi Health | given" in out
        assert "Time to resolve | 2 h 54 min (174 min) | resolved − started | given" in out

    def test_as_json(self, run):
        """The shape of the contract: facts, and per metric minutes and what they rest on."""
        code, out, _ = run("show", BUILT_IN, "--json")
        shown = json.loads(out)
        assert code == 0
        assert shown["incident"]["organisation"] == "Ōtautahi Health"
        assert shown["incident"]["affected"] == 2340
        assert shown["metrics"]["time_to_resolve"] == {
            "minutes": 174.0,
            "formula": "resolved − started",
            "provenance": "given",
            "precision": "second",
            "about": False,
            "note": "",
        }
        assert shown["metrics"]["time_to_mitigate"]["minutes"] is None
        assert shown["metrics"]["time_to_mitigate"]["precision"] is None
        assert list(shown["metrics"]) == [
            "latent",
            "time_to_detect",
            "time_to_acknowledge",
            "time_to_mitigate",
            "time_to_resolve",
        ]

    def test_events_in_json(self, run):
        """Every event with its offset; what is not known is null."""
        shown = json.loads(run("show", BUILT_IN, "--json")[1])
        first, last = shown["incident"]["events"][0], shown["incident"]["events"][-4]
        assert first["timestamp"] == "2026-05-26T10:00:00+12:00"
        assert first["affected_cumulative"] is None
        assert last["affected_cumulative"] == 2340
        assert len(shown["incident"]["events"]) == len(load_incident().events)

    def test_a_folder_to_mend(self, run, broken):
        """Exit 2, the reasons as messages, and no result."""
        code, out, err = run("show", broken, "--json")
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 3


class TestChart:
    """`chart` writes files that others pick up."""

    @pytest.mark.slow
    def test_every_chart_in_three_forms(self, run, tmp_path):
        """SVG, PNG and text for each; their paths are the result."""
        out_folder = tmp_path / "deep" / "charts"
        code, out, _ = run("chart", BUILT_IN, "--out", out_folder)
        expected = {f"{name}.{kind}" for name in NAMES for kind in ("svg", "png", "txt")}
        assert code == 0
        assert {path.name for path in out_folder.iterdir()} == expected
        assert {Path(line).name for line in out.splitlines()} == expected
        assert (out_folder / "timeline.png").read_bytes().startswith(b"\x89PNG")
        assert (out_folder / "timeline.svg").read_bytes().startswith(b"<svg")
        assert "The CEO is notified." in (out_folder / "timeline.txt").read_text("utf-8")

    @pytest.mark.slow
    def test_twice_is_the_same(self, run, tmp_path):
        """The same data gives the same bytes, and replaces what was there."""
        run("chart", BUILT_IN, "--out", tmp_path)
        once = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        run("chart", BUILT_IN, "--out", tmp_path)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == once

    def test_nothing_is_written_of_a_folder_to_mend(self, run, broken, tmp_path):
        """An error leaves no output, not even a folder."""
        code, out, _ = run("chart", broken, "--out", tmp_path / "charts")
        assert (code, out) == (2, "")
        assert not (tmp_path / "charts").exists()

    def test_a_file_where_a_folder_should_be(self, run, tmp_path):
        """Exit 2 and what to do next."""
        (tmp_path / "charts").write_text("mine")
        code, out, err = run("chart", BUILT_IN, "--out", tmp_path / "charts")
        assert (code, out) == (2, "")
        assert "give another --out" in err
        assert (tmp_path / "charts").read_text() == "mine"

    @pytest.mark.slow
    def test_a_write_that_breaks_off_leaves_the_old_file(self, run, tmp_path, monkeypatch):
        """A full disk damages nothing that was there, and leaves no litter."""
        (tmp_path / "timeline.svg").write_text("old")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)
        code, _, err = run("chart", BUILT_IN, "--out", tmp_path)
        assert code == 2
        assert "No space left on device" in err
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["timeline.svg"]
        assert (tmp_path / "timeline.svg").read_text() == "old"


class TestTemplateAndReport:
    """The first step and the last."""

    def test_a_template_can_be_checked_at_once(self, run, tmp_path):
        """What is written has nothing to mend."""
        code, out, err = run("template", tmp_path / "mine")
        assert code == 0
        assert f"course incident check {tmp_path / 'mine'}" in err
        assert [Path(line).name for line in out.splitlines()] == [
            "incident.toml",
            "incident_timeline.csv",
        ]
        assert run("check", tmp_path / "mine")[0] == 0

    def test_a_template_that_is_there_stays_and_is_told(self, run, tmp_path):
        """A second call changes nothing, and says so."""
        run("template", tmp_path / "mine")
        code, out, err = run("template", tmp_path / "mine")
        assert (code, out) == (0, "")
        assert "there already, and stays as it is" in err

    def test_a_template_is_written_over_nothing(self, run, tmp_path):
        """The course tells what is there; nothing is changed."""
        (tmp_path / "incident.toml").write_text("mine")
        with pytest.raises(AlreadyThereError, match=r"incident\.toml is there already"):
            run("template", tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["incident.toml"]

    def test_a_report_is_a_result(self, run):
        """Without a file it is printed, for whatever comes next."""
        code, out, err = run("report", BUILT_IN)
        assert (code, err) == (0, "")
        assert out == draft(load_incident()).markdown

    def test_a_report_is_written_over_nothing(self, run, tmp_path):
        """A finished report stays as it is."""
        assert run("report", BUILT_IN, "--out", tmp_path / "report.md")[0] == 0
        (tmp_path / "report.md").write_text("finished")
        with pytest.raises(AlreadyThereError):
            run("report", BUILT_IN, "--out", tmp_path / "report.md")

    def test_a_report_needs_an_incident_and_a_place(self, run, broken, tmp_path):
        """Exit 2, reasons as messages, nothing written."""
        assert run("report", broken, "--out", tmp_path / "report.md")[0] == 2
        assert not (tmp_path / "report.md").exists()
        code, _, err = run("report", BUILT_IN, "--out", tmp_path / "nowhere" / "report.md")
        assert code == 2
        assert "give another --out" in err


@pytest.mark.parametrize("words", [[], ["check"], ["show"], ["chart"], ["template"], ["report"]])
def test_every_help_ends_with_an_example(run, words):
    """Who asks for help gets a line to copy."""
    code, out, _ = run(*words, "--help")
    assert code == 0
    example = out.rstrip().splitlines()[-1].strip()
    assert example.startswith("course incident ")
    assert out.rstrip().splitlines()[-2] == "example:"


@pytest.mark.parametrize("words", [["check"], ["chart", "x"], ["draw", "x"], []])
def test_a_wrong_call_is_told(run, words):
    """Exit 2 and a message, as for every command."""
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "usage:" in err


@pytest.mark.slow
def test_an_example_in_the_help_works(run, tmp_path, monkeypatch):
    """What the help offers to copy runs as it stands."""
    (tmp_path / "my-incident").symlink_to(BUILT_IN)
    monkeypatch.chdir(tmp_path)
    for action in ("check", "show", "chart", "report"):
        example = run(action, "--help")[1].rstrip().splitlines()[-1].split()[2:]
        assert run(*example)[0] == 0


def test_help_needs_neither_pandas_nor_matplotlib():
    """Asking what there is costs nothing."""
    code = (
        "import sys, argparse; from course.commands import incident; "
        "incident.add(argparse.ArgumentParser().add_subparsers()); "
        "print([name for name in ('pandas', 'matplotlib', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "[]"
