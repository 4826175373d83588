"""How a count rose, without the rows that add nothing to it."""

import pandas as pd
import pytest

from course.incident.counts import counts
from course.incident.loading import Incident, load_incident
from course.incident.timeline import COLUMNS


@pytest.fixture
def numbers():
    """Give the counts of an incident built from minute, phase and number."""

    def numbers(rows: list[tuple[int, str, int | None]]) -> list[int]:
        start = pd.Timestamp("2026-06-11T18:00", tz="UTC")
        events = pd.DataFrame({"timestamp": [start + pd.Timedelta(minutes=at) for at, *_ in rows]})
        events = events.reindex(columns=list(COLUMNS), fill_value="")
        events["phase"] = [phase for _, phase, _ in rows]
        events["affected_cumulative"] = pd.array([number for *_, number in rows], dtype="Int64")
        incident = Incident("T", "O", "UTC", events, load_incident().folder / "nowhere")
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
