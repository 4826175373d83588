"""Connections to the room's own server: counted, so that the votes always find a file open.

A commit opens a journal beside the rooms' file. A server whose connections have used up
what the system lets it open can keep nothing any longer.
"""

from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

from course.room import limits
from course.room.log import log


class Connections:
    """Who is connected, by what they have shown, the oldest first."""

    def __init__(self, most: int = limits.OPEN_FILES) -> None:
        self.most = most
        self._strangers: dict[IOStream, None] = {}
        self._known: dict[IOStream, None] = {}
        self._lines: set[IOStream] = set()

    def __len__(self) -> int:
        return len(self._strangers) + len(self._known) + len(self._lines)

    def add(self, stream: IOStream) -> bool:
        """Take a connection in; return whether there was a place for it."""
        # If there is none, the oldest that never showed a code goes, then the oldest request of
        # somebody who did, which a browser makes again. Lines that stand are never cut.
        while len(self) >= self.most:
            log().warning("All connections are in use: the oldest that showed no code are closed")
            found = next(iter(self._strangers), None) or next(iter(self._known), None)
            if found is None:
                stream.close()
                return False
            self.discard(found)
            found.close()
        self._strangers[stream] = None
        return True

    def has_shown_a_code(self, stream: object) -> None:
        """Note that a connection showed a right code or token."""
        if stream in self._strangers and isinstance(stream, IOStream):
            del self._strangers[stream]
            self._known[stream] = None

    def is_a_line(self, stream: object) -> None:
        """Note that a connection is a line that is to stand."""
        if (stream in self._strangers or stream in self._known) and isinstance(stream, IOStream):
            self.discard(stream)
            self._lines.add(stream)

    @property
    def has_place_for_a_line(self) -> bool:
        """Whether a phone may have a line: some places stay free for requests."""
        # A phone without one asks every few seconds.
        return len(self._lines) < self.most - self.most // 16

    def discard(self, stream: object) -> None:
        """Forget a connection that has ended."""
        if isinstance(stream, IOStream):
            self._strangers.pop(stream, None)
            self._known.pop(stream, None)
            self._lines.discard(stream)


class RoomServer(HTTPServer):
    """A web server that has a place for everyone who knows a code."""

    def initialize(  # type: ignore[override] # fewer settings than a server for anything
        self, application: Application, connections: Connections
    ) -> None:
        """Take the application and set the limits."""
        super().initialize(
            application,
            max_body_size=4 * limits.BODY_BYTES,
            idle_connection_timeout=limits.HEADER_SECONDS,
            body_timeout=limits.BODY_SECONDS,
        )
        self.connections = connections

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Serve a connection if there is a place for it."""
        if self.connections.add(stream):
            super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:
        """Forget a connection that has ended; one that has become a line goes on."""
        super().on_close(server_conn)
        if server_conn.stream.closed():
            self.connections.discard(server_conn.stream)


def most_connections() -> int:
    """Let this process open many files, and tell how many of them may be connections."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; its loop waits for no more than this
        return limits.WINDOWS_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.OPEN_FILES if hard == resource.RLIM_INFINITY else min(limits.OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    files = limits.OPEN_FILES if soft == resource.RLIM_INFINITY else soft
    return max(files - limits.KEPT_FILES, files // 2)
