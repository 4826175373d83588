"""One test for each line that the report still called missing."""

from datetime import timedelta

import pytest
from booking import BookingError, BookingService, Patient, Slot


@pytest.fixture
def patient(service, past_visit):
    patient = Patient("P-1002", "Sam", home_clinic="Riccarton")
    service.patients.add(patient)
    past_visit(patient)
    return patient


@pytest.fixture
def slots(service, patient):
    return service.find_slots(patient.number)


def test_clock():
    assert BookingService().clock() is not None


def test_register_twice(service, patient):
    with pytest.raises(BookingError):
        service.patients.add(patient)


def test_open_twice(service, slots):
    with pytest.raises(BookingError):
        service.diary.open(slots[0])


def test_too_close(service, patient, now):
    with pytest.raises(BookingError):
        service.book(patient.number, Slot(now, "Riccarton", "Dr Kea"))


def test_too_far(service, patient, now):
    with pytest.raises(BookingError):
        service.book(patient.number, Slot(now + timedelta(days=365), "Riccarton", "Dr Kea"))


def test_too_many(service, patient, slots):
    for slot in slots[:3]:
        service.book(patient.number, slot)
    with pytest.raises(BookingError):
        service.book(patient.number, slots[3])


def test_other_clinic(service, patient):
    assert service.book(patient.number, service.diary.at("Linwood")[0])


def test_move(service, patient, slots):
    appointment = service.book(patient.number, slots[0])
    assert service.move(patient.number, appointment, slots[1])


def test_cancel_twice(service, patient, slots):
    appointment = service.book(patient.number, slots[0])
    service.cancel(patient.number, appointment)
    with pytest.raises(BookingError):
        service.cancel(patient.number, appointment)


def test_cancel_late(service, patient, now):
    tonight = Slot(now + timedelta(hours=9), "Riccarton", "Dr Kea")
    service.diary.open(tonight)
    assert service.cancel(patient.number, service.book(patient.number, tonight))


def test_remind(service, patient, slots):
    service.book(patient.number, slots[0])
    service.remind()
    assert service.outbox
