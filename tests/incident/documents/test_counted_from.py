"""Times that are counted from a beginning become the moments that they are."""

import pytest

from course.incident.documents.counted_from import as_moments
from course.incident.findings import Findings


@pytest.mark.parametrize(
    ("counted", "moment"),
    [
        ("T+15m", "2026-06-11T18:29"),
        ("T-1h 5min", "2026-06-11T17:09"),
        ("T+0", "2026-06-11T18:14"),
        ("T + 90 minutes", "2026-06-11T19:44"),
        ("T+0:05:30", "2026-06-11T18:19:30"),
        ("T+1d", "2026-06-12T18:14"),
    ],
)
def test_each_form_is_counted(counted, moment):
    """In days, hours, minutes and seconds, before and after."""
    text = f"T0: 11 June 2026 18:14\n{counted}: Calls\nT+3h Well again"
    assert as_moments(text, Findings("a.txt")).splitlines()[1] == f"{moment}: Calls"


def test_what_says_so_of_itself_comes_before_what_began_above_it():
    """A review, too, has a start."""
    text = "Review started 3 May 2024 14:00\nT0: 2024-05-01 10:00\nT+5m Calls\nT+3h Well again"
    assert as_moments(text, Findings("a.txt")).splitlines()[2] == "2024-05-01T10:05 Calls"


def test_without_a_beginning_it_is_asked_for():
    """The text stays as it is, and one finding says what to write."""
    findings = Findings("a.txt")
    text = "T+5m Calls\nT+9m Well again"
    assert as_moments(text, findings) == text
    (told,) = findings.problems
    assert "such as T0: 2026-06-11 18:14" in str(told)


def test_what_no_calendar_reaches_stays():
    """It is told as any other cell that is no time."""
    text = "T0: 2026-06-11 18:14\nT-999999d: Calls\nT+5m: Well again"
    assert as_moments(text, Findings("a.txt")).splitlines()[1] == "T-999999d: Calls"


@pytest.mark.parametrize("text", ["T+5m Calls\nother", "Type T+1 is sold\nT-shirts, T-2 sizes"])
def test_other_words_stay(text):
    """One of them alone, or a letter within a word, is no time."""
    assert as_moments(text, Findings("a.txt")) == text
