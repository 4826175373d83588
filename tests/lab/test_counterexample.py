"""Letting hypothesis look."""

import pytest

from course.lab import search
from course.lab.inside import State


@pytest.mark.slow
def test_the_search_finds_the_first_time_patient_after_the_refactor():
    """What is found is shrunk to a patient without a single visit."""
    found = search("after")
    assert found.found
    assert found.example.splitlines()[0] == "visits=[],"
    assert "'NoneType' object has no attribute 'slot'" in repr(found)


@pytest.mark.slow
def test_the_search_finds_nothing_before_the_refactor():
    """Before the refactor everyone can book, and first-time patients were tried."""
    found = search("before")
    assert not found.found
    assert found.ran.passed
    assert State.FIRST_TIME in {call.state for call in found.ran.calls}


@pytest.mark.slow
def test_the_search_is_the_same_every_time():
    """The search shows the same patient on every run."""
    assert repr(search("after")) == repr(search("after"))
