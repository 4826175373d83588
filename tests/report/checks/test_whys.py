"""Whys rest on something, what was heard stands somewhere, and roles can be swapped."""

import pytest

from course.content import load
from course.report.checks.reading import read_report
from course.report.checks.swap import swap_note, swapped
from course.report.checks.whys import basis
from course.report.contents import Contents, Row, Why
from course.report.document import parse
from course.report.understood import contents
from tests.report.checks.inputs import CHANGES, LEAF, STRONG, changed, checks


def test_what_was_heard_and_stands_nowhere_is_asked_for():
    """By the words that it shares with a row, a why or an action."""
    heard = (
        "Every example came with a latest appointment, and the check looked like something left."
    )
    (found,) = read_report(STRONG, [heard])
    assert (found.check, found.text.endswith(heard)) == ("heard-nowhere", True)
    assert STRONG.split("\n")[found.line - 1].startswith("## 3.")
    assert [each.line for each in read_report("", [heard]) if each.check == found.check] == [1]
    row = "| 19:03 | Every example came with an appointment, so the check looked idle. | | | Log |"
    known = changed(("| 21:08 |", f"{row}\n| 21:08 |"))
    assert checks(known, heard=[heard]) == []


@pytest.mark.parametrize(
    ("rests_on", "is_known"),
    [
        *(("18:14", True), ("6:14 PM", True), ("18:15", False), ("", False)),
        *(("is hot", True), ("the page was an error", True), ("error page unseen", True)),
        *(("page unseen elsewhere", False), ("heard from the tester", True), ("a hunch", False)),
        ("errors", True),
    ],
)
def test_a_why_rests_on_a_row_or_on_somebody(rests_on, is_known):
    """By its time, by its words, or by two of the words that carry it."""
    rows = [Row("11 June, 18:14", "The error page is hot."), Row("19:00", "Calm.")]
    assert bool(rests_on and basis(rests_on, rows)) is is_known


@pytest.mark.parametrize(
    ("leaf", "found"),
    [
        ("The cache crashed.", ["ends-at-technology"]),
        ("The cache crashed under a deadline.", []),
        ("The cache crashed in no test.", []),
        ("The doors stayed shut.", []),
        ("The cache filled up.\n    - The cache crashed.", []),
    ],
)
def test_a_chain_that_ends_early_ends_at_a_condition(leaf, found):
    """The first two whys lead on from technology; a deadline, a test or a third why may end it."""
    (chain, ends_early), *_ = CHANGES["ends-at-technology"]
    below = leaf.replace(".\n", ". (rests on: 18:14)\n")
    assert checks(changed((chain, ends_early.replace("The cache crashed.", below)))) == found


def test_the_swap_test_shows_the_whys_without_a_role():
    """Each role becomes anyone in that chair; a line without one is not shown."""
    said = contents(parse(changed((LEAF, "The tester wrote the cases."))))
    assert "Anyone in that chair wrote the cases." in swapped(said)
    assert not [line for line in swapped(said) if "null check" in line]


@pytest.mark.parametrize(
    ("report", "note"),
    [
        (Contents(), "swap_empty"),
        (Contents(root_cause="The check looked idle."), "swap_nothing"),
        (Contents(whys=(Why("It crashed."),)), "swap_nothing"),
    ],
)
def test_without_a_role_the_swap_test_says_why_it_shows_nothing(report, note):
    """Nothing is written yet, or what is written tells of conditions."""
    assert swapped(report) == []
    assert swap_note(report, []) == load("checks")[note]
