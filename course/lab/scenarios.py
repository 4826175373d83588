"""Which states of a patient went through which journeys, as the tests' calls were recorded."""

from dataclasses import dataclass
from enum import StrEnum

from course.lab import views
from course.lab.inside import Journey, State
from course.lab.results import Run
from course.lab.runs import run_each
from course.page.blocks import Block, Cell, Paragraph, SideBySide, Table

SHOWN_SUITES = ("as_shipped", "chasing_the_number", "scenarios")
JOURNEY_NAMES = {
    Journey.FIND: "find a slot",
    Journey.BOOK: "book",
    Journey.MOVE: "move",
    Journey.CANCEL: "cancel",
}


class Mark(StrEnum):
    """What was seen of a scenario: a sign and a word, so that no colour is needed."""

    RUN = "● run"
    CRASH = "✕ crash"
    NOT_RUN = "○ not run"
    NOTHING_THERE = "– n/a"


@dataclass(frozen=True, repr=False)
class ScenarioMap(views.Viewed):
    """Patient states by journeys, for each suite."""

    #: The suites' runs, all on one version.
    runs: tuple[Run, ...]

    def mark(self, ran: Run, state: State, journey: Journey) -> Mark:
        """Return what a suite saw of one scenario."""
        seen = {call.ending for call in ran.calls if (call.state, call.journey) == (state, journey)}
        if seen:
            return Mark.CRASH if "crashed" in seen else Mark.RUN
        return Mark.NOT_RUN if (state, journey) in SCENARIOS else Mark.NOTHING_THERE

    def exercised(self, suite: str) -> set[tuple[State, Journey]]:
        """Return the scenarios that a suite went through."""
        (ran,) = (ran for ran in self.runs if ran.suite == suite)
        return {scenario for scenario in SCENARIOS if self.mark(ran, *scenario) is not Mark.NOT_RUN}

    def blocks(self) -> list[Block]:
        """Show a grid for each suite, and beside them line coverage by module."""
        legend = Paragraph(views.words("map", "legend")["text"])
        return [legend, SideBySide((*map(self._grid, self.runs), self._modules()))]

    def _caption(self, ran: Run) -> str:
        seen = len(self.exercised(ran.suite))
        title = views.words("suite", ran.suite)["title"]
        share = views.coverage(ran.line_percent)
        return views.labels("covered")["map"].format(
            suite=title, lines=share, seen=seen, scenarios=len(SCENARIOS)
        )

    def _grid(self, ran: Run) -> Table:
        head = (views.labels("column")["patient"], *JOURNEY_NAMES.values())
        body = ((state, *(_cell(self.mark(ran, state, j)) for j in Journey)) for state in State)
        return Table(self._caption(ran), head, tuple(body))

    def _modules(self) -> Table:
        suites = (views.words("suite", ran.suite)["title"] for ran in self.runs)
        head = (views.labels("column")["module"], *suites)
        body = (
            (
                modules[0].name,
                *(Cell(views.coverage(module.line_percent), "number") for module in modules),
            )
            for modules in zip(*(ran.modules for ran in self.runs), strict=True)
        )
        return Table(views.labels("heading")["modules"], head, tuple(body))


SCENARIOS = tuple(
    (state, journey)
    for state in State
    for journey in Journey
    if state.holds_a_booking or journey in {Journey.FIND, Journey.BOOK}
)


def scenario_map(version: str = "after") -> ScenarioMap:
    """Run the three suites and map which scenarios their calls went through.

    Parameters
    ----------
    version
        ``"before"`` the refactor or ``"after"`` it; see `course.lab.versions.read`.

    Returns
    -------
    ScenarioMap
        For each suite and each pair of a patient and a journey: run, crashed, or not run.

    Raises
    ------
    UnknownNameError
        If there is no such version.

    Examples
    --------
    >>> seen = scenario_map().exercised("chasing_the_number")
    >>> any(state is State.FIRST_TIME for state, journey in seen)
    False
    """
    return ScenarioMap(tuple(run_each(*((suite, version) for suite in SHOWN_SUITES))))


def _cell(mark: Mark) -> str | Cell:
    if mark is Mark.RUN:
        return Cell(mark, "good")
    return Cell(mark, "bad") if mark is Mark.CRASH else mark
