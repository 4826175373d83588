"""The booking service of Ōtautahi Health: patients find, book, move and cancel appointments."""

from .errors import BookingError
from .history import Appointment, Status
from .patients import Patient
from .service import BookingService
from .slots import Slot

__all__ = ["Appointment", "BookingError", "BookingService", "Patient", "Slot", "Status"]
