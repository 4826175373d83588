"""Whatever stands in a column of times is a moment or is told, and read the same either way."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.incident.findings import Findings
from course.incident.written_times import read_times

FORMS = st.sampled_from(
    [
        "%Y-%m-%dT%H:%M:%S{offset}",
        "%Y-%m-%d %H:%M:%S{offset}",
        "%Y-%m-%d %H:%M:%S {offset}",
        "%Y/%m/%d %H:%M:%S{offset}",
        "%Y%m%dT%H%M%S{offset}",
        "%Y-%m-%dT%H:%M:%S.%f{offset}",
    ]
)


@given(
    second=st.integers(0, 2 * 10**9),
    quarters=st.integers(-48, 56),
    form=FORMS,
    zone=st.sampled_from(["UTC", "Pacific/Auckland", "America/St_Johns"]),
)
def test_a_moment_in_any_form_is_read_back(second, quarters, form, zone):
    """What was written with an offset is the moment that it was."""
    at = datetime.fromtimestamp(second, UTC)
    offset = timedelta(minutes=15 * quarters)
    hours, minutes = divmod(abs(15 * quarters), 60)
    written = f"{'-' if quarters < 0 else '+'}{hours:02}:{minutes:02}"
    cell = f"{at + offset:{form.format(offset=written)}}"
    found = read_times([2], [cell], ZoneInfo(zone), Findings("a.csv"))[0]
    assert found.instant == at


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1))
def test_no_text_stops_the_reading(cells):
    """Whatever stands in a column, each cell is a moment or is told."""
    findings = Findings("a.csv")
    rows = range(2, 2 + len(cells))
    found = read_times(rows, cells, ZoneInfo("Europe/Paris"), findings)
    told = sum(len(problem.rows) or 1 for problem in findings.problems)
    assert sum(at is None for at in found) == told


def test_half_a_character_is_told_like_any_other_text():
    """JSON may hold one, and it is no time and stops nothing."""
    findings = Findings("a.json")
    assert read_times([2], ["\ud800 14:05"], ZoneInfo("UTC"), findings) == [None]
    assert len(findings.problems) == 1


@pytest.mark.parametrize("zone", ["Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"])
@given(minute=st.integers(0, 60 * 24 * 366 * 60))
def test_a_clock_reads_the_same_in_a_log_and_alone(zone, minute):
    """The short way through hours without a change of clocks leads where the careful one does."""
    at = datetime(1970, 1, 1) + timedelta(minutes=minute)  # noqa: DTZ001 - a clock on a wall
    # A stroke between the numbers is read the careful way.
    cells = [f"{at:%Y-%m-%d %H:%M}", f"{at:%Y/%m/%d %H:%M}"]
    short, careful = read_times([2, 3], cells, ZoneInfo(zone), Findings("a.csv"))
    assert short == careful


@pytest.mark.parametrize(
    "cell", ["2026-06-{day:02} 09:{minute:02}-10:{minute:02}", "2026-06-{day:02}T{minute:02}"]
)
def test_of_many_rows_of_one_kind_it_speaks_once(cell):
    """Also where what is expected differs from row to row."""
    cells = [cell.format(day=at % 28 + 1, minute=at % 24) for at in range(600)]
    findings = Findings("a.csv")
    read_times(range(2, 602), cells, ZoneInfo("Pacific/Auckland"), findings)
    assert len(findings.problems) <= 1
