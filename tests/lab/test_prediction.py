"""Asking first."""

import pytest

from course.content import load
from course.errors import UnknownNameError
from course.lab import diff, predict


@pytest.mark.parametrize("question", load("lab")["prediction"])
def test_the_result_is_closed_until_it_is_asked_for(question):
    """The question is open to read; the result stands in a closed disclosure."""
    asked = predict(question, diff()).view()
    before, after = asked.html.split("<details><summary>", 1)
    assert "?" in before
    assert "booking/habits.py" not in before
    assert "booking/habits.py" in after
    assert "<details open" not in before


def test_the_text_keeps_the_order():
    """Read as text, the question comes before the result."""
    text = repr(predict("hint", diff()))
    assert text.index("?") < text.index("booking/habits.py")


def test_an_unknown_question_says_which_there_are():
    """A question that does not exist is refused with those that do."""
    with pytest.raises(UnknownNameError, match="first-time"):
        predict("weather", diff())
