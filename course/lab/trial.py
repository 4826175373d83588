"""Try a learner's own test on the booking service before and after the refactor."""

import warnings
from dataclasses import dataclass
from enum import StrEnum

from course.lab import views
from course.lab.inside import State
from course.lab.results import Run
from course.lab.runs import read_suite, run_tests
from course.page.blocks import Block, Headline, Paragraph, Printed

LIMIT_SECONDS = 10.0
_YOURS = "tests/test_yours.py"
_NOTHING_COLLECTED = 5  # pytest.ExitCode.NO_TESTS_COLLECTED, without importing pytest here


class Verdict(StrEnum):
    """What a test shows, run against both versions."""

    KILLS_THE_DEFECT = "kills the defect"
    PASSES_ON_BOTH = "passes on both"
    FAILS_ON_BOTH = "fails on both"
    FAILS_ONLY_BEFORE = "fails only before"
    FAILS_ELSEWHERE = "fails after for another reason"
    SYNTAX_ERROR = "syntax error"
    NO_TEST = "no test"
    NEVER_CALLS = "never calls the service"
    OUT_OF_TIME = "out of time"
    OUT_OF_MEMORY = "out of memory"


@dataclass(frozen=True, repr=False)
class Trial(views.Viewed):
    """What a test showed."""

    #: The one outcome that describes it.
    verdict: Verdict
    #: The runs before and after the refactor; none if there was nothing to run.
    runs: tuple[Run, ...] = ()
    #: What stands in the way of running it, if something does.
    problem: str = ""

    def blocks(self) -> list[Block]:
        """Show the verdict, what it means, and how the test did on each version."""
        texts = views.words("verdict", self.verdict.name.lower())
        good = self.verdict is Verdict.KILLS_THE_DEFECT
        sign = "✓" if good else "○"
        content: list[Block] = [
            Headline(f"{sign} {texts['title']}", texts["text"], good or None),
            *([Printed(self.problem)] if self.problem else []),
        ]
        for ran in self.runs:
            printed = views.printed(views.labels("heading")["pytest"], ran.output)
            content += [Paragraph(self._end(ran)), printed]
        return content

    @staticmethod
    def _end(ran: Run) -> str:
        strong, rest = ran.headline
        lines = ran.failed[0].message.splitlines() if ran.failed else []
        crash = f" {lines[0]}" if lines else ""
        when = views.words("version", ran.version)["title"].capitalize()
        return f"{when}: {strong} {rest}{crash}"


def try_test(source: str) -> Trial:
    r"""Run a test against both versions and say what it shows.

    The test meets the fixtures of the lab's suites: ``service``, ``now`` and
    ``past_visit``. It runs as ordinary Python in a throw-away folder, at most 10 seconds a
    version, and on Linux with at most 512 MB of memory a version. All that it starts ends with
    it: on Linux whatever that is, elsewhere what stays in its process group. This keeps it from
    disturbing the course; it is no sandbox.

    Parameters
    ----------
    source
        A test file, as pytest reads it.

    Returns
    -------
    Trial
        A `Verdict`, the run on each version, and in words what it shows.

    Raises
    ------
    CourseError
        If there is no room for the files of a run.

    Examples
    --------
    >>> try_test("def test_nothing():\n    assert True").verdict
    <Verdict.NEVER_CALLS: 'never calls the service'>
    """
    # Editors on Windows put it before a text; inside a text it is a character like any other.
    source = source.removeprefix("\ufeff")
    problem = _syntax_problem(source)
    if problem:
        return Trial(Verdict.SYNTAX_ERROR, problem=problem)
    tests = {"tests/conftest.py": read_suite("as_shipped")["tests/conftest.py"], _YOURS: source}
    both = ("yours", "before"), ("yours", "after")
    before, after = run_tests(both, tests, measure=False, seconds=LIMIT_SECONDS)
    return Trial(_judge(before, after), (before, after))


def _syntax_problem(source: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, _YOURS, "exec")
    except SyntaxError as error:
        line = (error.text or "").rstrip()
        where = f"Line {error.lineno}: " if error.lineno else ""
        return f"{where}{error.msg}\n{line}".rstrip()
    except (ValueError, MemoryError, RecursionError) as error:
        return views.labels("covered")["unreadable"].format(error=error)
    return ""


def _judge(before: Run, after: Run) -> Verdict:
    """Find the one outcome that describes a test, the most basic obstacle first."""
    runs = (before, after)
    if any(map(_lacked_memory, runs)):
        return Verdict.OUT_OF_MEMORY
    if not all(ran.in_time for ran in runs):
        return Verdict.OUT_OF_TIME
    if all(ran.exit_code == _NOTHING_COLLECTED for ran in runs):
        return Verdict.NO_TEST
    if (before.passed or after.passed) and not any(ran.calls for ran in runs):
        return Verdict.NEVER_CALLS
    red_after = Verdict.KILLS_THE_DEFECT if _meets_the_defect(after) else Verdict.FAILS_ELSEWHERE
    return {
        (True, True): Verdict.PASSES_ON_BOTH,
        (True, False): red_after,
        (False, True): Verdict.FAILS_ONLY_BEFORE,
        (False, False): Verdict.FAILS_ON_BOTH,
    }[before.passed, after.passed]


def _lacked_memory(ran: Run) -> bool:
    return not ran.in_memory or any(
        outcome.message.startswith("MemoryError") for outcome in ran.failed
    )


def _meets_the_defect(after: Run) -> bool:
    """Whether a failing test sent a first-time patient on a journey that crashed."""
    # A test that fails after the refactor for a name that has moved is red too, and would let the
    # defect through as soon as it was adapted.
    failing = {outcome.id for outcome in after.failed}
    return any(
        call.state is State.FIRST_TIME and call.ending == "crashed" and call.test in failing
        for call in after.calls
    )
