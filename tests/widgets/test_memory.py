"""Each notebook ends with one question that is answered from memory."""

import json

import nbformat
import pytest

from course.content import load
from course.content.notebooks import notebooks
from course.errors import UnknownNameError
from course.progress import progress
from course.widgets.decide import decide
from course.widgets.gate import Gate
from course.widgets.memory import from_memory

ASKED = load("memory")["question"]


def test_every_notebook_ends_with_its_question():
    """In the last cell before the ending, and in no other notebook."""
    assert list(ASKED) == [room.slug for room in notebooks()]
    for room in notebooks():
        cells = nbformat.read(room.path, as_version=4).cells
        assert f'from_memory("{room.slug}", reveal_open, learner)' in cells[-2].source


@pytest.mark.parametrize("slug", ASKED)
def test_what_is_written_is_kept_and_the_answer_waits(slug, ask):
    """The answer to compare with is sent when it is asked for."""
    made = from_memory(slug, reveal_open=True)
    question = made.parts[0] if isinstance(made, Gate) else made
    beginning = ASKED[slug]["answer"][:30]
    assert beginning not in json.dumps(question.get_state(), default=str, ensure_ascii=False)
    ask(question, "keep", text="What I remember", seen="")
    ask(question, "open")
    assert beginning in question.answer.replace("&#x27;", "'")
    assert progress().kept(f"memory.{slug}").value == "What I remember"


@pytest.mark.parametrize("slug", [slug for slug in ASKED if "after" in ASKED[slug]])
def test_a_question_whose_answer_gives_a_decision_away_waits_for_it(slug):
    """Until then neither the question nor its answer is on the page."""
    gate = from_memory(slug)
    shut = json.dumps([gate.get_state(), gate._repr_mimebundle_()], default=str, ensure_ascii=False)
    assert not gate.is_open
    assert ASKED[slug]["prompt"] not in shut
    for decision in ASKED[slug]["after"]:
        decide(decision).choose("A").check()
    assert gate.is_open


def test_a_simulated_learner_compares_and_one_who_answers_nothing_does_not():
    """Through the same path as a click."""
    beginning = ASKED["open_the_meeting"]["answer"].strip()[:30]
    assert beginning in str(from_memory("open_the_meeting", learner="mixed"))
    assert beginning not in str(from_memory("open_the_meeting", learner="unanswered"))
    assert beginning not in str(from_memory("open_the_meeting"))


def test_a_notebook_that_is_none_says_which_there_are():
    """As everything that content calls by a name."""
    with pytest.raises(UnknownNameError, match="start_here"):
        from_memory("epilogue")
