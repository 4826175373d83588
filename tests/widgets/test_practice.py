"""Practice: the learner's own comes first, then the course's, and the best line is taken along."""

import json
import re

import pytest

from course.content import load
from course.content.notebooks import notebook
from course.errors import UnknownNameError
from course.progress import progress
from course.report.language.reading import read
from course.report.run_sheet import run_sheet
from course.widgets.practice import Practice, practice

SETS = load("practice")["set"]
ITEMS = [
    pytest.param(name, item, id=f"{name}-{item['id']}")
    for name, each in SETS.items()
    for item in each["item"]
]
TO_WRITE = [each for each in ITEMS if "model" in each.values[1]]
TO_MARK = [each for each in ITEMS if "key" in each.values[1]]


@pytest.mark.parametrize("name", SETS)
def test_it_is_practised_in_the_notebook_that_its_content_names(name):
    """In one cell, before the desk, and nowhere else."""
    place = notebook(SETS[name]["asked_in"])
    assert f'practice(\\"{name}\\", learner)' in place.path.read_text("utf-8")
    assert place.number < notebook("write_the_report").number


@pytest.mark.parametrize("name", SETS)
def test_no_answer_is_sent_before_the_learner_s_own(name):
    """Neither model nor note nor which mark is ours: not in the state, not in a saved page."""
    made = practice(name)
    sent = [made.get_state(), made._repr_mimebundle_()]
    shown = json.dumps(sent, default=str, ensure_ascii=False)
    assert all(set(item) == {"id", "html", "marks"} for item in made.items)
    for item in SETS[name]["item"]:
        assert item.get("model", item["note"])[1:30] not in shown
        assert item["note"][:30] not in shown


@pytest.mark.parametrize(("name", "item"), TO_WRITE)
def test_a_model_stands_beside_what_was_written(name, item, ask):
    """It is what the course says; and to its own rules the course keeps itself."""
    answer = ask(practice(name), "compare", name=item["id"], own="What did you see first?")["html"]
    assert "One way to say it:" in answer
    assert item["model"][1:20] in answer
    most = SETS[name].get("most_sentences", 3)
    assert len(re.findall(r"[.?!](?=[\s”])", item["model"])) <= most
    assert read(item["model"], quotations=True) == []


@pytest.mark.parametrize(("name", "item"), TO_MARK)
def test_a_mark_is_compared_with_the_course_s(name, item, ask):
    """The same or another one, in words; whichever it was, the course says what to ask."""
    marks = SETS[name]["mark"][item["marks"]]
    other = next(mark for mark in marks if mark != item["key"])
    heard = practice(name)
    same = ask(heard, "compare", name=item["id"], own=item["key"])["html"]
    assert "You marked it so, and so would we" in same
    told = ask(heard, "compare", name=item["id"], own=other)["html"]
    assert marks[other] in told
    assert marks[item["key"]] in told
    assert item["note"][:30] in same
    assert item["note"][:30] in told


def test_what_was_compared_is_said_again_until_it_is_another_answer(ask):
    """On another day too, with no key of what is not compared; and of nothing that was changed."""
    made = practice("redirect")
    ask(made, "compare", name="remind", own="He was careless.")
    ask(made, "compare", name="contrast", own="")
    ask(made, "keep", text=json.dumps({"remind": "He was careless.", "widen": "How?"}), seen="")
    again = practice("redirect")
    assert set(again.compared) == {"remind", "contrast"}
    assert "careless" in again.compared["remind"]["html"]
    assert "careless" not in str(again._repr_mimebundle_())
    ask(again, "keep", text=json.dumps({"remind": "What was there?"}), seen=again.seen)
    assert set(practice("redirect").compared) == {"contrast"}


def test_each_trap_and_each_bias_comes_up_once():
    """Three traps of language and four biases, and none of them twice."""
    for kind, marks in SETS["traps"]["mark"].items():
        keys = [item["key"] for item in SETS["traps"]["item"] if item.get("marks") == kind]
        assert keys == list(marks)


def test_there_are_six_kinds_of_follow_up_question():
    """A statement of each kind comes in."""
    kinds = ["cues", "judgement", "options", "knowledge", "pressure", "help"]
    assert [item["id"] for item in SETS["questions"]["item"]] == kinds
    assert all(
        "said" in item and item["model"].count("?") >= 1 for item in SETS["questions"]["item"]
    )


def test_what_may_sound_like_blame_or_is_long_is_asked_about(ask):
    """Nothing is graded: the learner hears what it could be read as, and keeps it if they like."""
    made = practice("redirect")
    own = "The reviewer was careless. We all know it. So what now?"
    answer = ask(made, "compare", name="remind", own=own)["html"]
    assert "You took 3 sentences" in answer
    assert "careless" in answer
    own = "How did it look? What was on the screen?"
    answer = ask(made, "compare", name="remind", own=own)["html"]
    assert "You took" not in answer


def test_what_is_written_is_kept_and_met_again(ask):
    """As it is typed, in the learner's own file and in no saved notebook."""
    draft = json.dumps({"cues": "What did you see?"})
    ask(practice("questions"), "keep", text=draft, seen="")
    again = practice("questions")
    assert json.loads(again.text) == {"cues": "What did you see?"}
    assert "What did you see?" not in str(again._repr_mimebundle_())
    ask(Practice("questions"), "keep", text=json.dumps({"cues": "Which part?"}), seen="")
    assert practice("questions").others[0]["text"] == "What did you see?"


@pytest.mark.parametrize("name", [name for name, each in SETS.items() if "takes" in each])
def test_the_line_that_they_like_best_stands_on_the_run_sheet(name, ask):
    """In the place of the course's own, until they take another one."""
    made = practice(name)
    ask(made, "take", own="My first line.")
    answer = ask(made, "take", own="My better line.")
    title = re.search("“(.+)”", answer["say"])[1]
    markdown = run_sheet(progress()).markdown
    assert f"## {title}\n\nMy better line.\n" in markdown.replace("\\", "")
    assert "My first line." not in markdown
    assert "stands in it" not in answer["say"]
    blaming = ask(made, "take", own="He was careless, maybe.")["say"]
    assert "“He was careless” still stands in it" in blaming
    assert progress().kept(made.takes["key"]).value == "He was careless, maybe."


def test_a_simulated_learner_looks_at_every_answer():
    """Their page tells what the course says; that of one who answers nothing does not."""
    model = SETS["chair"]["item"][0]["model"][1:30]
    assert model in str(practice("chair", "mixed"))
    assert model not in str(practice("chair", "unanswered"))
    assert model not in str(practice("chair"))


def test_what_nobody_practises_says_what_there_is():
    """As everything that content calls by a name."""
    with pytest.raises(UnknownNameError, match="redirect"):
        practice("small-talk")
