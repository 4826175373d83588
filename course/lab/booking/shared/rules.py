"""What may be booked, and until when it may be cancelled."""

from datetime import datetime, timedelta

from .errors import OutsideWindowError, TooManyUpcomingError
from .slots import Slot

NOTICE = timedelta(hours=2)
HORIZON = timedelta(weeks=12)
UPCOMING_LIMIT = 3
LATE_CANCELLATION = timedelta(hours=24)


def in_window(slot: Slot, now: datetime) -> bool:
    """Whether a slot starts neither too soon nor too far ahead."""
    return NOTICE <= slot.starts_at - now <= HORIZON


def check_window(slot: Slot, now: datetime) -> None:
    """Refuse a slot that starts too soon or too far ahead."""
    if in_window(slot, now):
        return
    if slot.starts_at - now < NOTICE:
        raise OutsideWindowError("That time is too close. Please call the clinic instead.")
    raise OutsideWindowError("That time is too far ahead. Please come back later.")


def check_limit(upcoming: int) -> None:
    """Refuse one appointment more than a patient can hold."""
    if upcoming >= UPCOMING_LIMIT:
        raise TooManyUpcomingError(f"You already have {upcoming} appointments ahead of you.")


def is_late(slot: Slot, now: datetime) -> bool:
    """Whether cancelling now leaves too little time for someone else to take the slot."""
    return slot.starts_at - now < LATE_CANCELLATION
