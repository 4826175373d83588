"""What the desk says of an incident, in the words of its form."""

from zoneinfo import ZoneInfo

import pytest

from course.incident.tabulated import tabulated
from course.widgets.desk_findings import notices_of_the_desk


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("When,What happened", []),
        ("When,Summary", ["Columns were taken so: “Summary” for “What happened”."]),
        (
            "Date,Time,What happened",
            ["Columns were taken so: “Date” and “Time” for “When”."],
        ),
    ],
)
def test_a_column_that_is_called_as_its_field_needs_no_word(header, told):
    """“When” for “When” would tell nobody anything."""
    row = "2026-05-04,10:00,Tills stop" if "Time" in header else "2026-05-04T10:00,Tills stop"
    read = tabulated(f"{header}\n{row}\n".encode(), ZoneInfo("UTC"))
    assert notices_of_the_desk(read.notices) == told


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        ("rows 3 and 4: a date is read as 12 May.", ["Rows 3 and 4: a date is read as 12 May."]),
        ("Two are left: `When`, `Who`.", ["Two are left: “When”, “Who”."]),
    ],
)
def test_what_else_is_said_stays_whole(notice, told):
    """Only names are written as the form has them."""
    assert notices_of_the_desk([notice]) == told
