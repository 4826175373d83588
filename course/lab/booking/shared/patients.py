"""Who is registered."""

from dataclasses import dataclass

from .errors import BookingError, UnknownPatientError


@dataclass(frozen=True)
class Patient:
    """A registered person, and the clinic they signed up with."""

    number: str
    name: str
    home_clinic: str


class Register:
    """All patients by their number."""

    def __init__(self) -> None:
        self.patients: dict[str, Patient] = {}

    def add(self, patient: Patient) -> None:
        """Register a patient; a number belongs to one person for good."""
        if patient.number in self.patients:
            raise BookingError(f"{patient.number} is already registered.")
        self.patients[patient.number] = patient

    def find(self, number: str) -> Patient:
        """Return the patient with this number."""
        if number not in self.patients:
            raise UnknownPatientError(f"We do not know a patient {number}.")
        return self.patients[number]
