"""Homes, folders and processes that are gone when a measurement ends."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from course.content.notebooks import ROOT, Notebook
from tests.benchmarks.ratios import NotMeasuredError

PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Surroundings:
    """A folder with a copy of the notebooks, and the environment of what runs beside it."""

    folder: Path
    variables: dict[str, str]

    def write(self, name: str, *sources: str) -> str:
        """Add a notebook of these code cells beside those of the course; return its name."""
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
        nbformat.write(
            nbformat.v4.new_notebook(cells=cells, metadata=kernel), self.folder / "notebooks" / name
        )
        return name

    def run(self, *words: str, cwd: Path | None = None) -> str:
        """Run Python with these words to its end; return what it printed."""
        done = subprocess.run(
            [sys.executable, *words],
            check=False,
            capture_output=True,
            text=True,
            env=self.variables,
            cwd=cwd or self.folder,
        )
        if done.returncode:
            raise RuntimeError(f"python {' '.join(words)}\n{done.stderr}")
        return done.stdout


@contextmanager
def surroundings() -> Iterator[Surroundings]:
    """Give a home, settings and notebooks of their own, so that nobody's are touched."""
    with TemporaryDirectory(prefix="course-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        settings = folder / "config" / "jupyter_lab_config.json"
        settings.parent.mkdir()
        # So that a page can be asked to run its cells, and says when they have run.
        settings.write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}))
        own = {
            "COURSE_HOME": "home",
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        }
        paths = {variable: str(folder / inside) for variable, inside in own.items()}
        yield Surroundings(folder, os.environ | paths | {"JUPYTER_TOKEN": secrets.token_hex()})


def papermill(notebook: Notebook, around: Surroundings) -> None:
    """Execute one notebook with the `papermill` command."""
    folder = around.folder / "notebooks"
    executed = around.folder / notebook.filename
    options = ["--kernel", "python3", "--cwd", str(folder), "--no-progress-bar"]
    around.run("-m", "papermill", str(folder / notebook.filename), str(executed), *options)


@dataclass(frozen=True)
class Server:
    """A server that answers, and how long it took to."""

    process: "subprocess.Popen[bytes]"
    base: str
    token: str
    seconds: float

    def get(self, path: str) -> bytes:
        """Ask it for a page."""
        return _get(f"{self.base}{path}", self.token)


@contextmanager
def serving(words: list[str], path: str, around: Surroundings, port: int) -> Iterator[Server]:
    """Run a server until its first 200 on a path, and until it is no longer needed."""
    base, token = f"http://127.0.0.1:{port}", around.variables["JUPYTER_TOKEN"]
    log = around.folder / f"server-{port}.log"
    with log.open("wb") as lines:
        began = time.perf_counter()
        process = subprocess.Popen(
            words, stdout=lines, stderr=lines, env=around.variables, cwd=around.folder
        )
        try:
            while not _answers(f"{base}{path}", token):
                if process.poll() is not None or time.perf_counter() - began > PATIENCE_SECONDS:
                    raise RuntimeError(f"{' '.join(words)} does not answer:\n{log.read_text()}")
                time.sleep(0.01)
            yield Server(process, base, token, time.perf_counter() - began)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def memory(process: int) -> int:
    """Read how many bytes a process uses, shared ones in proportion (PSS).

    Raises
    ------
    NotMeasuredError
        Where the system does not tell it.
    """
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except FileNotFoundError as error:
        raise NotMeasuredError("needs /proc/PID/smaps_rollup, thus Linux") from error
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


def _answers(address: str, token: str) -> bool:
    try:
        return bool(_get(address, token))
    except (ConnectionError, urllib.error.URLError):
        return False


def _get(address: str, token: str) -> bytes:
    request = urllib.request.Request(address, headers={"Authorization": f"token {token}"})
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        # Who has no right to a page is sent to another one, and that answers 200 as well.
        assert answer.url == address, answer.url
        return answer.read()
