"""Where the course keeps what belongs to this learner, and how it writes files."""

import os
import sys
from functools import partial
from pathlib import Path


def home() -> Path:
    """Tell where the course keeps what belongs to this learner.

    Returns
    -------
    Path
        `$COURSE_HOME`, or ``blameless-course`` in the platform's user data folder. It
        need not exist.

    Examples
    --------
    >>> home().is_absolute()
    True
    """
    chosen = os.environ.get("COURSE_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "blameless-course"


def write_atomically(path: Path, text: str, *, mode: int = 0o666) -> None:
    """Write a text file so that a reader finds the old one or the whole new one.

    Parameters
    ----------
    mode
        Who may read and write it, less what the process forbids by its umask.

    Raises
    ------
    OSError
        If the folder cannot be written. Then an earlier file is as it was.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "answers.json"
    >>> write_atomically(target, "{}")
    >>> target.read_text()
    '{}'
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        opener = partial(os.open, mode=mode)
        with open(beside, "w", encoding="utf-8", newline="\n", opener=opener) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
