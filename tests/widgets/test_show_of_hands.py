"""Leading by show of hands: what is kept to itself, what is kept, and what is told."""

import json

import pytest

from course.content.decisions import decisions
from course.progress.answers import progress
from course.room.hands import Hands
from course.widgets.show_of_hands import show_of_hands

IDS = [asked.id for asked in decisions()]


def sent(hands):
    """Give all that a browser or a saved notebook would hold."""
    state = {key: value for key, value in hands.get_state().items() if key not in {"_esm", "_css"}}
    return json.dumps([state, hands._repr_mimebundle_()], default=str, ensure_ascii=False)


@pytest.mark.parametrize("name", IDS)
def test_nothing_of_the_key_is_sent_before_it_is_asked_for(name):
    """Counted or not, neither key nor feedback nor guide is in the page before the reveal."""
    [asked] = [asked for asked in decisions() if asked.id == name]
    for hands in (show_of_hands(name), show_of_hands(name).count(1, "A", 4)):
        text = sent(hands)
        for option in asked.options:
            assert option.label not in text
            assert option.effect.split(".")[0] not in text
        assert "argues for" not in text


def test_reveal_and_hide(ask):
    """Both rounds are shown with their shift; a count can be corrected, the reveal undone."""
    hands = show_of_hands("opening").count(1, "B", 5).count(1, "A", 11).count(2, "B", 14)
    ask(hands, "reveal")
    assert hands.results["shift"]["headline"] == "31 %, then 100 %"
    hands.count(2, "A", 3)
    assert hands.results["shift"]["headline"] == "31 %, then 82 %"
    assert "31 %, then 82 %" in repr(hands)
    assert ask(hands, "hide") == {"say": "Hidden again."}
    assert hands.results == {}


@pytest.mark.parametrize(
    ("with_key", "label"), [(0, "Explain first"), (1, "Let them discuss"), (4, "Move on")]
)
def test_advice_follows_the_first_round(with_key, label, ask):
    """The same suggestion as in a room, at the same thirds, and only for whoever asks."""
    hands = show_of_hands("output").count(1, "A", 1).count(1, "B", with_key)
    assert hands.advice == ""
    ask(hands, "advise")
    assert label in hands.advice


@pytest.mark.parametrize("with_key", [0, 1, 4])
def test_advice_moves_on_with_the_session(with_key, ask):
    """After a second round, or the reveal, nobody is told whether to hold a second round."""
    hands = show_of_hands("output").count(1, "A", 1).count(1, "B", with_key).advise()
    hands.count(2, "B", 3)
    assert "Reveal" in hands.advice
    assert "second round would" not in hands.advice
    assert "vote again" not in hands.advice
    ask(hands, "reveal")
    assert "one by one" in hands.advice
    assert "reveal" not in hands.advice.lower()
    ask(hands, "hide")
    assert "Reveal" in hands.advice
    one_round = show_of_hands("opening").count(1, "A", 1).count(1, "B", with_key).reveal()
    assert "one by one" in one_round.advise().advice


def test_advice_without_a_count_asks_for_one():
    """Where nobody was counted there is nothing to advise."""
    assert "Count the first round" in show_of_hands("output").advise().advice


def test_guide_opens_for_whoever_leads_or_has_answered(ask):
    """A click, the facilitator's switch or an answer opens the guide to this decision."""
    hands = show_of_hands("coverage")
    assert hands.guide == ""
    ask(hands, "guide")
    assert "The course argues for B" in hands.guide
    assert "The course argues for B" in show_of_hands("coverage", reveal_open=True).guide
    progress().record("coverage", "A")
    assert show_of_hands("coverage").guide
    assert show_of_hands("output").guide == ""


def test_typing_keeps_and_a_new_kernel_finds_it(ask):
    """What is typed in is on the disk when the page is told so."""
    hands = show_of_hands("opening")
    answer = ask(hands, "count", round=1, option="C", number=12)
    assert answer == {}
    assert Hands().counted("opening", 1)["C"] == 12
    assert show_of_hands("opening").counts["1"]["C"] == 12


@pytest.mark.parametrize(
    "message",
    [
        {"round": 1, "option": "C", "number": -3},
        {"round": 1, "option": "C", "number": 1.5},
        {"round": 7, "option": "C", "number": 1},
        {"round": 1, "option": "Z", "number": 1},
        {},
    ],
)
def test_what_cannot_be_counted_is_told_and_changes_nothing(message, ask):
    """An odd number is answered with what was expected; the counts stay."""
    hands = show_of_hands("opening").count(1, "A", 2)
    assert ask(hands, "count", **message)["say"]
    assert hands.counts["1"] == {"A": 2, "B": 0, "C": 0, "D": 0}


def test_simulated_hands_say_so_and_can_be_cleared(ask):
    """Practice is marked as practice, and goes away with what was revealed."""
    hands = show_of_hands("systemic-fix")
    ask(hands, "simulate")
    assert "made for practice" in hands.simulated
    assert sum(hands.counts["2"].values()) == 24
    ask(hands, "reveal")
    ask(hands, "clear")
    assert (hands.simulated, hands.results) == ("", {})
    assert sum(hands.counts["1"].values()) == 0


def test_a_damaged_file_is_said_and_counting_goes_on(course_home, ask):
    """Where the earlier counts are is said on the page; the next count is kept."""
    course_home.mkdir()
    (course_home / "hands.json").write_text("{")
    hands = show_of_hands("opening")
    assert "hands-damaged-" in ask(hands, "look")["say"]
    assert ask(hands, "count", round=1, option="A", number=1) == {}
    assert Hands().counted("opening", 1)["A"] == 1


def test_a_file_in_the_way_is_told(course_home, ask):
    """Counts that are not for this version are said so; question and guide still work."""
    course_home.mkdir()
    path = course_home / "hands.json"
    path.write_text('{"version": 9, "decisions": {}}')
    hands = show_of_hands("opening")
    assert "newer version" in ask(hands, "look")["say"]
    assert "newer version" in ask(hands, "count", round=1, option="A", number=1)["say"]
    path.unlink()
    assert ask(hands, "count", round=1, option="A", number=1) == {}


def test_running_the_cell_again_changes_nothing():
    """Two runs of a cell show the same, and neither keeps anything."""
    assert repr(show_of_hands("opening")) == repr(show_of_hands("opening"))
    assert Hands().votes() == {}
