"""A line of one's own, then a model answer."""

import re

import pytest

from course.content import load
from course.errors import UnknownNameError
from course.progress import progress
from course.widgets.reflection import reflect

NAMES = list(load("lab")["reflection"])


@pytest.mark.parametrize("name", NAMES)
def test_the_model_answer_is_not_sent_before_it_is_asked_for(name, ask):
    """Neither the widget's state nor what a page shows holds the model answer."""
    widget = reflect(name)
    first_words = load("lab")["reflection"][name]["answer"].strip().splitlines()[0][:30]
    assert first_words not in str(widget.get_state())
    assert first_words not in str(widget._repr_mimebundle_())
    ask(widget, "open")
    assert first_words in widget.answer


def test_an_opened_answer_stays_readable_without_a_kernel():
    """A page that is saved after the model answer has opened shows it."""
    widget = reflect("say-to-developer")
    widget.go_through()
    data, _ = widget._repr_mimebundle_()
    for kind in ("text/html", "text/plain"):
        assert "What it does" in data[kind]


def test_an_answer_that_was_opened_is_open_on_the_next_day(ask):
    """And one that was not stays closed; so it does for a new learner."""
    ask(reflect("review-question"), "open")
    assert "which test shows it" in reflect("review-question").answer
    assert reflect("say-to-manager").answer == ""
    progress().start_over()
    assert reflect("review-question").answer == ""


def test_what_is_written_is_kept_and_stands_in_no_saved_notebook(ask):
    """It is there on the next day, and a notebook that somebody sends on is without it."""
    ask(reflect("review-question"), "keep", text="What of a first visit?", seen="")
    again = reflect("review-question")
    assert again.text == "What of a first visit?"
    again.open_answer()
    data, _ = again._repr_mimebundle_()
    assert "What of a first visit?" not in data["text/html"] + data["text/plain"]


@pytest.mark.parametrize("name", ["say-to-developer", "say-to-manager"])
def test_a_model_answer_keeps_to_two_sentences(name):
    """The model answer does what it asks of the learner."""
    quoted = re.search(r"“([^”]+)”", load("lab")["reflection"][name]["answer"])[1]
    assert len(re.findall(r"[.!?](?:\s|$)", quoted)) == 2


def test_the_answer_to_a_manager_needs_no_code():
    """The model answer to a manager avoids the words that the prompt rules out."""
    quoted = re.search(r"“([^”]+)”", load("lab")["reflection"]["say-to-manager"]["answer"])[1]
    assert not re.search(r"\b(lines?|branch(es)?|null)\b", quoted)


def test_an_unknown_reflection_says_which_there_are():
    """A reflection that does not exist is refused with those that do."""
    with pytest.raises(UnknownNameError, match="say-to-manager"):
        reflect("say-to-ceo")
