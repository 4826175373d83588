"""What all requests to a room have in common: who asks, which room, how much, from where."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from course import content
from course.room import pages
from course.room.errors import (
    LimitError,
    NotFacilitatorError,
    NotJoinedError,
    RoomError,
    RoomStoreError,
    ServedElsewhereError,
    UnknownRoomError,
)
from course.room.live import LiveRoom
from course.room.log import log
from course.room.rooms import Rooms

#: Cookies live for a day: longer than a session, shorter than a memory.
COOKIE_DAYS = 1

PARTICIPANT = "participant"
FACILITATOR = "facilitator"

#: Of a wrong code, what the form shows again, in characters: more than any code has.
_TYPED = 12

_MANY_CODES = (
    "There is no room with this code, and many such codes came. Check the code; a right one "
    "opens its room at once."
)


# Built on plain Tornado, so that `course room` starts without a Jupyter server. What a Jupyter
# server would check by itself is checked here: origin, body and tokens.
class Access(RequestHandler):
    """A request to a room."""

    #: Whether an error is told as a page or as JSON.
    answers_with_pages = False

    #: The way from such a page to the entrance.
    entrance = "../"

    def initialize(self, rooms: Rooms) -> None:
        """Take the rooms that this process serves."""
        self.rooms = rooms
        #: The connection, which the request loses when it becomes a line.
        self.connection = getattr(self.request.connection, "stream", None)

    def check_xsrf_cookie(self) -> None:
        """Leave this to `prepare`, which looks at the origin: phones have no XSRF cookie."""

    def set_default_headers(self) -> None:
        """Let nobody keep, frame or guess at what is sent."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'")
        self.clear_header("Server")

    async def find_room(self, code: str) -> LiveRoom:
        """Return the room with this code."""
        # A right one always enters.
        try:
            return self._known_to(await self.rooms.find(code))
        except ServedElsewhereError as elsewhere:
            raise ServedElsewhereError(
                "This room is open at another address. Ask whoever leads the session for it."
            ) from elsewhere
        except UnknownRoomError:
            if self.rooms.was_here(code):
                raise
        wrong = self.rooms.wrong_codes
        is_within_budget = wrong.is_within_budget()
        if not await wrong.hold_back():
            self.set_header("Connection", "close")
            raise LimitError(_MANY_CODES)
        try:
            # A room that another process made a moment ago is known by now.
            return self._known_to(await self.rooms.find(code))
        except UnknownRoomError as unknown:
            if is_within_budget:
                raise
            raise LimitError(_MANY_CODES) from unknown

    def _known_to(self, room: LiveRoom) -> LiveRoom:
        self.rooms.connections.has_shown_a_code(self.connection)
        return room

    async def find_room_to_lead(self, code: str) -> LiveRoom:
        """Return the room with this code if whoever asks leads it."""
        room = await self.find_room(code)
        if not room.is_facilitator(self.facilitator_token):
            raise NotFacilitatorError(
                "This needs the facilitator's link. On the computer that serves the room, "
                f"“course room --link {room.code}” prints a fresh one."
            )
        return room

    def require_participant(self, room: LiveRoom) -> int:
        """Return the number of the participant who asks."""
        number = room.participant(self.participant_token)
        if number is None:
            raise NotJoinedError("Join the room first: open its address again.")
        return number

    @property
    def participant_token(self) -> str | None:
        """The token of a participant, from the cookie."""
        return self.get_cookie(PARTICIPANT)

    @property
    def facilitator_token(self) -> str | None:
        """The token of a facilitator, from the cookie or, for programs, a header."""
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        return token if scheme == "Bearer" else self.get_cookie(FACILITATOR)

    def is_same_origin(self) -> bool:
        """Tell whether a request comes from a page of this very server, or from no page."""
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return False
        origin = self.request.headers.get("Origin")
        if origin is None:
            return True
        # A page cannot set either header for another site's request; a proxy may set both.
        hosts = {self.request.headers.get(name) for name in ("Host", "X-Forwarded-Host")}
        try:
            return urlsplit(origin).netloc in hosts
        except ValueError:  # no address at all, such as http://[::1
            return False

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """Answer with the status that a `RoomError` has."""
        error = (kwargs.get("exc_info") or (None, None))[1]
        super().send_error(error.status if isinstance(error, RoomError) else status_code, **kwargs)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Say a fault of our own, or of this computer, in one line; a refusal is none."""
        is_refusal = isinstance(value, (RoomError, HTTPError)) and not isinstance(
            value, RoomStoreError
        )
        if not is_refusal and not isinstance(value, (StreamClosedError, WebSocketClosedError)):
            log().error(
                "A request failed on our side, at %s",
                self.__class__.__name__,
                exc_info=(typ, value, tb),
            )

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what happened, as a page or as JSON."""
        # What is our own fault is not detailed.
        error = (kwargs.get("exc_info") or (None, None))[1]
        if isinstance(error, RoomError):
            trouble = str(error)
        elif isinstance(error, HTTPError) and status_code < 500:  # noqa: PLR2004 - where ours begin
            trouble = error.log_message or "This cannot be done here. Check the address."
        else:
            trouble = "Something went wrong on our side. Please try again."
        if isinstance(error, LimitError):
            self.set_header("Retry-After", "2")
        if not self.answers_with_pages:
            self.finish({"error": trouble})
        elif isinstance(error, UnknownRoomError | LimitError):
            self.ask_for_code(trouble)
        else:
            self.show_page(
                "notice",
                trouble=trouble,
                **content.load("room")["notice"],
                entrance=self.entrance,
            )

    def ask_for_code(self, trouble: str = "") -> None:
        """Show the form that asks for a code; after a wrong one, with that and what to do."""
        words = content.load("room")["entrance"]
        came_by_link = bool(self.path_args)
        typed = self.path_args[0] if came_by_link else self.get_query_argument("code", "")
        self.show_page(
            "entrance",
            heading=words["unknown" if came_by_link else "heading"],
            line=words["line"],
            hint=words["hint"],
            action=self.entrance,
            typed=typed[:_TYPED],
            is_wrong="true" if trouble else "false",
            trouble=words["wrong"].format(trouble=trouble) if trouble else "",
        )

    def show_page(self, name: str, **values: str) -> None:
        """Answer with a page whose style and scripts run under a nonce, and nothing else."""
        nonce = secrets.token_urlsafe(16)
        sources = "'self'"
        host = self.request.headers.get("Host", "")
        if host and pages.is_host(host):
            # Browsers before 2022 do not take 'self' to mean WebSockets as well.
            sources += f" ws://{host} wss://{host}"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            f"img-src 'self' data:; connect-src {sources}; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'self'",
        )
        self.finish(pages.render(name, nonce=nonce, **values))

    def keep_token(self, name: str, token: str) -> None:
        """Keep a token in a cookie that scripts cannot read."""
        # Without a path a browser confines it to the folder that was asked, which is the room's as
        # the browser sees it, whatever a proxy has cut off.
        forwarded = self.request.headers.get("X-Forwarded-Proto", self.request.protocol)
        self.set_cookie(
            name,
            token,
            path="",
            expires_days=COOKIE_DAYS,
            httponly=True,
            samesite="Strict",
            secure=forwarded.split(",")[0].strip() == "https",
        )
