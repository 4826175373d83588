"""A request with a small body, read within seconds and refused if another site asks."""

import json
from typing import Any

from tornado.web import HTTPError, stream_request_body

from course.room.errors import MalformedRequestError
from course.room.handlers.access import Access
from course.room.limits import BODY_BYTES, BODY_SECONDS


@stream_request_body
class Request(Access):
    """A request with at most a small body, which is refused before it is read if it is not."""

    def prepare(self) -> None:
        """Refuse a body that is too long and a change that another site asks for."""
        self._body = bytearray()
        if self.request.connection:  # set here, it holds inside a Jupyter server as well
            self.request.connection.set_body_timeout(BODY_SECONDS)  # type: ignore[attr-defined]
        announced = self.request.headers.get("Content-Length", "0")
        if not announced.isdecimal() or int(announced) > BODY_BYTES:
            raise HTTPError(413, f"Expected at most {BODY_BYTES} bytes.")
        if self.request.method not in ("GET", "HEAD") and not self.is_same_origin():
            raise HTTPError(403, "Expected a request from the room's own page.")

    async def head(self, *words: str) -> None:
        """Answer as to GET, without the body."""
        answered = self.get(*words)
        if answered is not None:
            await answered

    def data_received(self, chunk: bytes) -> None:
        """Take a part of the body; the rest of one that is too long is dropped."""
        if len(self._body) <= BODY_BYTES:
            self._body += chunk

    def body(self) -> dict[str, Any]:
        """Return the body, a JSON object."""
        # A page of another site cannot send this type without asking first.
        content_type = self.request.headers.get("Content-Type", "").partition(";")[0]
        if content_type != "application/json":
            raise MalformedRequestError("Expected `Content-Type: application/json`.")
        if len(self._body) > BODY_BYTES:
            raise MalformedRequestError(f"Expected at most {BODY_BYTES} bytes.")
        try:
            body = json.loads(self._body)
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            raise MalformedRequestError("Expected a JSON object.")
        return body

    def answer(self, content: dict[str, Any] | str, status: int = 200) -> None:
        """Answer with a JSON object, or with the text of one."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(content if isinstance(content, str) else json.dumps(content))
