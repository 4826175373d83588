"""Joining a live room from a notebook: an address and a code, or the link with both."""

from collections.abc import Callable
from typing import Any

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.errors import MembershipError
from course.membership import Membership, attach, membership
from course.page.blocks import Emphasis, Paragraph
from course.page.fragment import Fragment, shown
from course.page.html import as_html
from course.visitors import only_read, refuse
from course.widgets.companion import way_to
from course.widgets.control import Control
from course.widgets.notice import Notice


class JoinWidget(Control, beside=__file__, needs=("lab_link.js",)):
    """The way into a live room, and out of it again.

    Examples
    --------
    >>> print(str(join_room()).splitlines()[0])
    You are in no room. To join one, give its address and its code.
    """

    words = traitlets.Dict().tag(sync=True)
    #: The code of the room; empty in no room. The token never comes here.
    room = traitlets.Unicode().tag(sync=True)
    #: What came of the last attempt.
    status = traitlets.Unicode().tag(sync=True)
    #: The way to where the room is, as HTML.
    way = traitlets.Unicode().tag(sync=True)

    def __init__(self, member: Membership) -> None:
        refuse("join")
        self._member = member
        super().__init__(words=load("controls")["join"], room=member.room)
        self.status = member.notice

    def join(self, address: str, code: str = "") -> "JoinWidget":
        """Join a room, as the button does; what stands in the way is said."""
        return self._attempt(lambda: self._member.join(address, code))

    def leave(self) -> "JoinWidget":
        """Leave the room, as the button does."""
        return self._attempt(self._member.leave)

    def _attempt(self, attempt: Callable[[], str]) -> "JoinWidget":
        try:
            self.status = attempt()
        except MembershipError as error:
            self.status = str(error)
        way = way_to(self._member.at) if self._member.room else ()
        self.way = as_html([Paragraph(way)] if way else [])
        self.room = self._member.room
        return self

    def _hear_join(self, *, address: object = "", code: object = "") -> dict[str, Any]:
        return {"say": self.join(str(address), str(code)).status}

    def _hear_leave(self) -> dict[str, Any]:
        return {"say": self.leave().status}

    def readable(self) -> Fragment:
        """Write which room one is in, for a page that has no kernel behind it."""
        texts = load("controls")["join"]
        text = texts["in_room"].format(code=self.room) if self.room else texts["none"]
        return shown([Paragraph(text), Paragraph(Emphasis(with_kernel(texts["kernel"])))])


def join_room() -> JoinWidget | Notice:
    """Join a live room from here on, in all notebooks; or see which one it is, and leave it.

    Visitors of a shared reader read how to vote instead.

    Returns
    -------
    JoinWidget or Notice
        The way into a room; for visitors, where that is done.

    Examples
    --------
    >>> join_room().join("not an address").status[:33]
    'A web address such as http://192.'
    """
    attach()
    return Notice("join") if only_read() else JoinWidget(membership())
