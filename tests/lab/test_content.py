"""What the lab says: each part has its place."""

from collections import Counter

from course.content import load
from course.content.decisions import decision

SAID = load("lab")


def test_each_part_is_in_one_step_and_of_one_kind():
    """Every experiment, reflection and editor is in exactly one step, and nothing else is."""
    there_are = Counter(
        name for kind in ("experiment", "reflection", "editor") for name in SAID[kind]
    )
    assert there_are == Counter(part for step in SAID["step"].values() for part in step["parts"])
    assert set(there_are.values()) == {1}


def test_the_lab_waits_for_the_decision_on_coverage():
    """What the notice asks for is the question about the developer's 87 %."""
    assert "A developer says" in decision(SAID["gate"]["decision"]).question
    assert "developer" in SAID["gate"]["notice"]
