"""The versions of the booking service."""

import sys

import pytest

from course.lab.process import execute, workspace
from course.lab.versions import LAYERS, read, write


@pytest.mark.parametrize("version", LAYERS)
def test_a_version_is_a_whole_package(version):
    """Each version imports on its own."""
    with workspace() as folder:
        write(read(version), folder)
        ended = execute(["-c", "import booking; print(booking.__all__)"], folder, seconds=30)
    assert ended.returncode == 0, ended.output
    assert "BookingService" in ended.output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("version", "errors"),
    [("before", 0), ("after", 1)],
)
def test_a_type_checker_points_at_the_defect_and_at_nothing_else(version, errors):
    """As the lab says: mypy names the line that lost its null check."""
    with workspace() as folder:
        write(read(version), folder)
        command = ["-m", "mypy", "--strict", "--cache-dir=cache", "booking"]
        ended = execute(command, folder, seconds=120)
    found = [line for line in ended.output.splitlines() if ": error:" in line]
    assert len(found) == errors, ended.output
    assert all('"None" of "Appointment | None" has no attribute "slot"' in line for line in found)


def test_importing_the_lab_loads_no_plotting_no_widgets_and_no_test_tools():
    """The kernel that shows a notebook does not pay for what runs elsewhere."""
    import subprocess

    script = "import sys, course.lab; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"pandas", "matplotlib", "numpy", "ipywidgets", "anywidget"}
    assert not (heavy | {"pytest", "coverage", "hypothesis"}) & set(loaded)
