"""What every test gets: a throw-away home, so that nobody's answers are touched, and time."""

import asyncio
import gc
import inspect
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import settings

# How long an example takes says more about the machine's other work than about the course.
settings.register_profile("unhurried", deadline=None)
# Five times as many examples: `make test-deployment` has the time for it.
settings.register_profile("long", deadline=None, max_examples=500, database=None)
# A quick look, and what old versions do, need a few: `make check`, `make test-versions`.
settings.register_profile("brief", deadline=None, max_examples=10)
settings.load_profile("unhurried")

# Thousands of tests are found, and stay: looking through them for what is garbage finds nothing,
# and took four tenths of the time of finding them.
gc.disable()

LAB = ("course/lab/", "course/widgets/editor.py")


# Every answer is on the disk before it is acknowledged: what waits for that is no test.
MEMORY = Path("/dev/shm")
MEMORY_BYTES = 1_000_000_000


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Iterator[None]:
    """Look for examples only in files that hold some: each worker would load and search all."""
    found = yield
    holds = file_path.suffix == ".py" and b">>>" in file_path.read_bytes()
    return [one for one in found if holds or not isinstance(one, DoctestModule)]


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """Name homes in one folder: thousands of tests need none, and making folders takes time."""
    fits = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > MEMORY_BYTES
    parent = MEMORY if fits else tmp_path_factory.getbasetemp()
    with TemporaryDirectory(prefix="course-", dir=parent, ignore_cleanup_errors=True) as folder:
        yield (Path(folder) / f"home-{number}" for number in count())


@pytest.fixture(autouse=True)
def course_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point `COURSE_HOME` at a folder of the test's own, which is not there yet."""
    home = next(_homes)
    monkeypatch.setenv("COURSE_HOME", str(home))
    return home


@pytest.fixture
def beside_home(course_home: Path) -> Path:
    """Make a folder where homes are: for what is kept as carefully, and awaited by no test."""
    folder = course_home.with_name(f"{course_home.name}-beside")
    folder.mkdir()
    return folder


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


def pytest_collection_modifyitems(config: pytest.Config, items: Iterable[pytest.Item]) -> None:
    """Try what waits for a browser or a process once more in `make test`, amid much other work.

    A machine that others load can keep a page waiting longer than anybody would. One that runs
    alone is tried once: whoever looks for a fault sees it at once. So is one in an environment
    without the plugin, such as Binder's, also where a worker started it.
    """
    again = "PYTEST_XDIST_WORKER" in os.environ and config.pluginmanager.hasplugin("rerunfailures")
    for item in items:
        waits = item.get_closest_marker("browser") or item.get_closest_marker("slow")
        if waits and again:
            item.add_marker(pytest.mark.flaky(reruns=1))
        # The examples of the lab run a suite each, in a process of its own.
        if item.nodeid.startswith(LAB):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Collect garbage again, and not among what stays until the end."""
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show why a test was tried once more: it passed then, and is still to be mended."""
    again = terminalreporter.stats.get("rerun", [])
    if again:
        terminalreporter.section("tried once more: mend what made them fail at first", "!")
    for report in again:
        terminalreporter.section(report.nodeid, "_")
        terminalreporter.write_line(report.longreprtext)
