"""Where the folders are that travel with the course."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parents[1]

#: What a wheel holds instead of the root of a checkout, where it is missing.
_INSTALLED = _PACKAGE / "root"


def shipped(
    folder: Literal["data", "jupyter-config", "jupyter-share", "notebooks"],
) -> Path:
    """Tell where a folder of the course is: at the root of a checkout, or in the package."""
    return (_INSTALLED if is_installed() else _PACKAGE.parent) / folder


def is_installed() -> bool:
    """Tell whether this is an installed course, whose files nobody is to change."""
    return _INSTALLED.is_dir()
