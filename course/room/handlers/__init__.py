"""The room on the web: what may be asked at which address, the same through both doors.

The entrance is `course.room.handlers.routes`. It stands on the room's state and its pages.
"""

import re
from typing import Any

from tornado.web import RequestHandler

from course.room.handlers import facilitator, participant
from course.room.rooms import Rooms

Route = tuple[str, type[RequestHandler], dict[str, Any]]


def routes(prefix: str, rooms: Rooms) -> list[Route]:
    """List all routes of the room under a prefix such as ``/user/x/room/``.

    Every address in pages and redirects is relative, so a proxy may take the prefix away
    or add one.

    Parameters
    ----------
    prefix
        Where the room lies on the server, with a slash at either end.
    rooms
        The rooms that this process serves.

    Returns
    -------
    list of Route
        For a Tornado application: pattern, handler, and `rooms` for each handler.

    Examples
    --------
    >>> routes("/room/", Rooms())[0][0]
    '/room'
    """
    base = re.escape(prefix.rstrip("/"))
    room = base + r"/([^/]{1,32})"
    front = room + "/lead"
    table: dict[str, type[RequestHandler]] = {
        base: participant.AddSlash,
        base + "/": participant.Entrance,
        room: participant.AddSlash,
        room + "/": participant.Page,
        room + "/join": participant.Join,
        room + "/state": participant.State,
        room + "/vote": participant.Vote,
        room + "/socket": participant.Socket,
        front: participant.AddSlash,
        front + "/": facilitator.Page,
        front + "/enter": facilitator.Enter,
        front + "/state": facilitator.State,
        front + "/socket": facilitator.Socket,
        front + "/step": facilitator.TakeStep,
        front + "/dry-run": facilitator.DryRun,
        front + "/clear": facilitator.Clear,
        front + "/delete": facilitator.Delete,
        front + "/screen": facilitator.Screen,
        front + "/screen-state": facilitator.ScreenState,
        front + "/screen-socket": facilitator.ScreenSocket,
        front + "/qr.svg": facilitator.QrCode,
        front + r"/results\.(csv|json)": facilitator.Results,
    }
    return [(pattern, handler, {"rooms": rooms}) for pattern, handler in table.items()]
