"""A text that a command was asked for: in the file of `--out`, or on standard output."""

from pathlib import Path

from course.commands.parts import DONE, WRONG
from course.commands.streams import note, output
from course.errors import AlreadyThereError


def write_out(path: Path | None, text: str, *, over: bool) -> int:
    """Write it, and return the exit code; `over` what is there only where that is said."""
    from course.incident.files import write
    from course.storage import is_stream

    if path is None or str(path) == "-":
        output(text.rstrip("\n"))
        return DONE
    try:
        write(path, text, over=over)
    except AlreadyThereError as error:
        raise AlreadyThereError(error.paths, option="--force") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        note(f"{path}: cannot be written ({reason}); expected a file: give another --out")
        return WRONG
    # Where the text may be what standard output holds, nothing else belongs there.
    (note if is_stream(path) else output)(str(path))
    return DONE
