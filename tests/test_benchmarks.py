"""What is measured is there: modules and tests keep their names where faults are put in."""

from pathlib import Path

from tests.benchmarks.mutants import MODULES, module_file

ROOT = Path(__file__).parents[1]


def test_every_module_and_test_that_faults_are_tried_with_is_there():
    """After a change of names too."""
    named = [test.partition("::") for entry in MODULES.values() for test in entry["tests"]]
    missing = [str(file) for file in map(module_file, MODULES) if not file.exists()]
    missing += [
        f"{file}{mark}{test}"
        for file, mark, test in named
        if not (ROOT / file).exists() or f"def {test}" not in (ROOT / file).read_text("utf-8")
    ]
    assert missing == []
