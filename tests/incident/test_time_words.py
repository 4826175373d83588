"""Each known form of a time is recognised, and the first moment of a cell that says more."""

from datetime import date

import pytest

from tests.incident.column_read import read

AT = "2024-08-16T22:32Z"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("Aug 16 2024 - 22:32 UTC", AT),
        ("16 August 2024 10:32pm", AT),
        ("16th of August, 2024 at 10:32 p.m.", AT),
        ("Friday, 16 Aug 2024, 22:32", AT),
        ("Aug 16, 2024, 10:32 PM", AT),
        ("16-Aug-24 22:32", AT),
        ("16 Aug ’24 22:32", AT),
        ("Fri Aug 16 22:32:00 UTC 2024", "2024-08-16T22:32:00Z"),
        ("Fri, 16 Aug 2024 22:32:00 GMT", "2024-08-16T22:32:00Z"),
        ("16. August 2024, 22.32 Uhr", AT),
        ("16 août 2024 22h32", AT),
        ("2024年8月16日 22:32", AT),
        ("2024-08-16 10:32pm", AT),
        ("2024-08-16 22:32 UTC", AT),
        ("2024-08-16 22:32 (UTC)", AT),
        ("2024-08-16T15:32 PDT", AT),
        ("2024-08-16 3:32 PM PT", AT),
        ("2024-08-17 00:32 UTC+2", AT),
        ("2024-08-17 00:32 Europe/Berlin", AT),
        ("2024/08/16, 22:32", AT),
        ("16.08.2024 22:32", AT),
        ("8/16/2024 22:32", AT),
        ("16/08/24 22:32", AT),
        ("8/16/24, 10:32 PM", AT),
        ("16 Aug 2024 22:32 - 22:50", AT),
        ("16 Aug 2024 22:32–22:50 UTC", AT),
        ("1723847520", "2024-08-16T22:32:00Z"),
        ("1723847520000", "2024-08-16T22:32:00Z"),
        ("1723847520.000200", "2024-08-16T22:32:00.000200Z"),
        ("45520.938888889", AT),
        ("45520", "2024-08-16"),
        ("16 Aug 2024", "2024-08-16"),
        ("~2024-08-16 22:32", f"~{AT}"),
        ("2024-08-16 22:32?", f"~{AT}"),
        ("2024-08-16 22:32ish", f"~{AT}"),
        ("about 22:32 on 16 August 2024", f"~{AT}"),
        ("c. 16 Aug 2024", "~2024-08-16"),
        ("2024-08-16 10pm", "~2024-08-16T22:00Z"),
        ("12:05 AM, Aug 16 2024", "2024-08-16T00:05Z"),
        ("12:05 pm, Aug 16 2024", "2024-08-16T12:05Z"),
        ("noon on 16 August 2024", "2024-08-16T12:00Z"),
    ],
)
def test_a_form_that_is_known_is_read_and_told(cell, moment):
    """Each reading that is not plain ISO is said, with an example of before and after."""
    found, findings = read(cell)
    assert (found, list(map(str, findings.problems))) == ([moment], [])
    before_and_after = [notice for notice in findings.notices if f"“{cell}”" in notice]
    assert before_and_after
    assert any("is read as" in notice for notice in before_and_after)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        *(("16 Aug 2024 2232Z", AT), ("16 Aug 2024 2232 hrs", AT), ("8/16/2024 10:32p", AT)),
        # No place is thirteen hours behind UTC, so that is where a range ends.
        ("16 Aug 2024 22:32:00-13", "2024-08-16T22:32:00Z"),
        ("16 Aug 2024 15:32:00-07", "2024-08-16T22:32:00Z"),
    ],
)
def test_a_clock_in_short_is_read(cell, moment):
    """Four digits before a Z, and one letter right behind the minutes, are a clock."""
    found, _ = read(cell)
    assert found == [moment]


class TestCellsThatSayMore:
    """The first moment of a cell is taken; which day it is on, its column or a heading says."""

    def test_days_in_numbers_stand_alone_beside_those_with_a_clock(self):
        """With the order that the others settle; beside none they are not understood."""
        cells = ["07-19 13:27", "07-19 evening", "07-21 → 07-22", "07-22", "soon"]
        moments, findings = read(*cells, day=date(2026, 7, 19))
        days = ["2026-07-19", "2026-07-21", "2026-07-22"]
        assert moments == ["2026-07-19T13:27Z", *days, None]
        first = [
            str(notice) for notice in findings.notices if "the first moment is taken" in notice
        ]
        assert len(first) == 1
        assert "rows 3 and 4" in first[0]
        assert read("13:27", "07-19 evening", day=date(2026, 7, 19))[0] == [
            "2026-07-19T13:27Z",
            None,
        ]

    def test_a_clock_that_nobody_knows_has_the_day_of_its_heading(self):
        """Without a heading just above, or with question marks, it is asked for."""
        around = {"dates": {2: date(2022, 4, 20), 4: date(2022, 4, 21)}}
        moments, _ = read("19:48", "unknown", "unknown", "unknown", **around)
        assert moments == ["2022-04-20T19:48Z", None, "2022-04-21", None]
        assert read("???", "10:00", dates={2: date(2022, 4, 20)})[0] == [None, "2022-04-20T10:00Z"]

    def test_one_clock_out_of_order_is_on_the_same_day(self):
        """Where the next goes on from those before; else midnight lies between."""
        on = {"day": date(2026, 8, 29)}
        assert read("15:12", "13:58", "15:20", **on)[0][1:] == [
            "2026-08-29T13:58Z",
            "2026-08-29T15:20Z",
        ]
        assert read("15:12", "13:58", "14:20", **on)[0][1:] == [
            "2026-08-30T13:58Z",
            "2026-08-30T14:20Z",
        ]
        assert read("15:12", "11:12", "15:20", **on)[0][1:] == [
            "2026-08-30T11:12Z",
            "2026-08-30T15:20Z",
        ]
        with_date = read("15:12", "13:58", "2026-08-31 15:20", **on)[0]
        assert with_date[1] == "2026-08-30T13:58Z"

    def test_what_no_place_is_ahead_of_utc_ends_a_range(self):
        """Beside seconds, as in 21:39:12-13; -07 is an offset."""
        on = {"day": date(2025, 12, 14)}
        assert read("21:39:12-13", "21:39:15-07", **on)[0] == [
            "2025-12-14T21:39:12Z",
            "2025-12-15T04:39:15Z",
        ]

    def test_of_what_this_course_writes_nothing_is_told(self):
        """Also where the zone of the incident has been put right since, and of what is rough."""
        moments, findings = read("~2026-11-19T14:30+00:00", "~2026-11-19T14:40", zone="Asia/Tokyo")
        assert moments == ["~2026-11-19T23:30+09:00Z", "~2026-11-19T14:40+09:00Z"]
        assert findings.notices == []

    def test_among_many_forms_that_are_none_no_first_moment_is_looked_for(self):
        """Such a column is rather none of times."""
        none = ["none at all", *(f"{'ab ' * n}7 of 9" for n in range(1, 12))]
        moments, _ = read("10:00 in Lyon", *none, "10:05 in Lyon", day=date(2026, 1, 1))
        assert moments[0] == "~2026-01-01T10:00Z"
        assert moments[-1] is None
