"""The line from a notebook to a room: one small question, one answer or none, in time.

It speaks as a phone does. A click waits for it, so all of it, names and networks
included, has one short limit.
"""

import json
import re
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from course.errors import RoomSilentError

#: Longest wait for an answer, in seconds.
ANSWER_SECONDS = 2.5

#: Longest answer that is read, in bytes. The snapshot of a room has about 5,000.
ANSWER_BYTES = 100_000

_TOKEN = re.compile(r"[\w-]{8,128}", re.ASCII)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    #: The HTTP status.
    status: int
    #: The JSON object, empty if what answers there is no room.
    content: dict[str, Any]
    #: The participant's token, if one came with it; else empty.
    token: str = ""
    #: Where the question should have gone, if that is what was answered; else empty.
    moved_to: str = ""


def ask(
    address: str,
    *,
    method: str = "GET",
    token: str = "",
    body: dict[str, Any] | None = None,
    seconds: float = ANSWER_SECONDS,
) -> Answer:
    """Ask a room something and wait a moment for its answer."""
    headers = {"Cookie": f"participant={token}"} if token else {}
    data = b"" if method == "POST" else None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    # No other scheme comes here: addresses are checked when they are typed.
    request = Request(address, data=data, headers=headers, method=method)  # noqa: S310
    outcome: SimpleQueue[Answer | RoomSilentError] = SimpleQueue()
    # The limit of a socket holds for each of its steps alone, and for looking up a name not
    # at all: a thread can be left behind.
    Thread(target=lambda: outcome.put(_answer(request, seconds)), daemon=True).start()
    try:
        answer = outcome.get(timeout=seconds)
    except Empty:
        answer = RoomSilentError(f"no answer within {seconds:g} seconds")
    if isinstance(answer, RoomSilentError):
        raise answer
    return answer


def _answer(request: Request, seconds: float) -> Answer | RoomSilentError:
    try:
        with _opener(request.host).open(request, timeout=seconds) as response:
            return _read(response.status, response.headers, response.read(ANSWER_BYTES))
    except HTTPError as refused:
        with refused:
            return _read(refused.code, refused.headers, refused.read(ANSWER_BYTES))
    except (OSError, HTTPException, ValueError) as error:
        return RoomSilentError(_reason(error))


def _reason(error: Exception) -> str:
    """Say what stood in the way, without the numbers of the operating system."""
    cause = error.reason if isinstance(error, URLError) else error
    return str(getattr(cause, "strerror", None) or cause or type(cause).__name__)


def _opener(host: str) -> OpenerDirector:
    """Make an opener that speaks HTTP alone and goes nowhere but where it is sent."""
    opener = OpenerDirector()
    handlers = [HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()]
    if not _is_this_computer(host):
        handlers.append(ProxyHandler())
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _is_this_computer(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _read(status: int, headers: Message, content: bytes) -> Answer:
    # Not every answer of a room names its type.
    try:
        found: Any = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    # A room describes itself or says what is wrong; other servers have other words.
    if not isinstance(found, dict) or not ("phase" in found or isinstance(found.get("error"), str)):
        found = {}
    moved_to = headers.get("Location", "") if status in (301, 302, 303, 307, 308) else ""
    return Answer(status, found, _token(headers), moved_to)


def _token(headers: Message) -> str:
    for header in headers.get_all("Set-Cookie", []):
        try:
            cookie = SimpleCookie(header).get("participant")
        except CookieError:
            continue
        if cookie and _TOKEN.fullmatch(cookie.value):
            return cookie.value
    return ""
