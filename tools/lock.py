"""Compile requirements.lock from pyproject.toml, and environment.yml from the lock.

`python tools/lock.py --environment` writes only environment.yml, without uv.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
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


def environment(lock_text: str, project_name: str, only_binder: Sequence[str] = ()) -> str:
    """Render environment.yml: the pins that a learner on Binder needs.

    Left out are the development group, what only such a package asks for, and pins for
    another platform or another Python. `only_binder` holds the pins that the image gets
    on top; what they ask for is in the lock.
    """
    candidates = [pin for pin in pins(lock_text) if pin.on_binder]
    needed = {f"{project_name} (pyproject.toml)"}
    while True:
        more = {pin.name for pin in candidates if needed.intersection(pin.reasons)} - needed
        if not more:
            break
        needed |= more
    wanted = [f"{pin.name}=={pin.version}" for pin in candidates if pin.name in needed]
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


def compile_lock() -> None:
    """Write requirements.lock; versions already in it stay where they still fit."""
    options = ["--universal", "--generate-hashes", "--no-header", "--group", "dev"]
    files = ["pyproject.toml", "--output-file", "requirements.lock"]
    command = [*uv(), "pip", "compile", "--quiet", *options, *files]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    """Write both files, or with `--environment` only the second."""
    if "--environment" not in sys.argv[1:]:
        compile_lock()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lock_text = (ROOT / "requirements.lock").read_text("utf-8")
    only_binder = project["dependency-groups"]["binder"]
    text = environment(lock_text, project["project"]["name"], only_binder)
    (ROOT / "environment.yml").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
