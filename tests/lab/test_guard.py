"""The null check in two forms."""

import pytest

from course.lab import guard_forms, run

pytestmark = pytest.mark.slow


def test_only_an_if_of_its_own_would_have_hinted():
    """On one line the null check is fully covered; as an `if`, its return is missing."""
    forms = guard_forms().modules
    one_line, two_lines = forms["before"], forms["before_in_two_lines"]
    assert (one_line.line_percent, one_line.branch_percent) == (100, 100)
    assert two_lines.branch_percent == 50
    assert len(two_lines.missing) == 1


def test_the_missing_line_is_the_way_out_for_first_time_patients():
    """What the report names is the return for a patient without a history."""
    from course.lab.versions import read

    (line,) = guard_forms().modules["before_in_two_lines"].missing
    source = read("before_in_two_lines")["booking/habits.py"].splitlines()
    assert source[line - 1].strip() == "return patient.home_clinic"


def test_both_forms_behave_alike():
    """The form of the null check changes the report and not the behaviour."""
    assert run("scenarios", "before_in_two_lines").passed
