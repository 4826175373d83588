"""The rehearsal led with a room: hands are counted, and whoever leads has a guide beside it."""

from typing import Any

from course.content import load
from course.content.facilitation import Beside, beside_rehearsal
from course.page.blocks import Paragraph, Source, Strong, Words
from course.page.fragment import shown
from course.rehearsal.keeping import WITH_A_ROOM
from course.rehearsal.sitting import Sitting
from course.room.dry_run import simulated_hands
from course.widgets.gate import Gate, once_decided
from course.widgets.rehearsal import Rehearsal
from course.widgets.rehearsal_debrief import debrief


class RehearsalWithRoom(Rehearsal):
    """A meeting that a room leads together: its hands choose, and the facilitator goes on.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> RehearsalWithRoom(progress()).start().make("b").shown["guide"][:3]
    '<p>'
    """

    _under = WITH_A_ROOM

    def look(self) -> "RehearsalWithRoom":
        """Show what came to light so far, where a session stops before the meeting ends."""
        if self.sitting and len(self.sitting.meeting.made) > 1:
            self.debrief = debrief(self.sitting).styled
        return self

    def _first_choice(self) -> str:
        """A room chooses among all four."""
        return ""

    def _beside(self, sitting: Sitting) -> dict[str, Any]:
        moment = sitting.meeting.moment
        guide = next(
            (each for each in beside_rehearsal() if moment and each.moment == moment.number), None
        )
        return {
            "guide": _guide(guide) if guide else "",
            "simulated": simulated_hands(moment.number, [move.id for move in moment.moves])
            if moment
            else {},
        }

    def _hear_look(self) -> dict[str, Any]:
        self.look()
        if not self.debrief:
            return {"say": load("rehearsal")["room"]["look_none"]}
        return {"debrief": True}


def _guide(beside: Beside) -> str:
    texts = load("rehearsal")["room"]
    words: Words = (
        Strong(texts["minutes"].format(minutes=beside.minutes)),
        f" {beside.text} ",
        *(Source(name) for name in beside.sources),
    )
    return shown([Paragraph(words)]).html


def rehearse_with_room(reveal_open: bool = False) -> Gate:
    """Lead the meeting with a room, by show of hands, once all four decisions are answered.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: open it without answers.

    Returns
    -------
    Gate
        The meeting, or what has to be answered first.

    Examples
    --------
    >>> rehearse_with_room().is_open
    False
    """
    return once_decided(RehearsalWithRoom, is_open=reveal_open)
