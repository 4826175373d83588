"""What a patient's appointments so far say about the next one."""

from .history import History
from .patients import Patient


def usual_clinic(patient: Patient, history: History) -> str:
    """Return the clinic to look in first."""
    latest = history.latest(patient.number)
    return latest.slot.clinic if latest else patient.home_clinic


def familiar_faces(patient: Patient, history: History) -> set[str]:
    """Return the practitioners whom the patient knows."""
    return {appointment.slot.practitioner for appointment in history.of(patient.number)}
