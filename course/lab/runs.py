"""Run a suite against a version of the booking service."""

import threading
from collections.abc import Mapping
from pathlib import Path

from course.content.named import named
from course.errors import CourseError
from course.lab import process, versions
from course.lab.reading import read_run
from course.lab.results import Run

SUITES = {
    "as_shipped": ("as_shipped",),
    "chasing_the_number": ("as_shipped", "chasing_the_number"),
    "scenarios": ("scenarios",),
    "search": ("search",),
}
PATIENCE_SECONDS = 60  # for the lab's own suites: they end, but a small pod can be slow

_SUITES = Path(__file__).parent / "suites"
_INSIDE = Path(__file__).parent / "inside.py"


def run(suite: str, version: str = "after") -> Run:
    """Run one of the lab's suites, in a process and a folder of its own.

    Parameters
    ----------
    suite
        ``"as_shipped"``, ``"chasing_the_number"``, ``"scenarios"`` or ``"search"``.
    version
        ``"before"`` the refactor or ``"after"`` it; see `course.lab.versions.read`.

    Raises
    ------
    UnknownNameError
        If there is no such suite or version.

    Examples
    --------
    >>> shipped = run("as_shipped")
    >>> shipped.passed, round(shipped.line_percent)
    (True, 87)
    """
    ran = run_tests(read_suite(suite), suite, version, measure=True, seconds=PATIENCE_SECONDS)
    if not ran.tests:
        raise CourseError(
            f"Expected pytest to run the suite {suite!r}, but it ran no test. Run the cell "
            f"again; if this comes back, please report it with these lines:\n{ran.output}"
        )
    return ran


def read_suite(suite: str) -> dict[str, str]:
    """Read the test files of a suite, with what all suites start from.

    Examples
    --------
    >>> list(read_suite("as_shipped"))
    ['tests/conftest.py', 'tests/test_booking.py']
    """
    parts = named("suite", suite, SUITES)
    paths = [
        _SUITES / "conftest.py",
        *(path for part in parts for path in sorted((_SUITES / part).glob("*.py"))),
    ]
    return {f"tests/{path.name}": path.read_text("utf-8") for path in paths}


def run_tests(  # noqa: PLR0913 - each says one thing about the run, by its name
    tests: Mapping[str, str],
    suite: str,
    version: str,
    *,
    measure: bool,
    seconds: float,
    stop: threading.Event | None = None,
) -> Run:
    """Run test files against a version in a throw-away workspace."""
    files = {**versions.read(version), **tests}
    with process.workspace() as folder:
        with process.room_for_files():
            versions.write(files, folder)
        # -P: the folder of this file stays off the path, so `booking` is the run's own.
        command = ["-P", str(_INSIDE), "measure" if measure else "watch"]
        ended = process.execute(command, folder, seconds=seconds, stop=stop)
        seen = read_run(folder)
    return Run(
        suite=suite,
        version=version,
        tests=seen.tests,
        calls=seen.calls,
        modules=seen.modules,
        output=ended.output,
        exit_code=seen.exit_code,
        in_time=ended.why != "time",
        in_memory=ended.why != "memory",
    )
