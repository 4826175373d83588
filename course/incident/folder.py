"""The folder of an incident, as a person names it."""

import os
from pathlib import Path

from course.errors import IncidentError
from course.incident.findings import of_folder, shortened


def folder_at(path: str | Path) -> Path:
    """Give the folder at a path, whether it is there or not, where one can be there at all."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    return Path(path)


def folder_named(name: str | Path) -> Path:
    """Give the folder that somebody has typed: `~` stands for a home."""
    try:
        path = Path(name).expanduser()
    except RuntimeError as error:  # the home of somebody whom this computer does not know
        raise _refused(name, error) from error
    return folder_at(path)


def _refused(name: str | Path, error: Exception) -> IncidentError:
    reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
    found = f"found a name that cannot be used ({reason})"
    return IncidentError([of_folder(shortened(name), found, "a folder: give another")])
