"""What the tests of the rehearsal share: a small meeting that has one of everything."""

import tomllib
from pathlib import Path

import pytest

from course.rehearsal import begin
from course.rehearsal.script import from_toml

SMALL = (
    Path(__file__).with_name("beginning.toml").read_text("utf-8")
    + """\
bob = { role = "Other", open = 2 }

[[fact]]
id = 1
holder = "ann"
need = 2
provenance = "constructed"
open_line = "It was so."
guarded_line = "Hm."
makes_possible = "Something."
"""
)

MOVES = {
    0: {"a": "minutes = 2\nopen = { ann = -2 }\nlid = { ann = 1 }", "b": "minutes = 0"},
    1: {
        "a": "minutes = 4\nopen = { ann = 1 }\nopens = [1]",
        "b": "minutes = 2\nopens = [1]",
        "c": "minutes = 19",
    },
    2: {
        "a": 'minutes = 1\nunless_made = { move = "1b", open = { bob = -1 } }',
        "b": "minutes = 1\nif_open = { at_least = 1, open = { ann = 1 } }",
        "c": 'minutes = 5\nstarts_over = true\nreply_without_lid = "Nothing to take back."',
    },
    3: {"a": "minutes = 1\nopen = { ann = 3, bob = 3 }", "b": "minutes = 1"},
    4: {"a": "minutes = 1\nopens = [1]", "b": "minutes = 1\nopen = { ann = -3, bob = -3 }"},
    5: {"a": "minutes = 12", "b": "minutes = 1"},
}


def _written() -> str:
    parts = [SMALL]
    for number, moves in MOVES.items():
        parts.append(f'\n[[moment]]\nnumber = {number}\ntitle = "M"\nscene = "S"\n')
        for letter, rest in moves.items():
            parts.append(
                f'\n[[moment.move]]\nid = "{letter}"\nsay = "Say {number}{letter}."\n'
                f'speaker = "bob"\nreply = "Well."\nsource = ["own"]\n{rest}\n'
            )
    return "".join(parts)


@pytest.fixture
def small_text() -> str:
    """Give a small meeting as it is written."""
    return _written()


@pytest.fixture
def small():
    """Begin a small meeting."""
    return begin(from_toml(tomllib.loads(_written())))


@pytest.fixture
def made(small):
    """Play a small meeting up to somewhere."""

    def made(*letters):
        meeting = small
        for letter in letters:
            meeting = meeting.make(letter)
        return meeting

    return made
