"""The reveal's parts: what is there at once, and what waits until three actions are finished."""

import json

import pytest

from course.content import load
from course.progress import progress
from course.widgets.reveal import reveal

#: One owner, a day and an end that somebody else can see, for each of the three actions.
FINISHED = {
    "owner": "QA lead",
    "due": "19 June",
    "end": "The build log shows the scenario fail on a branch without the check.",
}


@pytest.fixture
def opened():
    """The reveal as a facilitator opens it."""
    (revealed,) = reveal(reveal_open=True).parts
    return revealed


def sent(revealed):
    """All that the page holds."""
    state = {name: value for name, value in revealed.get_state().items() if name[0] != "_"}
    return json.dumps(state, ensure_ascii=False)


def test_neither_our_endings_nor_the_strong_report_are_there_at_first(opened):
    """Whoever is to finish the actions finds no finished one on the page."""
    for action in load("reveal")["strong_action"]:
        assert action["end_state"] not in sent(opened)
    assert load("reveal")["strong_report"]["note"] not in sent(opened)


def test_an_action_as_it_is_given_is_not_finished(opened, ask):
    """Two owners and no end are told, each with a question; ours stays away."""
    given = load("reveal")["action"][0]
    as_given = {"owner": given["owner"], "due": given["due"], "end": ""}
    assert opened.actions[0]["values"] == as_given
    told = ask(opened, "check", number=0, values=as_given)
    assert [finding["ask"] for finding in told["findings"]] == [
        "If it slips, which one of them would you ask? The others can help.",
        "On the due date, what would you show a colleague to prove that it is done?",
    ]
    assert told["ours"] == ""


@pytest.mark.parametrize(
    ("field", "value"), [("owner", "the QA team"), ("due", "soon"), ("end", "It is done.")]
)
def test_each_of_the_three_is_looked_at(opened, field, value):
    """A group, a word that names no day, and an end that nobody can see are not enough."""
    assert len(opened.check(1, **FINISHED | {field: value})["findings"]) == 1


def test_an_end_that_can_be_heard_as_blame_is_asked_about(opened):
    """It is no less finished for that."""
    told = opened.check(0, **FINISHED | {"end": f"{FINISHED['end']} People forget."})
    assert told["ours"]
    assert told["heard"].startswith("“People forget”: ")


def test_ours_comes_with_the_finished_one_and_the_report_with_the_third(opened):
    """Each finished action shows how the course finishes it; all three open the strong report."""
    for number in range(3):
        assert not opened.strong
        told = opened.check(number, **FINISHED)
        assert (told["findings"], told["heard"]) == ([], "")
        assert load("reveal")["strong_action"][number]["owner"] in told["ours"]
        assert told["opened"] == (number == 2)
    assert load("reveal")["strong_report"]["note"] in opened.strong


def test_whoever_asks_for_it_sees_the_strong_report(opened, ask):
    """Without a finished action it opens as well, at a press."""
    ask(opened, "show")
    assert load("reveal")["strong_report"]["note"] in opened.strong


def test_what_is_typed_is_there_another_day_and_in_no_saved_notebook(opened, ask):
    """An unfinished action is kept as it stands; what a notebook is saved with holds none of it."""
    typed = FINISHED | {"owner": "Rangi, QA lead", "end": ""}
    ask(opened, "keep", number=2, values=typed)
    (again,) = reveal(reveal_open=True).parts
    assert again.actions[2]["values"] == typed
    assert "Rangi" not in again.readable().html
    assert [kept.value for kept in progress().versions("action.3")] == [typed]


def test_finished_actions_are_still_finished_another_day(opened):
    """With all three kept, the strong report is open at once."""
    for number in range(3):
        opened.check(number, **FINISHED)
    (again,) = reveal(reveal_open=True).parts
    assert again.strong
    assert all(action["ours"] for action in again.actions)
