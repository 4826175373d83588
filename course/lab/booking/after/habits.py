"""What a patient's appointments so far say about the next one."""

from dataclasses import dataclass
from typing import Self

from .history import History
from .slots import Slot


@dataclass(frozen=True)
class Habits:
    """Where a patient likes to be seen, and by whom."""

    clinic: str
    practitioners: frozenset[str]

    @classmethod
    def of(cls, patient_number: str, history: History) -> Self:
        """Read a patient's habits from the appointments so far."""
        latest = history.latest(patient_number)
        seen_by = (appointment.slot.practitioner for appointment in history.of(patient_number))
        return cls(clinic=latest.slot.clinic, practitioners=frozenset(seen_by))

    def prefer(self, slots: list[Slot]) -> list[Slot]:
        """Return the slots with familiar faces first, the earliest first among equals."""
        return sorted(slots, key=lambda slot: (slot.practitioner not in self.practitioners, slot))
