"""How a count rose, without the rows that add nothing to it."""

from datetime import UTC, datetime, timedelta

import pytest

from course.incident.counts import counts
from course.incident.loading import Incident, load_incident
from course.incident.timeline import Event
from course.page.moments import Moment


@pytest.fixture
def numbers():
    """Give the counts of an incident built from minute, phase and number."""

    def numbers(rows: list[tuple[int, str, int | None]]) -> list[int]:
        start = Moment(datetime(2026, 6, 11, 18, tzinfo=UTC), UTC)
        timeline = tuple(
            Event(
                row,
                start + timedelta(minutes=at),
                "A.",
                (phase,) if phase else (),
                affected_cumulative=number,
            )
            for row, (at, phase, number) in enumerate(rows)
        )
        incident = Incident("T", "O", "UTC", timeline, load_incident().folder / "nowhere")
        return [count.number for count in counts(incident, "affected")]

    return numbers


def test_the_case_rises_to_its_totals():
    """Both columns begin with nought and end with what is given."""
    case = load_incident()
    for field, total in (("affected", 2340), ("support_calls", 17)):
        found = counts(case, field)
        assert (found[0].number, found[-1].number) == (0, total)
        assert found[-1].at == case.milestones["resolved"].at


def test_rows_without_a_count_are_passed_over(numbers):
    """What a row does not know it does not say."""
    assert numbers([(0, "", 1), (1, "", None), (2, "", 3)]) == [1, 3]


def test_noughts_before_the_start_are_left_out(numbers):
    """Days of lead-up with nobody affected would press the curve into a corner."""
    assert numbers([(0, "", 0), (5, "", 0), (9, "started", 0), (10, "", 4)]) == [0, 4]
    assert numbers([(0, "", 0), (9, "started", None), (10, "", 4)]) == [0, 4]


def test_repetitions_after_the_end_are_left_out(numbers):
    """A count that is brought together next morning is no one new; one that rises is."""
    ended = [(0, "started", 0), (9, "resolved", 7)]
    assert numbers([*ended, (99, "", 7), (100, "", 7)]) == [0, 7]
    assert numbers([*ended, (99, "", 8)]) == [0, 7, 8]
