"""Room codes and tokens."""

import math

import pytest

from course.room import tokens


def test_code_has_thirty_bits():
    """Six symbols of the alphabet carry at least 30 bits."""
    assert len(set(tokens._ALPHABET)) ** tokens.CODE_LENGTH >= 2**30
    assert set(tokens.new_code()) <= set(tokens._ALPHABET)


def test_no_look_alikes():
    """Of symbols that look alike the alphabet holds only one."""
    for group in ("0O", "1IL", "UV"):
        assert len(set(group) & set(tokens._ALPHABET)) == 1


@pytest.mark.parametrize(
    "typed",
    ["0k7-1x2", "ok7 lx2", "OK7IX2", "0K71X2", "0K7–1X2", "0K71X2.", "“0k71x2”", "0K7\u00a01X2\n"],
)
def test_code_is_read_as_it_was_meant(typed: str):
    """Case, gaps, symbols that look alike and what a phone adds make no difference."""
    assert tokens.read_code(typed) == "0K71X2"


def test_token_lengths():
    """A participant's token has 128 bits, a facilitator's 256."""
    assert len(tokens.new_participant_token()) == math.ceil(128 / 6)
    assert len(tokens.new_facilitator_token()) == math.ceil(256 / 6)
