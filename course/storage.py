"""Where the course keeps what belongs to this learner, and how it writes files."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from course.errors import AlreadyThereError, CourseError

_STANDARD_OUTPUT = 1


def home() -> Path:
    """Tell where the course keeps what belongs to this learner."""
    chosen = os.environ.get("COURSE_HOME")
    try:
        if chosen:
            return Path(chosen).expanduser().absolute()
        return _of_the_platform() / "blameless-course"
    except (RuntimeError, FileNotFoundError) as error:  # as of a user that the system has not
        raise CourseError(
            f"The folder for what belongs to you is not known ({error}). Set COURSE_HOME to the "
            "whole path of a folder that can be written."
        ) from error


def _of_the_platform() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def write_atomically(path: Path, content: str | bytes, *, mode: int | None = None) -> None:
    """Write a file so that a reader finds the old one or the whole new one.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "answers.json"
    >>> write_atomically(target, "{}")
    >>> target.read_text()
    '{}'
    """
    # A pipe, a terminal or a device cannot be replaced: it is written to as it is.
    if is_stream(path):
        _write_into(path, _encoded(content))
        return
    # Through a link: it is the file behind it that is to be another.
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with _beside(target, _encoded(content), mode) as beside:
        if mode is None and target.is_file():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    _keep_name(target.parent)


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "report.md"
    >>> write_new(target, "# Report")
    >>> write_new(target, "# Another")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    course.errors.AlreadyThereError: report.md is there already and was not changed. ...
    """
    if is_stream(path):
        _write_into(path, _encoded(content))
        return
    try:
        with _beside(path, _encoded(content)) as beside:
            _give_name(beside, path)
    except FileExistsError as error:
        raise AlreadyThereError([path]) from error
    _keep_name(path.parent)


def read_file(path: Path) -> bytes:
    """Read a file whole, and never wait: a pipe or a device in its place is not opened.

    Examples
    --------
    >>> read_file(Path(os.devnull))
    Traceback (most recent call last):
        ...
    OSError: [Errno 22] a pipe or a device: '/dev/null'
    """
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise OSError(errno.EINVAL, "a pipe or a device", str(path))
    return path.read_bytes()


def set_aside(path: Path) -> Path:
    """Give what cannot be used a name that tells when, in the same folder.

    Examples
    --------
    >>> import tempfile
    >>> damaged = Path(tempfile.mkdtemp()) / "progress.sqlite"
    >>> damaged.touch()
    >>> set_aside(damaged).name[:17], damaged.exists()
    ('progress-damaged-', False)
    """
    aside = path.with_name(f"{path.stem}-damaged-{stamp()}{path.suffix}")
    return path.rename(aside)


def stamp() -> str:
    """Tell the moment as a part of a name: no two files that are kept share one."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def is_stream(path: Path) -> bool:
    """Tell a pipe, a terminal or standard output from a file that can be replaced.

    Examples
    --------
    >>> is_stream(Path(os.devnull)), is_stream(Path("no such file")), is_stream(Path())
    (True, False, False)
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return False
    if stat.S_ISREG(found.st_mode):
        return _is_standard_output(found)
    return not stat.S_ISDIR(found.st_mode)


@contextmanager
def _beside(path: Path, content: bytes, mode: int | None = None) -> Iterator[Path]:
    """Write what a file shall hold under another name beside it, and take that name away."""
    # Not after the file: with a name as long as a name may be, none would be left.
    beside = path.parent / f".blameless-{os.urandom(8).hex()}"
    # Made by `open` itself, so that the umask says who may read it.
    opener = partial(os.open, mode=0o666 if mode is None else mode)
    try:
        with open(beside, "xb", opener=opener) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _give_name(beside: Path, path: Path) -> None:
    """Give a whole file its name, unless something has it."""
    try:
        # A second name: the one way that neither replaces nor is half done.
        os.link(beside, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):
        # Where a file cannot have two names, as on a memory stick, the name is taken first.
        path.open("xb").close()
        try:
            beside.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _keep_name(folder: Path) -> None:
    """Let a name outlive a loss of power, where a folder can be told to."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _write_into(path: Path, content: bytes) -> None:
    """Write to what cannot be replaced."""
    if _is_standard_output(path.stat()):
        # Opened anew, a file behind standard output would begin from its start again.
        if sys.stdout is not None:
            sys.stdout.flush()
        with os.fdopen(os.dup(_STANDARD_OUTPUT), "wb") as stream:
            stream.write(content)
        return
    with path.open("wb") as stream:
        stream.write(content)


def _is_standard_output(found: os.stat_result) -> bool:
    try:
        return os.path.samestat(found, os.fstat(_STANDARD_OUTPUT))
    except OSError:
        return False


def _encoded(content: str | bytes) -> bytes:
    # Half a character, as a name from another encoding brings it, must not stop the rest.
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")
