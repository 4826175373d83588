"""`course progress`: the learner's answers, from a terminal."""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from course.commands.parts import DONE, add_part
from course.commands.streams import note
from course.errors import AlreadyThereError, ProgressError

LEFT_AS_IT_IS = 1

#: Of a file of answers: hundreds of thousands of them, and not all of a device.
MOST_BYTES = 128 * 2**20


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    words = "show, take along, bring back, put aside or delete what this learner has done"
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

    aside = add_part(
        actions, "learners", "list the learners who were put aside", "course progress learners"
    )
    aside.add_argument("--json", action="store_true", help="print them as JSON")
    aside.set_defaults(run=_learners)

    take_up = add_part(
        actions,
        "take-up",
        "go on as a learner who was put aside; whoever is here is put aside",
        "course progress take-up 20260612T090000000000Z",
    )
    take_up.add_argument("name", metavar="NAME", help="as `course progress learners` lists it")
    take_up.set_defaults(run=_take_up)

    delete = add_part(
        actions,
        "delete",
        "delete all that was answered and written here, of learners put aside as well",
        "course progress delete",
    )
    delete.add_argument("--yes", action="store_true", help="do not ask first")
    delete.set_defaults(run=_delete)


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
        if written := len(answers.kept_under()):
            lines.append(f"written or chosen besides: {written:,}")
        text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    note(answers.notice)
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
        written = json.loads(text)
        number, texts = len(written["attempts"]), len(written["kept"])
        note(f"{number:,} answers and {texts:,} texts written to {path}")
    note(answers.notice)
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
    texts = len(answers.kept_under())
    note(f"{new:,} new; {len(answers.attempts()):,} answers and {texts:,} texts in all")
    note(answers.notice)
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
    if not call.yes and not _agrees(
        f"Start as a new learner? A copy of {len(answers.attempts())} answers and "
        f"{len(answers.kept_under())} texts is kept.",
        instead="To start as a new learner, run `course progress reset --yes`.",
    ):
        return LEFT_AS_IT_IS
    kept = answers.start_over()
    if kept is None:
        note("There were no answers: this is a new learner already.")
    else:
        note(f"A new learner starts. The earlier answers are in {kept}")
        note(f"To undo this: course progress take-up {answers.kept_learners()[0].name}")
        note(f'To bring them back elsewhere: course progress import "{kept}"')
    note(answers.notice)
    membership().forget()
    return DONE


def _learners(call: argparse.Namespace) -> int:
    from course.progress.answers import progress

    found = progress().kept_learners()
    if call.json:
        sys.stdout.write(json.dumps([vars(kept) for kept in found], indent=2) + "\n")
    elif not found:
        note("Nobody was put aside here.")
    for kept in found if not call.json else ():
        sys.stdout.write(
            f"{kept.name}  {kept.at_utc[:16].replace('T', ' ')} UTC, {kept.answers:,} answers, "
            f"{kept.texts:,} texts\n"
        )
    return DONE


def _take_up(call: argparse.Namespace) -> int:
    from course.membership import membership
    from course.progress.answers import progress

    answers = progress()
    kept = answers.take_up(call.name)
    texts = len(answers.kept_under())
    note(f"This learner goes on: {len(answers.attempts()):,} answers and {texts:,} texts.")
    if kept is not None:
        note(f"Whoever was here is put aside in {kept}")
    membership().forget()
    return DONE


def _delete(call: argparse.Namespace) -> int:
    from course.membership import membership
    from course.progress.answers import progress

    answers = progress()
    others = len(answers.kept_learners())
    if not call.yes and not _agrees(
        f"Delete {len(answers.attempts()):,} answers, {len(answers.kept_under()):,} texts and "
        f"{others:,} learners who were put aside? This cannot be undone.",
        instead="To delete everything, run `course progress delete --yes`.",
    ):
        return LEFT_AS_IT_IS
    answers.delete_everything()
    membership().forget()
    note("Everything is deleted.")
    return DONE


def _agrees(question: str, *, instead: str) -> bool:
    """Ask in the terminal; where nobody can be asked, everything stays."""
    if not sys.stdin.isatty():
        raise ProgressError(f"Nobody can be asked here, so the answers stay as they are. {instead}")
    note(question)
    note("Type yes to go on:")
    if sys.stdin.readline().strip().lower() in {"y", "yes"}:
        return True
    note("The answers stay as they are.")
    return False
