"""The words around one's own incident: whole, kind, and about nobody's incident."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from course.content import load
from course.incident.facts_file import FACTS

HERE = Path(__file__).parent
NAMES = ("own_incident", "report", "visitors", "what_if")
Strings = Callable[[Any], list[str]]

BLAMING = re.compile(
    r"\b(careless\w*|negligen\w*|culprits?|guilty|human error|failed to|forgot\w*|obviously|"
    r"wrong|mistakes?|fault|blame\w*|(?:should|could) have \w+(?:ed|en|t))\b",
    re.IGNORECASE,
)
AMERICAN = r"\b(behavior|color|organiz\w+|recogniz\w+|favor\w*|center|analyz\w+|realiz\w+)"


@pytest.mark.parametrize("name", NAMES)
def test_it_matches_its_schema(name: str) -> None:
    """Every word that the page shows is there, and of its kind."""
    schema = json.loads((HERE / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    findings = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema).iter_errors(load(name))
    ]
    assert findings == []


@pytest.mark.parametrize("name", NAMES)
def test_it_blames_nobody_and_speaks_new_zealand_english(name: str, strings: Strings) -> None:
    """Neither what is asked for nor what is told judges anyone."""
    for text in strings(load(name)):
        assert not BLAMING.search(text), text
        assert not re.search(AMERICAN, text, re.IGNORECASE), text


@pytest.mark.parametrize("name", NAMES)
def test_quotation_marks_are_typographic(name: str, strings: Strings) -> None:
    """Straight ones stand only in the template, which is TOML and CSV."""
    words = {key: value for key, value in load(name).items() if key != "template"}
    assert [text for text in strings(words) if re.search(r"['\"]", text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_course_s_own_case_is_said(name: str, strings: Strings) -> None:
    """These words stand over other people's figures."""
    text = "\n".join(strings(load(name)))
    for word in ("Ōtautahi", "patient", "appointment", "booking", "null check", "coverage", "CEO"):
        assert word not in text


def test_every_fact_has_a_field() -> None:
    """The form asks for all that the facts file can hold, and for nothing else."""
    assert set(load("own_incident")["field"]) == set(FACTS)
