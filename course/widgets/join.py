"""Joining a live room from a notebook: an address and a code, or the link with both."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course.errors import MembershipError
from course.membership import Membership, membership
from course.visitors import only_read, refuse
from course.widgets import control
from course.widgets.notice import Notice


class JoinWidget(anywidget.AnyWidget):
    """The way into a live room, and out of it again.

    Parameters
    ----------
    member
        Whose membership is joined and left.

    Examples
    --------
    >>> join_room()
    You are in no room. To join one, give its address and its code.
    """

    _esm = control.script(Path(__file__))
    _css = control.style(Path(__file__))

    #: The code of the room; empty in no room. The token never comes here.
    room = traitlets.Unicode().tag(sync=True)
    #: What came of the last attempt.
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, member: Membership) -> None:
        refuse("join")
        self._member = member
        super().__init__(room=member.room)
        self.on_msg(self._receive)

    def join(self, address: str, code: str = "") -> "JoinWidget":
        """Join a room, as the button does; what stands in the way is said.

        Parameters
        ----------
        address
            As the facilitator shows it, or the whole join link.
        code
            The room's code, unless the link has it.
        """
        return self._tell(lambda: self._member.join(address, code))

    def leave(self) -> "JoinWidget":
        """Leave the room, as the button does."""
        return self._tell(self._member.leave)

    def _tell(self, attempt: Callable[[], str]) -> "JoinWidget":
        try:
            self.said = attempt()
        except MembershipError as error:
            self.said = str(error)
        self.room = self._member.room
        return self

    def _receive(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        match content.get("type"):
            case "join":
                self.join(str(content.get("address", "")), str(content.get("code", "")))
            case "leave":
                self.leave()
        self.send({"type": "done"})

    def __repr__(self) -> str:
        if self.room:
            return f"You are in room {self.room}: “Check answer” also votes there."
        return "You are in no room. To join one, give its address and its code."

    def _repr_mimebundle_(self, **named: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**named)
        html = (
            f"<p>{escape(repr(self))}</p><p><em>For that a running kernel is needed: in "
            "JupyterLab, choose Run, then Run All Cells. On a phone, the room’s own page "
            "does the same.</em></p>"
        )
        return {**data, "text/plain": repr(self), "text/html": html}, metadata


def join_room() -> JoinWidget | Notice:
    """Join a live room from here on, in all notebooks; or see which one it is, and leave it.

    Visitors of a shared reader read how to vote instead.

    Examples
    --------
    >>> join_room().join("not an address").said[:33]
    'A web address such as http://192.'
    """
    return Notice("join") if only_read() else JoinWidget(membership())
