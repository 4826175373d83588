"""Shares keep two figures, also where rounding reaches the next one."""

import pytest

from course.page.shares import in_percent, two_figures, whole_percent


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1, "100 %"),
        (0.995, "100 %"),
        (0.87, "87 %"),
        (0.1, "10 %"),
        (0.0996, "10 %"),
        (0.0994, "9.9 %"),
        (0.052, "5.2 %"),
        (0.01, "1.0 %"),
        (0.00996, "1.0 %"),
        (17 / 2340, "0.73 %"),
        (0.007, "0.70 %"),
        (0.000999, "0.10 %"),
        (1 / 10**9, "0.00000010 %"),
        (0, "0 %"),
        (2.342, "234 %"),
    ],
)
def test_shares_have_two_figures(share, words):
    """Small shares keep what distinguishes them, and none is written in powers of ten."""
    assert in_percent(share) == words


@pytest.mark.parametrize(
    ("count", "n", "percent"),
    [(0, 7, 0), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0), (900, 900, 100), (0, 0, None)],
)
def test_votes_are_whole_percentages(count, n, percent):
    """A half is rounded up, and of nobody there is no share."""
    assert whole_percent(count, n) == percent


def test_no_number_has_a_third_figure_below_ten():
    """Whatever rounding makes of a number, it keeps two figures."""
    for step in range(1, 2000):
        digits = two_figures(step / 200).replace(".", "").lstrip("0")
        assert len(digits) == 2, step
