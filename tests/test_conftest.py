"""What every test runs under."""

import gc
import os
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@settings(max_examples=1, database=None)
@given(seconds=st.just(0.3))
def test_a_property_may_take_its_time(seconds):
    """A machine that is busy with other work fails no property: only what it says can fail it."""
    sleep(seconds)


def test_garbage_is_collected_again_but_not_among_what_stays():
    """The collector rests only while tests are looked for."""
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


#: A test that passes when it is tried once more, and one that needs no browser.
UNSTEADY = """
import pytest

@pytest.mark.browser
def test_page(tmp_path_factory):
    tried = tmp_path_factory.getbasetemp() / "tried"
    tried.touch() if not tried.exists() else None
    tried.write_text(tried.read_text() + "x")
    assert tried.read_text() == "xx", "the page was late"

def test_sum():
    assert 1 + 1 == 3
"""


def run(folder: Path, *options: str, **variables: str) -> str:
    """Run the unsteady test under the project's conftest, and return what pytest wrote."""
    (folder / "test_unsteady.py").write_text(UNSTEADY)
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "pytest", "-c", root / "pyproject.toml", "-p", "conftest"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *options, folder],
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
        env=os.environ | variables,
    )
    return done.stdout + done.stderr


@pytest.mark.slow
def test_only_a_page_is_tried_once_more_and_its_first_failure_is_told(tmp_path):
    """What needs no browser fails at once; that a page was late at first is told in full."""
    written = run(tmp_path, "-n", "1")
    assert "1 failed, 1 passed, 1 rerun" in written, written
    told = written.partition("tried once more: mend")[2]
    assert "the page was late" in told
    assert "1 + 1" not in told.partition("short test summary")[0]


@pytest.mark.slow
def test_an_environment_without_the_plugin_tries_once(tmp_path):
    """Binder's has no second try, also where a worker of `make test-deployment` starts it."""
    written = run(tmp_path, "-p", "no:rerunfailures", PYTEST_XDIST_WORKER="gw0")
    assert "2 failed" in written, written
    assert "INTERNALERROR" not in written
