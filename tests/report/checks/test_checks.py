"""Each check of a report: an input that fails only it, and what passes."""

import pytest

from course.content import load
from course.incident.loading import load_incident
from course.report.checks.reading import read_report, summed_up
from course.report.draft import draft
from tests.report.checks.inputs import CHANGES, ELSEWHERE, STRONG, changed, checks


def test_a_strong_report_passes_and_is_not_praised():
    """Nothing found by words is all that is said of it."""
    assert checks(STRONG) == []
    said = summed_up([])
    assert "Nothing found by words" in said
    assert "blameless" not in said.lower()


@pytest.mark.parametrize("check", CHANGES)
def test_each_check_has_an_input_that_fails_only_it(check):
    """One thing is changed, and one thing is found, each time it is there."""
    assert set(checks(changed(*CHANGES[check]))) == {check}


def test_every_check_of_the_content_has_such_an_input():
    """A check without one would be a promise."""
    assert {entry["id"] for entry in load("checks")["check"]} == {*CHANGES, *ELSEWHERE}


@pytest.mark.parametrize("check", CHANGES)
def test_a_finding_can_be_answered_beside_it(check):
    """With a reason it is not told again; the reason stays in the text."""
    text, said = changed(*CHANGES[check]), f"<!-- report ignore {check}: meant so -->"
    lines = text.split("\n")
    for number in {each.line - 1 for each in read_report(text)}:
        line = lines[number]
        cell, end = line[:-1], line[-1:]
        is_heading = line.startswith(("#", "---"))
        lines[number] = f"{cell}{said}{end}" if end == "|" else f"{line}\n\n{said}" * is_heading
        lines[number] = lines[number] or f"{line} {said}"
    if lines[0] != "---":  # what is about the whole is answered anywhere
        lines = [text, said]
    assert checks("\n".join(lines)) == []


def test_a_draft_is_asked_for_what_only_people_know():
    """Prompts and dots are nothing that somebody wrote."""
    found = checks(draft(load_incident()).markdown)
    assert set(found) == {"no-date", "section-empty", "prompt-left"}
    assert found.count("section-empty") == 3
