"""A phone's line to a room, as cheap as it can be."""

import asyncio
import json
from typing import Any


class Connection:
    """An HTTP connection that is kept open, as cheap as it can be."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port = port
        self.cookie = cookie
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
        """Post JSON; return status, headers and body.

        A connection that was kept and has ended meanwhile is opened again, as browsers do.
        """
        if self.streams is not None:
            try:
                return await self._post(self.streams, path, body)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
        self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        return await self._post(self.streams, path, body)

    async def _post(
        self, streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], path: str, body: Any
    ) -> tuple[int, dict[str, str], bytes]:
        reader, writer = streams
        content = json.dumps(body).encode()
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {
            name.lower(): text.strip()
            for name, _, text in (line.partition(":") for line in head[1:] if line)
        }
        answer = await reader.readexactly(int(headers.get("content-length", 0)))
        return int(head[0].split()[1]), headers, answer

    def close(self) -> None:
        """Close the connection."""
        if self.streams:
            self.streams[1].close()
