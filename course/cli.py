"""The `course` command: one entry to everything that runs outside a notebook."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from course.commands.guard import guarded
from course.commands.parts import WRONG


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code.

    Parameters
    ----------
    argv
        The words after ``course``; None is those of this process.

    Returns
    -------
    int
        0 done, 1 the input has findings, 2 the call or the input is wrong.

    Examples
    --------
    >>> main(["progress", "export", "-"])
    {
      "version": 2,
      "attempts": [],
      "kept": []
    }
    0
    """
    words = sys.argv[1:] if argv is None else argv

    def work() -> int:
        if not words:
            parser().print_help(sys.stderr)
            return WRONG
        call = parser(words).parse_args(words)
        return int(call.run(call))

    return guarded(work, words)


_COMMANDS = (
    "lab",
    "read",
    "build",
    "progress",
    "incident",
    "report",
    "language",
    "rehearsal",
    "room",
    "binder-link",
)


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Make the parser of the command that words begin with, or else of all.

    Examples
    --------
    >>> parser().parse_args(["lab", "--no-browser"]).no_browser
    True
    """
    # A command is imported when it is called, and what it needs when it runs: each pays for itself.
    course = argparse.ArgumentParser(
        prog="course",
        description="Blameless: a course in leading an incident post-mortem without blame.",
        epilog="example:\n  course lab",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = course.add_subparsers(title="what to do", metavar="COMMAND", required=True)
    for name in [name for name in words[:1] if name in _COMMANDS] or _COMMANDS:
        import_module(f"course.commands.{name.replace('-', '_')}").add(subparsers)
    return course
