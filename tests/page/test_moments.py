"""Moments: how they are ordered, and what can be known between them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from course.page.moments import Moment, coarsest, minutes_between

NZ = ZoneInfo("Pacific/Auckland")


def at(written: str, precision: str = "minute") -> Moment:
    """Give the moment that a clock in New Zealand showed."""
    return Moment.of(datetime.fromisoformat(written).replace(tzinfo=NZ), precision)


def test_elapsed_time_is_not_what_clocks_show():
    """Over a change of clocks an hour more passes than they tell."""
    first, last = at("2026-04-05T01:30"), at("2026-04-05T04:30")
    assert minutes_between(first, last) == 240
    assert last - timedelta(hours=4) == first


def test_a_day_is_as_long_as_it_was():
    """On the day when clocks go back it has 25 hours."""
    day = at("2026-04-05", "day")
    assert day.until - day.instant == timedelta(hours=25)


@pytest.mark.parametrize(
    ("first", "last", "known"),
    [
        (at("2026-06-11", "day"), at("2026-06-11T09:00"), False),
        (at("2026-06-11T09:00"), at("2026-06-11", "day"), False),
        (at("2026-06-11", "day"), at("2026-06-11", "day"), False),
        (at("2026-06-11", "day"), at("2026-06-12", "day"), True),
        (at("2026-06-11T23:59"), at("2026-06-12", "day"), True),
        (at("2026-06-11T18:14"), at("2026-06-11T18:14:30", "second"), False),
        (at("2026-06-11T18:14"), at("2026-06-11T18:15"), True),
        (at("2026-06-11T18:14:07", "second"), at("2026-06-11T18:14:08", "second"), True),
    ],
)
def test_one_precedes_another_only_for_certain(first, last, known):
    """Of two on one day, one of them a day, nobody knows which was first."""
    assert first.precedes(last) is known
    assert not last.precedes(first)


def test_a_length_is_as_exact_as_its_coarser_end():
    """A day and a second make a day."""
    assert coarsest(["second", "minute"]) == "minute"
    assert coarsest(["second", "day", "minute"]) == "day"


def test_a_time_without_a_zone_is_no_moment():
    """Which moment it is depends on where."""
    with pytest.raises(ValueError, match="no zone"):
        Moment.of(datetime(2026, 6, 11, tzinfo=UTC).replace(tzinfo=None))


def test_moments_are_the_same_wherever_and_however_exactly_they_are_known():
    """One instant is one moment in every zone; neither a zone nor a precision orders anything."""
    here = at("2026-06-11T18:14")
    there = Moment(here.instant, ZoneInfo("Europe/Paris"), "second")
    assert here == there == replace(here, is_about=True)
    assert len({here, there}) == 1
    assert not here < there
    assert not there < here


def test_a_day_is_written_as_its_date_and_all_else_with_its_offset():
    """What was known to the day only gets no time of day by being written."""
    assert at("2026-06-11", "day").isoformat() == "2026-06-11"
    assert at("2026-06-11T18:14").isoformat() == "2026-06-11T18:14:00+12:00"


@pytest.mark.parametrize(
    ("written", "precision"),
    [
        ("2026-06-11", "day"),
        ("2026-06-11T18:14+12:00", "minute"),
        ("2026-06-11T18:14:00+12:00", "second"),
        ("2026-06-11T18:14:07.250000+12:00", "second"),
    ],
)
def test_a_moment_is_written_as_exactly_as_it_is_known(written, precision):
    """A whole minute to the second keeps its noughts, and what is known roughly its mark."""
    known = at(written.removesuffix("+12:00"), precision)
    assert known.written() == written
    assert replace(known, is_about=True).written() == f"~{written}"


def test_a_place_ahead_by_odd_seconds_is_written_in_utc():
    """ISO 8601 has no seconds in an offset, and Amsterdam was ahead by 19 min 32 s."""
    noon = datetime(1930, 1, 1, 12, tzinfo=UTC)
    assert Moment(noon, ZoneInfo("Europe/Amsterdam")).written() == "1930-01-01T12:00+00:00"


def test_a_second_precedes_nothing_in_its_own_second():
    """Two rows of one second stand in no order that anybody knows of."""
    second = at("2026-06-11T18:14:07", "second")
    assert second.until == second.instant
    assert not second.precedes(second)
