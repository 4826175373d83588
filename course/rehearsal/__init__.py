"""The meeting to rehearse, as a state machine: the same moves always give the same meeting.

The entrances are the names below: `begin` one and make moves, or `replay` some. It stands on
`content` and `progress`, and shows itself in no widget.
"""

from course.rehearsal.meeting import Entry, Meeting, begin
from course.rehearsal.replay import document, moves_of, replay
from course.rehearsal.script import Script, script

__all__ = ["Entry", "Meeting", "Script", "begin", "document", "moves_of", "replay", "script"]
