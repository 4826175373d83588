"""The second door: the room inside a running Jupyter server, as on Binder or a hub.

Phones need no token of that server; every other page of it stays closed to them.
"""

from datetime import UTC, datetime
from typing import Any

from tornado.web import RequestHandler

from course.room.errors import RoomStoreError
from course.room.handlers import routes
from course.room.log import log
from course.room.rooms import Rooms

#: Under which name votes count as activity of the server.
ACTIVITY = "course_room"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.room.extension"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Serve rooms under ``room/`` of a Jupyter server."""
    from jupyter_server.utils import url_path_join

    times = server.web_app.settings["last_activity_times"]

    def note_activity() -> None:
        times[ACTIVITY] = datetime.now(UTC)

    # Behind a hub or Binder this is not how a browser reaches it, and there a notebook asks.
    address = url_path_join(server.connection_url, "room/")
    rooms = Rooms(on_activity=note_activity, address=address)
    table = [
        (pattern, _open_to_phones(handler), arguments)
        for pattern, handler, arguments in routes(url_path_join(server.base_url, "room"), rooms)
    ]
    server.web_app.add_handlers(".*$", table)
    server.io_loop.add_callback(_begin, rooms)


async def _begin(rooms: Rooms) -> None:
    try:
        await rooms.begin()
    except RoomStoreError as error:  # the server is of use without rooms as well
        log().warning("%s", error)


def _open_to_phones(handler: type[RequestHandler]) -> type[RequestHandler]:
    """Exempt a handler from the server's own login; those of the facilitator have theirs."""
    from jupyter_server.auth.decorator import allow_unauthenticated

    methods = {
        method: allow_unauthenticated(getattr(handler, method))
        for method in ("get", "head", "post")
        if getattr(handler, method) is not getattr(RequestHandler, method)
    }
    return type(handler.__name__, (handler,), {**methods, "__module__": handler.__module__})
