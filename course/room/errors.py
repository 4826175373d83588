"""What a room cannot do, said so that the person at the other end knows what to do next."""

from course.errors import CourseError


class RoomError(CourseError):
    """Base of all errors of the live room."""

    status = 400


class MalformedRequestError(RoomError):
    """A request is not the small JSON object that was expected."""


class UnknownRoomError(RoomError):
    """There is no room with this code, or no longer."""

    status = 404


class NotJoinedError(RoomError):
    """A participant's request came without the cookie that joining sets."""

    status = 401


class NotFacilitatorError(RoomError):
    """A facilitator's request came without the facilitator's token."""

    status = 403


class StepError(RoomError):
    """A step was asked for that does not follow from where the room is."""

    status = 409


class VoteClosedError(RoomError):
    """A vote came while its round was not open."""

    status = 409


class LimitError(RoomError):
    """A limit that protects the room is reached."""

    status = 429


class RoomStoreError(RoomError):
    """The room's file cannot be read or written."""

    status = 503


class ServedElsewhereError(RoomError):
    """Another process serves the room: whatever it is asked, it is asked there."""

    status = 503
