"""The `course` command: one entry to everything that runs outside a notebook."""

import argparse
import sys
from collections.abc import Sequence

from course.commands import (
    binder_link,
    build,
    incident,
    lab,
    language,
    progress,
    read,
    rehearsal,
    report,
    room,
)
from course.commands.guard import guarded
from course.commands.parts import WRONG


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code.

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
        call = parser().parse_args(words)
        return int(call.run(call))

    return guarded(work, words)


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
    for command in (
        lab,
        read,
        build,
        progress,
        incident,
        report,
        language,
        rehearsal,
        room,
        binder_link,
    ):
        command.add(subparsers)
    return course
