"""The suite as it was on the day of the outage."""

from datetime import timedelta

import pytest
from booking import BookingError, Patient, Slot, Status, messages


@pytest.fixture
def patient(service, past_visit):
    patient = Patient("P-1001", "Hana", home_clinic="Linwood")
    service.patients.add(patient)
    past_visit(patient, clinic="Riccarton", practitioner="Dr Rata", days_ago=90)
    past_visit(patient, clinic="Riccarton", practitioner="Dr Tui", days_ago=30)
    return patient


def test_slots_are_those_of_the_usual_clinic(service, patient):
    assert {slot.clinic for slot in service.find_slots(patient.number)} == {"Riccarton"}


def test_slots_come_earliest_first(service, patient):
    starts = [slot.starts_at for slot in service.find_slots(patient.number)]
    assert starts == sorted(starts)


def test_a_familiar_practitioner_comes_first(service, patient, now):
    tomorrow = now + timedelta(days=1)
    service.diary.open(Slot(tomorrow - timedelta(hours=1), "Riccarton", "Dr Kea"))
    assert service.find_slots(patient.number)[0].practitioner in {"Dr Tui", "Dr Rata"}


def test_a_booked_slot_is_no_longer_offered(service, patient):
    slot = service.find_slots(patient.number)[0]
    service.book(patient.number, slot)
    assert slot not in service.find_slots(patient.number)


def test_a_booking_is_on_record(service, patient, now):
    appointment = service.book(patient.number, service.find_slots(patient.number)[0])
    assert service.history.upcoming(patient.number, now) == [appointment]


def test_a_booking_is_confirmed(service, patient):
    slot = service.find_slots(patient.number)[0]
    service.book(patient.number, slot)
    assert service.outbox == [
        f"Ōtautahi Health: Hana, you are booked for {messages.when_and_where(slot)}."
    ]


def test_a_slot_is_booked_only_once(service, patient):
    slot = service.find_slots(patient.number)[0]
    service.book(patient.number, slot)
    with pytest.raises(BookingError, match="just been taken"):
        service.book(patient.number, slot)


def test_an_unknown_patient_is_refused(service):
    with pytest.raises(BookingError, match="do not know"):
        service.find_slots("P-0000")


def test_a_cancelled_slot_is_offered_again(service, patient):
    slot = service.find_slots(patient.number)[0]
    appointment = service.book(patient.number, slot)
    service.cancel(patient.number, appointment)
    assert slot in service.find_slots(patient.number)


def test_a_cancellation_is_on_record(service, patient):
    appointment = service.book(patient.number, service.find_slots(patient.number)[0])
    cancelled = service.cancel(patient.number, appointment)
    assert cancelled.status is Status.CANCELLED


def test_a_cancellation_is_confirmed(service, patient):
    appointment = service.book(patient.number, service.find_slots(patient.number)[0])
    service.cancel(patient.number, appointment)
    assert "we cancelled Tuesday 02 June" in service.outbox[-1]
