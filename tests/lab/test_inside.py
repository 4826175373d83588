"""Classifying a patient from the bare record."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from course.lab.inside import State, state_of
from course.lab.trial import try_test


@dataclass(frozen=True)
class Record:
    """An appointment with the little that a state is read from."""

    status: str
    starts_at: int
    patient_number: str = "P-1"

    @property
    def slot(self):
        """Stand in for the slot, which has the time."""
        return SimpleNamespace(starts_at=self.starts_at)


SEEN, AHEAD = Record("booked", -1), Record("booked", 1)
CANCELLED, LATE = Record("cancelled", 1), Record("cancelled late", -1)


@pytest.mark.parametrize(
    ("record", "state"),
    [
        ([], State.FIRST_TIME),
        ([Record("booked", 1, patient_number="P-2")], State.FIRST_TIME),
        ([SEEN], State.SEEN),
        ([SEEN, CANCELLED], State.SEEN),
        ([CANCELLED, LATE], State.ONLY_CANCELLED),
        ([SEEN, AHEAD], State.AHEAD),
        ([AHEAD, AHEAD], State.AHEAD),
        ([AHEAD, AHEAD, AHEAD], State.AT_LIMIT),
        ([Record("moved", 1)], State.SEEN),
    ],
)
def test_a_state_is_read_from_the_record(record, state):
    """Each record puts its patient in exactly one state."""
    service = SimpleNamespace(
        patients=SimpleNamespace(patients={"P-1": None}),
        history=SimpleNamespace(appointments=record),
        clock=lambda: 0,
    )
    assert state_of(service, "P-1", limit=3) is state


def test_an_unknown_patient_has_no_state():
    """Someone who is not registered is on no row of the map."""
    service = SimpleNamespace(patients=SimpleNamespace(patients={}))
    assert state_of(service, "P-0", limit=3) is None


@pytest.mark.slow
def test_a_journey_named_by_keyword_is_recorded_too():
    """A call is recorded however its arguments are given, with how it ended."""
    tried = try_test("""
import pytest
from booking import BookingError, Patient

def test_keywords(service, past_visit):
    patient = Patient(number="P-7", name="Noa", home_clinic="Linwood")
    service.patients.add(patient)
    past_visit(patient)
    slot = service.find_slots(patient_number="P-7")[0]
    service.book(slot=slot, patient_number="P-7")
    with pytest.raises(BookingError):
        service.book("P-7", slot)
""")
    before, after = tried.runs
    assert [(call.journey, call.state, call.ending) for call in after.calls] == [
        ("find_slots", State.SEEN, "done"),
        ("book", State.SEEN, "done"),
        ("book", State.AHEAD, "refused"),
    ]
    assert before.calls == after.calls
