"""The lint of all JavaScript, as browsers get it."""

import subprocess
import sys

import pytest
from javascript import ROOT, findings, scripts


@pytest.fixture
def files(tmp_path):
    """Write scripts, and give their files."""

    def write(*texts):
        made = [tmp_path / f"{number}.js" for number, _ in enumerate(texts)]
        for file, text in zip(made, texts, strict=True):
            file.write_text(text, "utf-8")
        return made

    return write


def test_every_script_of_the_project_is_read():
    """No file of JavaScript is left out, but for the stand-in that tests evaluate."""
    read = {file for whole in scripts() for file in whole}
    there = set((ROOT / "course").rglob("*.js")) | set((ROOT / "jupyter-share").rglob("*.js"))
    assert read == there


@pytest.mark.slow  # `make check` runs the same command beside its tests
def test_the_project_s_scripts_have_nothing_to_mend():
    """The command says so, and ends well."""
    command = [sys.executable, ROOT / "tools" / "javascript.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.partition(" to mend")[0]) == (0, "JavaScript: 0")


def test_a_name_that_nothing_gives_is_told_by_its_file_and_line(files):
    """What an earlier file gives is known in a later one; what none gives is found."""
    first, second = files("function given() {}\n", "given();\n\nmissing();\n")
    assert findings([[first, second]]) == [
        f"{second}:3: eslint(no-undef): 'missing' is not defined."
    ]


def test_what_one_of_the_scripts_uses_is_in_use(files):
    """A shared function is told as unused only where no script uses it."""
    shared, uses, plain = files("function given() {}\n", "given();\n", "alert(1);\n")
    assert findings([[shared, uses], [shared, plain]]) == []
    (found,) = findings([[shared, plain], [shared]])
    assert found.startswith(f"{shared}:1: eslint(no-unused-vars): Function 'given'")


def test_what_cannot_be_read_is_told(files):
    """A script that breaks off is a finding, and no silence."""
    (broken,) = files("function broken( {\n")
    assert findings([[broken]])
