"""`course progress`: the learner's answers, from a terminal."""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from course.commands.parts import add_part
from course.errors import AlreadyThereError, ProgressError

DONE, LEFT_AS_IT_IS = 0, 1

#: Of a file of answers: hundreds of thousands of them, and not all of a device.
MOST_BYTES = 128 * 2**20


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add(parser.add_subparsers())
    >>> parser.parse_args(["progress", "reset", "--yes"]).yes
    True
    """
    words = "show, take along, bring back or put aside what this learner has answered"
    progress = add_part(subparsers, "progress", words, "course progress show")
    actions = progress.add_subparsers(title="what to do", metavar="ACTION", required=True)

    show = add_part(
        actions, "show", "print the answer to each decision", "course progress show --json"
    )
    show.add_argument("--json", action="store_true", help="print every answer as JSON")
    show.set_defaults(run=_show)

    export = add_part(
        actions, "export", "write all answers as JSON", "course progress export answers.json"
    )
    export.add_argument("file", metavar="FILE", help="where to write; - is standard output")
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    export.set_defaults(run=_export)

    merge = add_part(
        actions,
        "import",
        "add the answers of an exported file to those that are here",
        "course progress import answers.json",
    )
    merge.add_argument("file", metavar="FILE", help="what export wrote; - is standard input")
    merge.set_defaults(run=_import)

    reset = add_part(
        actions, "reset", "start as a new learner; a copy is kept", "course progress reset"
    )
    reset.add_argument("--yes", action="store_true", help="do not ask first")
    reset.set_defaults(run=_reset)


def _show(call: argparse.Namespace) -> int:
    from course.content.decisions import decisions
    from course.progress.answers import progress

    answers = progress()
    if call.json:
        text = answers.export()
    else:
        lines = []
        found = answers.attempts()
        for number, decision in enumerate(decisions(), start=1):
            attempts = [attempt for attempt in found if attempt.decision == decision.id]
            lines.append(f"{number}. {decision.title}")
            if not attempts:
                lines.append("   not answered yet")
            else:
                tries = len(attempts)
                first = attempts[0]
                mark = "✓ the key" if first.correct else "another look pays"
                later = f", {tries:,} answers in all" if tries > 1 else ""
                lines.append(f"   first answer {first.option}: {mark}{later}")
        text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    _tell(answers.notice)
    return DONE


def _export(call: argparse.Namespace) -> int:
    from course.progress.answers import progress
    from course.storage import write_atomically, write_new

    answers = progress()
    text = answers.export()
    if call.file == "-":
        sys.stdout.write(text)
    else:
        path = Path(call.file)
        try:
            (write_atomically if call.force else write_new)(path, text)
        except AlreadyThereError as error:
            raise AlreadyThereError(error.paths, option="--force") from error
        except OSError as error:
            raise ProgressError(
                f"{path} cannot be written ({error.strerror or error}). Give a file in a "
                "folder that exists and can be written."
            ) from error
        number = len(json.loads(text)["attempts"])
        _tell(f"{number:,} answers written to {path}")
    _tell(answers.notice)
    return DONE


def _import(call: argparse.Namespace) -> int:
    from course.progress.answers import progress

    try:
        text = _read(call.file)
    except UnicodeDecodeError as error:
        raise ProgressError(
            f"{call.file} is not a file of answers: UTF-8 text was expected ({error.reason}). "
            "Nothing was changed. Give the file that `course progress export` wrote."
        ) from error
    except OSError as error:
        raise ProgressError(
            f"{call.file} cannot be read ({error.strerror or error}). Nothing was changed. "
            "Give the file that `course progress export` wrote."
        ) from error
    answers = progress()
    new = answers.merge(text, only_saved=True)
    _tell(f"{new:,} new answers, {len(answers.attempts()):,} in all")
    _tell(answers.notice)
    return DONE


def _read(name: str) -> str:
    """Read a file of answers, or standard input, and no more than answers can be."""
    raw = bytearray()
    with ExitStack() as stack:
        given: Any = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
        # In parts: Ctrl+C between two of them would wait for the end of the second.
        while len(raw) <= MOST_BYTES and (part := given.read1(2**20)):
            raw += part
    if len(raw) > MOST_BYTES:
        raise ProgressError(
            f"{name} is larger than {MOST_BYTES // 2**20} MB, and no file of answers. Nothing was "
            "changed. Give the file that `course progress export` wrote."
        )
    return raw.decode("utf-8-sig")


def _reset(call: argparse.Namespace) -> int:
    from course.membership import membership
    from course.progress.answers import progress

    answers = progress()
    if not call.yes:
        if not sys.stdin.isatty():
            raise ProgressError(
                "Nobody can be asked here, so the answers stay as they are. To start as a new "
                "learner, run `course progress reset --yes`."
            )
        _tell(f"Start as a new learner? A copy of {len(answers.attempts())} answers is kept.")
        _tell("Type yes to go on:")
        if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
            _tell("The answers stay as they are.")
            return LEFT_AS_IT_IS
    kept = answers.start_over()
    if kept is None:
        _tell("There were no answers: this is a new learner already.")
    else:
        _tell(f"A new learner starts. The earlier answers are in {kept}")
        _tell(f'To bring them back: course progress import "{kept}"')
    _tell(answers.notice)
    membership().forget()
    return DONE


def _tell(text: str) -> None:
    if text:
        sys.stderr.write(f"{text}\n")
