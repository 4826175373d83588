"""What came of a run of the lab, kept on this computer so that a page that is opened again has it.

It is no part of the learner's progress: it holds HTML of ours, so it comes from no file that
somebody brings, and it counts for these very files of the lab only.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from course import visitors
from course.content import content_hash
from course.storage import home, write_atomically

#: Within the learner's folder.
FOLDER = "lab-results"


@dataclass(frozen=True)
class Past:
    """What a run came to."""

    #: As it was shown.
    html: str
    style: str
    #: What happened, in the words of whoever asks.
    outcome: str


def keep(name: str, source: str, result: Past) -> None:
    """Keep a result of a run; where it cannot be written, it has to run once more."""
    if not visitors.are_here():
        path = _path(name, source)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, json.dumps(asdict(result)))


def find(name: str, source: str) -> Past | None:
    """Find what came of the last run of these very files, or None."""
    try:
        return Past(**json.loads(_path(name, source).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _path(name: str, source: str) -> Path:
    digest = sha256(f"{_files_hash()}\0{source}".encode("utf-8", "replace")).hexdigest()[:24]
    return home() / FOLDER / f"{name}-{digest}.json"


@cache
def _files_hash() -> str:
    """Tell the lab from itself with other files or other words."""
    digest = sha256(content_hash("lab").encode())
    for path in _files():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    folder = Path(__file__).parent
    return (path for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".css"})
