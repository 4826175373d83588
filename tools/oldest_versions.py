"""Run the tests with the oldest version of everything that the course says it gets along with.

The lower bounds of `dependencies` in pyproject.toml are promises; this is where they are kept.
`make test-versions` does it, in an environment of its own in `.cache/`.
"""

import subprocess
import sys
import tempfile
import tomllib

from binder_image import project
from environments import ROOT, Environment, environment, stop_with_children
from packaging.requirements import Requirement

#: What the tests need on top, in the versions of the lock.
FOR_TESTS = (
    *("axe-playwright-python", "mypy", "oxlint", "playwright"),
    *("pytest-rerunfailures", "pytest-xdist"),
)

#: A chosen part: the fast tests, then the front ends and reader mode in a browser, then every
#: notebook with all decisions answered, and at last as it is committed.
FAST = (
    *("-m", "not slow and not browser and not deployment", "--hypothesis-profile", "brief"),
    *("course", "tests"),
    # Pages and sites are built with the versions of the lock: nobody needs old ones for it.
    *("--ignore", "tests/build"),
)
IN_A_BROWSER = (
    "tests/browser/test_notebook7.py",
    "tests/browser/test_course.py::test_by_touch_in_reader_mode_at_phone_width_until_the_reveal_opens",
    "tests/browser/test_course.py::test_answers_are_downloaded_brought_back_and_put_aside_by_buttons",
)
LEARNERS = ("-m", "slow", "-k", "all-correct or facilitator or incident", "tests/notebooks")


def oldest(requirements: list[str]) -> list[str]:
    """Turn each lower bound into a pin.

    Raises
    ------
    SystemExit
        If a requirement has no lower bound, and so promises nothing.
    """
    pins = []
    for text in requirements:
        asked = Requirement(text)
        bounds = [one.version for one in asked.specifier if one.operator in (">=", "==")]
        if len(bounds) != 1:
            raise SystemExit(
                f"Expected one lower bound (>=) in {text!r} of pyproject.toml, and found "
                f"{len(bounds)}. Write the oldest version that `make test-versions` passes with."
            )
        marker = f"; {asked.marker}" if asked.marker else ""
        extras = f"[{','.join(sorted(asked.extras))}]" if asked.extras else ""
        pins.append(f"{asked.name}{extras}=={bounds[0]}{marker}")
    return pins


def promised() -> list[str]:
    """Return the oldest version of everything that a learner's computer gets."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return oldest(content["project"]["dependencies"])


def made() -> Environment:
    """Return an environment with the oldest versions, and this checkout in it."""
    from lock import pins

    development = (ROOT / "requirements-dev.lock").read_text("utf-8")
    lock = {pin.name: pin.version for pin in pins(development)}
    on_top = [f"{name}=={lock[name]}" for name in FOR_TESTS]

    def fill(new: Environment) -> None:
        new.install(*promised(), *on_top)
        # As in every environment of the course: it slows all of Jupyter and serves none of it.
        new.run("python", "-m", "pip", "uninstall", "--yes", "--quiet", "rfc3987-syntax")
        new.install("--no-deps", "--editable", ROOT)

    return environment("oldest", [*promised(), *on_top, project()], fill)


def main() -> int:
    """Run the tests; return 0 if all pass."""
    stop_with_children()
    found = made()
    print("Oldest:", " ".join(promised()), flush=True)
    python = str(found.commands / "python")
    # Old versions warn of what newer ones will do, and that is not what is asked here.
    pytest = [python, "-m", "pytest", "-p", "no:cacheprovider", "-o", "filterwarnings=default"]
    # One kernel a notebook, so all cells of one go to the same worker.
    nbval = ["--nbval", "--nbval-current-env", "-o", "addopts=", "--dist", "loadscope"]
    sanitizer = ["--nbval-sanitize-with", "tests/notebooks/sanitize.cfg"]
    with tempfile.TemporaryDirectory() as home:
        variables = found.variables | {"COURSE_HOME": home}
        for tests in (FAST, IN_A_BROWSER, LEARNERS, (*nbval, *sanitizer, "notebooks")):
            done = subprocess.run(
                [*pytest, "-n", "2", *tests], check=False, cwd=ROOT, env=variables
            )
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
