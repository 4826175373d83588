"""The first door: the room as a process of its own."""

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import Callable
from typing import Any

from tornado.web import Application, RedirectHandler

from course.room.connections import RoomServer, most_connections
from course.room.dry_run import begin_dry_run
from course.room.errors import RoomStoreError
from course.room.handlers import routes
from course.room.log import own_the_log
from course.room.rooms import Rooms


def application(rooms: Rooms, address: str = "") -> Application:
    """Make the web application that serves rooms."""
    start = (r"/", RedirectHandler, {"url": "room/", "permanent": False})
    table: list[Any] = [*routes("/room/", rooms), start]
    return Application(table, room_address=address, log_function=lambda _: None)


def listen(port: int, host: str) -> socket.socket:
    """Take a port, before anyone is told of it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        taken = socket.create_server(
            (host, port),
            family=family,
            backlog=2_048,
            # All addresses are all of them: most phones come by IPv4.
            dualstack_ipv6=host == "::" and socket.has_dualstack_ipv6(),
        )
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise RoomStoreError(
                f"Expected port {port} on {host} to be free: {error}. "
                "Choose another with --port, or 0 for any."
            ) from error
        raise RoomStoreError(
            f"Expected {host} to be an address of this computer: {error}. "
            "Give another --host, or none for all of this computer's."
        ) from error
    taken.setblocking(False)
    return taken


def serve(  # noqa: PLR0913 - each is one setting of the process
    taken: socket.socket,
    *,
    address: str = "",
    code: str,
    lead_address: str = "",
    people: int | None = None,
    on_ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve rooms until the process is asked to stop.

    Parameters
    ----------
    taken
        The socket to serve on, as `listen` gives it.
    address
        Where phones reach this server, shown with the code.
    code
        The room that `people` are for.
    lead_address
        Where the room is led from, if that is another address.
    people
        How many simulated people vote in a dry run; None is no dry run.
    on_ready
        Called once phones can come.
    """
    own_the_log()
    rooms = Rooms(address=lead_address)
    rooms.connections.most = most_connections()
    served = application(rooms, address)
    asyncio.run(_serve(taken, rooms, served, code=code, people=people, on_ready=on_ready))


async def _serve(  # noqa: PLR0913 - each is one setting of the process
    taken: socket.socket,
    rooms: Rooms,
    served: Application,
    *,
    code: str,
    people: int | None,
    on_ready: Callable[[], None],
) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Where loops take no signals, as on Windows, the interrupt ends the process anyway.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = RoomServer(served, rooms.connections)
    server.add_socket(taken)
    await rooms.begin()
    try:
        room = await rooms.find(code)
        if people:
            await begin_dry_run(room, people)
        on_ready()
        await stop.wait()
    finally:
        server.stop()
        rooms.close()


def own_address() -> str:
    """Tell this computer's address in the network that phones are likely to share."""
    # Nothing is sent: the operating system is asked which way it would send.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address, never reached
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
