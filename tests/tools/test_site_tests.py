"""The tests of the site where they cannot be run, cannot all be run, or fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import site_tests
from environments import Environment
from javascript import ROOT

from course.build.site.core import NotFetchedError

PASSES = "def test_passes():\n    pass\n"
SKIPS = "import pytest\n\ndef test_skips():\n    pytest.skip('webkit: it is not here')\n"
FAILS = "def test_fails():\n    assert 1 + 1 == 3\n"
NEVER_ENDS = "import time\n\ndef test_waits():\n    time.sleep(600)\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run tests as if they were those of the site, which is not built for it."""
    monkeypatch.setattr(site_tests, "node", list)
    monkeypatch.setattr(site_tests, "build_site", lambda folder, **_: folder)
    monkeypatch.setattr(site_tests, "add_engines", lambda: 0)
    monkeypatch.setenv("COURSE_SITE_BUILT", "")  # put back afterwards

    def run(*files):
        named = [tmp_path / f"test_{at}.py" for at, _ in enumerate(files)]
        for file, text in zip(named, files, strict=True):
            file.write_text(text)
        own = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "-n", "0"]
        return site_tests.main([*own, *map(str, named)])

    return run


def test_an_npm_that_fetches_nothing_is_told_in_one_line_and_nothing_fails(tmp_path):
    """As on a machine whose tests reach no registry."""
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\nexit 1\n")
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v22.0.0\n")
    for program in (npm, node):
        program.chmod(0o755)
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "site_tests.py", "tests/build/site"],
        env=os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()[-1]
    assert said.startswith("The course as a site: NOT TRIED. ")
    assert "npm error code ENOTFOUND" in said


def test_without_npm_and_without_its_package_it_is_told_that_pip_found_none(monkeypatch, tmp_path):
    """The last words of pip stand there."""

    def refuse(*_):
        raise SystemExit("Expected pip to end well:\nERROR: No matching distribution found")

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(site_tests, "environment", refuse)
    with pytest.raises(NotFetchedError, match="No matching distribution"):
        site_tests.node()


@pytest.mark.parametrize(("version", "does"), [("v16.20.2", False), ("v18.0.0", True), ("", False)])
def test_a_node_that_is_too_old_is_left_alone(version, does, monkeypatch, tmp_path):
    """A newer one then comes from Python's own index."""
    for name, said in (("node", version), ("npm", "")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {said}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    fetched = Environment(tmp_path / "fetched")
    monkeypatch.setattr(site_tests, "environment", lambda *_: fetched)
    assert site_tests.node() == ([] if does else [str(fetched.commands)])


@pytest.mark.slow
def test_what_is_skipped_is_named_in_the_last_line(run, capsys):
    """With its reason, and it makes nothing fail."""
    assert run(PASSES, SKIPS) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == "The course as a site: 1 tests run. NOT TRIED: webkit: it is not here."
    assert run(PASSES) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("1 tests run. All was tried.")


@pytest.mark.slow
def test_a_test_that_fails_fails(run):
    """Also beside others that pass."""
    assert run(PASSES, FAILS) == 1


@pytest.mark.slow
def test_what_never_ends_is_ended_and_named(run, capsys, monkeypatch):
    """Whoever waits for all tests goes on."""
    monkeypatch.setattr(site_tests, "LIMIT_SECONDS", 3)
    monkeypatch.setattr(site_tests, "GRACE_SECONDS", 3)
    assert run(NEVER_ENDS) == 0
    assert "NOT TRIED: what was not done in time." in capsys.readouterr().out


@pytest.mark.slow
def test_fetching_counts(run, capsys, monkeypatch):
    """Of a line that takes all the time there is, nothing is left for the tests."""
    monkeypatch.setattr(site_tests, "LIMIT_SECONDS", 0.1)
    assert run(NEVER_ENDS) == 0
    assert "0 tests run. NOT TRIED: " in capsys.readouterr().out


def test_nothing_begins_after_the_time_for_all_tests(run, capsys, monkeypatch):
    """CI would end it in the middle, with all that has passed before."""
    monkeypatch.setenv("COURSE_TESTS_END", "1")
    assert run(FAILS) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("The time for all tests is up.")


def test_what_had_failed_before_the_time_was_up_has_failed(run, monkeypatch):
    """It is no excuse for it."""
    report = "<testsuite><testcase><failure/></testcase><testcase/></testsuite>"

    def late(words, _):
        (word,) = [one for one in words if one.startswith("--junit-xml=")]
        Path(word.partition("=")[2]).write_text(report)

    monkeypatch.setattr(site_tests, "tried", late)
    assert run(PASSES) == 1
