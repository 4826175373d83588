"""One list of dependencies: both locks, environment.yml and Binder follow pyproject.toml."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def lock() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lock_tool", ROOT / "tools" / "lock.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass looks its own module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def lock_text() -> str:
    return (ROOT / "requirements.lock").read_text("utf-8")


@pytest.fixture(scope="module")
def development_text() -> str:
    return (ROOT / "requirements-dev.lock").read_text("utf-8")


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def of_learner(pyproject: dict[str, Any]) -> list[Requirement]:
    texts = pyproject["project"]["dependencies"] + pyproject["dependency-groups"]["build"]
    return [Requirement(text) for text in texts]


def of_contributor(pyproject: dict[str, Any]) -> list[Requirement]:
    return [Requirement(text) for text in pyproject["dependency-groups"]["dev"]]


def test_environment_is_rendered_from_the_lock(lock, lock_text, pyproject) -> None:
    """environment.yml is what the lock renders (`python tools/lock.py --environment` writes it)."""
    only_binder = pyproject["dependency-groups"]["binder"]
    rendered = lock.environment(lock_text, pyproject["project"]["name"], only_binder)
    assert (ROOT / "environment.yml").read_text("utf-8") == rendered


def test_binder_gets_the_same_environment() -> None:
    """Binder reads the same content as the root, where a checkout knows symlinks."""
    binder = ROOT / "binder" / "environment.yml"
    text = binder.read_text("utf-8")
    if text == "../environment.yml":  # git writes this where it cannot make a symlink
        text = (binder.parent / text).read_text("utf-8")
    assert text == (ROOT / "environment.yml").read_text("utf-8")


def test_environment_is_in_the_form_that_binder_reads() -> None:
    """Binder gets exactly `python=3.11`, and nothing in the pip list that points at a file."""
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    python, _, pip = content["dependencies"]
    assert python == "python=3.11"
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pip["pip"])


def test_environment_holds_what_a_learner_needs_and_no_more(pyproject) -> None:
    """Every runtime dependency of Linux is pinned once, and no tool of a contributor."""
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    names = [pin.split("==")[0] for pin in content["dependencies"][-1]["pip"]]
    assert len(names) == len(set(names))
    runtime = [Requirement(text) for text in pyproject["project"]["dependencies"]]
    linux = {"sys_platform": "linux"}
    wanted = {r.name for r in runtime if r.marker is None or r.marker.evaluate(linux)}
    assert wanted <= set(names)
    groups = pyproject["dependency-groups"]
    tools = {Requirement(text).name for text in groups["dev"] + groups["build"]}
    assert not tools & set(names)
    assert "rfc3987-syntax" not in names


def test_what_only_binder_gets_is_pinned_and_reaches_nobody_else(
    lock, lock_text, development_text, pyproject
):
    """Binder's own packages are exact pins in environment.yml, and in no lock."""
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    locked = {pin.name for pin in lock.pins(lock_text + development_text)}
    for text in pyproject["dependency-groups"]["binder"]:
        assert text in content["dependencies"][-1]["pip"]
        assert Requirement(text).name not in locked


def test_pins_of_another_platform_and_of_development_are_left_out(lock) -> None:
    """A pin is rendered only where a runtime dependency asks for it on Linux and Python 3.11."""
    rendered = lock.environment(
        "asked==1\n    # via demo (pyproject.toml)\n"
        "below==2 \\\n    --hash=sha256:00\n    # via\n    #   asked\n    #   tool\n"
        "newer==3 ; python_full_version >= '3.12'\n    # via asked\n"
        "of-newer==4\n    # via newer\n"
        "of-tool==5\n    # via tool\n"
        "tool==6\n    # via demo (pyproject.toml:dev)\n"
        "windows==7 ; sys_platform == 'win32'\n    # via demo (pyproject.toml)\n",
        "demo",
        ["at-the-hub==8"],
    )
    pip = ["asked==1", "at-the-hub==8", "below==2"]
    assert yaml.safe_load(rendered)["dependencies"][-1] == {"pip": pip}


def test_each_lock_satisfies_who_installs_from_it(lock, lock_text, development_text, pyproject):
    """Every requirement in pyproject.toml has pins where it is looked for, and all satisfy it."""
    whole = lock_text + development_text
    for text, requirements in (
        (lock_text, of_learner(pyproject)),
        (whole, of_contributor(pyproject)),
    ):
        locked = lock.pins(text)
        for requirement in requirements:
            versions = [p.version for p in locked if p.name == canonicalize_name(requirement.name)]
            assert versions, f"{requirement} is not in its lock: run `make lock`"
            outside = [v for v in versions if not requirement.specifier.contains(v)]
            assert not outside, f"{requirement} is locked at {outside}: run `make lock`"


def test_the_locks_are_the_two_parts_of_one(lock, lock_text, development_text, pyproject) -> None:
    """A learner gets what the course and its building ask for; whatever else is a contributor's."""
    project = pyproject["project"]["name"]
    parts = lock.split(lock_text + development_text, project)
    assert parts == (lock_text, development_text)
    names = [{pin.name for pin in lock.pins(text)} for text in parts]
    assert not names[0] & names[1]


def test_a_lock_is_parted_by_who_asks(lock) -> None:
    """What a learner's package asks for is a learner's, also where a tool asks for it too."""
    parts = lock.split(
        "asked==1\n    # via demo (pyproject.toml)\n"
        "below==2 \\\n    --hash=sha256:00\n    # via\n    #   asked\n    #   tool\n"
        "builder==3\n    # via demo (pyproject.toml:build)\n"
        "of-tool==4\n    # via tool\n"
        "tool==5\n    # via demo (pyproject.toml:dev)\n",
        "demo",
    )
    assert [[pin.name for pin in lock.pins(part)] for part in parts] == [
        ["asked", "below", "builder"],
        ["of-tool", "tool"],
    ]


def test_locks_hold_no_requirement_that_was_removed(
    lock, lock_text, development_text, pyproject
) -> None:
    """What the locks say the project asked for is still asked for."""
    project = pyproject["project"]["name"]
    locked = lock.pins(lock_text + development_text)
    asked = {p.name for p in locked if any(r.startswith(project) for r in p.reasons)}
    wanted = of_learner(pyproject) + of_contributor(pyproject)
    assert asked == {canonicalize_name(r.name) for r in wanted}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_carries_a_hash(lock, name) -> None:
    """Pip refuses a file that is not the one that was locked."""
    text = (ROOT / name).read_text("utf-8")
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(lock.pins(text)) > 0
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_name_no_index(name) -> None:
    """A lock works with whichever index a reader's pip is set to."""
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--(extra-)?index-url|--find-links)\b", text, re.MULTILINE)


def test_post_build_starts_on_linux() -> None:
    """Binder can execute postBuild: a shebang, and LF line ends."""
    content = (ROOT / "binder" / "postBuild").read_bytes()
    assert content.startswith(b"#!/bin/bash\n")
    assert b"\r" not in content
