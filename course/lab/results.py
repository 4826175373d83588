"""What came of a run: outcomes, recorded calls, coverage."""

from dataclasses import dataclass
from functools import cached_property
from math import nan

from course.lab import views
from course.lab.inside import Journey, State
from course.page.blocks import (
    Block,
    Cell,
    Disclosure,
    Headline,
    List,
    Paragraph,
    Strong,
    Table,
    Title,
)

_SIGNS = {"passed": "✓", "failed": "✕", "skipped": "–"}


@dataclass(frozen=True)
class Result:
    """How one test ended.

    Examples
    --------
    >>> Result("tests/test_a.py::test_books[seen once]", "passed", "", "").sentence
    'books [seen once]'
    """

    #: The test's id, as pytest gives it.
    id: str
    #: ``"passed"``, ``"failed"`` or ``"skipped"``.
    outcome: str
    #: The error and pytest's report of it; empty if the test passed.
    message: str
    text: str

    @property
    def sentence(self) -> str:
        """The test's name, read as the sentence it is meant to be."""
        name, bracket, case = self.id.rpartition("::")[2].partition("[")
        words = name.removeprefix("test_").replace("_", " ")
        return f"{words} [{case}" if bracket else words


@dataclass(frozen=True)
class Call:
    """A journey that a test made, with the state its patient was in."""

    #: The test's id.
    test: str
    #: What the patient set out to do.
    journey: Journey
    #: How the patient stood on record when it began; None for nobody the service knows.
    state: State | None
    #: ``"done"``, ``"refused"`` for a reason the patient is told, or ``"crashed"``.
    ending: str
    #: How often this test made this call.
    times: int


@dataclass(frozen=True)
class Module:
    """What the tests covered of one module."""

    path: str
    statements: int
    missing: tuple[int, ...]
    branches: int
    missing_branches: int

    @property
    def name(self) -> str:
        """The file's name, for tables that have little room."""
        return self.path.removeprefix("booking/")

    @property
    def line_percent(self) -> float:
        """Covered statements over statements."""
        return percent_of(self.statements - len(self.missing), self.statements)

    @property
    def branch_percent(self) -> float:
        """Ways out of forks that were taken, over all of them."""
        return percent_of(self.branches - self.missing_branches, self.branches)


@dataclass(frozen=True, repr=False)
class Run(views.Viewed):
    """What came of one suite on one version."""

    #: What was run against what.
    suite: str
    version: str
    #: Every test's outcome, in the order in which they ran.
    tests: tuple[Result, ...]
    #: Every journey the tests made, recorded as it was made.
    calls: tuple[Call, ...]
    #: Coverage by module; empty if coverage was not measured.
    modules: tuple[Module, ...]
    #: What pytest printed, without durations and paths.
    output: str
    #: What pytest returned; None if it did not end by itself: see `in_time`.
    exit_code: int | None
    #: Whether the run ended before its time limit.
    in_time: bool
    #: Whether it stayed within the memory that a run may hold.
    in_memory: bool = True

    @property
    def passed(self) -> bool:
        """Whether every test passed."""
        return self.exit_code == 0

    @property
    def line_percent(self) -> float:
        """Line coverage: covered statements over statements, never mixed with branches."""
        # It is nan if coverage was not measured.
        if not self.modules:
            return nan
        return percent_of(self.statements - sum(map(len, self.missing.values())), self.statements)

    @property
    def branch_percent(self) -> float:
        """Branch coverage: the ways out of forks that were taken, over all of them."""
        # It is nan if coverage was not measured.
        if not self.modules:
            return nan
        missing = sum(module.missing_branches for module in self.modules)
        return percent_of(self.branches - missing, self.branches)

    @cached_property
    def missing(self) -> dict[str, list[int]]:
        """The lines that no test ran, by module; modules without any are left out."""
        return {module.path: list(module.missing) for module in self.modules if module.missing}

    @property
    def statements(self) -> int:
        """How many statements the version has."""
        return sum(module.statements for module in self.modules)

    @property
    def branches(self) -> int:
        """How many ways out of forks the version has."""
        return sum(module.branches for module in self.modules)

    @property
    def failed(self) -> tuple[Result, ...]:
        """The tests that did not pass."""
        return tuple(test for test in self.tests if test.outcome == "failed")

    @property
    def headline(self) -> tuple[str, str]:
        """How it ended, in a word and a sentence."""
        texts = views.words("ended", self._ending)
        text = texts["text"].format(
            tests=views.counted(len(self.tests), "test"),
            failed=len(self.failed),
            names=", ".join(test.id.removeprefix("tests/") for test in self.failed),
        )
        return texts["strong"], text

    @property
    def _ending(self) -> str:
        if not self.in_time:
            return "out_of_time"
        if not self.in_memory:
            return "out_of_memory"
        if self.exit_code is None:
            return "before_pytest"
        if self.passed:
            return "green"
        return "red" if self.failed else "no_test"

    def blocks(self) -> list[Block]:
        """Show how it ended, what it covered and what pytest printed."""
        suite, version = (
            views.words(part, name)["title"]
            for part, name in (("suite", self.suite), ("version", self.version))
        )
        strong, rest = self.headline
        names = tuple(f"{_SIGNS[test.outcome]} {test.sentence}" for test in self.tests)
        headings = views.labels("heading")
        return [
            Title(f"{suite}, {version}"),
            Headline(strong, rest, self.passed),
            views.printed(headings["pytest"], self.output),
            Disclosure(headings["tests"], (List(names),)),
            *(self._covered() if self.modules else ()),
        ]

    def _covered(self) -> tuple[Block, ...]:
        covered = self.statements - sum(map(len, self.missing.values()))
        summary = views.labels("covered")["total"].format(
            lines=views.coverage(self.line_percent),
            covered=covered,
            statements=self.statements,
            branches=views.coverage(self.branch_percent),
        )
        column, title = views.labels("column"), views.labels("heading")["by_module"]
        # A page with several runs has several of these tables, each with a name of its own.
        caption = f"{title}: {views.words('suite', self.suite)['title']}"
        rows = tuple(
            (
                module.name,
                Cell(views.coverage(module.line_percent), "number"),
                views.line_numbers(module.missing),
            )
            for module in self.modules
        )
        table = Table(caption, (column["module"], column["lines"], column["missing"]), rows)
        return Paragraph(Strong(summary)), Disclosure(title, (table,))


def percent_of(part: int, whole: int) -> float:
    """Return a share in percent; of nothing, everything is covered.

    Examples
    --------
    >>> percent_of(174, 200)
    87.0
    """
    return 100 * part / whole if whole else 100.0
