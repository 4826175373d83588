"""The reveal stays closed until all four decisions are answered."""

import json

import pytest

from course.content.decisions import decisions
from course.progress import progress
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


def test_what_a_file_from_elsewhere_holds_stops_no_reveal():
    """A text where fields were expected is as good as nothing."""
    progress().keep("action.1", "one line")
    assert reveal(reveal_open=True).is_open
