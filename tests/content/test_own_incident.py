"""The words around one's own incident: whole, kind, and about nobody's incident."""

from collections.abc import Callable
from typing import Any

import pytest

from course.content import load
from course.incident.facts_file import FACTS

NAMES = ("charts", "own_incident", "report", "timeline", "visitors", "what_if")
Strings = Callable[[Any], list[str]]


@pytest.mark.parametrize("name", NAMES)
def test_it_judges_nobody(name: str, strings: Strings, judging: Callable[..., bool]) -> None:
    """Neither what is asked for nor what is told judges anyone."""
    for text in strings(load(name)):
        assert not judging(text, strict=True), text


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_course_s_own_case_is_said(name: str, strings: Strings) -> None:
    """These words stand over other people's figures."""
    text = "\n".join(strings(load(name)))
    for word in ("Ōtautahi", "patient", "appointment", "booking", "null check", "coverage", "CEO"):
        assert word not in text


def test_every_fact_has_a_field() -> None:
    """The form asks for all that the facts file can hold, and for nothing else."""
    assert list(load("own_incident")["field"]) == list(FACTS)
