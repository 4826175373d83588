"""A visitor of the shared reader with the socket to a kernel in their own hands."""

import asyncio
import json
import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from course.content.notebooks import notebook

PATIENCE_SECONDS = 60


def run(coroutine):
    """Run it in a thread of its own: a browser of another test keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


class Visitor:
    """A page of the shared reader, opened, with the socket to its kernel in one's own hands."""

    def __init__(self, server, slug, protocol=None):
        status, self.page = server.ask(notebook(slug).filename)
        assert status == 200
        self.kernel = re.search(r'kernelId = "([-\w]+)"', self.page)[1]
        self._address = server.addresses["Read"]
        self._protocol = protocol
        self._session = secrets.token_hex(8)

    def tell(self, *messages):
        """Send messages as (channel, type, content), and give what came back."""
        return run(self._tell(messages))

    async def _tell(self, messages):
        parts = urlsplit(self._address)
        token = parse_qs(parts.query)["token"][0]
        query = f"token={token}&session_id={self._session}"
        address = f"ws://{parts.netloc}/api/kernels/{self.kernel}/channels?{query}"
        origin = HTTPRequest(address, headers={"Origin": f"http://{parts.netloc}"})
        protocols = [self._protocol] if self._protocol else None
        line = await websocket_connect(origin, subprotocols=protocols, max_message_size=10**9)
        heard = []
        # What is asked last is answered last: by then the kernel is through with the others.
        for channel, kind, content in [*messages, ("shell", "kernel_info_request", {})]:
            last = secrets.token_hex(8)
            await line.write_message(*self._packed(channel, kind, content, last))
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while received := await line.read_message():
                    heard.append(_unpacked(received))
                    if _is_idle_after(heard[-1], last):
                        break
        finally:
            await hang_up(line)
        return heard

    def _packed(self, channel, kind, content, number):
        header = {
            "msg_id": number,
            "msg_type": kind,
            "session": self._session,
            "username": "",
            "date": datetime.now(UTC).isoformat(),
            "version": "5.3",
        }
        # Of the protocols between widgets and their page: that of states, and the others.
        of_states = content.get("target_name") == "jupyter.widget.control"
        metadata = {"version": "1.0.0" if of_states else "2.1.0"}
        if not self._protocol:
            whole = {"header": header, "parent_header": {}, "metadata": metadata}
            return json.dumps({**whole, "content": content, "channel": channel}), False
        pieces = [channel.encode()]
        pieces += [json.dumps(piece).encode() for piece in (header, {}, metadata, content)]
        offsets = [8 * (len(pieces) + 2)]
        for piece in pieces:
            offsets.append(offsets[-1] + len(piece))
        numbers = [len(offsets), *offsets]
        return b"".join([*(n.to_bytes(8, "little") for n in numbers), *pieces]), True

    def widgets(self):
        """Give the widgets of this page by their ids, with what the page is told of each."""
        control = secrets.token_hex(8)
        opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        asked = {"comm_id": control, "data": {"method": "request_states"}}
        for message in self.tell(("shell", "comm_open", opened), ("shell", "comm_msg", asked)):
            told = message["content"].get("data")
            if isinstance(told, dict) and told.get("method") == "update_states":
                return told["states"]
        raise AssertionError("the kernel told no states")

    def press(self, widget, **content):
        """Send a message to a widget as its page does, and give what it answered."""
        data = {"method": "custom", "content": content}
        heard = self.tell(("shell", "comm_msg", {"comm_id": widget, "data": data}))
        return [
            message["content"]["data"]
            for message in heard
            if message["header"]["msg_type"] == "comm_msg"
        ]


def _is_idle_after(message, number):
    if message["header"]["msg_type"] != "status":
        return False
    asked = message["parent_header"].get("msg_id")
    return asked == number and message["content"]["execution_state"] == "idle"


async def hang_up(line):
    """Close a socket and wait until it is closed."""
    line.close()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await line.read_message() is not None:
            pass


def _unpacked(received):
    if isinstance(received, str):
        return json.loads(received)
    count = int.from_bytes(received[:8], "little")
    at = [int.from_bytes(received[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    pieces = [received[start:end] for start, end in pairwise(at)]
    header, parent, _, content = (json.loads(piece) for piece in pieces[1:5])
    return {"header": header, "parent_header": parent, "content": content}
