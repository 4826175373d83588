"""What may be stored of a timeline: rows, of which nothing says that they name people."""

import pytest

from course.incident.named import can_be_kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "timestamp,event",
        "\ufefftimestamp,event\n2026-05-04T10:00,Off.\n",
        "timestamp,event,actor_role,Team,Ours\nlater,Off.,Engineer on call,A,x\n",
        "timestamp,event,evidence\n2026-05-04T10:00,Off.,https://example.org/@page\n",
    ],
)
def test_rows_with_roles_can_be_kept(text):
    """Also half of them, and with columns of one's own."""
    assert can_be_kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "some text",
        "\ud800",
        "- 10:00 Ana calls",
        "Time,What\n10:00,Off.\n",
        "timestamp,event,Created by\n2026-05-04T10:00,Off.,AB\n",
        "timestamp,event,createdBy\n2026-05-04T10:00,Off.,AB\n",
        "timestamp,event\n2026-05-04T10:00,cc @kim\n",
        "timestamp,event\n2026-05-04T10:00,cc kim@example.org\n",
        "x" * 200_000,
    ],
)
def test_what_may_name_people_cannot(text):
    """By a column for them, by an address or a handle, or because nobody has looked yet."""
    assert not can_be_kept(text)
