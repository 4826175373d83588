"""Moments in words: what a reader needs to know which one is meant."""

import pandas as pd

from course.page.times import short_day

NZ = "Pacific/Auckland"


def test_a_short_date_has_a_year_where_it_is_asked_for():
    """Without the year a date of another one would be taken for this one's."""
    at = pd.Timestamp("2020-02-28T16:10", tz=NZ)
    assert short_day(at) == "28 Feb"
    assert short_day(at, year=True) == "28 Feb 2020"
