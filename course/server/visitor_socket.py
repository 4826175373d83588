"""What a visitor's socket may carry to a kernel: messages between widgets and their page.

Voila lets through whatever bears an allowed name. Here each message is read, checked and
written anew from the few things that it may say, so that nothing else travels along.
"""

import json
from collections.abc import Callable
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

_V1 = "v1.kernel.websocket.jupyter.org"

#: Through this target a page asks which widgets there are. Others would make new ones.
_STATES = "jupyter.widget.control"

#: What a page tells a widget, or asks it for.
_METHODS = ("update", "custom", "request_state", "request_states")

#: What a kernel prints or raises after a page is there is for its host.
_KEPT_BACK = ("stream", "error", "execute_input")

#: Channel, four parts, and a buffer or two.
_MOST_PIECES = 20

#: What a reply is found by again.
_NAMES = ("msg_id", "session", "username", "date", "version")


class VisitorConnection(ZMQChannelsWebsocketConnection):  # type: ignore[misc]  # not typed
    """A socket that lets only messages to widgets through."""

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Pass on what a page of the course sends, and drop all else without a word."""
        message = allowed(incoming_msg, is_v1=self.subprotocol == _V1)
        if message and self.channels:
            self.session.send(self.channels["shell"], message)

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Send on all but code, and what a fault prints: it tells of the host's folders."""
        _, parts = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(parts[1])["msg_type"] not in _KEPT_BACK:
            super().handle_outgoing_message(stream, outgoing_msg)


def allowed(received: str | bytes, *, is_v1: bool) -> dict[str, Any] | None:
    """Read a message from a socket and write anew what may pass of it.

    Examples
    --------
    >>> run = {"header": {"msg_type": "execute_request"}, "content": {"code": "1"}}
    >>> allowed(json.dumps(run), is_v1=False) is None
    True
    """
    try:
        header, metadata, content = _parts(received, is_v1=is_v1)
        kind = header["msg_type"]
        passed = _CONTENTS[kind](content)
        if passed is None:
            return None
        names = {name: str(header[name]) for name in _NAMES if name in header}
        version = {"version": str(metadata["version"])} if "version" in metadata else {}
        message = {
            "header": {**names, "msg_type": kind},
            "msg_id": names["msg_id"],
            "msg_type": kind,
            "parent_header": {},
            "metadata": version,
            "content": passed,
        }
        # Half a character cannot travel on, and would end in a traceback further down.
        json.dumps(message, ensure_ascii=False).encode("utf-8")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
    return message


def _parts(received: str | bytes, *, is_v1: bool) -> tuple[Any, Any, Any]:
    # The older protocol sends bytes only along with files, of which the course takes none.
    if is_v1 != isinstance(received, bytes):
        raise ValueError("not of this protocol")
    if isinstance(received, str):
        message = json.loads(received)
        return message["header"], message.get("metadata", {}), message["content"]
    # What stands in front says how many pieces come, and is believed further down.
    if int.from_bytes(received[:8], "little") > _MOST_PIECES:
        raise ValueError("more pieces than a message has")
    _, pieces = deserialize_msg_from_ws_v1(received)
    header, _, metadata, content = (json.loads(piece) for piece in pieces[:4])
    return header, metadata, content


def _passed(content: dict[str, Any]) -> dict[str, Any] | None:
    data = content["data"]
    if data["method"] not in _METHODS:
        return None
    passed = {"method": data["method"]}
    if data["method"] == "update":
        passed |= {"state": dict(data["state"]), "buffer_paths": []}
    elif data["method"] == "custom":
        passed |= {"content": dict(data["content"])}
    return {"comm_id": str(content["comm_id"]), "data": passed}


def _opened(content: dict[str, Any]) -> dict[str, Any] | None:
    if content["target_name"] != _STATES:
        return None
    return {"comm_id": str(content["comm_id"]), "target_name": _STATES, "data": {}}


def _asked(content: dict[str, Any]) -> dict[str, Any]:
    target = content.get("target_name")
    return {"target_name": str(target)} if target else {}


#: What each kind of message may say. A kind that is not here does not pass.
_CONTENTS: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {
    "comm_msg": _passed,
    "comm_open": _opened,
    "comm_close": lambda content: {"comm_id": str(content["comm_id"]), "data": {}},
    "comm_info_request": _asked,
    "kernel_info_request": lambda _: {},
}
