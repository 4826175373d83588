"""The reveal stays closed until all four decisions are answered."""

import json

import pytest

from course.content.decisions import decisions
from course.incident.facts import facts
from course.incident.loading import load_incident
from course.report.strong_post_mortem import _numbers
from course.widgets.decide import decide
from course.widgets.reveal import reveal


def test_closed_reveal_names_what_is_open_and_shows_nothing():
    """While decisions are open there are links to them, and no word of the reveal."""
    decide("opening").choose("A").check()
    shown = reveal()
    assert shown.is_open is False
    assert "02_open_the_meeting" not in shown.html
    for name in ("03_fix_the_system", "04_what_coverage_tells", "05_the_right_output"):
        assert f'href="{name}.ipynb"' in shown.html
    sent = json.dumps(shown.get_state(), default=str)
    assert "3-Amigos" not in sent
    assert "refine" not in shown.html


@pytest.mark.parametrize("letter", ["A", "B"])
def test_four_answers_right_or_not_open_it_without_running_again(letter):
    """“Check again” opens the reveal once all four are answered, right or not."""
    shown = reveal()
    for asked in decisions():
        decide(asked.id).choose(letter).check()
    assert shown.check().is_open
    for said in ("The five sections", "second branch", "Jira", "The strong report", letter + ". "):
        assert said in shown.html


def test_a_facilitator_opens_it():
    """The facilitator's switch needs no answer."""
    assert "not answered" in reveal(reveal_open=True).html


def test_numbers_of_the_strong_report_are_those_of_the_incident():
    """What the reveal works out by itself is what the facts of the incident say."""
    said = " ".join(f"{fact.value}" for fact in facts(load_incident()))
    numbers = _numbers()
    for name in ("affected", "population", "affected_share", "support_share", "line_coverage"):
        assert numbers[name] in said, name
    assert numbers["duration"] == "2 h 54 min"
    assert numbers["date"] == "Thursday 11 June 2026"
    assert (numbers["started"], numbers["resolved"]) == ("18:14 NZST", "21:08 NZST")
    assert numbers["one_in"] == "138"
