"""Runs one job of the lab, in the Python of a worker that is ended afterwards."""

import json
import os
import sys
import traceback
from pathlib import Path

FOLDER = Path("/run/work")


def warm_up() -> None:
    """Load what every run loads: it would take most of the time that a short one has."""
    import coverage  # noqa: F401
    from _pytest.config import get_config

    get_config()


def run(written: str) -> str:
    """Lay out the files of a job, run its script, and give what is left of it."""
    job = json.loads(written)
    for path, text in {**job["files"], "pytest.ini": "[pytest]\n"}.items():
        file = FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    os.chdir(FOLDER)
    code = _run(job)
    sys.stdout.flush()
    sys.stderr.flush()
    names = ("seen.json", "coverage.json")
    left = {name: (FOLDER / name).read_text("utf-8") for name in names if (FOLDER / name).exists()}
    return json.dumps({"code": code, "left": left})


def _run(job: dict) -> int:
    """Run the script as Python runs a file, and give what that returns."""
    file = str(FOLDER / job["script"])
    sys.argv = [file, *job["arguments"]]
    sys.path.insert(0, str(FOLDER))
    try:
        exec(compile(job["source"], file, "exec"), {"__name__": "__main__", "__file__": file})  # noqa: S102
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what came of the run
        # Without the lines of this file.
        traceback.print_exception(error.with_traceback(error.__traceback__.tb_next))
        return 1
    return 0
