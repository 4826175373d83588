"""The journeys of a patient: find a slot, book it, move it, cancel it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from . import messages, rules
from .errors import NotUpcomingError
from .habits import familiar_faces, usual_clinic
from .history import Appointment, History, Status
from .patients import Patient, Register
from .slots import Diary, Slot


def clinic_time() -> datetime:
    """Return the time on the wall of every clinic."""
    return datetime.now(ZoneInfo("Pacific/Auckland"))


class BookingService:
    """Everything that the booking page can ask for."""

    def __init__(self, clock: Callable[[], datetime] = clinic_time) -> None:
        self.clock = clock
        self.patients = Register()
        self.diary = Diary()
        self.history = History()
        self.outbox: list[str] = []

    def find_slots(self, patient_number: str) -> list[Slot]:
        """Return the slots at the patient's usual clinic, familiar faces first."""
        patient = self.patients.find(patient_number)
        now = self.clock()
        clinic = usual_clinic(patient, self.history)
        known = familiar_faces(patient, self.history)
        slots = [slot for slot in self.diary.at(clinic) if rules.in_window(slot, now)]
        return sorted(slots, key=lambda slot: (slot.practitioner not in known, slot))

    def book(self, patient_number: str, slot: Slot) -> Appointment:
        """Book a slot and confirm it."""
        patient = self.patients.find(patient_number)
        now = self.clock()
        rules.check_window(slot, now)
        rules.check_limit(len(self.history.upcoming(patient_number, now)))
        clinic = usual_clinic(patient, self.history)
        self.diary.take(slot)
        appointment = Appointment(patient_number, slot)
        self.history.add(appointment)
        self.outbox.append(messages.confirmation(patient, slot, clinic))
        return appointment

    def move(self, patient_number: str, appointment: Appointment, slot: Slot) -> Appointment:
        """Swap an upcoming appointment for another slot."""
        patient = self._holder(patient_number, appointment)
        now = self.clock()
        rules.check_window(slot, now)
        clinic = usual_clinic(patient, self.history)
        self.diary.take(slot)
        self.history.close(appointment, Status.MOVED)
        moved = Appointment(patient_number, slot)
        self.history.add(moved)
        self.diary.release(appointment.slot)
        self.outbox.append(messages.confirmation(patient, slot, clinic))
        return moved

    def cancel(self, patient_number: str, appointment: Appointment) -> Appointment:
        """Cancel an upcoming appointment and open its slot to others."""
        patient = self._holder(patient_number, appointment)
        late = rules.is_late(appointment.slot, self.clock())
        status = Status.CANCELLED_LATE if late else Status.CANCELLED
        cancelled = self.history.close(appointment, status)
        self.diary.release(appointment.slot)
        self.outbox.append(messages.cancellation(patient, cancelled))
        return cancelled

    def remind(self) -> None:
        """Text everyone who is to be seen tomorrow; runs every evening."""
        tomorrow = self.clock().date() + timedelta(days=1)
        for appointment in self.history.booked_on(tomorrow):
            patient = self.patients.find(appointment.patient_number)
            self.outbox.append(messages.reminder(patient, appointment.slot))

    def _holder(self, patient_number: str, appointment: Appointment) -> Patient:
        patient = self.patients.find(patient_number)
        if appointment not in self.history.upcoming(patient_number, self.clock()):
            raise NotUpcomingError("This appointment is not one that you have ahead of you.")
        return patient
