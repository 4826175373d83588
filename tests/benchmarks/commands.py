"""What the commands cost, against the tools they stand on: issue 2.

`course lab` to its first page, and `course build` from its start to its last page.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from course.content.notebooks import notebooks
from course.server.listening import LOOPBACK, free_port
from tests.benchmarks.ratios import NotMeasuredError, Row, comparison, in_turns, timed
from tests.benchmarks.throwaway import Surroundings, papermill, serving, surroundings

STARTS = 5
BUILDS = 3
CORES = 2

AIM_LAB = 0.6
AIM_BUILD = 0.65

#: What `pip install jupyterlab` brings along, and the lock leaves out.
GRAMMAR = "rfc3987-syntax"


def lab() -> Iterator[Row]:
    """Start `course lab`, against stock `jupyter lab` with rfc3987-syntax, to the first page.

    Stock stands in the same environment, with the same extensions.
    """
    with surroundings() as around, TemporaryDirectory(prefix="course-bench-") as folder:
        with_grammar = _with_grammar(around, Path(folder))
        course = [str(Path(sys.executable).with_name("course")), "lab", "--no-browser", "--port"]
        stock = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port"]
        pairs = in_turns(_starting(course, around), _starting(stock, with_grammar), rounds=STARTS)
        yield comparison("course lab / jupyter lab, to the first 200 on /lab", pairs, AIM_LAB)


def _with_grammar(around: Surroundings, folder: Path) -> Surroundings:
    """Make rfc3987-syntax importable, and nowhere but in these surroundings."""
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        around.run(*words, "--target", str(folder), GRAMMAR)
    except RuntimeError as error:
        reason = f"{GRAMMAR} cannot be got for the baseline (no network?)"
        raise NotMeasuredError(reason) from error
    path = os.pathsep.join(filter(None, (str(folder), around.variables.get("PYTHONPATH"))))
    return Surroundings(around.folder, around.variables | {"PYTHONPATH": path})


def _starting(words: list[str], around: Surroundings) -> Callable[[], float]:
    def start() -> float:
        port = free_port(LOOPBACK, 0)
        with serving([*words, str(port)], "/lab", around, port) as server:
            return server.seconds

    return start


def build() -> Iterator[Row]:
    """Build the course on two cores, against one `papermill` after the other.

    The build also writes its pages, papermill does not.
    """
    call = (
        "import sys; from pathlib import Path; from course.build.course import build; "
        "assert not build(Path(sys.argv[1]), workers=int(sys.argv[2]))"
    )
    with surroundings() as around:
        site = around.folder / "site"

        def one_after_the_other() -> None:
            for notebook in notebooks():
                papermill(notebook, around)

        pairs = in_turns(
            timed(lambda: around.run("-c", call, str(site), str(CORES))),
            timed(one_after_the_other),
            rounds=BUILDS,
            warm_up=False,
        )
        yield comparison("course build / papermill, notebook by notebook", pairs, AIM_BUILD)


MEASURES = {"lab": lab, "build": build}
