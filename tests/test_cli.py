"""The `course` command as a whole."""

import subprocess
import sys

import pytest

from course.cli import main, parser

NAMES = [
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
]


@pytest.mark.parametrize("name", NAMES)
def test_help_ends_with_an_example(name, capsys):
    """Every subcommand shows how it is called."""
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    assert f"course {name}" in capsys.readouterr().out.partition("example:")[2]


def test_a_command_says_the_same_alone_as_among_all(capsys):
    """What is made for a call is the command that was called, whole, and none beside it."""
    for name in NAMES:
        for words in ([name], []):
            with pytest.raises(SystemExit):
                parser(words).parse_args([name, "--help"])
        told = capsys.readouterr().out
        assert told == 2 * told[: len(told) // 2]
        with pytest.raises(SystemExit):
            parser([name]).parse_args(["no-such-command"])
        assert "no-such-command" in capsys.readouterr().err


def test_progress_does_not_pay_for_the_others():
    """Showing answers loads neither tables nor servers."""
    code = (
        "import sys; from course.cli import main; main(['progress', 'show'])\n"
        "assert not {'pandas', 'papermill', 'tornado', 'nbconvert'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_without_a_command_it_says_what_there_is(capsys):
    """Whoever types `course` alone sees every command, and how to go on."""
    assert main([]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in NAMES)
