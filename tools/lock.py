"""Compile both locks from pyproject.toml, and environment.yml from that of learners.

requirements.lock holds what a learner needs, with what builds the course;
requirements-dev.lock what a contributor needs on top. Both are of one resolution.
`python tools/lock.py --environment` writes only environment.yml, without uv.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
LEARNER, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
BINDER_PYTHON = "3.11"
BINDER = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": f"{BINDER_PYTHON}.14",  # conda installs the last patch
    "python_version": BINDER_PYTHON,
    "sys_platform": "linux",
}
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>[^\\]+?))?\s*\\?$")
REASON = re.compile(r"\s+#\s+(?:via\s+)?(?P<reason>\S.*)$")


@dataclass(frozen=True)
class Pin:
    """One version in the lock, and what asked for it."""

    name: str
    version: str
    marker: str
    reasons: tuple[str, ...]

    @property
    def on_binder(self) -> bool:
        """Whether Binder's Python on Linux installs it."""
        return not self.marker or Marker(self.marker).evaluate(BINDER)


def pins(lock_text: str) -> list[Pin]:
    """Return every pin of a lock that `uv pip compile` wrote, in its order."""
    found: list[Pin] = []
    for line in lock_text.splitlines():
        pin = PIN.match(line)
        reason = REASON.match(line)
        if pin:
            found.append(Pin(pin["name"], pin["version"], pin["marker"] or "", ()))
        elif reason and reason["reason"] != "via":
            last = found[-1]
            reasons = (*last.reasons, reason["reason"])
            found[-1] = Pin(last.name, last.version, last.marker, reasons)
    return found


def needed(candidates: Sequence[Pin], *asking: str) -> set[str]:
    """Name what somebody asks for, with all that this asks for in turn."""
    found = set(asking)
    while more := {pin.name for pin in candidates if found.intersection(pin.reasons)} - found:
        found |= more
    return found


def split(whole: str, project_name: str) -> tuple[str, str]:
    """Part a lock into what a learner needs, with the build backend, and the rest."""
    asked = f"{project_name} (pyproject.toml"
    names = needed(pins(whole), f"{asked})", f"{asked}:build)")
    blocks = re.split(r"^(?=\S)", whole, flags=re.MULTILINE)[1:]
    of_learner = [block if block.partition("==")[0] in names else "" for block in blocks]
    rest = ["" if mine else block for mine, block in zip(of_learner, blocks, strict=True)]
    return "".join(of_learner), "".join(rest)


def environment(lock_text: str, project_name: str, only_binder: Sequence[str] = ()) -> str:
    """Render environment.yml: the pins that a learner on Binder needs.

    Left out are the groups, what only such a package asks for, and pins for another
    platform or another Python. `only_binder` holds the pins that the image gets
    on top; what they ask for is in the lock.
    """
    candidates = [pin for pin in pins(lock_text) if pin.on_binder]
    names = needed(candidates, f"{project_name} (pyproject.toml)")
    wanted = [f"{pin.name}=={pin.version}" for pin in candidates if pin.name in names]
    by_name = sorted([*wanted, *only_binder], key=lambda pin: pin.partition("==")[0])
    lines = [f"      - {pin}" for pin in by_name]
    # repo2docker reads `python=3.11` in exactly this form, and rebuilds the whole image for
    # every commit when the pip list points at a file: the pins stand here.
    return "\n".join(
        [
            "# Generated from requirements.lock by `make lock`: edit pyproject.toml instead.",
            f"name: {project_name}",
            "channels:",
            "  - conda-forge",
            "dependencies:",
            f"  - python={BINDER_PYTHON}",
            "  - pip",
            "  - pip:",
            *lines,
            "",
        ]
    )


def uv() -> list[str]:
    """Return the command that starts uv.

    Raises
    ------
    SystemExit
        Where uv is neither on PATH nor a module of this Python.
    """
    found = shutil.which("uv")
    if found:
        return [found]
    if importlib.util.find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    raise SystemExit(
        "Compiling the lock needs uv, and it was found neither on PATH nor beside "
        f"{sys.executable}. Run `{sys.executable} -m pip install uv`, then `make lock` again."
    )


def compile_locks(project_name: str) -> None:
    """Write both locks; versions already in them stay where they still fit."""
    options = ["--universal", "--generate-hashes", "--no-header"]
    groups = ["--group", "build", "--group", "dev"]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.lock"
        known = [path.read_text("utf-8") for path in (LEARNER, DEVELOPMENT) if path.exists()]
        whole.write_text("".join(known), "utf-8")
        files = ["pyproject.toml", "--output-file", str(whole)]
        command = [*uv(), "pip", "compile", "--quiet", *options, *groups, *files]
        subprocess.run(command, cwd=ROOT, check=True)
        parts = split(whole.read_text("utf-8"), project_name)
    for path, text in zip((LEARNER, DEVELOPMENT), parts, strict=True):
        path.write_text(text, "utf-8", newline="\n")


def main() -> None:
    """Write all files, or with `--environment` only that of Binder."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    name = project["project"]["name"]
    if "--environment" not in sys.argv[1:]:
        compile_locks(name)
    only_binder = project["dependency-groups"]["binder"]
    text = environment(LEARNER.read_text("utf-8"), name, only_binder)
    (ROOT / "environment.yml").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
