"""What someone with a phone and the room's code can ask."""

from course.room.errors import LimitError, MalformedRequestError, VoteClosedError
from course.room.handlers.access import PARTICIPANT
from course.room.handlers.line import Socket as RoomSocket
from course.room.handlers.request import Request
from course.room.limits import TABS


class AddSlash(Request):
    """An address without its last slash: relative addresses need it."""

    async def get(self, *_: str) -> None:
        """Lead to the address with the slash."""
        last = self.request.path.rpartition("/")[2] + "/"
        # With a colon in it, it would be taken for the address of another site.
        self.redirect(f"./{last}" if ":" in last else last)


class Entrance(Request):
    """The page that asks for a code."""

    answers_with_pages = True
    entrance = "./"

    async def get(self) -> None:
        """Ask for a code, or lead to the room whose code was typed."""
        typed = self.get_query_argument("code", "")
        if typed:
            room = await self.find_room(typed)
            self.redirect(f"{room.code}/")
        else:
            self.ask_for_code()


class Page(Request):
    """The page on which people vote."""

    answers_with_pages = True

    async def get(self, code: str) -> None:
        """Show the page, the same for everyone: who they are comes with `Join`."""
        room = await self.find_room(code)
        if code != room.code:
            self.redirect(f"../{room.code}/")
            return
        if room.participant(self.participant_token) is None:
            room.check_is_open()
        self.show_page("participant", code=room.code)


class Join(Request):
    """Joining, rejoining and joining late: one path."""

    async def post(self, code: str) -> None:
        """Make this browser a participant unless it is one, and describe the room."""
        room = await self.find_room(code)
        token = await room.join(self.participant_token)
        self.keep_token(PARTICIPANT, token)
        number = room.participant(token)
        assert number is not None
        self.answer(room.for_participant(number))


class State(Request):
    """The room, for browsers and networks in which WebSockets do not work."""

    async def get(self, code: str) -> None:
        """Describe the room to a participant."""
        room = await self.find_room(code)
        self.answer(room.for_participant(self.require_participant(room)))


class Vote(Request):
    """A participant's choice."""

    async def post(self, code: str) -> None:
        """Save a choice and answer once it is on the disk; 409 if the vote is not open."""
        room = await self.find_room(code)
        number = self.require_participant(room)
        body = self.body()
        decision, round_, option = (body.get(name) for name in ("decision", "round", "option"))
        if (
            not isinstance(decision, str)
            or not isinstance(option, str)
            or isinstance(round_, bool)
            or round_ not in (1, 2)
        ):
            raise MalformedRequestError("Expected `decision`, `round` (1 or 2) and `option`.")
        self.rooms.on_activity()
        try:
            await room.vote(number, decision, int(round_), option)
        except VoteClosedError as closed:
            self.answer(room.for_participant(number, error=str(closed)), closed.status)
        else:
            self.answer(room.for_participant(number))


class Socket(RoomSocket):
    """The line over which a participant hears of the room."""

    async def get(self, code: str) -> None:
        """Open the line for a participant."""
        self.room = await self.find_room(code)
        self.number = self.require_participant(self.room)
        if len(self.room.phones(self.number)) >= TABS:
            raise LimitError("This room is open in many tabs here. Close some of them.")
        if not self.rooms.connections.has_place_for_a_line:
            raise LimitError("All lines are taken. This page asks now and then instead.")
        self.rooms.connections.is_a_line(self.connection)
        await super().get(code)

    def open(self, *_: str) -> None:
        """Describe the room at once and from now on."""
        self.room.phones(self.number).add(self)
        self.hear(self.room.for_participant(self.number))

    def on_close(self) -> None:
        """Hang up."""
        self.room.phones(self.number).discard(self)
