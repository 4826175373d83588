"""What the README says about starting works as it stands there."""

import re

import pytest
from environments import environment

from course.content.notebooks import ROOT

#: What a learner has to load and keep, before Python compiles any of it.
MOST_BYTES = 500e6


@pytest.fixture(scope="module")
def steps():
    """Give the commands of the way without make, in their order."""
    readme = (ROOT / "README.md").read_text("utf-8")
    [block] = re.findall(
        r"### Linux or macOS without make\n\n```console\n(.+?)```", readme, re.DOTALL
    )
    return [line.split() for line in block.splitlines()]


@pytest.fixture(scope="module")
def plain(steps):
    """Take these steps, with pip alone, in an environment of their own."""
    assert steps[0] == ["python3", "-m", "venv", ".venv"]
    pip = [words for words in steps if words[0] == ".venv/bin/pip"]
    texts = [(ROOT / name).read_text("utf-8") for name in ("requirements.lock", "pyproject.toml")]

    def fill(new):
        for words in pip:
            new.run(*(word.removeprefix(".venv/bin/") for word in words))

    return environment("plain-pip", ["\n".join(map(" ".join, pip)), *texts], fill)


@pytest.mark.deployment
@pytest.mark.slow
def test_the_course_starts_after_these_steps(plain, steps):
    """With pip alone a learner gets everything, in versions that get along with each other."""
    assert steps[-1] == [".venv/bin/course", "read"]
    assert "No broken requirements" in plain.run("python", "-m", "pip", "check")
    assert "nothing to mend" in plain.run("course", "incident", "check", "data")
    assert "--no-browser" in plain.run("course", "read", "--help")


@pytest.mark.deployment
@pytest.mark.slow
def test_a_learner_gets_what_a_learner_needs(plain):
    """No tool of a contributor comes along, and all of it stays within its size."""
    files = [path for path in plain.folder.rglob("*") if path.suffix != ".pyc"]
    assert sum(path.lstat().st_size for path in files if path.is_file()) < MOST_BYTES
    for tool in ("mypy", "playwright", "ruff", "uv"):
        assert not (plain.commands / tool).exists()


def test_every_file_that_is_to_be_installed_from_is_there():
    """README, CONTRIBUTING and Makefile name locks that exist."""
    for text in ("README.md", "CONTRIBUTING.md", "Makefile"):
        for name in re.findall(r"requirements[\w.-]*lock", (ROOT / text).read_text("utf-8")):
            assert (ROOT / name).is_file(), f"{text} names {name}"
