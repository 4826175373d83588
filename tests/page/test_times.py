"""Moments in words: what a reader needs to know which one is meant."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from course.page.moments import Moment
from course.page.times import clock, moment, short_day, short_moment, zone_in_full

NZ = "Pacific/Auckland"


def test_a_short_date_has_a_year_where_it_is_asked_for():
    """Without the year a date of another one would be taken for this one's."""
    at = Moment.of(datetime(2020, 2, 28, 16, 10, tzinfo=ZoneInfo(NZ)))
    assert short_day(at) == "28 Feb"
    assert short_day(at, year=True) == "28 Feb 2020"


def test_a_day_is_written_as_a_day():
    """Nobody recorded a time of day, so none is written, nor a zone."""
    at = Moment.of(datetime(2020, 2, 28, tzinfo=ZoneInfo(NZ)), "day")
    assert moment(at) == "Friday 28 February 2020"
    assert short_moment(at) == clock(at) == "28 Feb"
    assert short_moment(at, year=True) == "28 Feb 2020"


def test_a_zone_is_not_named_twice():
    """UTC (UTC) says the same again."""
    at = Moment.of(datetime(2020, 2, 28, tzinfo=ZoneInfo("UTC")))
    assert zone_in_full(at, at, "UTC") == "UTC"


def test_what_is_known_roughly_keeps_its_mark():
    """Whoever wrote "~16:10" did not write 16:10."""
    at = Moment.of(datetime(2020, 2, 28, 16, 10, tzinfo=ZoneInfo(NZ)))
    at = replace(at, is_about=True)
    assert (clock(at), short_moment(at)) == ("~16:10", "28 Feb ~16:10")
    assert moment(at) == "Friday 28 February 2020, ~16:10 NZDT"
    assert moment(replace(at, precision="day")) == "about Friday 28 February 2020"
    assert at.written() == "~2020-02-28T16:10+13:00"
