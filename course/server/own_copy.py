"""A copy of notebooks and data that may be changed: an installed course stays as it is."""

import sys
from pathlib import Path
from typing import NamedTuple

from course.content.notebooks import ROOT, notebooks
from course.content.shipped import is_installed, shipped
from course.errors import CourseError
from course.storage import write_atomically

#: Where an installed course is copied unless another folder is asked for.
FOLDER = Path("blameless-course")


class OwnCopy(NamedTuple):
    """A copy of the notebooks and the incident they are about, and how much of it is new."""

    #: The folder that holds `notebooks/` and `data/`.
    root: Path
    #: How many files are new there, and how many were there before and stayed.
    added: int
    kept: int

    def __str__(self) -> str:
        return (
            f"Your own copy of the notebooks is in {self.root / 'notebooks'}. Files that are new "
            f"there: {self.added}; that were there and stay as they are: {self.kept}."
        )


def own_copy(folder: Path) -> OwnCopy:
    """Bring notebooks and data into a folder, made if missing; what is there already stays.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> own_copy(folder).kept, own_copy(folder).added
    (0, 0)
    """
    root = folder.absolute()
    files = [notebook.path for notebook in notebooks()] + sorted(shipped("data").iterdir())
    targets = {file: root / file.relative_to(ROOT) for file in files}
    try:
        # A link that leads nowhere is somebody's file as well.
        missing = [file for file, to in targets.items() if not (to.exists() or to.is_symlink())]
        for file in missing:
            targets[file].parent.mkdir(parents=True, exist_ok=True)
            write_atomically(targets[file], file.read_text("utf-8"))
    except OSError as error:
        raise CourseError(
            f"The notebooks cannot be copied to {root} ({error.strerror or error}). "
            "Give a folder that can be written: --folder DIR."
        ) from error
    return OwnCopy(root, len(missing), len(targets) - len(missing))


def root_to_change(folder: Path | None) -> Path:
    """Give the folder whose `notebooks/` people may change, and say so where it is a copy."""
    # A checkout is such a folder itself, unless another is asked for.
    if folder is None and not is_installed():
        return ROOT
    copy = own_copy(folder or FOLDER)
    sys.stderr.write(f"{copy}\n")
    return copy.root
