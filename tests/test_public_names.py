"""The names that notebooks use: each says all that there is to know of it."""

import inspect

import pytest

import course


@pytest.mark.parametrize("name", course.__all__)
def test_a_name_says_what_it_takes_gives_and_does(name):
    """Help in a notebook says what goes in and what comes back, and shows one use."""
    asked = getattr(course, name)
    said = inspect.getdoc(asked)
    sections = {"Returns", "Examples"}
    if inspect.signature(asked).parameters:
        sections.add("Parameters")
    assert {section for section in sections if f"\n\n{section}\n---" not in said} == set()
