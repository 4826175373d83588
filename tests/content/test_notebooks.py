"""The list of notebooks: their order, their time and what they promise."""

import re
from typing import Any

from course.content import load

NOTEBOOKS: list[dict[str, Any]] = load("notebooks")["notebook"]
DECISIONS: list[dict[str, Any]] = load("decisions")["decision"]


def test_notebooks_begin_with_the_spine_of_the_course() -> None:
    """From the start to the reveal the notebooks stand in the order of the story."""
    assert [notebook["slug"] for notebook in NOTEBOOKS[:8]] == [
        "start_here",
        "what_happened",
        "open_the_meeting",
        "fix_the_system",
        "what_coverage_tells",
        "the_right_output",
        "rehearse_the_meeting",
        "a_strong_post_mortem",
    ]
    slugs = [notebook["slug"] for notebook in NOTEBOOKS]
    assert len(set(slugs)) == len(slugs)


def test_each_decision_has_one_notebook_in_the_order_of_the_decisions() -> None:
    """Walking through the notebooks meets every decision once and in turn."""
    assert [n["decision"] for n in NOTEBOOKS if "decision" in n] == [d["id"] for d in DECISIONS]


def test_the_spine_takes_about_ninety_minutes() -> None:
    """An hour and a half is enough up to the reveal; the rehearsal comes on top of it."""
    minutes = {notebook["slug"]: notebook["minutes"] for notebook in NOTEBOOKS[:8]}
    rehearsal = minutes.pop("rehearse_the_meeting")
    assert 85 <= sum(minutes.values()) <= 95
    assert rehearsal <= 20


def test_what_a_notebook_promises_gives_no_answer_away() -> None:
    """Objectives and ends are read before a decision too, so no key or label is in them."""
    promised = " ".join(
        " ".join([notebook["title"], *notebook["objectives"], *notebook["can_do"]])
        for notebook in NOTEBOOKS
    ).lower()
    for decision in DECISIONS:
        for option in decision["option"]:
            assert option["label"].lower() not in promised
    for giveaway in ("blameless", "scenario", "both", "due date", "owner", "second branch"):
        assert not re.search(rf"\b{giveaway}", promised), giveaway
