"""How long the lab takes, against plain pytest on the same suite: issue 6."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from course.content.notebooks import notebook
from course.lab import run, try_test
from course.lab.runs import SUITES, read_suite
from course.lab.versions import read, write
from tests.benchmarks.ratios import Row, comparison, duration, in_turns, timed
from tests.benchmarks.throwaway import papermill, surroundings

AIM = 2.5
ROUNDS = 7
NOTEBOOKS = 3


def runs() -> Iterator[Row]:
    """Run each suite, and a learner's test on both versions."""
    for suite in SUITES:
        yield _against_pytest(f"run({suite!r})", lambda suite=suite: run(suite), read_suite(suite))
    tests = read_suite("as_shipped")
    source = tests["tests/test_booking.py"]
    yield _against_pytest("try_test(…), both versions", lambda: try_test(source), tests)


def _against_pytest(name: str, ours: Callable[[], object], tests: dict[str, str]) -> Row:
    """Compare with plain pytest on *after* with the same tests."""
    with TemporaryDirectory() as folder:
        write({**read("after"), **tests, "pytest.ini": "[pytest]\npythonpath = .\n"}, Path(folder))
        command = [sys.executable, "-m", "pytest", "-q", "tests"]

        def plain() -> object:
            return subprocess.run(command, cwd=folder, check=False, capture_output=True)

        pairs = in_turns(timed(ours), timed(plain), rounds=ROUNDS)
        return comparison(f"{name} / plain pytest", pairs, AIM)


def whole_notebook() -> Iterator[Row]:
    """Execute the lab's notebook from its first cell to its last."""
    lab = notebook("what_coverage_tells")
    with surroundings() as around:
        times = [timed(lambda: papermill(lab, around))() for _ in range(NOTEBOOKS)]
    yield Row(f"{lab.filename}, executed", duration(median(times)))


MEASURES = {"runs": runs, "whole-notebook": whole_notebook}
