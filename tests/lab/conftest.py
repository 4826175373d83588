"""The lab's runs, made once for all tests that look at them."""

import pytest

from course.lab import run
from course.lab.results import Run
from course.lab.scenarios import ScenarioMap


@pytest.fixture(scope="session")
def shipped() -> Run:
    """Run the tests as shipped, after the refactor."""
    return run("as_shipped")


@pytest.fixture(scope="session")
def chased() -> Run:
    """Run the tests that chase the number, after the refactor."""
    return run("chasing_the_number")


@pytest.fixture(scope="session")
def designed() -> Run:
    """Run the scenario tests, after the refactor."""
    return run("scenarios")


@pytest.fixture(scope="session")
def designed_before() -> Run:
    """Run the scenario tests, before the refactor."""
    return run("scenarios", "before")


@pytest.fixture(scope="session")
def mapped(shipped, chased, designed) -> ScenarioMap:
    """Map what the three suites went through, after the refactor."""
    return ScenarioMap((shipped, chased, designed))
