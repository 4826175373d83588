"""One list of dependencies: the lock, environment.yml and Binder follow pyproject.toml."""

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
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def direct_requirements(pyproject: dict[str, Any]) -> list[Requirement]:
    texts = pyproject["project"]["dependencies"] + pyproject["dependency-groups"]["dev"]
    return [Requirement(text) for text in texts]


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
    development = {Requirement(text).name for text in pyproject["dependency-groups"]["dev"]}
    assert not development & set(names)
    assert "rfc3987-syntax" not in names


def test_what_only_binder_gets_is_pinned_and_reaches_nobody_else(lock, lock_text, pyproject):
    """Binder's own packages are exact pins in environment.yml, and not in the lock."""
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    locked = {pin.name for pin in lock.pins(lock_text)}
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


def test_lock_satisfies_every_direct_requirement(lock, lock_text, pyproject) -> None:
    """Every requirement in pyproject.toml has pins in the lock, and all of them satisfy it."""
    locked = lock.pins(lock_text)
    for requirement in direct_requirements(pyproject):
        versions = [p.version for p in locked if p.name == canonicalize_name(requirement.name)]
        assert versions, f"{requirement} is not in requirements.lock: run `make lock`"
        outside = [v for v in versions if not requirement.specifier.contains(v)]
        assert not outside, f"{requirement} is locked at {outside}: run `make lock`"


def test_lock_holds_no_requirement_that_was_removed(lock, lock_text, pyproject) -> None:
    """What the lock says the project asked for is still asked for."""
    project = pyproject["project"]["name"]
    locked = {p.name for p in lock.pins(lock_text) if any(r.startswith(project) for r in p.reasons)}
    assert locked == {canonicalize_name(r.name) for r in direct_requirements(pyproject)}


def test_every_pin_carries_a_hash(lock, lock_text) -> None:
    """Pip refuses a file that is not the one that was locked."""
    blocks = re.split(r"^(?=\S)", lock_text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(lock.pins(lock_text))
    assert all("--hash=sha256:" in block for block in blocks)


def test_lock_names_no_index(lock_text) -> None:
    """The lock works with whichever index a reader's pip is set to."""
    assert "://" not in lock_text
    assert not re.search(r"^\s*(-i|--(extra-)?index-url|--find-links)\b", lock_text, re.MULTILINE)


def test_post_build_starts_on_linux() -> None:
    """Binder can execute postBuild: a shebang, and LF line ends."""
    content = (ROOT / "binder" / "postBuild").read_bytes()
    assert content.startswith(b"#!/bin/bash\n")
    assert b"\r" not in content
