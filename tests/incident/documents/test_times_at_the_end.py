"""Times that stand behind what happened are put in front of it."""

import pytest

from course.incident.documents.times_at_the_end import with_times_in_front


@pytest.mark.parametrize(
    "text",
    [
        "* Failover took long (2h)\n* Restore took longer (10h)",
        "- 13:40 Slow (since 13:38)\n- 13:52 Well (14:00)",
        "* Version (4.12)\n* Restore (2024-03-12)",
        f"* a{' ' * 20_000}\n* b (13:40)",
    ],
)
def test_what_is_no_time_of_a_bullet_stays_in_its_place(text):
    """Lengths, days, versions, and bullets that begin with a time are as they were."""
    assert with_times_in_front(text) == text


def test_each_sign_before_a_time_is_known():
    """Brackets, a dash and a comma stand before a time at the end."""
    text = "- Slow (13:40 UTC)\n- Alarm - 13:52\n- Well, at 14:58\n- Nobody knows why"
    assert with_times_in_front(text).splitlines() == [
        "- 13:40 UTC Slow",
        "- 13:52 Alarm",
        "- 14:58 Well",
        "- Nobody knows why",
    ]
