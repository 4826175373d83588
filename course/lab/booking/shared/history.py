"""What a patient has booked so far, kept or not."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .slots import Slot


class Status(StrEnum):
    """What became of an appointment."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CANCELLED_LATE = "cancelled late"


@dataclass(frozen=True)
class Appointment:
    """A slot that a patient holds or held."""

    patient_number: str
    slot: Slot
    status: Status = Status.BOOKED


class History:
    """Every appointment of every patient."""

    def __init__(self) -> None:
        self.appointments: list[Appointment] = []

    def add(self, appointment: Appointment) -> None:
        """Put an appointment on record."""
        self.appointments.append(appointment)

    def of(self, patient_number: str) -> list[Appointment]:
        """Return a patient's appointments, the earliest first."""
        theirs = (one for one in self.appointments if one.patient_number == patient_number)
        return sorted(theirs, key=lambda appointment: appointment.slot)

    def latest(self, patient_number: str) -> Appointment | None:
        """Return the patient's latest appointment: where it was is where they like to go."""
        return next(reversed(self.of(patient_number)), None)

    def upcoming(self, patient_number: str, now: datetime) -> list[Appointment]:
        """Return what the patient has ahead of them."""
        return [
            appointment
            for appointment in self.of(patient_number)
            if appointment.status is Status.BOOKED and appointment.slot.starts_at > now
        ]

    def booked_on(self, day: date) -> list[Appointment]:
        """Return the appointments of one day, whoever they are for."""
        return [
            appointment
            for appointment in self.appointments
            if appointment.status is Status.BOOKED and appointment.slot.starts_at.date() == day
        ]

    def close(self, appointment: Appointment, status: Status) -> Appointment:
        """Record what became of an appointment."""
        closed = Appointment(appointment.patient_number, appointment.slot, status)
        self.appointments[self.appointments.index(appointment)] = closed
        return closed
