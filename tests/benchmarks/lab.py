"""How much longer a run of the lab takes than plain pytest on the same suite.

``python tests/benchmarks/lab.py`` prints a ratio of medians for each suite, all measured
in one go, turn by turn. Nothing is asserted: machines differ, and the aim is for people.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from course.lab import run, try_test
from course.lab.runs import SUITES, read_suite
from course.lab.versions import read, write

AIM = 2.5  # issue 6: each run against plain pytest on the same suite
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """Time one piece of work."""
    start = perf_counter()
    work()
    return perf_counter() - start


def plain_pytest(tests: dict[str, str], folder: Path) -> Callable[[], object]:
    """Lay out *after* with its tests, and return what runs plain pytest on it."""
    write({**read("after"), **tests, "pytest.ini": "[pytest]\npythonpath = .\n"}, folder)
    command = [sys.executable, "-m", "pytest", "-q", "tests"]
    return lambda: subprocess.run(command, cwd=folder, check=False, capture_output=True)


def ratio(lab: Callable[[], object], plain: Callable[[], object]) -> float:
    """Return the median time of one over that of the other, taking turns."""
    pairs = [(seconds(lab), seconds(plain)) for _ in range(ROUNDS)]
    lab_times, plain_times = zip(*pairs, strict=True)
    return median(lab_times) / median(plain_times)


def measure() -> Iterator[tuple[str, float]]:
    """Measure each suite's run, and a learner's test on both versions."""
    for suite in SUITES:
        with TemporaryDirectory() as name:
            plain = plain_pytest(read_suite(suite), Path(name))
            yield f"run({suite!r})", ratio(lambda suite=suite: run(suite), plain)
    tests = read_suite("as_shipped")
    with TemporaryDirectory() as name:
        plain = plain_pytest(tests, Path(name))
        source = tests["tests/test_booking.py"]
        yield "try_test(...), both versions", ratio(lambda: try_test(source), plain)


def main() -> None:
    """Print each ratio beside the aim."""
    for what, found in measure():
        sys.stdout.write(f"{what}: {found:.2f} × plain pytest (aim: at most {AIM})\n")


if __name__ == "__main__":
    main()
