"""A room started from a notebook, in the Jupyter server that the notebook runs in."""

from pathlib import Path
from typing import Any

import traitlets

from course import page
from course.content import load
from course.errors import CourseError
from course.page.blocks import Paragraph
from course.page.fragment import Fragment, shown
from course.room.rooms import Admission, create_room, invite_facilitator
from course.visitors import only_read, refuse
from course.widgets.control import Control
from course.widgets.notice import Notice

_REQUESTS = Path(page.__file__).with_name("requests.js")


# Only the page knows at which address its server is reached, so it looks for the room's door there,
# and asks the kernel for a room once it has found it. The facilitator's token goes from the kernel
# to the page in a message, and from there into a cookie that scripts cannot read: it is in no
# trait, and so in no saved notebook.
class RoomDoor(Control, beside=__file__, needs=(_REQUESTS,)):
    """A button that starts a room, and then its address, code, QR code and panel.

    Examples
    --------
    >>> print(start_a_room())
    A room starts at a click, in a notebook that is open in JupyterLab or on Binder. Otherwise:
    <BLANKLINE>
    In a terminal: course room (or course room --dry-run 24, to practise). It prints the ...
    """

    words = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        refuse("room")
        super().__init__(words=load("controls")["door"])

    def start(self) -> Admission:
        """Create a room, which every server on the same course home can serve."""
        return create_room()

    def _hear_start(self) -> dict[str, Any]:
        return _as_message(self.start())

    def _hear_link(self, *, code: object) -> dict[str, Any]:
        try:
            return _as_message(invite_facilitator(str(code)))
        except CourseError:
            # A room of another day, which nobody has to hear of.
            return {"gone": True}

    def readable(self) -> Fragment:
        """Write how a room is started, for a page that has no kernel behind it."""
        texts = load("controls")["door"]
        lead = f"{texts['lead']} {texts['otherwise']}"
        return shown([Paragraph(lead), Paragraph(texts["elsewhere"])])


def _as_message(admission: Admission) -> dict[str, Any]:
    return {"code": admission.code, "token": admission.facilitator_token}


def start_a_room() -> RoomDoor | Notice:
    """Offer to start a room in which everyone votes by phone; visitors read where that is done.

    Nothing is started before a click, so that the cell can be run again.

    Returns
    -------
    RoomDoor or Notice
        The door; for visitors, where rooms are started.

    Examples
    --------
    >>> start_a_room().words["lead"]
    'A room starts at a click, in a notebook that is open in JupyterLab or on Binder.'
    """
    return Notice("room") if only_read() else RoomDoor()
