"""When and where someone can be seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .errors import BookingError, SlotTakenError


@dataclass(frozen=True, order=True)
class Slot:
    """A time at a clinic with a practitioner."""

    starts_at: datetime
    clinic: str
    practitioner: str
    minutes: int = 15

    @property
    def ends_at(self) -> datetime:
        """When the practitioner is free again."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def clashes_with(self, other: "Slot") -> bool:
        """Whether the same practitioner would be needed twice at one time."""
        if self.practitioner != other.practitioner:
            return False
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Diary:
    """The slots of every clinic, free and taken."""

    def __init__(self) -> None:
        self.free: set[Slot] = set()
        self.taken: set[Slot] = set()

    def open(self, slot: Slot) -> None:
        """Offer a slot, unless its practitioner is needed elsewhere."""
        for other in self.free | self.taken:
            if slot.clashes_with(other):
                raise BookingError(f"{slot.practitioner} is already at {other.clinic} then.")
        self.free.add(slot)

    def at(self, clinic: str) -> list[Slot]:
        """Return the free slots of one clinic, the earliest first."""
        return sorted(slot for slot in self.free if slot.clinic == clinic)

    def take(self, slot: Slot) -> None:
        """Close a slot, so that nobody else can have it."""
        if slot not in self.free:
            raise SlotTakenError("That time has just been taken. Please choose another.")
        self.free.remove(slot)
        self.taken.add(slot)

    def release(self, slot: Slot) -> None:
        """Free a slot that was taken."""
        self.taken.remove(slot)
        self.free.add(slot)
