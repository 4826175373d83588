"""What every suite starts from: a clock that stands still and a diary with open slots."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from booking import Appointment, BookingService, Slot

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Pacific/Auckland"))


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def service():
    """A service with three open slots on each of the next five days."""
    service = BookingService(clock=lambda: NOW)
    for day in range(1, 6):
        morning = NOW + timedelta(days=day)
        service.diary.open(Slot(morning, "Riccarton", "Dr Tui"))
        service.diary.open(Slot(morning, "Riccarton", "Dr Rata"))
        service.diary.open(Slot(morning, "Linwood", "Dr Moa"))
    return service


@pytest.fixture
def past_visit(service):
    """Put a visit on a patient's record: `past_visit(patient)`."""

    def record(patient, clinic="Riccarton", practitioner="Dr Tui", days_ago=30):
        slot = Slot(NOW - timedelta(days=days_ago), clinic, practitioner)
        service.history.add(Appointment(patient.number, slot))

    return record
