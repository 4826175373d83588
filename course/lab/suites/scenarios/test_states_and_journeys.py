"""Every state that a patient can be in, through every journey that the page offers."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from booking import Appointment, BookingError, Patient, Slot, Status


@dataclass(frozen=True)
class State:
    """How a patient can stand on record when they open the page."""

    name: str
    seen: int = 0
    cancelled: int = 0
    ahead: int = 0


FIRST_TIME = State("first-time patient")
SEEN_ONCE = State("seen once", seen=1)
SEEN_OFTEN = State("seen often", seen=5)
ONLY_CANCELLED = State("only cancelled so far", cancelled=1)
ONE_AHEAD = State("one appointment ahead", ahead=1)
TWO_AHEAD = State("two appointments ahead", seen=1, ahead=2)
AT_THE_LIMIT = State("three appointments ahead", ahead=3)

FREE_TO_BOOK = [FIRST_TIME, SEEN_ONCE, SEEN_OFTEN, ONLY_CANCELLED, ONE_AHEAD, TWO_AHEAD]
WITH_A_BOOKING = [ONE_AHEAD, TWO_AHEAD, AT_THE_LIMIT]


def name_of(state):
    return state.name


@pytest.fixture
def patient_who_is(service, now):
    """Register a patient of Linwood, whose appointments have all been in Riccarton."""

    def put_on_record(days, status=Status.BOOKED):
        slot = Slot(now + timedelta(days=days), "Riccarton", "Dr Kea")
        service.diary.open(slot)
        service.diary.take(slot)
        service.history.add(Appointment("P-1", slot, status))

    def register(state):
        service.patients.add(Patient("P-1", "Ari", home_clinic="Linwood"))
        for number in range(1, state.seen + 1):
            put_on_record(-30 * number)
        for number in range(1, state.cancelled + 1):
            put_on_record(-10 * number, Status.CANCELLED)
        for number in range(1, state.ahead + 1):
            put_on_record(10 * number)
        return "P-1"

    return register


@pytest.mark.parametrize("state", [*FREE_TO_BOOK, AT_THE_LIMIT], ids=name_of)
def test_finds_slots_at_the_usual_clinic(service, patient_who_is, state):
    slots = service.find_slots(patient_who_is(state))
    usual = "Linwood" if state is FIRST_TIME else "Riccarton"
    assert {slot.clinic for slot in slots} == {usual}


@pytest.mark.parametrize("state", FREE_TO_BOOK, ids=name_of)
def test_books_an_open_slot(service, patient_who_is, now, state):
    patient = patient_who_is(state)
    appointment = service.book(patient, service.diary.at("Linwood")[0])
    assert appointment in service.history.upcoming(patient, now)
    assert "you are booked" in service.outbox[-1]


def test_books_no_more_than_three(service, patient_who_is):
    patient = patient_who_is(AT_THE_LIMIT)
    with pytest.raises(BookingError, match="3 appointments ahead"):
        service.book(patient, service.diary.at("Linwood")[0])


@pytest.mark.parametrize("state", WITH_A_BOOKING, ids=name_of)
def test_moves_an_appointment(service, patient_who_is, now, state):
    patient = patient_who_is(state)
    old, *_ = service.history.upcoming(patient, now)
    new = service.diary.at("Linwood")[0]
    service.move(patient, old, new)
    held = [appointment.slot for appointment in service.history.upcoming(patient, now)]
    assert new in held
    assert old.slot not in held
    assert old.slot in service.diary.free


@pytest.mark.parametrize("state", WITH_A_BOOKING, ids=name_of)
def test_cancels_an_appointment(service, patient_who_is, now, state):
    patient = patient_who_is(state)
    held, *_ = service.history.upcoming(patient, now)
    service.cancel(patient, held)
    assert held.slot in service.diary.free
    assert len(service.history.upcoming(patient, now)) == state.ahead - 1
