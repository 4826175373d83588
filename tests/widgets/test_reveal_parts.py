"""The reveal's parts: what is there at once, and what waits until three actions are finished."""

import json

import pytest

from course.content import load
from course.content.decisions import decisions
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


def test_the_page_gets_each_part_under_its_title(opened, read):
    """Only the part with the actions has more behind them: what all three leave unfinished."""
    page, texts = opened.get_state(), load("reveal")
    names = ("choices", "sections", "whys", "disputes", "actions")
    assert [part["title"] for part in page["parts"]] == [texts["heading"][name] for name in names]
    said = (
        decisions()[0].title,
        texts["section"][0]["title"],
        texts["why"][0]["asks"],
        texts["dispute"][0]["claim"],
        "Before you read on, finish them.",
    )
    for part, words in zip(page["parts"], said, strict=True):
        assert words in read(part["html"]).soup.get_text()
    assert [part["after"] for part in page["parts"][:-1]] == [""] * 4
    assert read(page["parts"][-1]["after"]).entries == texts["unfinished_together"]
    assert page["words"]["strong"] == texts["heading"]["strong"]
    assert page["intro"]
    assert page["strong"] == ""


def test_an_action_as_it_is_given_is_not_finished(opened, ask):
    """Two owners and no end are told, each with a question; ours stays away."""
    given = load("reveal")["action"][0]
    as_given = {"owner": given["owner"], "due": given["due"], "end": ""}
    assert opened.get_state()["actions"][0] == {
        "number": 0,
        "action": given["action"],
        "given": f"As given: {given['owner']}, due {given['due']}.",
        "unfinished": given["unfinished"],
        "values": as_given,
        "findings": [],
        "ours": "",
        "heard": "",
    }
    told = ask(opened, "check", number=0, values=as_given)
    assert all(finding["text"] for finding in told["findings"])
    assert [finding["ask"] for finding in told["findings"]] == [
        "If it slips, which one of them would you ask? The others can help.",
        "On the due date, what would you show a colleague to prove that it is done?",
    ]
    assert told["ours"] == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [("owner", "the QA team"), ("due", "soon"), ("due", "14 June"), ("end", "It is done.")],
)
def test_each_of_the_three_is_looked_at(opened, field, value):
    """A group, no day or one before the meeting, and an end that nobody can see are not enough."""
    typed = FINISHED | {field: value}
    assert len(opened.check(1, **typed)["findings"]) == 1
    assert opened.actions[1]["values"] == typed


def test_an_end_that_can_be_heard_as_blame_is_asked_about(opened):
    """It is no less finished for that."""
    told = opened.check(0, **FINISHED | {"end": f"{FINISHED['end']} People forget."})
    assert told["ours"]
    assert told["heard"].startswith("“People forget”: ")


def test_a_field_takes_as_much_as_the_page_says(opened, ask):
    """What a page sends beyond it is left out."""
    most = opened.get_state()["words"]["most"]
    ask(opened, "check", number=1, values=FINISHED | {"end": "x" * (most + 1)})
    assert opened.actions[1]["values"]["end"] == "x" * most


def test_ours_comes_with_the_finished_one_and_the_report_with_the_third(opened, read):
    """Each finished action shows how the course finishes it; all three open the strong report."""
    for number in range(3):
        assert not opened.strong
        told = opened.check(number, **FINISHED)
        assert (told["findings"], told["heard"]) == ([], "")
        assert load("reveal")["strong_action"][number]["owner"] in told["ours"]
        assert told["opened"] == (number == 2)
    strong = opened.get_state()["strong"]
    assert load("reveal")["strong_report"]["note"] in strong
    assert {level for level, _ in read(strong).headings} == {3, 4}


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
