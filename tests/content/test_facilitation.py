"""The guide for the person at the front: complete, sourced, and true to the clock."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from course.content import load
from course.incident.loading import load_incident
from course.rehearsal import script

GUIDE: dict[str, Any] = load("facilitation")
NOTEBOOKS = [notebook["slug"] for notebook in load("notebooks")["notebook"]]
DECISIONS: list[dict[str, Any]] = load("decisions")["decision"]
KEYS = {decision["id"]: decision["key"] for decision in DECISIONS}


def cited(value: Any) -> list[str]:
    """List every source that a piece of the guide names."""
    if isinstance(value, dict):
        own = value["source"] if isinstance(value.get("source"), list) else []
        return own + [name for one in value.values() for name in cited(one)]
    if isinstance(value, list):
        return [name for one in value for name in cited(one)]
    return []


@pytest.mark.parametrize("plan", GUIDE["plan"], ids=lambda plan: str(plan["minutes"]))
def test_minutes_of_a_plan_add_up(plan: dict[str, Any]) -> None:
    """The rows of a plan take exactly as long as the plan."""
    assert sum(row["minutes"] for row in plan["row"]) == plan["minutes"]


def test_plans_are_for_three_lengths() -> None:
    """There is a plan for three quarters of an hour, one for an hour, one for one and a half."""
    assert [plan["minutes"] for plan in GUIDE["plan"]] == [45, 60, 90]


@pytest.mark.parametrize("plan", GUIDE["plan"], ids=lambda plan: str(plan["minutes"]))
def test_every_plan_takes_the_four_decisions_in_their_order(plan: dict[str, Any]) -> None:
    """However short the session, each decision is taken once, in the order of the course."""
    assert [row["decision"] for row in plan["row"] if "decision" in row] == list(KEYS)
    assert {row["notebook"] for row in plan["row"] if "notebook" in row} <= set(NOTEBOOKS)


def test_decisions_take_the_minutes_of_the_plan_for_an_hour() -> None:
    """The guide to a decision and the plan it is written for name the same minutes."""
    planned = {row.get("decision"): row["minutes"] for row in GUIDE["plan"][1]["row"]}
    assert {one["id"]: one["minutes"] for one in GUIDE["decision"]}.items() <= planned.items()


def test_the_rehearsal_has_a_guide_beside_each_moment() -> None:
    """Its minutes are those of the notebook, and a plan that plays it has time to its last one."""
    beside = {one["moment"]: one["minutes"] for one in GUIDE["rehearsal"]}
    assert list(beside) == [moment.number for moment in script().moments]
    [notebook] = [n for n in GUIDE["notebook"] if n["slug"] == "rehearse_the_meeting"]
    assert sum(beside.values()) == notebook["minutes"]
    played = [
        (plan["minutes"], row["minutes"], row["until"])
        for plan in GUIDE["plan"]
        for row in plan["row"]
        if "until" in row
    ]
    assert [minutes for minutes, _, _ in played] == [60, 90]
    for _, minutes, until in played:
        assert sum(beside[moment] for moment in range(until + 1)) < minutes
    assert "rehearsal is for afterwards" in GUIDE["plan"][0]["row"][-1]["what"]


def test_every_notebook_and_decision_has_its_guide() -> None:
    """Whatever the room comes to, the person at the front has a page for it."""
    slugs = [notebook["slug"] for notebook in GUIDE["notebook"]]
    assert set(NOTEBOOKS) <= set(slugs)
    assert len(set(slugs)) == len(slugs)
    assert [one["id"] for one in GUIDE["decision"]] == list(KEYS)


@pytest.mark.parametrize("decision", GUIDE["decision"], ids=lambda one: one["id"])
def test_each_other_option_is_heard_as_people_say_it(decision: dict[str, Any]) -> None:
    """Every option but the key is put into the words of a real meeting, with a reply."""
    others = [letter for letter in "ABCD" if letter != KEYS[decision["id"]]]
    assert [heard["option"] for heard in decision["heard"]] == others
    [asked] = [one for one in DECISIONS if one["id"] == decision["id"]]
    texts = {option["id"]: option["text"] for option in asked["option"]}
    for heard in decision["heard"]:
        assert heard["sounds"] != texts[heard["option"]], "a meeting does not recite the course"


@pytest.mark.parametrize("decision", GUIDE["decision"], ids=lambda one: one["id"])
def test_explaining_names_no_option(decision: dict[str, Any]) -> None:
    """What is explained between two votes leaves the choice to the room."""
    assert decision["explain"].startswith("Don’t name an answer.")
    assert not re.search(r"\b[ABCD]\b", decision["explain"])
    [asked] = [one for one in DECISIONS if one["id"] == decision["id"]]
    for option in asked["option"]:
        assert option["label"].lower() not in decision["explain"].lower()


def test_notebook_for_the_front_comes_last() -> None:
    """Learners reach the end of the course before they meet what gives it away."""
    assert NOTEBOOKS[-1] == "lead_the_room"


def test_every_source_is_named_and_used() -> None:
    """No point cites a source that the guide does not list, and none is listed in vain."""
    assert set(cited(GUIDE)) == set(GUIDE["source"])


def test_every_published_source_has_an_address() -> None:
    """What others have written can be looked up."""
    without = {name for name, source in GUIDE["source"].items() if "address" not in source}
    assert without == {"own", "case"}


def test_preparation_and_follow_up_are_complete() -> None:
    """Whom to speak with, who takes notes, what to bring, what to ask afterwards."""
    before, after = (
        " ".join(point["text"] for chapter in GUIDE[part] for point in chapter["point"])
        for part in ("before", "after")
    )
    for need in ("Speak alone", "note-taker", "two phones", "clock"):
        assert need in before
    for need in ("survey", "Send the notes", "owner"):
        assert need in after


@pytest.mark.parametrize("decision", list(KEYS))
def test_simulated_choices_add_up(decision: str) -> None:
    """The shares of the first round are one whole."""
    assert sum(GUIDE["dry_run"][decision]["first"].values()) == pytest.approx(1)


#: What judges whoever has just spoken, kindly or not.
PRAISES = re.compile(
    r"\b(?:well (?:said|done)|good (?:question|point|answer|catch)|great|excellent|bravo|exactly"
    r"|that took|how brave|you(?:’re| are) right|right answer)\b",
    re.IGNORECASE,
)


def test_nothing_that_is_said_from_the_front_praises(strings: Callable[[Any], list[str]]) -> None:
    """The guide asks to praise nobody, and none of the sentences that it lends does.

    A word held up as one not to say stands in a sentence that begins outside quotation marks.
    """
    lent = [text for text in strings(GUIDE) if text.startswith("“")]
    assert len(lent) > 20
    assert [text for text in lent if PRAISES.search(text)] == []


HOURS = [
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
]
MINUTES = {
    "five": 5,
    "ten": 10,
    "a quarter": 15,
    "quarter": 15,
    "twenty": 20,
    "twenty-five": 25,
    "half": 30,
}
CLOCK = re.compile(rf"\b({'|'.join(MINUTES)}) (to|past) ({'|'.join(HOURS)})\b", re.IGNORECASE)


def test_a_clock_time_in_words_is_one_of_the_timeline(strings: Callable[[Any], list[str]]) -> None:
    """Whoever says an hour in words says one at which something is on record."""
    local = [event.at.instant.astimezone(event.at.zone) for event in load_incident().timeline]
    clocks = {(moment.hour % 12, moment.minute) for moment in local}
    spoken = [
        match
        for name in ("case", "decisions", "facilitation", "meeting", "notebooks", "reveal")
        for text in strings(load(name))
        for match in CLOCK.findall(text)
    ]
    assert spoken
    for minutes, side, hour in spoken:
        past = MINUTES[minutes.lower()] * (1 if side.lower() == "past" else -1)
        told = divmod((HOURS.index(hour.lower()) + 1) * 60 + past, 60)
        assert (told[0] % 12, told[1]) in clocks, f"{minutes} {side} {hour}"
