"""What a newcomer waits for and keeps: `make` against pip alone, from an empty cache: issue 11."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from course.content.notebooks import ROOT
from tests.benchmarks.ratios import NotMeasuredError, Row, duration, megabytes

MOST_BYTES = 500e6
PIP = (".venv/bin/python", "-m", "pip", "install", "--quiet", "--no-deps")


def installation() -> Iterator[Row]:
    """Install what a learner needs, and then what a contributor needs on top."""
    make = {}
    with TemporaryDirectory(prefix="course-bench-") as folder:
        checkout = _checkout(Path(folder) / "make")
        for target in (".venv/.installed", ".venv/.equipped"):
            seconds = _run(["make", target, f"PYTHON={sys.executable}"], checkout)
            make[target] = seconds, _bytes(checkout)
    with TemporaryDirectory(prefix="course-bench-") as folder:
        checkout = _checkout(Path(folder) / "pip")
        seconds = sum(
            _run(words, checkout)
            for words in (
                [sys.executable, "-m", "venv", ".venv"],
                [*PIP, "-r", "requirements.lock"],
                [*PIP, "--no-build-isolation", "-e", "."],
            )
        )
        size = _bytes(checkout)
    ours, kept = make[".venv/.installed"]
    more, in_all = make[".venv/.equipped"]
    yield Row(
        "make read, to install / pip", duration(ours), duration(seconds), f"{ours / seconds:.2f}"
    )
    yield Row(
        "the same, without byte-code",
        megabytes(kept),
        megabytes(size),
        f"{kept / size:.2f}",
        f"< {megabytes(MOST_BYTES)}",
    )
    yield Row("make test, to install on top", duration(more))
    yield Row("both, without byte-code", megabytes(in_all))


def _checkout(folder: Path) -> Path:
    """Copy what the repository knows, and nothing that was installed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name, follow_symlinks=False)
    return folder


def _run(words: list[str], checkout: Path) -> float:
    caches = {name: str(checkout / ".caches" / name) for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR")}
    began = perf_counter()
    done = subprocess.run(
        words, cwd=checkout, env=os.environ | caches, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise NotMeasuredError(f"`{' '.join(words)}` ended with {done.returncode}: {done.stderr}")
    return perf_counter() - began


def _bytes(checkout: Path) -> int:
    files = (path for path in (checkout / ".venv").rglob("*") if path.suffix != ".pyc")
    return sum(path.lstat().st_size for path in files if not path.is_dir())


MEASURES = {"installation": installation}
