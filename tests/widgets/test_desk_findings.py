"""What the desk says of an incident, in the words of its form."""

import pytest

from course.widgets.desk_findings import notices_of_the_desk

TAKEN = "incident_timeline.csv: columns were taken so: "


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        (f"{TAKEN}`When` for `timestamp`, `What happened` for `event`.", []),
        (
            f"{TAKEN}`When` for `timestamp`, `Summary` for `event`.",
            ["columns were taken so: “Summary” for “What happened”."],
        ),
        ("rows 3 and 4: a date is read as 12 May.", ["rows 3 and 4: a date is read as 12 May."]),
        ("Two are left: `When`, `Who`.", ["Two are left: “When”, “Who”."]),
    ],
)
def test_a_column_that_is_called_as_its_field_needs_no_word(notice, told):
    """“When” for “When” would tell nobody anything."""
    assert notices_of_the_desk([notice]) == told
