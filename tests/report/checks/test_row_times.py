"""The moments of a table's rows, read as people write them."""

import pytest

from course.report.checks.row_times import clock, times
from course.report.contents import Row


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("00:00", (0, 0)),
        ("23:59 NZST", (23, 59)),
        ("24:00", None),
        ("18:60", None),
        ("12:05 AM", (0, 5)),
        ("12:05 p.m.", (12, 5)),
        ("7.30 pm", (19, 30)),
        ("18h14", (18, 14)),
        ("build 18:145", None),
        ("in the evening", None),
    ],
)
def test_a_clock_is_read_as_it_is_written_and_no_other_number_is_one(written, read):
    """In both forms, to the minute; what no clock shows is none."""
    assert clock(written) == read


def moments(*whens, day="2026-06-16"):
    """Give the moments that rows are read as."""
    return [f"{at:%Y-%m-%d %H:%M}" for _, at in times([Row(when, "", "") for when in whens], day)]


def test_a_row_without_a_day_is_of_the_day_before_it():
    """A day alone is its beginning, and a row that tells neither is passed over."""
    assert moments("11 June, 18:14", "19:02", "later", "12 June", "09:00") == [
        "2026-06-11 18:14",
        "2026-06-11 19:02",
        "2026-06-12 00:00",
        "2026-06-12 09:00",
    ]


def test_a_day_without_a_year_is_the_last_one_before_the_report():
    """A report of January tells of the December before it."""
    assert moments("30 December, 23:50", "2 January, 00:10", day="2026-01-05") == [
        "2025-12-30 23:50",
        "2026-01-02 00:10",
    ]


@pytest.mark.parametrize("day", ["", "soon"])
def test_without_a_day_of_the_report_clocks_alone_still_have_an_order(day):
    """Clocks alone are all of one day, whichever it is."""
    days = moments("1 February", "11 June", "30 December", "2 January", day=day)
    assert days == sorted(days)
    first, second = moments("18:14", "21:08", day=day)
    assert (first[-5:], second[-5:], first[:10]) == ("18:14", "21:08", second[:10])


def test_what_was_added_after_the_day_of_the_report_stays_there():
    """A follow-up of the next day is no row of a year before; a year that is said is kept."""
    assert moments("11 June, 18:14", "17 June, 09:00") == [
        "2026-06-11 18:14",
        "2026-06-17 09:00",
    ]
    assert moments("2026-12-01, 09:00") == ["2026-12-01 09:00"]
