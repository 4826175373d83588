"""The figure of what moved: true to the votes, readable at both widths, in words as well."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.charts import debrief_chart
from course.charts.chart import picture
from course.charts.debrief import Share, read_answers
from course.content.decisions import decisions
from course.room.dry_run import simulated_votes
from course.room.export import as_json
from course.room.tally import ballots

LETTERS = "ABCD"
COUNTS = st.fixed_dictionaries(dict.fromkeys(LETTERS, st.integers(0, 400)))


def results(first, second=None, name="opening"):
    votes = {(name, 1): ballots(first)}
    if second is not None:
        votes[name, 2] = ballots(second)
    return as_json(decisions(), votes, by_hands=True)


@pytest.mark.parametrize(
    ("first", "second", "became"),
    [
        ((6, 24), (3, 24), "moved"),
        ((6, 24), (4, 24), "stayed"),
        ((6, 24), (6, 24), "stayed"),
        ((6, 24), (7, 24), "grew"),
        ((6, 24), (3, 12), "stayed"),
        ((0, 24), (1, 24), "grew"),
        ((0, 24), (0, 24), "nobody chose it"),
        ((6, 24), (0, 0), "not voted on twice"),
        ((1, 1), (0, 1), "moved"),
    ],
)
def test_what_became_of_a_misconception(first, second, became):
    """Half of its share or less is left: it moved; more of it: it stayed; a larger one: it grew."""
    assert Share("A", "Blame", False, *first, *second).became == became
    assert Share("B", "The key", True, *first, *second).became == ""


@pytest.mark.slow
@given(COUNTS, st.none() | COUNTS)
@settings(max_examples=settings().max_examples * 2 // 5)
def test_words_and_figure_agree_with_the_votes(first, second):
    """The table holds every count, and the figure shows the same share for each answer."""
    held = read_answers(results(first, second))
    chart = debrief_chart(results(first, second))
    if not sum(first.values()) and not sum((second or {}).values()):
        assert held == ()
        assert chart.alt == "Nobody has voted yet."
        return
    [outcome] = held
    n = sum(first.values())
    for letter, cell in zip(LETTERS, chart.table["First vote"], strict=True):
        if not n:
            assert cell == "n/a"
            continue
        percent, _, counted = cell.partition(" % ")
        assert counted == f"({first[letter]} of {n})"
        # No whole number is nearer to the share.
        assert -n < 2 * (int(percent) * n - 100 * first[letter]) <= n
    drawn = " ".join(text.get_text() for text in chart.figure.axes[0].texts)
    assert all(share.in_words in drawn for share in outcome.shares)
    assert outcome.title in chart.alt


@pytest.mark.parametrize("variant", ["figure", "narrow"])
@pytest.mark.parametrize(
    "held",
    [
        as_json(decisions(), simulated_votes()),
        as_json(decisions(), simulated_votes(300)),
        results({"A": 1}),
        results({"A": 700, "B": 300}, {"A": 0, "B": 1000}, "systemic-fix"),
        {"decisions": []},
    ],
    ids=["dry run", "hall", "one vote", "thousand", "none"],
)
def test_no_words_touch(held, variant, check_layout):
    """Wide and narrow, every word has its place, with a long note as well."""
    note = "Simulated people, made for practice. They show nothing about how real ones choose."
    check_layout(getattr(debrief_chart(held, note), variant))


def test_text_equivalent_says_it_all():
    """Whoever can't see the figure reads what moved, what stayed, and of whom."""
    chart = debrief_chart(results({"A": 6, "B": 6, "C": 4}, {"A": 1, "B": 12, "C": 4}), "Only us.")
    assert chart.alt == (
        "Misconceptions: 1 moved, 1 stayed. "
        "Open the meeting: B, the course’s answer, 38 % → 71 %; C stayed or grew."
    )
    assert "a measure of our own" in chart.caption
    assert chart.caption.endswith("Only us.")
    assert "Open the meeting | C. Blame, by way of a number | 25 % (4 of 16)" in chart.text
    assert "<figure" in chart.html


def test_a_single_round_is_told_as_one():
    """Without a second vote nothing is said to have moved."""
    chart = debrief_chart(results({"A": 2, "B": 2}))
    assert chart.alt.startswith("No decision was voted on twice.")
    assert set(chart.table["After the talk"]) == {"n/a"}


def test_same_votes_same_bytes():
    """A figure can be compared from run to run."""
    one, other = (debrief_chart(as_json(decisions(), simulated_votes())) for _ in range(2))
    assert picture(one.figure, "svg") == picture(other.figure, "svg")


def test_two_rounds_are_compared_over_those_who_voted_in_both():
    """People who left between the rounds don't move a share, and the figure says of whom it is."""
    first = {1: "B", 2: "A", 3: "A", 4: "C", 5: "C", 6: "B"}
    votes = {("opening", 1): first, ("opening", 2): {1: "B", 2: "B", 3: "A"}}
    chart = debrief_chart(as_json(decisions(), votes))
    assert "B, the course’s answer, 33 % → 67 % (n = 3 of 6)" in chart.alt
    assert "67 % (2 of 3)" in chart.text
    shares = {share.letter: share for share in read_answers(as_json(decisions(), votes))[0].shares}
    assert shares["C"].became == "nobody chose it"
    assert "compared over those who voted in both" in chart.caption


def test_without_anyone_in_both_rounds_nothing_is_said_to_have_moved():
    """Two rounds of different people are two counts, with no line between them."""
    votes = {("opening", 1): {1: "A", 2: "B"}, ("opening", 2): {3: "B"}}
    chart = debrief_chart(as_json(decisions(), votes))
    assert chart.alt.startswith("No decision was voted on twice.")
    assert "50 %, then 100 %" in chart.alt
    assert set(chart.table["What became of it"]) == {"nobody voted twice", "the course’s answer"}
