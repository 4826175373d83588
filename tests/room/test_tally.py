"""Counting votes."""

from hypothesis import given
from hypothesis import strategies as st

from course.percent import whole_percent
from course.room.tally import counts, moves

BALLOTS = st.dictionaries(st.integers(1, 50), st.sampled_from("ABCD"))


@given(BALLOTS)
def test_every_vote_is_counted_once(ballots: dict[int, str]):
    """The counts add up to the number of those who voted."""
    assert sum(counts(ballots, "ABCD").values()) == len(ballots)


@given(BALLOTS, BALLOTS)
def test_moves_count_those_who_voted_twice(first: dict[int, str], second: dict[int, str]):
    """Only people with a vote in both rounds have moved or stayed."""
    assert sum(moves(first, second).values()) == len(first.keys() & second.keys())


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_percent_rounds_halves_up(count: int, n: int):
    """A percentage is the nearest whole number, halves upwards."""
    assert whole_percent(count, n) == int(count * 100 / n + 0.5)
