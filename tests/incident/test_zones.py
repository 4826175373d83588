"""Time zones: what is meant by a name that is none."""

import zoneinfo

import pytest

from course.incident.findings import Findings
from course.incident.zones import nearest, read_zone


def told(name: str) -> str:
    """Give what is told about a zone, or nothing."""
    findings = Findings("incident.toml")
    read_zone(name, findings)
    return "\n".join(map(str, findings.problems))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("London", "Europe/London"),
        ("utc", "UTC"),
        ("new york", "America/New_York"),
        ("Auckland", "Pacific/Auckland"),
        ("Europe/Berln", "Europe/Berlin"),
        ("PDT", "America/Los_Angeles"),
        ("PST", "America/Los_Angeles"),
        ("CST", "America/Chicago"),
        ("Pacific", "America/Los_Angeles"),
        ("SGT", "Asia/Singapore"),
        ("NZST", "Pacific/Auckland"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("GMT-3", "America/Sao_Paulo"),
    ],
)
def test_the_nearest_by_name_letters_or_offset_comes_first(name, meant):
    """A city, the letters on a clock or an offset lead to a place."""
    assert nearest(name)[0] == meant
    assert f"`timezone` is “{name}”; expected the zone of a city, such as {meant}" in told(name)


def test_an_offset_leads_to_places_that_have_it(at_offset):
    """GMT+1 is never answered with a zone an hour off."""
    for hours in range(-10, 13):
        for zone in nearest(f"GMT{hours:+}"):
            assert at_offset(zone) == hours


@pytest.fixture
def at_offset():
    """Give what a place is ahead of UTC in its winter, in hours."""
    from datetime import UTC, datetime

    def at_offset(zone: str) -> float:
        place = zoneinfo.ZoneInfo(zone)
        offsets = [
            datetime(2026, month, 1, tzinfo=UTC).astimezone(place).utcoffset() for month in (1, 7)
        ]
        return min(offset.total_seconds() for offset in offsets) / 3600

    return at_offset


@pytest.mark.parametrize("name", ["localtime", "Localtime", "posixrules", "Factory", "posix/UTC"])
def test_what_means_something_else_on_each_computer_is_no_zone(name):
    """A folder that is passed on must say the same everywhere."""
    assert f"`timezone` is “{name}”" in told(name)


def test_a_name_near_nothing_is_told_with_an_example():
    """There is always a name to see how they look."""
    assert told("zzzzqq").endswith("such as Europe/Paris")


@pytest.mark.parametrize("content", [b"garbage", b"TZif", b"TZif2" + b"\xff" * 60, b""])
def test_a_damaged_zone_file_is_told_as_such(tmp_path, content):
    """The name is right: it is never proposed in its own place."""
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Copenhagen").write_bytes(content)
    kept = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([str(tmp_path), *kept])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        found = told("Europe/Copenhagen")
    finally:
        zoneinfo.reset_tzpath(kept)
        zoneinfo.ZoneInfo.clear_cache()
    assert (
        "`timezone` is Europe/Copenhagen, and this computer’s own data about it is damaged" in found
    )
    assert "such as" not in found
