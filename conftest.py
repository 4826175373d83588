"""What every test gets: a throw-away home, so that nobody's answers are touched, and time."""

import asyncio
import inspect
from concurrent.futures import ThreadPoolExecutor
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


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run tests that are coroutines, in a thread of their own.

    A browser that another test has open keeps an event loop running in the main thread.
    """
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames  # noqa: SLF001 - as pytest's own does
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, pyfuncitem.obj(**arguments)).result()
    return True
