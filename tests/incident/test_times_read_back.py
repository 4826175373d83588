"""A moment that was written in any known form is the moment that is read."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from course.incident.findings import Findings
from course.incident.surroundings import Surroundings
from course.incident.written_times import read_times

FORMS = {
    "%-d %B %Y %H:%M:%S {zone}": 1,
    "%b %-d, %Y %-I:%M:%S %p {zone}": 1,
    "%A, %-d %b %Y at %H:%M:%S ({zone})": 1,
    "%d.%m.%Y %H:%M:%S {zone}": 1,
    "%Y/%m/%d %I:%M:%S %p {zone}": 1,
    "%Y-%m-%d %H:%M:%S {zone}": 1,
    "%d-%b-%Y %H:%M:%S {zone}": 1,
    "%-m/%-d/%Y %-I:%M:%S %p {zone}": 2,
    "%-d/%-m/%Y %H:%M:%S {zone}": 3,
    "%-d %B %Y %H:%M:%S{offset}": 4,
}
OFFSETS = {"UTC": 0, "PDT": -7, "CEST": 2, "NZST": 12, "UTC+3": 3, "GMT-5": -5}


@given(
    seconds=st.lists(st.integers(0, 2 * 10**9), min_size=1, max_size=8),
    form=st.sampled_from(list(FORMS)),
    letters=st.sampled_from(list(OFFSETS)),
)
def test_a_moment_in_any_known_form_is_read_back(seconds, form, letters):
    """What was written with a zone is the moment that it was."""
    moments = [datetime.fromtimestamp(second, UTC) for second in seconds]
    hours = OFFSETS[letters]
    sign = "-" if hours < 0 else "+"
    written = form.format(zone=letters, offset=f"{sign}{abs(hours):02}:00")
    cells = [f"{at + timedelta(hours=hours):{written}}" for at in moments]
    day_first = {2: False, 3: True}.get(FORMS[form])
    findings = Findings("a.csv")
    around = Surroundings(day_first=day_first)
    found = read_times(range(2, 2 + len(cells)), cells, ZoneInfo("UTC"), findings, around)
    assert [at and at.instant for at in found] == moments


@given(seconds=st.lists(st.integers(10**9, 2 * 10**9), min_size=1, max_size=8))
def test_numbers_are_read_back(seconds):
    """As seconds, milliseconds and serial days."""
    moments = [datetime.fromtimestamp(second, UTC) for second in seconds]
    first = datetime(1899, 12, 30, tzinfo=UTC)
    for cells in (
        [str(second) for second in seconds],
        [f"{second}000" for second in seconds],
        [f"{(at - first) / timedelta(days=1):.9f}" for at in moments],
    ):
        found = read_times(range(2, 2 + len(cells)), cells, ZoneInfo("UTC"), Findings("a.csv"))
        assert [at and at.instant for at in found] == moments
