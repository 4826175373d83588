"""What a newcomer waits for and keeps: `make` against pip alone, from an empty cache: issue 11."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.request import urlopen

from course.content.notebooks import ROOT
from tests.benchmarks.ratios import NotMeasuredError, Row, duration, megabytes
from tests.benchmarks.throwaway import PATIENCE_SECONDS

MOST_BYTES = 500e6
AIM_FIRST_PAGE = 1 / 3
PIP = (".venv/bin/python", "-m", "pip", "install", "--quiet", "--no-deps")


def installation() -> Iterator[Row]:
    """Install what a learner needs, and then what a contributor needs on top."""
    make = {}
    with TemporaryDirectory(prefix="course-bench-") as folder:
        checkout = _checkout(Path(folder) / "make")
        for target in (".venv/.installed", ".venv/.equipped"):
            seconds = _run(["make", target, f"PYTHON={sys.executable}"], checkout)
            make[target] = seconds, _bytes(checkout)
            if target == ".venv/.installed":
                read = seconds + _first_page(checkout)
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
        first_page = seconds + _first_page(checkout)
        # As it was before: pip alone, and contributors' tools for everyone.
        before = first_page + _run([*PIP, "-r", "requirements-dev.lock"], checkout)
    ours, kept = make[".venv/.installed"]
    more, in_all = make[".venv/.equipped"]
    yield Row(
        "make read, to install / pip", duration(ours), duration(seconds), f"{ours / seconds:.2f}"
    )
    yield Row(
        "from nothing to the end of the first page / pip",
        duration(read),
        duration(first_page),
        f"{read / first_page:.2f}",
    )
    yield Row(
        "the same / pip with contributors' tools, as it was",
        duration(read),
        duration(before),
        f"{read / before:.2f}",
        f"≤ {AIM_FIRST_PAGE:.2f}",
    )
    yield Row(
        "make read, without byte-code / pip",
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


def _first_page(checkout: Path) -> float:
    """Start reader mode for the first time, and read its first page to the end."""
    words = [".venv/bin/course", "read", "--no-browser", "--port", "0"]
    home = {"COURSE_HOME": str(checkout / ".home")}
    began = perf_counter()
    with subprocess.Popen(
        words, cwd=checkout, env=os.environ | home, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        try:
            addresses = (re.search(r"http\S+", line) for line in server.stdout)
            address = next(filter(None, addresses), None)
            if not address:
                raise NotMeasuredError("`course read` said no address")
            with urlopen(address[0], timeout=PATIENCE_SECONDS) as page:
                page.read()
            return perf_counter() - began
        finally:
            server.terminate()


def _bytes(checkout: Path) -> int:
    files = (path for path in (checkout / ".venv").rglob("*") if path.suffix != ".pyc")
    return sum(path.lstat().st_size for path in files if not path.is_dir())


MEASURES = {"installation": installation}
