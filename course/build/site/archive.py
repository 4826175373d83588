"""The Python that a page loads: the course, what it stands on, and its data, in one archive."""

import io
import json
import pickle
import zipfile
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import course
from course.content.notebooks import notebooks
from course.content.shipped import shipped

STANDINS = Path(__file__).parent / "standins"

#: What starts servers, runs programs or builds: none of it can be in a browser.
_ELSEWHERE = ("build", "commands", "root", "server", "room/handlers")

#: The same moment for every file: the same course makes the same archive.
_THEN = (2000, 1, 1, 0, 0, 0)


def archive(recorded: dict[str, bytes]) -> bytes:
    """Pack the course for a page, without what only a server or another process can do."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in sorted(_contents(recorded)):
            written.writestr(zipfile.ZipInfo(name, _THEN), content, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def recordings() -> dict[str, bytes]:
    """Run every experiment of the lab once: in the browser its results are shown as recorded."""
    from course.widgets.experiment import RUNS

    return {f"{name}.pickle": pickle.dumps(run(), protocol=5) for name, run in RUNS.items()}


def _contents(recorded: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    package = Path(course.__file__).parent
    for file in _files(package):
        below = file.relative_to(package).as_posix()
        if not below.startswith(tuple(f"{part}/" for part in _ELSEWHERE)):
            yield f"course/{below}", file.read_bytes()
    for file in _files(shipped("data")):
        yield f"course/root/data/{file.name}", file.read_bytes()
    for notebook in notebooks():
        yield f"course/root/notebooks/{notebook.filename}", _code_of(notebook.path)
    for name, content in recorded.items():
        yield f"course/recorded/{name}", content
    for file in STANDINS.glob("*.py"):
        yield file.name, file.read_bytes()
    for name in ("traitlets", "tzdata"):
        folder = Path(str(files(import_module(name))))
        for file in _files(folder):
            if "tests" not in file.parts:
                yield f"{name}/{file.relative_to(folder).as_posix()}", file.read_bytes()


def _files(folder: Path) -> list[Path]:
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]


def _code_of(path: Path) -> bytes:
    """Keep of a notebook what its page runs."""
    read = json.loads(path.read_text("utf-8"))
    cells = [
        {"cell_type": "code", "source": cell["source"]}
        for cell in read["cells"]
        if cell["cell_type"] == "code"
    ]
    return json.dumps({"cells": cells}).encode()
