"""What a session moved, to show at its end: from a room, counted hands or a dry run."""

from html import escape
from typing import Any

import traitlets

from course import content
from course.content.decisions import decisions
from course.errors import CourseError
from course.page.fragment import Fragment
from course.progress.answers import progress
from course.rehearsal.view import counted
from course.room.dry_run import simulated_votes
from course.room.export import Votes, as_json
from course.room.hands import Hands
from course.room.past import Session, past_sessions
from course.room.rehearsing import played
from course.visitors import only_read
from course.widgets.control import Control


class Debrief(Control, beside=__file__):
    """A choice of sessions, and the figure of what moved in the chosen one."""

    sessions: traitlets.List[dict[str, str]] = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    #: Empty until a session is drawn.
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, is_open: bool = False) -> None:
        self._votes: dict[str, tuple[Votes, str]] = {}
        self._text = _words()["closed"]
        super().__init__(words=_words())
        self._notice = self.look()
        if is_open:
            self.draw(self.sessions[0]["id"])
        elif self._notice:
            self._text = self._notice

    def look(self) -> str:
        """Look again which sessions there are; return what stood in the way, if anything."""
        note = content.load("facilitation")["dry_run"]["note"]
        dry_run = simulated_votes()
        people = len(dry_run[decisions()[0].id, 1])
        found: list[_Found] = []
        trouble: list[str] = []
        # The rooms and the hands of this computer are its host's.
        for find in () if only_read() else (_rooms, _hands):
            try:
                new, notice = find(note)
                found += new
                trouble += filter(None, [notice])
            except CourseError as error:
                trouble.append(str(error))
        found.append(("dry-run", _words()["example"].format(people=people), dry_run, note))
        self._votes = {name: (votes, note) for name, _, votes, note in found}
        self.sessions = [{"id": name, "title": title} for name, title, _, _ in found]
        if self.chosen not in self._votes:
            self.chosen = found[0][0]
        return " ".join(trouble)

    def draw(self, name: str) -> "Debrief":
        """Show what moved in a session; one that is gone is left as it is."""
        from course.charts import debrief_chart

        if name in self._votes:
            votes, note = self._votes[name]
            by_hands = name == _HANDS
            chart = debrief_chart(as_json(decisions(), votes, by_hands=by_hands), note)
            self.chosen = name
            self.html = chart._repr_mimebundle_()["text/html"]
            self._text = chart.text
        return self

    def _hear_look(self) -> dict[str, Any]:
        # What was set aside when this was made is said once there is a page to say it.
        return {"say": self.look() or self._notice}

    def _hear_draw(self, *, session: str) -> dict[str, Any]:
        sentence = self.look()
        self.draw(session)
        return {"say": sentence}

    def readable(self) -> Fragment:
        """Write the figure, or why there is none yet, for a page without a kernel."""
        return Fragment(self.html or f"<p>{escape(self._text)}</p>", self._text)


def debrief(reveal_open: bool = False) -> Debrief:
    """Offer the figure of what moved, for the rooms and the hands of this computer.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: draw the latest session at once. So does having answered all
        four decisions.

    Returns
    -------
    Debrief
        The choice of a session, and its figure.

    Examples
    --------
    >>> [session["id"] for session in debrief().sessions]
    ['dry-run']
    """
    try:
        answered = not progress().unanswered()
    except CourseError:
        answered = False
    return Debrief(is_open=reveal_open or answered)


def _words() -> dict[str, str]:
    words: dict[str, str] = content.load("controls")["debrief"]
    return words


_HANDS = "hands"

#: A session's id, title, votes, and what has to be known about them.
_Found = tuple[str, str, Votes, str]


def _rooms(note: str) -> tuple[list[_Found], str]:
    return [
        (session.code, session.title, session.votes, _about(session, note))
        for session in past_sessions()
    ], ""


def _about(session: Session, note: str) -> str:
    """Say what has to be known about a session, and what came to light where it rehearsed."""
    notes = [note] if session.simulated else []
    meeting = played(session.moves).meeting
    if meeting.made:
        notes.append(_words()["rehearsed"].format(counted=counted(meeting)))
    return " ".join(notes)


def _hands(note: str) -> tuple[list[_Found], str]:
    hands = Hands()
    votes = hands.votes()
    if not votes:
        return [], hands.notice
    named = {name for name, _ in votes}
    simulated = any(hands.is_simulated(name) for name in named)
    title = _words()["hands"].format(counted=len(named), decisions=len(decisions()))
    unpaired = content.load("room")["shift"]["hands_note"]
    note = f"{unpaired} {note}" if simulated else unpaired
    return [(_HANDS, title, votes, note)], hands.notice
