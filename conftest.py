"""What every test gets: a throw-away home, so that nobody's answers are touched, and time."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more about the machine's other work than about the course.
settings.register_profile("unhurried", deadline=None)
# Five times as many examples: `make test-deployment` has the time for it.
settings.register_profile("long", deadline=None, max_examples=500, database=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def course_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point `COURSE_HOME` at a folder that goes away with the test."""
    home = tmp_path / "course-home"
    monkeypatch.setenv("COURSE_HOME", str(home))
    return home
