"""What a report says, held against its incident."""

import pytest

from course.report.checks.reading import read_report
from tests.report.checks.inputs import CHANGES, STRONG, changed, checks


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("It took about 3 hours.", []),
        ("It took about 4 hours.", ["length-differs"]),
        ("After 48 minutes it was noticed.", []),
        ("There were 18 calls.", ["count-differs"]),
        ("Of 45,000 patients, 2 340 patients met it.", []),
        ("That is 5 % of all patients.", []),
        ("That is 6 % of all patients.", ["share-differs"]),
        ("Coverage stood at 87 %.", []),
        ("From the report on it took 2 h 6 min.", []),
        ("From the report on it took 2 h 3 min.", ["length-differs"]),
        ("It met 2,430 first-time patients.", ["count-differs"]),
    ],
)
def test_figures_are_held_against_the_incident_as_exactly_as_they_are_told(summary, found):
    """Rounded figures agree; a part of the whole length is looked up in the timeline."""
    begin = STRONG.index("On Thursday evening")
    text = STRONG[:begin] + summary + "\n\n" + STRONG[STRONG.index("## 2.") :]
    assert checks(text) == found


def test_a_length_needs_both_of_its_ends():
    """Without a moment at which it was resolved, no figure is held against it."""
    text = changed(("resolved: 2026-06-11T21:08:00+12:00\n", ""), ("2 h 54 min (174 min)", "5 h"))
    assert checks(text) == []


def test_a_difference_is_told_against_the_right_number_and_place():
    """Of a count, against those affected; of a list that is not there, at its section."""
    (count,) = read_report(changed(*CHANGES["count-differs"]))
    assert "say 2,340 patients (90 of difference)" in count.text
    (chain,) = read_report(changed(*CHANGES["no-chain"]))
    assert STRONG.split("\n")[chain.line - 1].startswith("## 3.")
