"""A due date as people write it, counted from the day of the report."""

from datetime import date

import pytest

from course.report.due import report_day, resolved

TUESDAY = date(2026, 6, 16)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-06-19", "2026-06-19"),
        ("19 June", "2026-06-19"),
        ("by 19th of June 2027", "2027-06-19"),
        ("June 19, 2026", "2026-06-19"),
        ("Jun 3rd", "2026-06-03"),
        ("9 January", "2027-01-09"),
        ("17 April", "2026-04-17"),
        ("16 April", "2027-04-16"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("6/6/2026", "2026-06-06"),
        ("23/6", "2026-06-23"),
        ("6/23/26", "2026-06-23"),
        ("25/12/2126", "2126-12-25"),
        ("by 23.6.", "2026-06-23"),
        ("3 days", "2026-06-19"),
        ("within a week", "2026-06-23"),
        ("in two weeks", "2026-06-30"),
        ("1 month", "2026-07-16"),
        ("7 months", "2027-01-16"),
        ("4 working days", "2026-06-22"),
        ("4 business days", "2026-06-22"),
        ("process change, effective immediately", "2026-06-16"),
        ("today", "2026-06-16"),
        ("tomorrow", "2026-06-17"),
        ("Friday", "2026-06-19"),
        ("Tuesday", "2026-06-23"),
        ("this Tuesday", "2026-06-16"),
        ("by Fri", "2026-06-19"),
        ("24/7/2026", "2026-07-24"),
        ("reviewed twice a week, from Friday on", "2026-06-19"),
        ("with release 2.10, in 3 days", "2026-06-19"),
        ("end of the week", "2026-06-19"),
        ("end of June", "2026-06-30"),
        ("end of February", "2027-02-28"),
        ("end of the month", "2026-06-30"),
        ("end of quarter", "2026-06-30"),
        ("end of year", "2026-12-31"),
    ],
)
def test_what_people_write_is_a_day(written, day):
    """In figures and in words, with a weekday, a length or an end."""
    assert str(resolved(written, TUESDAY)) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "Q3",
        "next sprint",
        "2 sprints",
        "TBD",
        "6/7/2026",
        "6/7",
        "1.5 sprints",
        "31/6",
        "31 June",
        "2026-13-01",
        "24/7",
        "once a week",
        "every 2 weeks",
        "each Friday",
        "24 hours a day, 7 days a week",
        "with v1.2.26",
        "release 2.10.",
        "once all have sat down",
        "3 days ago",
    ],
)
def test_what_names_no_day_is_none(written):
    """A day is never guessed: 6/7/2026 is two of them."""
    assert resolved(written, TUESDAY) is None


def test_months_end_where_they_end():
    """One month after the last of January is the last of February; quarters end in threes."""
    assert resolved("1 month", date(2026, 1, 31)) == date(2026, 2, 28)
    assert resolved("end of quarter", date(2026, 7, 1)) == date(2026, 9, 30)
    assert resolved("end of quarter", date(2026, 12, 31)) == date(2026, 12, 31)
    assert resolved("1 month", date(2026, 11, 30)) == date(2026, 12, 30)
    assert resolved("2 months", date(2026, 11, 30)) == date(2027, 1, 30)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-06-16", "2026-06-16"),
        ("2026-06-16T10:00", "2026-06-16"),
        ("16 June 2026", "2026-06-16"),
        ("June 16th, 2026", "2026-06-16"),
        ("16 June", None),
        ("16/06/26", None),
        ("31 June 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_of_a_report_is_one_day_or_none(written, day):
    """What leaves the year or the month open is asked for."""
    assert report_day(written) == (date.fromisoformat(day) if day else None)
