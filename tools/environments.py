"""Virtual environments beside `.venv/`, made once and kept in `.cache/`.

Checks that need other versions than the lock's get them here, from PyPI, with no effect on
what a learner or a contributor has installed.
"""

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"

#: Makes an empty environment when its folder is put behind it.
EMPTY = (sys.executable, "-m", "venv")

#: Seconds to wait for another process that makes the same environment.
PATIENCE_SECONDS = 1_200


@dataclass(frozen=True)
class Environment:
    """A virtual environment."""

    folder: Path

    @property
    def commands(self) -> Path:
        """The folder of its programs."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def variables(self) -> dict[str, str]:
        """What a process needs so that this environment is the one it finds first."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        path = f"{self.commands}{os.pathsep}{os.environ['PATH']}"
        return kept | {"PATH": path, "VIRTUAL_ENV": str(self.folder)}

    def run(
        self, *command: str | Path, variables: Mapping[str, str] | None = None, cwd: Path = ROOT
    ) -> str:
        """Run one of its programs and return what it wrote.

        Raises
        ------
        SystemExit
            If it ends with another code than 0; the message holds what it wrote.
        """
        words = [str(word) for word in (self.commands / command[0], *command[1:])]
        return checked(words, self.variables | dict(variables or {}), cwd)

    def install(self, *words: str | Path) -> None:
        """Install with its pip."""
        self.run("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words)


def stop_with_children() -> None:
    """Let SIGTERM end this tool in order, so that the command it waits for ends as well."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))


def checked(words: Sequence[str], variables: Mapping[str, str], cwd: Path = ROOT) -> str:
    """Run a command and return what it wrote.

    Raises
    ------
    SystemExit
        If it ends with another code than 0; the message holds what it wrote.
    """
    done = subprocess.run(
        words,
        check=False,
        cwd=cwd,
        env=dict(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        ended = f"Expected `{' '.join(words)}` to end well; it ended with {done.returncode}:"
        raise SystemExit(f"{ended}\n{done.stdout}")
    return done.stdout


def environment(
    name: str, made_of: Sequence[str], fill: Callable[[Environment], None]
) -> Environment:
    """Return an environment, made anew only where what it is made of has changed.

    Parameters
    ----------
    name
        What its folder in `.cache/` begins with. There is one of each name.
    made_of
        Texts that decide what is in it, such as pins.
    fill
        Installs into it, once.
    """
    # A path is part of what pip writes, so a checkout that was moved starts again.
    ingredients = "\0".join([sys.version, str(ROOT), *made_of])
    key = hashlib.sha256(ingredients.encode()).hexdigest()[:12]
    found = Environment(CACHE / f"{name}-{key}")
    whole = found.folder / ".whole"
    CACHE.mkdir(exist_ok=True)
    # Tests run side by side. SQLite locks on every platform, and lets go when a process dies.
    with closing(sqlite3.connect(CACHE / f"{name}.lock", timeout=PATIENCE_SECONDS)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not whole.exists():
            for earlier in CACHE.glob(f"{name}-*"):
                shutil.rmtree(earlier)
            checked([*EMPTY, str(found.folder)], os.environ)
            fill(found)
            whole.touch()
    return found
