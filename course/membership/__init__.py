"""Being in a live room from a notebook: join once, and every answer also votes.

It asks the room what a phone asks, at the same addresses. A room that is gone, or does
not answer, never stops the course: it goes on alone and says so.

The entrance is `course.membership.membership`. It hears of answers through the port of
`course.progress.companion`, and imports nothing of `widgets`.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.content import load
from course.errors import MembershipError, RoomGoneError
from course.membership.card import Card, CardFile
from course.membership.reply import Reply, is_open, read_reply, read_state, sentence, where
from course.progress import companion
from course.storage import home
from course.visitors import only_read

if TYPE_CHECKING:
    from course.membership.participant import Seen

#: How long a room that stopped answering is waited for, in seconds. A server that is
#: started again, or a network that comes back, takes some of them.
PATIENCE_SECONDS = 20.0


def membership() -> "Membership":
    """Open this learner's membership, the same object for every caller of a process.

    Returns
    -------
    Membership
        Of the room that this learner is in, or of none.

    Examples
    --------
    >>> membership().room
    ''
    """
    # What visitors answer is no vote of the host's, and the host's room is not theirs to leave.
    return _membership_in(home() / "visitors" if only_read() else home())


def attach() -> None:
    """Let the room that a learner is in, if any, hear of answers and hold feedback back."""
    companion.attach(membership)


@cache
def _membership_in(folder: Path) -> "Membership":
    return Membership(folder)


class Membership:
    """The room that a learner is in, if any.

    What is kept lies in one file, so that all notebooks of a learner are in the room as
    one participant, whatever happens to their kernels.

    Parameters
    ----------
    folder
        Where the file is, or will be once a room is joined.
    now
        A clock in seconds that never goes back.

    Examples
    --------
    >>> import tempfile
    >>> alone = Membership(Path(tempfile.mkdtemp()))
    >>> alone.answered("opening", "B").holds
    False
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self.path = folder / "membership.json"
        self._card = CardFile(self.path)
        self._now = now
        self._silent_since: float | None = None
        self._unsent: dict[str, str] = {}
        #: The decision that the room was at when it was joined; it may be of another course.
        self.at = ""

    @property
    def room(self) -> str:
        """The code of the room one is in; empty in no room."""
        return self._card.read().code

    @property
    def notice(self) -> str:
        """What became of a membership that could not be read; else empty."""
        return self._card.notice

    @property
    def shown(self) -> Mapping[str, str]:
        """What notebooks show of the room beside each decision; empty in no room."""
        code = self.room
        if not code:
            return {}
        texts: dict[str, str] = load("room")["notebook"]
        where = {
            name: texts[name].format(code=f"<b>{escape(code)}</b>") for name in ("line", "past")
        }
        return {**texts, **where}

    def holds(self, decision_id: str) -> bool:
        """Tell whether feedback on a decision waited for the room when it was last asked."""
        return decision_id in self._card.read().held

    def join(self, address: str, code: str = "") -> str:
        """Join a room, or come back to it as the same participant.

        Parameters
        ----------
        address
            As the facilitator shows it, or the whole join link.
        code
            The room's code, unless the link has it.

        Returns
        -------
        str
            Which room it is and where it is, in sentences.

        Raises
        ------
        MembershipError
            If there is no such room, if nothing answers, or if it cannot be kept that one
            is in it. The message says what to do; an earlier membership stays as it was.
        """
        from course.membership.candidates import rooms_at
        from course.membership.participant import enter_first

        card = self._card.read()
        room, token, seen = enter_first(rooms_at(address, code), card.tokens)
        joined = sentence("joined", code=Card(room).code, place=where(seen))
        held = card.held if card.room == room else ()
        self._write(Card(room, {**card.tokens, room: token}, held))
        self.at = str(seen["decision"]["id"])
        return joined

    def leave(self) -> str:
        """Leave the room. Whoever comes back is the same participant.

        Returns
        -------
        str
            Which room it was and what stays, in a sentence.

        Raises
        ------
        MembershipError
            If the file cannot be written.
        """
        card = self._card.read()
        if not card.room:
            return sentence("outside")
        self._write(Card(tokens=card.tokens))
        return f"{sentence('left', code=card.code)} {sentence('alone')}"

    def forget(self) -> None:
        """Leave every room for good: the next learner here is another participant.

        Raises
        ------
        MembershipError
            If the file cannot be removed.
        """
        try:
            if self.path.exists():
                self.path.unlink()
        except OSError as error:
            raise MembershipError(
                f"{self.path} cannot be removed ({error}). Whoever answers here would vote as the "
                "learner before: remove that file."
            ) from error

    def answered(self, decision_id: str, option: str) -> Reply:
        """Vote if the room asks this decision just now, and say what came of it."""
        # It waits a moment at most. In no room it does nothing.
        return self._reply(decision_id, option)

    def look(self, decision_id: str) -> Reply:
        """Say where the room is; a vote that has not reached it is sent again."""
        return self._reply(decision_id, self._unsent.get(decision_id))

    def watch(self, decision_id: str) -> Reply:
        """Say where the room is to somebody who has nothing on its way there."""
        # Nothing is sent, nothing waits for it, and what is kept of answers stays as it is.
        card = self._card.read()
        if not card.room:
            return self._outside()
        try:
            return read_state(self._ask(card, decision_id, None), decision_id)
        except RoomGoneError:
            return _gone(card)
        except MembershipError:
            return Reply(sentence("silent", code=card.code), sentence("silent_still"))

    def hear(self) -> None:
        """Hear how far the room has played the meeting; one that is silent is left alone."""
        card = self._card.read()
        if card.room and not card.is_silent:
            with suppress(MembershipError):
                self._ask(card, "", None)

    def _reply(self, decision_id: str, option: str | None) -> Reply:
        card = self._card.read()
        if not card.room:
            return self._outside()
        try:
            reply = read_reply(self._ask(card, decision_id, option), decision_id, option)
        except RoomGoneError:
            reply = _gone(card)
        except MembershipError:
            return self._unanswered(card, decision_id, option)
        self._silent_since = None
        self._unsent.pop(decision_id, None)
        if reply.has_ended:
            self._note(card, room="", held=())
        else:
            self._note(card, held=_held(card, decision_id, holds=reply.holds), is_silent=False)
        return reply

    def _outside(self) -> Reply:
        """Say nothing to somebody in no room, unless they may think that they are in one."""
        return Reply(sentence("outside"), self.notice) if self.notice else Reply()

    def _ask(self, card: Card, decision_id: str, option: str | None) -> "Seen":
        # Only now: a learner who is in no room does not wait for these to be loaded.
        from course.membership import participant

        token, seen = participant.state(card.room, card.token)
        if token != card.token:
            self._note(card, tokens={**card.tokens, card.room: token})
        if option and is_open(seen, decision_id):
            ballot = {"decision": decision_id, "round": seen["round"], "option": option}
            seen = participant.vote(card.room, token, ballot)
        if "meeting" in seen:
            from course.membership.played import keep_played

            keep_played(card.code, seen["meeting"])
        return seen

    def _unanswered(self, card: Card, decision_id: str, option: str | None) -> Reply:
        """Wait a while for a room that stopped answering, and then go on without it."""
        if self._silent_since is None:
            self._silent_since = self._now()
        if card.is_silent or self._now() - self._silent_since >= PATIENCE_SECONDS:
            self._unsent.pop(decision_id, None)
            self._note(card, held=_held(card, decision_id, holds=False), is_silent=True)
            line = f"{sentence('alone')} {sentence('silent_later')}"
            return Reply(sentence("silent", code=card.code), line)
        if option:
            self._unsent[decision_id] = option
        self._note(card, held=_held(card, decision_id, holds=True))
        return Reply(sentence("looking", code=card.code), sentence("looking_line"), holds=True)

    def _write(self, card: Card) -> None:
        try:
            self._card.write(card)
        except OSError as error:
            raise MembershipError(
                f"What room you are in cannot be kept in {self.path.parent} ({error}). Make "
                "room or allow writing there, or vote by phone."
            ) from error
        self._silent_since = None
        self._unsent.clear()

    def _note(self, card: Card, **news: Any) -> None:
        """Keep what the room said, unless another notebook has left it meanwhile."""
        found = self._card.read()
        noted = replace(found, **news)
        if found.room == card.room and noted != found:
            # Where nothing can be written, the next answer asks the room again.
            with suppress(OSError):
                self._card.write(noted)


def _gone(card: Card) -> Reply:
    return Reply(sentence("gone", code=card.code), sentence("alone"), has_ended=True)


def _held(card: Card, decision_id: str, *, holds: bool) -> tuple[str, ...]:
    others = {decision for decision in card.held if decision != decision_id}
    return tuple(sorted(others | {decision_id} if holds else others))
