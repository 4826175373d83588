"""Running a command where it can disturb nothing."""

import sys
import time

from course.lab.process import KEPT_BYTES, execute, workspace

FIVE_MB = "import sys\nfor _ in range(5000): sys.stdout.write('y' * 1000)\nprint('the end')"


def test_a_command_is_ended_with_all_it_started(tmp_path):
    """A child that a run started does not outlive the run's time limit."""
    heartbeat = tmp_path / "heartbeat"
    child = f"""
import time
while True:
    with open({str(heartbeat)!r}, "a") as file: file.write("x")
    time.sleep(0.02)
"""
    parent = f"""
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {child!r}])
time.sleep(60)
"""
    with workspace() as folder:
        # A busy machine may need longer until the child has begun.
        for seconds in (0.5, 2, 10, 60):
            ended = execute(["-c", parent], folder, seconds=seconds)
            assert ended.returncode is None
            if heartbeat.exists():
                break
    beats = heartbeat.stat().st_size
    assert beats > 0
    time.sleep(0.3)
    assert heartbeat.stat().st_size == beats


def test_a_child_left_running_ends_with_the_run(tmp_path):
    """A run that ends by itself waits for nothing that it left in the background, and ends it."""
    heartbeat = tmp_path / "heartbeat"
    child = f"""
import time
while True:
    with open({str(heartbeat)!r}, "a") as file: file.write("x")
    time.sleep(0.02)
"""
    parent = f"""
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {child!r}])
while not os.path.exists({str(heartbeat)!r}): time.sleep(0.02)
"""
    with workspace() as folder:
        ended = execute(["-c", parent], folder, seconds=30)
    # Had it waited, it would have been ended at its limit.
    assert (ended.returncode, ended.why) == (0, "itself")
    beats = heartbeat.stat().st_size
    time.sleep(0.3)
    assert heartbeat.stat().st_size == beats


def test_output_is_capped_in_its_middle():
    """Of a long output the beginning and the end are kept."""
    with workspace() as folder:
        ended = execute(["-c", FIVE_MB], folder, seconds=30)
    assert len(ended.output) < 2 * KEPT_BYTES + 200
    assert ended.output.startswith("yyy")
    assert "left out" in ended.output
    assert ended.output.endswith("the end\n")


def test_output_says_neither_where_nor_how_long_nor_at_what_address():
    """What differs from run to run is taken out of the output."""
    script = "import os; print(os.path.join(os.getcwd(), 'a.py'), object(), '\\n3 passed in 0.12s')"
    with workspace() as folder:
        ended = execute(["-c", script], folder, seconds=30)
    assert ended.output == "a.py <object object> \n3 passed\n"


def test_a_workspace_is_gone_afterwards():
    """Nothing is left of a workspace, its home included."""
    with workspace() as folder:
        execute(["-c", "open('made', 'w').close()"], folder, seconds=30)
        assert (folder / "made").exists()
    assert not folder.parent.exists()


def test_a_command_has_no_input_to_wait_for():
    """A run that asks for input ends at once instead of hanging."""
    with workspace() as folder:
        assert execute(["-c", "input()"], folder, seconds=30).returncode == 1


def test_the_same_python_runs():
    """A run uses the interpreter that the course runs in."""
    with workspace() as folder:
        ended = execute(["-c", "import sys; print(sys.version)"], folder, seconds=30)
    assert ended.output.strip() == sys.version
