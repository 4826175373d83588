"""A line that stands: what happens in the room goes down, and nothing that comes up counts."""

import json
from asyncio import Future

from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from course.room.handlers.access import Access
from course.room.limits import MESSAGE_BYTES


# Nothing that comes up is looked at.
class Socket(Access, WebSocketHandler):
    """A connection over which snapshots go down."""

    # These would be settings of the application, which a Jupyter server has for itself.
    ping_interval = 30.0
    ping_timeout = 20.0
    max_message_size = MESSAGE_BYTES

    def check_origin(self, origin: str) -> bool:
        """Accept pages of this very server only, whatever the application's settings allow."""
        del origin
        return self.is_same_origin()

    def prepare(self) -> None:
        """Refuse other sites before anything else."""
        if not self.is_same_origin():
            raise HTTPError(403, "Expected a connection from the room's own page.")

    def on_connection_close(self) -> None:
        """Hang up, and give the place of this connection to another."""
        super().on_connection_close()
        self.rooms.connections.discard(self.connection)

    def on_message(self, message: str | bytes) -> None:
        """Look at nothing: all that changes something is a request."""

    def hear(self, message: str) -> None:
        """Send a message if the connection still stands."""
        try:
            sent = self.write_message(message)
        except WebSocketClosedError:
            return
        sent.add_done_callback(_nobody_is_there)

    def leave(self) -> None:
        """Say that the room is gone and hang up."""
        self.hear(json.dumps({"gone": True}))
        self.close(4404, "The room is gone")

    def join_again(self) -> None:
        """Hang up."""
        # The page asks why, is told that it has to join, and does.
        self.close(4401, "Join the room again")


def _nobody_is_there(sent: Future[None]) -> None:
    # The connection closed while this was on its way: on_close follows.
    if not sent.cancelled():
        sent.exception()
