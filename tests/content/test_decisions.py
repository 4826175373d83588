"""The four decisions: what they contain, and what they keep to themselves."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from course.content import load

DECISIONS: list[dict[str, Any]] = load("decisions")["decision"]
IDS = [decision["id"] for decision in DECISIONS]
WRONG = [
    pytest.param(decision, option, id=f"{decision['id']}-{option['id']}")
    for decision in DECISIONS
    for option in decision["option"]
    if option["id"] != decision["key"]
]


def key_of(decision: dict[str, Any]) -> dict[str, Any]:
    """Find the option that is the key."""
    return next(option for option in decision["option"] if option["id"] == decision["key"])


def words(text: str) -> list[str]:
    """Split a text into words, without case and marks."""
    return re.findall(r"\w+", text.replace("’", "").lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """List every run of so many words: two texts that share one say the same thing."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def told(option: dict[str, Any]) -> str:
    """Put together what somebody who works alone is told."""
    return f"{option['feedback'].strip()} {option.get('look_again', '')}".strip()


def sentences(text: str) -> list[str]:
    """Split a text at the ends of its sentences."""
    return re.findall(r"[^.!?]+[.!?]+", text)


def test_decisions_stand_in_the_fixed_order_with_their_fixed_keys() -> None:
    """Rooms talk about “B”, so neither the order nor a key ever moves."""
    assert [(decision["id"], decision["key"]) for decision in DECISIONS] == [
        ("opening", "B"),
        ("systemic-fix", "C"),
        ("coverage", "B"),
        ("output", "B"),
    ]


@pytest.mark.parametrize("decision", DECISIONS, ids=IDS)
def test_options_are_of_much_the_same_length(decision: dict[str, Any]) -> None:
    """Nobody can find the key by looking for the longest or the shortest option."""
    lengths = [len(option["text"]) for option in decision["option"]]
    assert max(lengths) <= 1.15 * min(lengths)


def test_key_is_the_longest_option_at_most_once() -> None:
    """Across the four decisions the longest option is no guide either."""
    longest = [
        len(key_of(decision)["text"])
        > max(
            len(option["text"]) for option in decision["option"] if option["id"] != decision["key"]
        )
        for decision in DECISIONS
    ]
    assert sum(longest) <= 1


#: What somebody who knows nothing of the subject may go by: what is left when all options with it
#: are left out, or all without it.
CUES: dict[str, Callable[[list[str], str], bool]] = {
    "the longest": lambda texts, text: len(text) == max(map(len, texts)),
    "the shortest": lambda texts, text: len(text) == min(map(len, texts)),
    "without a percentage": lambda _, text: not re.search(r"%|percent", text),
    "without a group that is meant": lambda _, text: (
        not re.search(r"[Dd]evelop(?:er|ment)|[Rr]eviewers?\b|Whoever|each person", text)
    ),
    "without an absolute word": lambda _, text: (
        not re.search(
            r"\b(?:[Ee]very\w*|all|always|any\w*|never|ever|no|nothing|mandatory|full)\b", text
        )
    ),
    "with a word of the field": lambda _, text: bool(
        re.search(r"\bsystem|\bboth\b|\bsituation", text)
    ),
}


@pytest.mark.parametrize("cue", CUES)
def test_no_single_cue_finds_the_keys(cue: str) -> None:
    """Whoever goes by one thing alone, and knows nothing else, finds one key in four."""
    found = []
    for decision in DECISIONS:
        texts = [option["text"] for option in decision["option"]]
        left = [text for text in texts if CUES[cue](texts, text)]
        found.append(left == [key_of(decision)["text"]])
    assert sum(found) <= 1


@pytest.mark.parametrize(("decision", "option"), WRONG)
def test_wrong_feedback_does_not_give_the_key_away(
    decision: dict[str, Any], option: dict[str, Any]
) -> None:
    """Feedback on another option neither quotes the key nor names its letter."""
    feedback = told(option)
    assert not runs(feedback, 4) & runs(key_of(decision)["text"], 4)
    assert key_of(decision)["label"].lower() not in feedback.lower()
    assert not re.search(r"\b(?:option|answer|choice|try|take|choose) [A-D]\b", feedback)
    assert not re.search(r"\b[BCD]\b", feedback)


@pytest.mark.parametrize(("decision", "option"), WRONG)
def test_wrong_feedback_ends_by_inviting_another_look(
    decision: dict[str, Any], option: dict[str, Any]
) -> None:
    """One sentence at the end sends the learner back to the options."""
    del decision
    [last] = sentences(option["look_again"])
    assert re.search(r"\b(look|read|go back)\b", last, re.IGNORECASE), last


@pytest.mark.parametrize(("decision", "option"), WRONG)
def test_what_a_room_is_told_invites_nobody_to_choose_again(
    decision: dict[str, Any], option: dict[str, Any]
) -> None:
    """Without its last sentence the feedback is whole, and looks for no further answer."""
    del decision
    assert not re.search(
        r"\b(look (again|at the four)|another look|once more|the four)\b",
        option["feedback"],
        re.IGNORECASE,
    )
    assert len(sentences(option["feedback"])) >= 2


def test_key_sends_nobody_back() -> None:
    """Whoever has found the key has nothing to look for."""
    assert [d["id"] for d in DECISIONS if "look_again" in key_of(d)] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=IDS)
def test_feedback_is_two_to_four_sentences(decision: dict[str, Any]) -> None:
    """Feedback is short enough to be read where it appears."""
    for option in decision["option"]:
        assert 2 <= len(sentences(told(option))) <= 4, option["id"]


@pytest.mark.parametrize("decision", DECISIONS, ids=IDS)
def test_what_is_readable_before_an_answer_is_neutral(decision: dict[str, Any]) -> None:
    """Title, scene and question share no run of words with the explanation or the key."""
    before = " ".join([decision["title"], decision["situation"], decision["question"]])
    assert not runs(before, 5) & runs(key_of(decision)["text"], 5)
    for option in decision["option"]:
        assert option["label"].lower() not in before.lower()
        assert not runs(before, 6) & runs(told(option), 6)


@pytest.mark.parametrize("decision", DECISIONS, ids=IDS)
def test_earlier_decisions_do_not_spoil_later_ones(decision: dict[str, Any]) -> None:
    """Nothing an earlier decision ever shows contains the key of a later one."""
    shown = " ".join(
        [decision["situation"], decision["question"], decision["why"]]
        + [option["text"] + " " + told(option) for option in decision["option"]]
    )
    for later in DECISIONS[IDS.index(decision["id"]) + 1 :]:
        assert not runs(shown, 5) & runs(key_of(later)["text"], 5), later["id"]
        assert key_of(later)["label"].lower() not in shown.lower()


@pytest.mark.parametrize(
    ("id_", "points"),
    [
        (
            "opening",
            ["first minute", "honest", "defen", "stay hidden", "silence", "better process"],
        ),
        ("systemic-fix", ["technical", "gap", "systemic gap", "deadline pressure", "scenario"]),
        (
            "coverage",
            [
                "which lines the tests ran",
                "states",
                "user journeys",
                "always came",
                "boundary",
                "empty data set",
                "deliberate test design",
                "developers and to managers",
            ],
        ),
        ("output", ["timeline", "root cause", "owner", "due date", "accountable", "aspirations"]),
    ],
)
def test_why_makes_every_point_of_the_case(id_: str, points: list[str]) -> None:
    """The explanation of the key leaves none of the case's reasons out."""
    why = " ".join(DECISIONS[IDS.index(id_)]["why"].split())
    assert [point for point in points if point not in why] == []
