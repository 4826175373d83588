"""The Python that a page loads: the course, what it stands on, and its data, in one archive."""

import io
import json
import pickle
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import course
from course.content.notebooks import notebooks
from course.content.shipped import shipped

STANDINS = Path(__file__).parent / "standins"

#: What starts servers, runs programs or builds: none of it can be in a browser.
_ELSEWHERE = ("build", "commands", "root", "server", "room/handlers")

RUNNER = Path(__file__).parent / "runner"

#: The distributions that are packed, each with the packages it brings.
_COURSE_NEEDS = {"traitlets": ("traitlets",)}
_TESTS_NEED = {
    "pytest": ("_pytest", "pytest", "py"),
    "pluggy": ("pluggy",),
    "iniconfig": ("iniconfig",),
    "packaging": ("packaging",),
    "pygments": ("pygments",),
    "coverage": ("coverage",),
}
#: Both have it, as an archive of its own: six hundred files that few pages read stay packed.
_ZONES = {"tzdata": ("tzdata",)}
ZONES_FILE = "tzdata.zip"
_LICENCES = {
    "traitlets": "BSD-3-Clause",
    "tzdata": "Apache-2.0; the data are in the public domain",
    "pytest": "MIT",
    "pluggy": "MIT",
    "iniconfig": "MIT",
    "packaging": "Apache-2.0 or BSD-2-Clause",
    "pygments": "BSD-2-Clause",
    "coverage": "Apache-2.0",
}

#: What is compiled for another machine, and tables of zones that no Python reads.
_UNREAD = {".so", ".pyd", ".tab", ".zi"}

_PASSED_ON = re.compile(r"\.dist-info/.*(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$")

#: Of the many languages and colours of pygments, those that pytest loads.
_LOADED = re.compile(
    r"(?!lexers/|styles/|formatters/)|\w+/(__init__|_mapping|diff|python|terminal)\.py$"
)

#: What stands in the archive of the course: all of it, as an archive that is not compressed.
WHOLE = "whole.zip"

#: The same moment for every file: the same course makes the same archive.
_THEN = (2000, 1, 1, 0, 0, 0)


def archive(recorded: dict[str, bytes]) -> bytes:
    """Pack the course for a page, without what only a server or another process can do."""
    # Compressed as a whole it is two thirds as long, and a page's script unpacks it while Python
    # is on its way: file by file, and in Python, a phone takes a second for it.
    return _packed([(WHOLE, _packed(_contents(recorded), zipfile.ZIP_STORED))])


def archive_of_tests() -> bytes:
    """Pack what runs the lab's tests, as pure Python and without anything of the course."""
    return _packed(_testing())


class Carried(NamedTuple):
    """Something that the site carries and that is not the course."""

    name: str
    version: str
    licence: str
    #: What its authors ask to be passed on with it.
    text: str = ""


def carried() -> list[Carried]:
    """Tell what is packed beside the course."""
    names = (*_COURSE_NEEDS, *_TESTS_NEED, *_ZONES)
    return [
        Carried(name, metadata.version(name), _LICENCES[name], _passed_on(name)) for name in names
    ]


def _passed_on(name: str) -> str:
    files = metadata.files(name) or ()
    texts = [file.read_text("utf-8") for file in files if _PASSED_ON.search(file.as_posix())]
    return "\n\n".join(text.strip() for text in texts)


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
    yield from _distributed(_COURSE_NEEDS)
    yield ZONES_FILE, _packed(_distributed(_ZONES), zipfile.ZIP_STORED)


def _testing() -> Iterator[tuple[str, bytes]]:
    for file in RUNNER.glob("*.py"):
        yield file.name, file.read_bytes()
    for name, content in _distributed(_TESTS_NEED):
        package, _, below = name.partition("/")
        if package != "pygments" or _LOADED.match(below):
            yield name, content
    yield ZONES_FILE, _packed(_distributed(_ZONES), zipfile.ZIP_STORED)


def _distributed(needed: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, bytes]]:
    """Give the files of packages that any Python can run: what it does not read is left out."""
    for package in (package for packages in needed.values() for package in packages):
        found = find_spec(package)
        assert found is not None
        assert found.origin is not None
        origin = Path(found.origin)
        # A package is a folder, and a module by itself a file.
        is_package = found.submodule_search_locations is not None
        for file in _files(origin.parent) if is_package else [origin]:
            below = file.relative_to(origin.parents[1] if is_package else origin.parent)
            if "tests" not in below.parts and file.suffix not in _UNREAD:
                yield below.as_posix(), file.read_bytes()


def _packed(contents: Iterable[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for name, content in sorted(contents):
            written.writestr(zipfile.ZipInfo(name, _THEN), content, how, 9)
    return packed.getvalue()


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
