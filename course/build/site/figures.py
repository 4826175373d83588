"""The wheels with which a page draws: pandas, matplotlib and their needs, as Pyodide pins them."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import HeaderParser
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from urllib.request import urlopen

from course.errors import CourseError

#: What a page loads that draws; the rest comes with these.
DRAWING = ("matplotlib", "pandas")

#: The page on which charts of another incident are drawn.
PAGE = "your_own_incident"

_PATIENCE_SECONDS = 60


class Source(Protocol):
    """Where wheels are fetched from, as a message names it."""

    def __call__(self, name: str) -> bytes:
        """Read one file, or raise `OSError`."""


def from_folder(folder: Path) -> Source:
    """Take wheels that somebody has fetched."""
    return lambda name: (folder / name).read_bytes()


def from_release(version: str) -> Source:
    """Take wheels from where Pyodide publishes those of a version."""
    base = f"https://cdn.jsdelivr.net/pyodide/v{version}/full/"

    def read(name: str) -> bytes:
        with urlopen(f"{base}{name}", timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310 - https
            return bytes(answer.read())

    return read


def fetch_figures(folder: Path, packages: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """Write the wheels into a folder, and give what Pyodide's lock says of them."""
    needed = {name: packages[name] for name in sorted(_with_needs(packages, DRAWING))}
    missing = []
    for pinned in needed.values():
        name = pinned["file_name"]
        try:
            content = source(name)
        except OSError as error:
            reason = getattr(error, "reason", None) or error.strerror or error
            missing.append(f"{name} ({reason})")
            continue
        if sha256(content).hexdigest() != pinned["sha256"]:
            missing.append(f"{name} (it is another one than Pyodide's lock pins)")
            continue
        (folder / name).write_bytes(content)
    if missing:
        raise CourseError(
            f"With figures the site carries {len(needed)} wheels, and {len(missing)} could not be "
            f"had: {'; '.join(missing)}. Put the wheels of this version of Pyodide into a folder "
            "and name it: --with-figures FOLDER. Or leave --with-figures away; then a sentence "
            "stands where a chart would be drawn."
        )
    return needed


def licence(wheel: bytes) -> str:
    """Read under which licence a wheel says that it is."""
    with zipfile.ZipFile(BytesIO(wheel)) as packed:
        [metadata] = [
            name for name in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
        ]
        about = HeaderParser().parsestr(packed.read(metadata).decode("utf-8"))
    named = about["License-Expression"] or about["License"] or ""
    classified = [
        each.split(" :: ")[-1] for each in about.get_all("Classifier", []) if "License" in each
    ]
    # Some give the whole of a text in the place of its name.
    return named if named and "\n" not in named else ", ".join(classified) or named.split("\n")[0]


def _with_needs(packages: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    seen, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += packages[name]["depends"]
    yield from seen
