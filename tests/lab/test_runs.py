"""What the lab claims about its suites, asserted by running them."""

import re

import pytest

from course.errors import UnknownNameError
from course.lab import book_as_first_time_patient, run
from course.lab.inside import State
from course.lab.runs import read_suite, run_tests
from course.lab.versions import read


@pytest.mark.slow
def test_as_shipped_is_green_with_the_line_coverage_of_the_story(shipped):
    """After the refactor they are green and cover 87 % of lines that crash for a first visit."""
    assert shipped.passed
    assert book_as_first_time_patient(shipped.version).crashed
    assert f"{shipped.line_percent:.0f} %" == "87 %"


@pytest.mark.slow
def test_line_coverage_is_statements_over_statements(shipped):
    """Line coverage counts statements alone, 188 of 215; mixed with branches it would be lower."""
    missing = sum(len(lines) for lines in shipped.missing.values())
    assert (missing, shipped.statements) == (27, 215)
    assert f"{shipped.line_percent:.2f}" == "87.44"
    assert shipped.branch_percent < shipped.line_percent


@pytest.mark.slow
def test_as_shipped_knows_no_first_time_patient(shipped):
    """Every patient in the tests as shipped has a history."""
    assert shipped.calls
    assert State.FIRST_TIME not in {call.state for call in shipped.calls}


@pytest.mark.slow
def test_as_shipped_runs_the_null_check_before_the_refactor():
    """Before the refactor, the line with the null check counts as covered."""
    ran = run("as_shipped", "before")
    assert ran.passed
    assert f"{ran.line_percent:.0f} %" == "87 %"
    assert "booking/habits.py" not in ran.missing


@pytest.mark.slow
def test_chasing_the_number_covers_everything_and_misses_the_defect(chased):
    """Every line and every branch is covered, all is green, and a first-time patient crashes."""
    assert chased.passed
    assert book_as_first_time_patient(chased.version).crashed
    assert (chased.line_percent, chased.branch_percent) == (100.0, 100.0)
    assert chased.missing == {}
    assert State.FIRST_TIME not in {call.state for call in chased.calls}


@pytest.mark.slow
def test_chasing_the_number_only_adds_tests(shipped, chased):
    """It holds every test that was shipped."""
    assert {test.id for test in shipped.tests} < {test.id for test in chased.tests}


def test_scenarios_are_red_after_the_refactor_for_the_first_time_patient_alone(designed):
    """Each failing test names the first-time patient, and each fails by the crash."""
    assert not designed.passed
    assert designed.failed
    for test in designed.failed:
        assert re.search("first.time.patient", test.id)
        assert "'NoneType' object has no attribute 'slot'" in test.message


@pytest.mark.slow
def test_scenarios_are_green_before_the_refactor(designed_before):
    """The suite that was designed finds nothing before the refactor."""
    assert designed_before.passed
    assert designed_before.failed == ()


def test_the_defect_is_found_at_less_than_full_coverage(designed):
    """The suite that finds the defect covers fewer lines than the one that does not."""
    assert designed.line_percent < 100


@pytest.mark.slow
def test_the_refactor_changes_nothing_for_patients_with_a_history(designed, designed_before):
    """Apart from the first-time patient, every scenario ends alike on both versions."""

    def endings(ran):
        return {
            (call.test, call.journey, call.state, call.ending)
            for call in ran.calls
            if call.state is not State.FIRST_TIME
        }

    assert endings(designed) == endings(designed_before)


@pytest.mark.slow
def test_the_null_check_put_back_makes_the_scenarios_green():
    """The one line that the refactor lost is all that stands between red and green."""
    habits = read("after")["booking/habits.py"]
    lost = "clinic=latest.slot.clinic,"
    assert lost in habits
    mended = habits.replace(lost, 'clinic=latest.slot.clinic if latest else "Linwood",')
    files = {**read_suite("scenarios"), "booking/habits.py": mended}
    [ran] = run_tests([("scenarios", "after")], files, measure=False)
    assert ran.passed


@pytest.mark.slow
def test_the_code_base_is_of_the_size_it_says(shipped):
    """The booking service has between 120 and 250 statements."""
    assert 120 <= shipped.statements <= 250


@pytest.mark.slow
def test_a_run_reads_the_same_every_time(designed):
    """Neither durations nor paths nor addresses get into what a run shows."""
    again = run("scenarios")
    assert repr(again) == repr(designed)
    assert again.view() == designed.view()
    assert not re.search(r"\d\.\d+s\b|0x[0-9a-f]{4}|blameless-lab|/tmp", repr(again))


def test_a_run_leaves_the_caller_alone(designed, course_home):
    """A run writes nothing into the learner's home."""
    assert designed
    assert not course_home.exists()


@pytest.mark.slow
def test_settings_for_pytest_outside_do_not_reach_a_run(monkeypatch):
    """What the caller's environment says to pytest does not change a run."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only")
    monkeypatch.setenv("COVERAGE_RCFILE", "/does/not/exist")
    assert run("as_shipped").passed


@pytest.mark.parametrize(("suite", "version"), [("nightly", "after"), ("as_shipped", "later")])
def test_an_unknown_name_says_what_there_is(suite, version):
    """An unknown suite or version is refused with the names that exist."""
    with pytest.raises(UnknownNameError, match=r"as_shipped|before"):
        run(suite, version)
