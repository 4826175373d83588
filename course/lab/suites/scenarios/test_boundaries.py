"""Each limit at its edge: the last value that is allowed and the first that is not."""

from datetime import timedelta

import pytest
from booking import BookingError, Patient, Slot, Status

MINUTE = timedelta(minutes=1)


@pytest.fixture
def patient(service, past_visit):
    patient = Patient("P-1", "Ari", home_clinic="Linwood")
    service.patients.add(patient)
    past_visit(patient)
    return patient.number


@pytest.fixture
def slot_in(service, now):
    """Open a slot that starts so far from now: `slot_in(timedelta(hours=2))`."""

    def open_slot(distance):
        slot = Slot(now + distance, "Riccarton", "Dr Kea")
        service.diary.open(slot)
        return slot

    return open_slot


@pytest.mark.parametrize("distance", [timedelta(hours=2), timedelta(weeks=12)])
def test_the_edge_of_the_window_is_offered_and_booked(service, patient, slot_in, distance):
    slot = slot_in(distance)
    assert slot in service.find_slots(patient)
    assert service.book(patient, slot).slot == slot


@pytest.mark.parametrize("distance", [timedelta(hours=2) - MINUTE, timedelta(weeks=12) + MINUTE])
def test_a_minute_outside_the_window_is_neither_offered_nor_booked(
    service, patient, slot_in, distance
):
    slot = slot_in(distance)
    assert slot not in service.find_slots(patient)
    with pytest.raises(BookingError, match="too"):
        service.book(patient, slot)


@pytest.mark.parametrize(
    ("notice", "status"),
    [
        (timedelta(hours=24), Status.CANCELLED),
        (timedelta(hours=24) - MINUTE, Status.CANCELLED_LATE),
    ],
)
def test_a_cancellation_is_late_within_a_day(service, patient, slot_in, notice, status):
    appointment = service.book(patient, slot_in(notice))
    assert service.cancel(patient, appointment).status is status


def test_slots_may_touch_but_not_overlap(slot_in):
    slot_in(timedelta(hours=3))
    slot_in(timedelta(hours=3, minutes=15))
    with pytest.raises(BookingError, match="already at Riccarton"):
        slot_in(timedelta(hours=3, minutes=14))
