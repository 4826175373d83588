"""A room started from a notebook, in the Jupyter server that the notebook runs in."""

from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course.errors import CourseError
from course.room.rooms import Admission, create_room, invite_facilitator
from course.visitors import only_read, refuse
from course.widgets import control
from course.widgets.notice import Notice

#: What to do where there is no Jupyter server with a room in it.
ELSEWHERE = (
    "In a terminal: course room (or course room --dry-run 24, to practise). It prints the "
    "address, the code, and the link that leads the room."
)


class RoomDoor(anywidget.AnyWidget):
    """A button that starts a room, and then its address, code, QR code and panel.

    Only the page knows at which address its server is reached, so it looks for the room's
    door there, and asks the kernel for a room once it has found it. The facilitator's token
    goes from the kernel to the page in a message, and from there into a cookie that scripts
    cannot read: it is in no trait, and so in no saved notebook.

    Examples
    --------
    >>> print(start_a_room())
    A room starts at a click, in a notebook that is open in JupyterLab or on Binder. Otherwise:
    In a terminal: course room (or course room --dry-run 24, to practise). It prints the ...
    """

    _esm = control.script(Path(__file__))
    _css = control.style(Path(__file__))

    elsewhere = traitlets.Unicode(ELSEWHERE).tag(sync=True)

    def __init__(self) -> None:
        refuse("room")
        super().__init__()
        self.on_msg(self._receive)

    def start(self) -> Admission:
        """Create a room, which every server on the same course home can serve.

        Raises
        ------
        RoomStoreError
            If the rooms' file cannot be written.

        Examples
        --------
        >>> len(start_a_room().start().code)
        6
        """
        return create_room()

    def _receive(self, _widget: object, told: dict[str, Any], _buffers: object) -> None:
        again = told.get("type") == "link"
        if told.get("type") != "start" and not again:
            return
        try:
            admission = invite_facilitator(str(told.get("code"))) if again else self.start()
        except CourseError as error:
            self.send({"type": "gone" if again else "trouble", "said": str(error)})
        else:
            self.send(
                {"type": "started", "code": admission.code, "token": admission.facilitator_token}
            )

    def __repr__(self) -> str:
        return f"{_LEAD} Otherwise:\n{ELSEWHERE}"

    def _repr_mimebundle_(self, **named: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**named)
        html = f"<p>{_LEAD} Otherwise:</p><p>{escape(ELSEWHERE)}</p>"
        return {**data, "text/plain": repr(self), "text/html": html}, metadata


_LEAD = "A room starts at a click, in a notebook that is open in JupyterLab or on Binder."


def start_a_room() -> RoomDoor | Notice:
    """Offer to start a room in which everyone votes by phone; visitors read where that is done.

    Nothing is started before a click, so that the cell can be run again.

    Examples
    --------
    >>> start_a_room().elsewhere == ELSEWHERE
    True
    """
    return Notice("room") if only_read() else RoomDoor()
