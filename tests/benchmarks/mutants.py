"""How many small faults in a module its tests notice.

Each fault gets a process of its own, in which the module is imported with it and its tests
run until the first one fails. `mutants.toml` names the modules, their tests, and the faults
that change nothing anybody could notice.
`python -m tests.benchmarks.mutants MODULE [SAMPLE] [SEED]` prints those that no test notices;
another seed tries others.
"""

import contextlib
import importlib
import os
import random
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from types import CodeType

from tests.benchmarks.faults import mutants
from tests.benchmarks.ratios import Row

MODULES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
#: Faults of a module that are tried, always the same ones.
SAMPLE = 40
AIM = "≥ 85 %"


def module_file(module: str) -> Path:
    """Find a module without importing it."""
    return Path(__file__).parents[2].joinpath(*module.split(".")).with_suffix(".py")


def _run_tests(module: str, code: CodeType | None, folder: Path) -> int:
    """Run the tests of a module, in which this code is what it holds, however it is imported."""
    import pytest

    if code:
        get_code = SourceFileLoader.get_code
        SourceFileLoader.get_code = lambda self, name: (
            code if name == module else get_code(self, name)
        )
    # Before pytest, which reads the files that it is given in a way of its own.
    importlib.import_module(module)
    words = ["-xqp", "no:cacheprovider", "--hypothesis-seed=0", f"--basetemp={folder / 'pytest'}"]
    # Much is imported before pytest starts, for speed, and no test is about that.
    words += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "-m", "not browser and not slow"]
    result = pytest.main([*words, str(module_file(module)), *MODULES[module]["tests"]])
    modules = "\n".join(sorted(sys.modules))
    (folder / "modules").write_text(modules, "utf-8")
    return int(result)


def _in_a_process(work: Callable[[], int], seconds: float) -> int:
    """Run something that may break everything, and give its exit code; negative when stopped."""
    if not (child := os.fork()):
        os.setsid()
        signal.setitimer(signal.ITIMER_REAL, seconds)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        try:
            os._exit(work())
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what a stopped test had started
    return code


def unnoticed(module: str, sample: int, seed: str = "") -> Iterator[str]:
    """Give each fault of the sample that no test notices, and last how many there were."""
    every = list(mutants(module_file(module).read_text("utf-8")))
    same = MODULES[module].get("same", {})
    if gone := same.keys() - {mutant.name for mutant in every}:
        raise ValueError(f"{module} has no such mutants: {gone}; mend mutants.toml")
    tried = [mutant for mutant in every if mutant.name not in same]
    if len(tried) > sample:
        tried = random.Random(module + seed).sample(tried, sample)
    with TemporaryDirectory(prefix="course-mutants-") as name:
        folder = Path(name)
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(folder / "hypothesis")
        began = monotonic()
        if _in_a_process(lambda: _run_tests(module, None, folder), 300):
            raise RuntimeError(f"the tests of {module} fail as it stands")
        limit = 10 + 2 * (monotonic() - began)
        for other in (folder / "modules").read_text("utf-8").split():
            if other.partition(".")[0] not in {"course", "tests", "conftest", "__main__"}:
                with contextlib.suppress(Exception):
                    importlib.import_module(other)
        for mutant in sorted(tried, key=lambda mutant: mutant[:2]):
            if not _in_a_process(lambda code=mutant.code: _run_tests(module, code, folder), limit):
                yield f"{module}:{mutant.line}: {mutant.name}"
    yield f"{len(tried)}"


def noticed(module: str) -> Iterator[Row]:
    """Tell what share of the faults is noticed; those that are not go to standard error."""
    words = [sys.executable, "-m", "tests.benchmarks.mutants", module, str(SAMPLE)]
    # In an interpreter that has not imported the course yet.
    ran = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    *living, tried = ran.stdout.splitlines()
    sys.stderr.write("".join(f"not noticed: {fault}\n" for fault in living))
    killed = int(tried) - len(living)
    yield Row(f"{module}, {tried} faults", f"{100 * killed / int(tried):.0f} %", aim=AIM)


MEASURES = {
    module.removeprefix("course."): lambda module=module: noticed(module) for module in MODULES
}

if __name__ == "__main__":
    os.nice(10)
    for line in unnoticed(sys.argv[1], int(*sys.argv[2:3] or [SAMPLE]), *sys.argv[3:]):
        print(line, flush=True)  # noqa: T201
