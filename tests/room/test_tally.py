"""Counting votes."""

from hypothesis import given
from hypothesis import strategies as st

from course.page.shares import whole_percent
from course.room.tally import comparison, counts, moves

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


@given(BALLOTS, BALLOTS)
def test_both_rounds_are_compared_over_the_same_people(
    first: dict[int, str], second: dict[int, str]
):
    """However people come and leave, the two rounds that are compared have the same people."""
    told = comparison(first, second, "ABCD")
    assert told.n == sum(moves(first, second).values()) <= told.of
    assert [sum(counted.values()) for counted in told.rounds.values()] == [told.n, told.n]


@given(BALLOTS, st.dictionaries(st.integers(51, 90), st.sampled_from("ABCD")))
def test_who_votes_once_moves_nothing(ballots: dict[int, str], newcomers: dict[int, str]):
    """Where everybody stays with their choice, no newcomer makes a shift."""
    told = comparison(ballots, ballots | newcomers, "ABCD")
    assert told.rounds[1] == told.rounds[2]
