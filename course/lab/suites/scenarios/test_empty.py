"""What happens when there is nothing: no slots, no patients, no history, no appointments."""

import pytest
from booking import BookingError, Patient


@pytest.fixture
def newcomer(service):
    service.patients.add(Patient("P-2", "Noa", home_clinic="Linwood"))
    return "P-2"


@pytest.fixture
def regular(service, past_visit):
    patient = Patient("P-1", "Ari", home_clinic="Linwood")
    service.patients.add(patient)
    past_visit(patient)
    return patient.number


def test_no_slots_for_a_regular(service, regular):
    service.diary.free.clear()
    assert service.find_slots(regular) == []


def test_no_slots_for_a_first_time_patient(service, newcomer):
    service.diary.free.clear()
    assert service.find_slots(newcomer) == []


def test_no_such_patient(service):
    with pytest.raises(BookingError, match="do not know"):
        service.find_slots("P-0")


def test_nobody_to_remind(service):
    service.remind()
    assert service.outbox == []


def test_no_appointment_to_cancel(service, regular, now):
    appointment = service.book(regular, service.find_slots(regular)[0])
    service.cancel(regular, appointment)
    assert service.history.upcoming(regular, now) == []
    with pytest.raises(BookingError, match="not one that you have ahead"):
        service.cancel(regular, appointment)
