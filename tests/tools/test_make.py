"""What `make` does to install the course, with a Python that only takes down what it is asked."""

import os
import shutil
import subprocess

import pytest
from javascript import ROOT

#: Makes an environment with itself as its Python; which of its calls fail is said by their begin.
PYTHON = """#!/bin/sh
echo "$*" >> "$TAKEN_DOWN"
test -n "$FAILS" && case "$*" in $FAILS) exit 1;; esac
test "$*" = "-m venv .venv" && mkdir -p .venv/bin && cp "$0" .venv/bin/python
exit 0
"""

WITH_UV = "-m uv pip install --quiet --python .venv/bin/python --no-deps"
WITH_PIP = "-m pip install --quiet --disable-pip-version-check --no-deps"


@pytest.fixture
def make(tmp_path):
    """Make a target in a folder with what that needs, and give what came of it."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("jupyter-config", "jupyter-share"):
        (tmp_path / name).mkdir()
    python, calls = tmp_path / "python", tmp_path / "calls"
    python.write_text(PYTHON)
    python.chmod(0o755)

    def make(target, fails=""):
        calls.write_text("")
        done = subprocess.run(
            ["make", target, f"PYTHON={python}"],
            cwd=tmp_path,
            env={**os.environ, "TAKEN_DOWN": str(calls), "FAILS": fails, "MAKEFLAGS": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        return done, calls.read_text().splitlines(), (tmp_path / target).exists()

    return make


def test_a_learner_s_packages_come_with_uv_and_a_contributor_s_on_top(make):
    """Each lock once, and nothing again while it stays as it is."""
    done, calls, is_there = make(".venv/.installed")
    assert (done.returncode, is_there) == (0, True)
    assert calls[-2:] == [
        f"{WITH_UV} -r requirements.lock",
        f"{WITH_UV} --no-build-isolation -e .",
    ]
    _, calls, _ = make(".venv/.equipped")
    assert calls == [f"{WITH_UV} -r requirements-dev.lock"]
    assert make(".venv/.equipped")[1] == []


@pytest.mark.parametrize("fails", ["-m?uv*", "*uv*"])
def test_where_uv_cannot_be_had_or_used_pip_takes_its_place(make, fails):
    """It takes longer, and installs the same."""
    done, calls, is_there = make(".venv/.installed", fails)
    assert (done.returncode, is_there) == (0, True)
    assert f"{WITH_PIP} -r requirements.lock" in calls
    assert calls[-1] == f"{WITH_PIP} --no-build-isolation -e ."


def test_an_installation_that_fails_is_begun_again(make):
    """Nothing is taken for installed that is not."""
    done, _, is_there = make(".venv/.installed", "*requirements.lock")
    assert (done.returncode, is_there) == (2, False)
    assert make(".venv/.installed")[2]


@pytest.mark.parametrize(
    ("fails", "told"),
    [("*version_info*", "needs Python 3.11 or newer"), ("*ensurepip*", "python3-venv")],
)
def test_a_python_that_will_not_do_is_told_before_anything_is_made(make, fails, told):
    """It says what to install, and how to name it."""
    done, calls, _ = make(".venv/.installed", fails)
    assert done.returncode == 2
    assert told in done.stderr
    assert "-m venv .venv" not in calls
