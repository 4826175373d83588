"""The reveal: the given parts unchanged, the constructed parts complete and computed."""

import re
from collections.abc import Callable
from typing import Any

from course.content import load

REVEAL: dict[str, Any] = load("reveal")
WHYS: dict[str, dict[str, Any]] = {why["id"]: why for why in REVEAL["why"]}
Strings = Callable[[Any], list[str]]


def path_to(id_: str) -> list[str]:
    """List the ids from the root of the whys to one of them."""
    parent = WHYS[id_].get("parent")
    return [*(path_to(parent) if parent else []), id_]


def test_whys_form_one_tree() -> None:
    """There is one root, and every other why hangs on one that exists."""
    assert [id_ for id_, why in WHYS.items() if "parent" not in why] == ["crash"]
    assert len(WHYS) == len(REVEAL["why"])
    assert all(path_to(id_)[0] == "crash" for id_ in WHYS)


def test_given_whys_are_a_line_of_five() -> None:
    """The five given whys follow one another, from the crash to the missing session."""
    given = [id_ for id_, why in WHYS.items() if why["branch"] == "given"]
    assert path_to(given[-1]) == given
    assert len(given) == 5
    for id_, fact in zip(
        given,
        ["first-time patients", "null check", "No test case", "acceptance criteria", "3-Amigos"],
        strict=True,
    ):
        assert fact in WHYS[id_]["text"]


def test_second_branch_joins_the_given_line_and_leads_to_the_deadline() -> None:
    """The second branch leaves the line at the removed check; the deadline is on it."""
    second = [id_ for id_, why in WHYS.items() if why["branch"] == "second"]
    assert WHYS[second[0]]["parent"] == "check"
    assert path_to(second[-1]) == ["crash", "check", *second]
    assert any("deadline" in WHYS[id_]["text"] for id_ in second)


def test_given_actions_stand_unchanged() -> None:
    """Action, owner and due of the three given items are word for word the case's."""
    assert [(item["action"], item["owner"], item["due"]) for item in REVEAL["action"]] == [
        (
            (
                'Add test data and scenarios for "first-time patient, no appointment history" '
                "to the regression suite"
            ),
            "Dev + QA lead",
            "3 days",
        ),
        (
            (
                'Add an "Edge Cases" section to the story template in Jira, mandatory before '
                "a story moves to In Progress"
            ),
            "Product Owner + Tech Lead",
            "1 week",
        ),
        (
            (
                "Flag pull requests raised under deadline pressure (created within 24 h of the "
                "release freeze) for an extended review by a second senior engineer"
            ),
            "Tech Lead",
            "process change, effective immediately",
        ),
    ]


def test_every_given_action_is_said_to_lack_an_end_state() -> None:
    """What is unfinished is told: end states, shared owners, detection and refinement."""
    for item in REVEAL["action"]:
        unfinished = " ".join(item["unfinished"])
        assert "end state" in unfinished
        assert ("Two owners" in unfinished) == ("+" in item["owner"])
    together = " ".join(REVEAL["unfinished_together"])
    assert "noticed" in together
    assert "refinement" in together


def test_strong_actions_finish_the_given_ones_and_add_two() -> None:
    """Three come from the case, one detects sooner and one brings QA into refinement."""
    assert [item["from"] for item in REVEAL["strong_action"]] == [
        "given",
        "given",
        "given",
        "detects sooner",
        "brings QA into refinement",
    ]
    assert [item["due_days"] for item in REVEAL["strong_action"][:3]] == [3, 7, 0]
    for given, strong in zip(REVEAL["action"], REVEAL["strong_action"], strict=False):
        assert strong["owner"].lower() in given["owner"].lower()


def test_strong_report_has_the_five_sections_in_their_order() -> None:
    """The report is built as the course says that reports are built."""
    assert [section["title"] for section in REVEAL["strong_report"]["section"]] == [
        section["title"] for section in REVEAL["section"]
    ]


def test_strong_report_says_what_went_well_poorly_and_by_luck() -> None:
    """Each of the three has a point, and each point says what it rests on."""
    points = REVEAL["strong_report"]["section"][3]["point"]
    assert {point["label"] for point in points} == {"Went well", "Went poorly", "Got lucky"}


def test_no_braces_outside_the_strong_report(strings: Strings) -> None:
    """Only the strong report, two cells and three labels are filled in: no others hold braces."""
    cells = {name: text for name, text in REVEAL["cell"].items() if "{" not in text}
    assert REVEAL["cell"].keys() - cells.keys() == {"second_branch", "days"}
    rest = {name: value for name, value in REVEAL.items() if name != "strong_report"}
    rest["cell"] = cells
    fields = {name: text for name, text in REVEAL["finish"].items() if "{" not in text}
    assert REVEAL["finish"].keys() - fields.keys() == {"title", "given", "onward"}
    rest["finish"] = fields
    assert [text for text in strings(rest) if "{" in text or "}" in text] == []


def test_no_computed_number_is_typed(strings: Strings) -> None:
    """Figures of the incident appear as placeholders and nowhere as digits."""
    figures = (
        r"2[, ]?340|45[, ]?000|5\.2|0\.73|\b138\b|\b174\b|\b18:14|\b21:08|\b87\b|\b17\b|\bJune\b"
    )
    assert [text for text in strings(REVEAL) if re.search(figures, text)] == []


def test_disputes_name_what_the_field_disputes() -> None:
    """Branches, the one root cause and how against why are all there."""
    claims = " ".join(dispute["claim"] for dispute in REVEAL["dispute"])
    for word in ("branches", "root cause", "how", "learning"):
        assert word in claims
