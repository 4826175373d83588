"""Counting votes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.page.shares import whole_percent
from course.room.tally import comparison, counts, most, moves

BALLOTS = st.dictionaries(st.integers(1, 50), st.sampled_from("ABCD"))


@given(BALLOTS)
def test_every_vote_is_counted_once(ballots: dict[int, str]):
    """One ballot more is one vote more for its option, and for no other."""
    counted = counts(ballots, "ABCD")
    assert sum(counted.values()) == len(ballots)
    for option in "ABCD":
        assert counts(ballots | {51: option}, "ABCD") == counted | {option: counted[option] + 1}


@pytest.mark.parametrize(
    ("votes", "ahead"), [("", ""), ("B", "B"), ("BA", ""), ("ABB", "B"), ("ABABC", "")]
)
def test_one_option_is_ahead_or_none(votes, ahead):
    """A single vote is enough, and of two that are level neither is."""
    assert most(dict(enumerate(votes))) == ahead


@given(BALLOTS, BALLOTS)
def test_moves_count_those_who_voted_twice(first: dict[int, str], second: dict[int, str]):
    """Only people with a vote in both rounds have moved or stayed, each once and from their own."""
    moved = moves(first, second)
    assert sum(moved.values()) == len(first.keys() & second.keys())
    one_more = moves(first | {51: "A", 52: "B"}, second | {51: "D", 53: "C"})
    assert one_more == moved | {("A", "D"): moved.get(("A", "D"), 0) + 1}


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_percent_rounds_halves_up(count: int, n: int):
    """No whole number is nearer to the share, and of two that are as near it is the higher."""
    too_much = whole_percent(count, n) * n - 100 * count
    assert -n < 2 * too_much <= n


@given(BALLOTS, BALLOTS)
def test_both_rounds_are_compared_over_the_same_people(
    first: dict[int, str], second: dict[int, str]
):
    """However people come and leave, the two rounds that are compared have the same people."""
    told = comparison(first, second, "ABCD")
    assert [sum(counted.values()) for counted in told.rounds.values()] == [told.n, told.n]
    # Whoever votes in one round only is one of those who voted, and changes nothing else.
    came, left = (
        comparison(first, second | {51: "A"}, "ABCD"),
        comparison(first | {51: "A"}, second, "ABCD"),
    )
    assert came == left == replace(told, of=told.of + 1)
    stayed = comparison(first | {51: "A"}, second | {51: "B"}, "ABCD")
    assert (stayed.n, stayed.of) == (told.n + 1, told.of + 1)
    assert stayed.rounds[1] == told.rounds[1] | {"A": told.rounds[1]["A"] + 1}
    assert stayed.rounds[2] == told.rounds[2] | {"B": told.rounds[2]["B"] + 1}


@given(BALLOTS, st.dictionaries(st.integers(51, 90), st.sampled_from("ABCD")))
def test_who_votes_once_moves_nothing(ballots: dict[int, str], newcomers: dict[int, str]):
    """Where everybody stays with their choice, no newcomer makes a shift."""
    told = comparison(ballots, ballots | newcomers, "ABCD")
    assert told.rounds[1] == told.rounds[2]
