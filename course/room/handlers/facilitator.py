"""What the facilitator can ask. Each of these needs the facilitator's token."""

import json
from urllib.parse import urlsplit

from tornado.web import HTTPError

from course.room import export, qr
from course.room.dry_run import begin_dry_run
from course.room.errors import (
    LimitError,
    MalformedRequestError,
    NotFacilitatorError,
    StepError,
)
from course.room.handlers.access import FACILITATOR
from course.room.handlers.line import Socket as RoomSocket
from course.room.handlers.request import Request
from course.room.limits import FRONT_CONNECTIONS
from course.room.state import Step

#: A discussion is planned for at least ten seconds and at most an hour.
TIMER_SECONDS = range(10, 3_601)

#: Longest address a QR code is drawn for, in characters.
ADDRESS_LENGTH = 200


class Page(Request):
    """The facilitator's page, or the one that takes the token from the link."""

    answers_with_pages = True
    entrance = "../../"

    async def get(self, code: str) -> None:
        """Show the page to the facilitator; to anyone else one without anything of the room."""
        room = await self.find_room(code)
        if room.is_facilitator(self.facilitator_token):
            address = self.settings.get("room_address", "")
            self.show_page("lead", code=room.code, address=address)
        else:
            self.show_page("enter")


# It stands behind the ``#``, which browsers send to no server and no log, but keep in their
# history: so the link is dead once it was used.
class Enter(Request):
    """Exchanging what the link carries, once, for a cookie that scripts cannot read."""

    async def post(self, code: str) -> None:
        """Let this browser lead the room if the link is the one that is valid now."""
        room = await self.find_room(code)
        link_token = self.body().get("token")
        token = await room.lead(link_token) if isinstance(link_token, str) else None
        if token is None:
            raise NotFacilitatorError(
                "This link does not lead the room: it was not copied whole, or it was used "
                "already, for each works once. On the computer that serves the room, "
                f"“course room --link {room.code}” prints a fresh one."
            )
        self.keep_token(FACILITATOR, token)
        self.answer({})


class State(Request):
    """The room with its counts, for networks in which WebSockets do not work."""

    async def get(self, code: str) -> None:
        """Describe the room to the facilitator."""
        room = await self.find_room_to_lead(code)
        self.answer(room.for_facilitator())


class TakeStep(Request):
    """One of the facilitator's controls."""

    async def post(self, code: str) -> None:
        """Take the room a step further; 409 if the step does not follow."""
        room = await self.find_room_to_lead(code)
        body = self.body()
        name, version, seconds, move = (
            body.get(field) for field in ("step", "version", "timer_seconds", "move")
        )
        if (
            not isinstance(name, str)
            or name not in set(Step)
            or not isinstance(version, int)
            or not (seconds is None or (isinstance(seconds, int) and seconds in TIMER_SECONDS))
            or not (move is None or isinstance(move, str))
        ):
            raise MalformedRequestError(
                "Expected `step`, `version` and perhaps `timer_seconds` or `move`. Steps: "
                + ", ".join(Step)
                + "."
            )
        self.rooms.on_activity()
        try:
            await room.step(Step(name), version, seconds, move)
        except StepError as refused:
            self.answer({"error": str(refused)} | room.for_facilitator(), refused.status)
        else:
            self.answer(room.for_facilitator())


class DryRun(Request):
    """A dry run with simulated people."""

    async def post(self, code: str) -> None:
        """Let simulated people join; 409 if the room is not empty or has begun."""
        room = await self.find_room_to_lead(code)
        people = self.body().get("people")
        if people is not None and (isinstance(people, bool) or not isinstance(people, int)):
            raise MalformedRequestError("Expected `people`, a whole number, or nothing.")
        self.rooms.on_activity()
        await begin_dry_run(room, people)
        self.answer(room.for_facilitator())


class Clear(Request):
    """Making room in a room that is filled with people who never voted."""

    async def post(self, code: str) -> None:
        """Remove those who never voted; the answer adds how many, as ``cleared``."""
        room = await self.find_room_to_lead(code)
        if self.body().get("clear") != "never-voted":
            raise MalformedRequestError('Expected whom: `{"clear": "never-voted"}`.')
        self.rooms.on_activity()
        cleared = await room.clear_never_voted()
        self.answer({**room.for_facilitator(), "cleared": cleared})


class Delete(Request):
    """Deleting all that the room holds."""

    async def post(self, code: str) -> None:
        """Delete the room if its code is repeated, so that no slip of a key does it."""
        room = await self.find_room_to_lead(code)
        if self.body().get("delete") != room.code:
            raise MalformedRequestError('Expected the room\'s code: `{"delete": CODE}`.')
        await self.rooms.delete(room)
        self.answer({})


class Screen(Request):
    """The page for the projector."""

    answers_with_pages = True
    entrance = "../../"

    async def get(self, code: str) -> None:
        """Show the page; it is led from here by keys."""
        room = await self.find_room_to_lead(code)
        address = self.settings.get("room_address", "")
        self.show_page("screen", code=room.code, address=address)


class ScreenState(Request):
    """The room as the projector may show it."""

    async def get(self, code: str) -> None:
        """Describe the room to the projector."""
        room = await self.find_room_to_lead(code)
        self.answer(room.for_screen())


class QrCode(Request):
    """The join address as a QR code."""

    async def get(self, code: str) -> None:
        """Draw the code of an address at which the facilitator's own browser sees the room."""
        await self.find_room_to_lead(code)
        address = self.get_query_argument("address", "")
        if not _is_web_address(address) or len(address) > ADDRESS_LENGTH:
            raise HTTPError(400, "Expected `address`, the web address at which people join.")
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(qr.svg(address))


def _is_web_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https")
    except ValueError:
        return False


class Results(Request):
    """What was voted, to take away."""

    async def get(self, code: str, form: str) -> None:
        """Answer with the counts of both rounds; ``?ballots=1`` adds each choice, unnamed."""
        room = await self.find_room_to_lead(code)
        with_ballots = self.get_query_argument("ballots", "") == "1"
        if form == "csv":
            write = export.ballots_csv if with_ballots else export.counts_csv
            content = write(room.order, room.votes)
            self.set_header("Content-Type", "text/csv; charset=utf-8")
        else:
            content = json.dumps(
                export.as_json(room.order, room.votes, with_ballots=with_ballots)
                | {
                    "simulated": room.simulated,
                    "rehearsal": export.rehearsal(room.sitting, room.votes),
                },
                ensure_ascii=False,
                indent=2,
            )
            self.set_header("Content-Type", "application/json")
        kind = "dry-run" if room.simulated else "room"
        name = f"{kind}-{room.code}.{form}"
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


class _Front(RoomSocket):
    """A line to the front of the room."""

    async def get(self, code: str) -> None:
        """Open the line for the facilitator."""
        self.room = await self.find_room_to_lead(code)
        if len(self.room.screens) + len(self.room.facilitators) >= FRONT_CONNECTIONS:
            raise LimitError("This room is led in many windows. Close some of them.")
        self.rooms.connections.is_a_line(self.connection)
        await super().get(code)


class Socket(_Front):
    """The line over which the facilitator sees the counts."""

    def open(self, *_: str) -> None:
        """Describe the room at once and from now on."""
        self.room.facilitators.add(self)
        self.hear(json.dumps(self.room.for_facilitator()))

    def on_close(self) -> None:
        """Hang up."""
        self.room.facilitators.discard(self)


class ScreenSocket(_Front):
    """The line over which the projector hears of the room."""

    def open(self, *_: str) -> None:
        """Describe the room at once and from now on."""
        self.room.screens.add(self)
        self.hear(json.dumps(self.room.for_screen()))

    def on_close(self) -> None:
        """Hang up."""
        self.room.screens.discard(self)
