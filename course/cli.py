"""The `course` command: one entry to everything that runs outside a notebook."""

import argparse
import io
import sys
from collections.abc import Sequence

from course.commands import binder_link, build, incident, lab, progress, read, room
from course.errors import CourseError

#: The call or its input cannot be used.
WRONG = 2

#: What a shell reports of a program stopped by Ctrl+C.
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code.

    Parameters
    ----------
    argv
        The words after ``course``; those of this process unless given.

    Returns
    -------
    int
        0 done, 1 the input has findings, 2 the call or the input is wrong.

    Examples
    --------
    >>> main(["progress", "export", "-"])
    {
      "version": 1,
      "attempts": []
    }
    0
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be of another encoding; the course speaks UTF-8.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    words = sys.argv[1:] if argv is None else argv
    if not words:
        parser().print_help(sys.stderr)
        return WRONG
    call = parser().parse_args(words)
    try:
        return int(call.run(call))
    except CourseError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """Make the parser with every subcommand.

    Each module imports what it needs when it runs, so that a command pays only for itself.

    Examples
    --------
    >>> parser().parse_args(["lab", "--no-browser"]).no_browser
    True
    """
    course = argparse.ArgumentParser(
        prog="course",
        description="Blameless: a course in leading an incident post-mortem without blame.",
        epilog="example:\n  course lab",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = course.add_subparsers(title="what to do", metavar="COMMAND", required=True)
    for command in (lab, read, build, progress, incident, room, binder_link):
        command.add(subparsers)
    return course
