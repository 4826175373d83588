"""Owners, verbs, days and ends of actions."""

import pytest

from course.report.checks.actions import begins_with_verb, is_group, owners
from tests.report.checks.inputs import changed, checks


@pytest.mark.parametrize(
    ("owner", "is_many"),
    [
        *(("QA lead", False), ("Ana", False), ("Head of support", False), ("Team lead", False)),
        *(("QA lead team", True), ("support", True), ("Tech leads", True), ("everyone", True)),
        *(("the platform team", True), ("Testers", True), ("Release manager", False)),
    ],
)
def test_a_group_is_no_owner_and_a_role_is_one(owner, is_many):
    """Also where a role looks after a group, or a group is named after a role."""
    assert is_group(owner) is is_many


@pytest.mark.parametrize(
    ("owner", "several"),
    [
        *(("QA lead and PO", 2), ("Dev/QA", 2), ("PO; Tech lead", 2), ("Ana with Ben", 2)),
        *(("Ana Ruiz, QA lead", 1), ("Head of R&D", 1), ("Ana, Ben", 2), ("QA lead, PO", 2)),
        *(("", 0), ("ana, QA lead", 2), ("Brandon Orr", 1)),
    ],
)
def test_owners_are_counted_as_they_are_written(owner, several):
    """A name and its role are one; whatever else is joined is more."""
    assert len(owners(owner)) == several


@pytest.mark.parametrize(
    ("action", "does"),
    [
        *(
            ("“Add an alert”", True),
            ("“Add alerting”", True),
            ("*Set* a limit", True),
            ("Alerting the team", False),
        ),
        *(("Containerise the suite", True), ("New test data", False), ("A test", False)),
        *(("Addition of a test", False), ("QA in refinement", False), ("Back up the table", True)),
    ],
)
def test_an_action_begins_with_what_is_to_be_done(action, does):
    """Whatever mark stands before it; a noun that looks like a verb is none."""
    assert begins_with_verb(action) is does


def test_what_is_due_on_the_day_of_the_report_is_not_late():
    """Effective immediately is a day."""
    assert checks(changed(("| 3 days |", "| 16 June |"))) == []
    assert checks(changed(("| 3 days |", "| 15 June |"))) == ["due-before"]


def test_without_an_end_nobody_is_asked_who_sees_it():
    """One question at a time: the end comes first."""
    end = "With the guard taken out on a trial branch, two scenarios fail."
    text = changed((f"| {end} | A developer of another team |", "| | |"))
    assert checks(text) == ["no-end"]
    seen = "| Two scenarios fail, and a colleague has seen it. | |"
    assert checks(changed((f"| {end} | A developer of another team |", seen))) == []
