"""Run a suite against a version of the booking service."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from course.content.named import named
from course.errors import CourseError
from course.lab import running, versions
from course.lab.results import Run
from course.lab.running import Job

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

    Returns
    -------
    Run
        Whether all passed, what failed, and coverage of lines and branches in percent.

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
    return run_each((suite, version))[0]


def run_each(*wanted: tuple[str, str]) -> list[Run]:
    """Run several suites, each on a version, side by side.

    Examples
    --------
    >>> [ran.passed for ran in run_each(("as_shipped", "before"), ("as_shipped", "after"))]
    [True, True]
    """
    runs = run_tests(wanted, measure=True)
    for ran in runs:
        if not ran.tests:
            raise CourseError(
                f"Expected pytest to run the suite {ran.suite!r}, but it ran no test. Run the cell "
                f"again; if this comes back, please report it with these lines:\n{ran.output}"
            )
    return runs


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


def run_tests(
    wanted: Sequence[tuple[str, str]],
    tests: Mapping[str, str] | None = None,
    *,
    measure: bool,
    seconds: float = PATIENCE_SECONDS,
) -> list[Run]:
    """Run suites against versions, each in a workspace of its own."""
    jobs = [
        Job(
            {**versions.read(version), **(tests or read_suite(suite))},
            _INSIDE,
            seconds,
            ("measure" if measure else "watch",),
        )
        for suite, version in wanted
    ]
    return [
        Run(
            suite=suite,
            version=version,
            tests=done.seen.tests,
            calls=done.seen.calls,
            modules=done.seen.modules,
            output=done.ended.output,
            exit_code=done.seen.exit_code,
            in_time=done.ended.why != "time",
            in_memory=done.ended.why != "memory",
        )
        for (suite, version), done in zip(wanted, running.run_jobs(jobs), strict=True)
    ]
