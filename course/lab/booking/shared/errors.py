"""Why a request is refused: each reason is a sentence that the patient can read."""


class BookingError(Exception):
    """A request that the service understands and refuses."""


class UnknownPatientError(BookingError):
    """Nobody is registered under this number."""


class SlotTakenError(BookingError):
    """Someone else was faster, or the slot was never open."""


class OutsideWindowError(BookingError):
    """The slot starts too soon or too far ahead."""


class TooManyUpcomingError(BookingError):
    """The patient holds as many appointments as one patient can."""


class NotUpcomingError(BookingError):
    """The appointment is not one that this patient has ahead of them."""
