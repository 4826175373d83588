"""Book as a patient who has never been here."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking import BookingService, Patient, Slot

now = datetime(2026, 6, 11, 18, 14, tzinfo=ZoneInfo("Pacific/Auckland"))
slot = Slot(now + timedelta(days=1), "Linwood", "Dr Moa")

service = BookingService(clock=lambda: now)
service.patients.add(Patient("P-2340", "Noa", home_clinic="Linwood"))
service.diary.open(slot)

service.book("P-2340", slot)
print(service.outbox[-1])  # noqa: T201
