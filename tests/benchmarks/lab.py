"""How long the lab takes, against plain pytest on the same suite, and the most it holds."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event

import psutil

from course.content.notebooks import notebook
from course.lab import run, try_test
from course.lab.process import MEMORY_BYTES
from course.lab.runs import SUITES, read_suite
from course.lab.versions import read, write
from tests.benchmarks.ratios import (
    NotMeasuredError,
    Row,
    comparison,
    duration,
    in_turns,
    megabytes,
    timed,
)
from tests.benchmarks.throwaway import memory, papermill, surroundings

AIM = 2.5
ROUNDS = 7
NOTEBOOKS = 3
LOOK_SECONDS = 0.05


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


GREEDY = {
    "a string that doubles": "s = 'x' * 1000\n    while True: s += s",
    "a list that grows": "s = []\n    while True: s.append('x' * 10_000 + str(len(s)))",
    "eight processes": (
        "import subprocess, sys, time\n    more = [sys.executable, '-c', 'import time; "
        "s = bytearray(200_000_000); time.sleep(60)']\n    "
        "[subprocess.Popen(more) for _ in range(8)]\n    time.sleep(60)"
    ),
}


def worst_memory() -> Iterator[Row]:
    """Let a learner's test take all it can, and add up what both versions held at most."""
    aim = f"≤ {megabytes(2 * MEMORY_BYTES)}"
    for name, deed in GREEDY.items():
        over = Event()
        with ThreadPoolExecutor(1) as watching:
            most = watching.submit(_most_held, over)
            try:
                tried = try_test(f"def test_a():\n    {deed}")
            finally:
                over.set()
            row = f"try_test({name}), both versions at most"
            yield Row(row, megabytes(most.result()), aim=aim, note=tried.verdict.value)


def _most_held(over: Event) -> int:
    """Look again and again what all that this process has started holds together."""
    memory(os.getpid())  # tells, where the system does not, that it cannot be measured
    most = 0
    while not over.wait(LOOK_SECONDS):
        children = psutil.Process().children(recursive=True)
        held = 0
        for child in children:
            # It may be gone by now, or be nothing any more but its exit code.
            with suppress(OSError, NotMeasuredError, StopIteration):
                held += memory(child.pid)
        most = max(most, held)
    return most


MEASURES = {"runs": runs, "worst-memory": worst_memory, "whole-notebook": whole_notebook}
