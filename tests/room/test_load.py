"""A full room."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "room.py"
PHONES = 1_000


@pytest.mark.deployment
@pytest.mark.slow
def test_thousand_phones():
    """A thousand phones beside a busy kernel: everyone hears, every vote is acknowledged and
    counted.
    """
    told = json.loads(
        subprocess.run(
            [sys.executable, str(BENCHMARK), "--json", "--phones", str(PHONES)],
            check=True,
            capture_output=True,
            text=True,
            timeout=180,
        ).stdout
    )
    assert told["heard"] == told["acknowledged"] == told["counted"] == PHONES


@pytest.mark.deployment
@pytest.mark.slow
def test_crowd_of_the_benchmark():
    """The crowd that the benchmark times joins, votes, and is counted."""
    told = json.loads(
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.crowd"],
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
            timeout=180,
        ).stdout
    )
    assert told["joined"] == told["acknowledged"] == told["counted"] == 60
