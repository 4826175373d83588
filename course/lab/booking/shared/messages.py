"""The text messages that patients get."""

from .history import Appointment, Status
from .patients import Patient
from .slots import Slot

SENDER = "Ōtautahi Health"


def when_and_where(slot: Slot) -> str:
    """Return the line that every message carries."""
    return f"{slot.starts_at:%A %d %B at %H:%M}, {slot.clinic}, with {slot.practitioner}"


def confirmation(patient: Patient, slot: Slot, usual_clinic: str) -> str:
    """Confirm a booking, and point out a clinic that is not the usual one."""
    text = f"{SENDER}: {patient.name}, you are booked for {when_and_where(slot)}."
    if slot.clinic != usual_clinic:
        text += f" Please note that this is not {usual_clinic}."
    return text


def cancellation(patient: Patient, appointment: Appointment) -> str:
    """Confirm a cancellation."""
    text = f"{SENDER}: {patient.name}, we cancelled {when_and_where(appointment.slot)}."
    if appointment.status is Status.CANCELLED_LATE:
        text += " Next time, please tell us a day ahead."
    return text


def reminder(patient: Patient, slot: Slot) -> str:
    """Remind a patient the day before."""
    return f"{SENDER}: {patient.name}, we see you tomorrow: {when_and_where(slot)}."
