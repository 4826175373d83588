"""The map of states and journeys."""

import re
from collections import Counter

import pytest

from course.lab import scenario_map
from course.lab.inside import Journey, State
from course.lab.scenarios import SCENARIOS, Mark

# The map is of three suites that are run.
pytestmark = pytest.mark.slow


def row(mapped, suite, state):
    """Return what a suite saw of one state, journey by journey."""
    (ran,) = (ran for ran in mapped.runs if ran.suite == suite)
    return [mapped.mark(ran, state, journey) for journey in Journey]


def test_the_first_time_patient_is_on_the_designed_map_alone(mapped):
    """Neither the tests as shipped nor those for the number sent a first-time patient."""
    not_run = [Mark.NOT_RUN, Mark.NOT_RUN, Mark.NOTHING_THERE, Mark.NOTHING_THERE]
    assert row(mapped, "as_shipped", State.FIRST_TIME) == not_run
    assert row(mapped, "chasing_the_number", State.FIRST_TIME) == not_run
    crash = [Mark.CRASH, Mark.CRASH, Mark.NOTHING_THERE, Mark.NOTHING_THERE]
    assert row(mapped, "scenarios", State.FIRST_TIME) == crash


def test_the_designed_suite_goes_through_every_scenario(mapped):
    """The designed suite leaves no scenario out, and the others leave some."""
    assert mapped.exercised("scenarios") == set(SCENARIOS)
    assert mapped.exercised("as_shipped") < mapped.exercised("chasing_the_number")
    assert mapped.exercised("chasing_the_number") < set(SCENARIOS)


def test_only_the_first_time_patient_crashes(mapped):
    """No other state crashes on any journey of any suite."""
    crashed = {
        state
        for ran in mapped.runs
        for state in State
        for journey in Journey
        if mapped.mark(ran, state, journey) is Mark.CRASH
    }
    assert crashed == {State.FIRST_TIME}


def test_before_the_refactor_nothing_crashes():
    """The same map before the refactor has no crash in it."""
    assert Mark.CRASH not in repr(scenario_map("before")).split("\n\n", 1)[1]


def test_the_map_is_recorded_from_calls(mapped):
    """Each mark goes back to a call that a named test made."""
    for ran in mapped.runs:
        tests = {test.id for test in ran.tests}
        for state, journey in mapped.exercised(ran.suite):
            calls = [call for call in ran.calls if (call.state, call.journey) == (state, journey)]
            assert calls
            assert {call.test for call in calls} <= tests


def test_text_and_html_say_the_same(mapped):
    """The text equivalent has every mark and every share that the tables have."""
    view = mapped.view()
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", view.html)
    grids = view.text.split("\n\n", 1)[1]
    marks = Counter(cell for cell in cells if not cell.endswith("%"))
    assert marks == {mark: grids.count(mark) for mark in Mark}
    shares = Counter(cell for cell in cells if cell.endswith("%"))
    modules = grids.rsplit("\n\n", 1)[1]
    assert shares == Counter(re.findall(r"\d+ %", modules))


def test_the_tables_are_named_and_their_heads_scoped(mapped):
    """Each table has a caption, and each head says what it is the head of."""
    html = mapped.view().html
    assert html.count("<table>") == html.count("<caption>") == len(mapped.runs) + 1
    assert "<th>" not in html


def test_the_line_coverage_beside_the_map_is_the_measured_one(mapped):
    """The caption of each grid has the line coverage of its suite."""
    shares = [f"{ran.line_percent:.0f} % of lines" for ran in mapped.runs]
    assert shares[:2] == ["87 % of lines", "100 % of lines"]
    assert all(share in repr(mapped) for share in shares)
