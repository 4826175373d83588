"""What the lab says: its shape, and that each part has its place."""

import json
from collections import Counter
from pathlib import Path

from jsonschema import Draft202012Validator

from course.content import load
from course.content.decisions import decision

SAID = load("lab")


def test_content_matches_its_schema():
    """The content has every field that the lab shows, and no other."""
    schema = json.loads(Path(__file__).with_name("lab.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(SAID)
    assert [f"{error.json_path}: {error.message}" for error in found] == []


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


def test_marks_are_typographic_outside_of_code():
    """Straight marks stand in the learner's test and nowhere else."""

    def straight(value):
        if isinstance(value, str):
            return [value] if '"' in value or "'" in value else []
        values = value.values() if isinstance(value, dict) else value
        return [text for one in values for text in straight(one)]

    assert straight(SAID) == [SAID["editor"]["missing-test"]["start"]]
