"""What is kept of a text: how much fits, under which key, and which moment comes after."""

import pytest

from course.errors import ProgressError
from course.progress.texts import (
    checked_key,
    checked_size,
    checked_total,
    is_text,
    moment_after,
    size_of,
)

ROW = ("line.opening", "2026-06-12T09:00:00.000000Z", '"What?"', "")


def of_size(size):
    """Give an entry that counts for so many bytes."""
    key, at_utc, value, content_hash = ROW
    return key, at_utc, value + " " * (size - size_of(ROW)), content_hash


def test_an_entry_may_hold_a_million_bytes_and_no_more():
    """What is larger is told with its size and the most, and what to do."""
    largest = of_size(1_000_000)
    assert checked_size(largest) == largest
    told = r"^This is too long to be kept: 1,000,001 bytes, and one entry may hold 1,000,000\. What"
    with pytest.raises(ProgressError, match=told):
        checked_size(of_size(1_000_001))


def test_from_four_fifths_on_it_is_said_how_much_is_taken_up():
    """Up to twenty million bytes there is room, and beyond them none."""
    assert checked_total(15_999_999) == ""
    for size in (16_000_000, 20_000_000):
        told = f"What you wrote takes up {size:,} of 20,000,000 bytes. Beyond that"
        assert checked_total(size).startswith(told)
    told = r"may hold 20,000,000 bytes together, and this would make it 20,000,001\. Nothing was"
    with pytest.raises(ProgressError, match=told):
        checked_total(20_000_001)


def test_a_key_may_have_120_characters():
    """One more is refused as any other that is none."""
    assert checked_key("x" * 120) == "x" * 120
    with pytest.raises(ProgressError, match="120 characters at most"):
        checked_key("x" * 121)


@pytest.mark.parametrize(
    ("place", "other"), [(0, "Line"), (1, "2026-06-12T09:00:00"), (2, "no JSON"), (3, 7)]
)
def test_each_part_of_an_entry_has_to_be_one(place, other):
    """The key, the moment with its zone, the JSON and the hash."""
    assert is_text(ROW)
    assert not is_text((*ROW[:place], other, *ROW[place + 1 :]))


def test_what_is_written_after_a_clock_that_was_ahead_is_a_microsecond_later():
    """So that what is written last is what is shown."""
    ahead = ("line.opening", "2199-01-01T00:00:00.000000Z", '"ahead"', "")
    assert moment_after([ROW, ahead]) == "2199-01-01T00:00:00.000001Z"
    assert "2026-06-12T09" < moment_after([ROW]) < "2199"
