"""The booking service in its versions, and where each version's files are.

What all versions share stands once; a version adds or replaces the few files in which it
differs. So what the refactor changed is what its folder holds.
"""

from pathlib import Path

from course.content.named import named

_BOOKING = Path(__file__).parent / "booking"

LAYERS = {
    "before": ("shared", "before"),
    "after": ("shared", "after"),
    "before_in_two_lines": ("shared", "before", "before_in_two_lines"),
}


def read(version: str) -> dict[str, str]:
    """Read a version of the booking service."""
    files = {
        f"booking/{path.name}": path.read_text("utf-8")
        for layer in named("version", version, LAYERS)
        for path in (_BOOKING / layer).glob("*.py")
    }
    return dict(sorted(files.items()))


def write(files: dict[str, str], folder: Path) -> None:
    """Write sources under a folder, each at its path.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write({"tests/test_one.py": "def test_one(): ..."}, Path(folder))
    ...     (Path(folder) / "tests" / "test_one.py").exists()
    True
    """
    for path, source in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(source, "utf-8", newline="\n")
