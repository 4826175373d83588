"""A room while people are in it: its state in memory, and everyone who listens.

Memory follows the store and never leads: it changes when a commit has come back, in the
order of the commits.
"""

import json
import time
from collections.abc import Callable, Sequence

from course.content.decisions import Decision
from course.room import moments, rehearsing, snapshot
from course.room.errors import (
    LimitError,
    MalformedRequestError,
    NotJoinedError,
    StepError,
    UnknownRoomError,
    VoteClosedError,
)
from course.room.group_commit import GroupCommit
from course.room.listeners import Listener, Listeners, send
from course.room.moments import Played
from course.room.snapshot import Snapshot
from course.room.state import Phase, RoomState, Step, after, number_of, steps
from course.room.store import StoredRoom
from course.room.tally import Ballots
from course.room.tokens import (
    hashed,
    matches,
    new_facilitator_token,
    new_participant_token,
)

#: Participants that one room admits. Twice the size it is made for, so that a script
#: cannot fill the disk.
MOST_PARTICIPANTS = 2_000

#: Planned length of a discussion unless the facilitator says otherwise, in seconds.
#: Source: Crouch & Mazur 2001, doi:10.1119/1.1374249: two to four minutes.
DISCUSSION_SECONDS = 180


class LiveRoom(Listeners):
    """A room that is in use."""

    def __init__(
        self,
        stored: StoredRoom,
        order: tuple[Decision, ...],
        commit: GroupCommit,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.code = stored.code
        self.order = order
        self.sitting = rehearsing.played(stored.moves)
        self.state: RoomState = rehearsing.there(stored.state, self.sitting.meeting)
        self.votes = stored.votes
        self.simulated = stored.simulated
        self.has_unseen_counts = False
        self._leaders = set(stored.leaders)
        self._participants = stored.participants
        self._voters = {number for ballots in stored.votes.values() for number in ballots}
        self._joining = 0
        self._commit = commit
        self._now = now
        self._shared = (0, "")
        super().__init__()

    # Who someone is

    def participant(self, token: str | None) -> int | None:
        """Return the number of the participant with this token; None if there is none."""
        return self._participants.get(hashed(token)) if token else None

    def is_facilitator(self, token: str | None) -> bool:
        """Tell whether this token leads the room."""
        # Each is compared, so that the time says nothing.
        return sum(matches(token or "", leader) for leader in self._leaders) > 0

    async def lead(self, link_token: str) -> str | None:
        """Exchange what the facilitator's link carries, once, for a token that leads the room."""
        token = new_facilitator_token()
        link_hash, token_hash = hashed(link_token), hashed(token)
        if not await self._commit(lambda store: store.exchange(self.code, link_hash, token_hash)):
            return None
        self._leaders.add(token_hash)
        return token

    # What they do

    async def join(self, token: str | None) -> str:
        """Admit a participant, or recognise one who was here before; return their token."""
        if token and self.participant(token) is not None:
            return token
        self.check_is_open()
        # Those whose commit is still under way have their places already.
        if len(self._participants) + self._joining >= MOST_PARTICIPANTS:
            raise LimitError(
                f"This room is full: it admits {MOST_PARTICIPANTS:,} people. Whoever leads it "
                "can clear those who never voted."
            )
        token = new_participant_token()
        token_hash = hashed(token)
        self._joining += 1
        try:
            number = await self._commit(lambda store: store.join(self.code, token_hash))
            self._participants[token_hash] = number
        finally:
            self._joining -= 1
        self.has_unseen_counts = True
        return token

    def check_is_open(self) -> None:
        """Check that somebody new can still come in."""
        if self.state.phase is Phase.ENDED:
            raise UnknownRoomError(f"The session has ended in room {self.code}.")

    async def mark_as_dry_run(self, people: int) -> None:
        """Note, for good, that so many of those in the room are simulated."""
        await self._commit(lambda store: store.mark_as_dry_run(self.code, people))
        self.simulated = people

    async def vote(self, participant: int, decision: str, round_: int, option: str) -> None:
        """Set a participant's choice in the round that is open, and wait until it is saved."""
        asked = next((known for known in self.order if known.id == decision), None)
        letters = {choice.id for choice in asked.options} if asked else set()
        meeting = self.sitting.meeting
        if option not in letters and not rehearsing.may_be_voted_on(
            self.state, meeting, decision, option
        ):
            raise MalformedRequestError(
                "Expected a decision and one of its options. Reload the page to see both."
            )
        counts = await self._commit(
            lambda store: store.vote(self.code, decision, round_, participant, option)
        )
        if not counts and participant not in self._participants.values():
            raise NotJoinedError("Join the room first: open its address again.")
        if not counts:
            raise VoteClosedError("That vote is not open. Your earlier choice stands, if any.")
        self.votes.setdefault((decision, round_), {})[participant] = option
        self._voters.add(participant)
        self.has_unseen_counts = True
        # Another tab of the same person shows the same choice.
        self._send_to_phones([participant])

    async def clear_never_voted(self) -> int:
        """Remove everyone who has voted in no round; return how many they were."""
        # A phone that somebody still sits at joins again by itself, as somebody new.
        cleared = await self._commit(lambda store: store.clear_never_voted(self.code))
        kept = self._participants.items()
        self._participants = {token: number for token, number in kept if number not in cleared}
        for number in cleared:
            for listener in list(self.phones_of.pop(number, ())):
                listener.join_again()
        self.send_to_front()
        return len(cleared)

    async def step(
        self,
        step: Step,
        version: int,
        timer_seconds: int | None = None,
        move: str | None = None,
    ) -> None:
        """Take the room a step further and tell everyone."""
        if version != self.state.version:
            raise StepError("Another step came first. Look at where the room is now.")
        ends = self._now() + (DISCUSSION_SECONDS if timer_seconds is None else timer_seconds)
        sitting, order = self.sitting, self._order()
        if step is Step.SAY and step in steps(self.state, order):
            sitting = rehearsing.say(sitting, move, self._rounds().get(1, {}))
        elif step is Step.PREVIOUS and sitting.steps:
            sitting = sitting.back()
        moves = None if sitting is self.sitting else rehearsing.moves_of(sitting)
        state = after(self.state, step, order, timer_ends_at_utc=ends, held=self._held())
        state = rehearsing.there(state, sitting.meeting)
        await self._commit(lambda store: store.step(self.code, state, moves))
        self.state, self.sitting = state, sitting
        self._send_to_phones(self.phones_of)
        self.send_to_front()

    def dissolve(self) -> None:
        """Tell everyone that the room is gone, after its data was deleted."""
        for listener in self.everyone():
            listener.leave()

    def beat(self) -> None:
        """Let every listener know that the line is alive."""
        message = json.dumps({"beat": self.state.version})
        for listener in self.everyone():
            listener.hear(message)

    # What they see

    @property
    def joined(self) -> int:
        """How many participants the room has."""
        return len(self._participants)

    def for_participant(self, number: int, **more: str) -> str:
        """Describe the room to one participant, with their own choices, as JSON."""
        own = json.dumps({**more, "mine": self._mine(number)})
        return f"{self._shared_with_room()[:-1]}, {own[1:]}"

    def for_screen(self) -> Snapshot:
        """Describe the room to the projector."""
        if self._is_rehearsal:
            seen = moments.screen(self.state, self._played(), self._order(), self.joined)
        else:
            seen = snapshot.screen(self.state, self.order, self._rounds(), self._now(), self.joined)
        return {**seen, **snapshot.dry_run(self.simulated)}

    def for_facilitator(self) -> Snapshot:
        """Describe the room to the facilitator."""
        if self._is_rehearsal:
            seen = moments.facilitator(self.state, self._played(), self._order(), self.joined)
        else:
            seen = snapshot.facilitator(
                self.state, self.order, self._rounds(), self._now(), self.joined
            )
        never_voted = self.joined - len(self._voters)
        return {**seen, **snapshot.dry_run(self.simulated), "never_voted": never_voted}

    def send_to_front(self) -> None:
        """Send the counts as they are now to the facilitator and the projector."""
        self.has_unseen_counts = False
        send(self.facilitators, self.for_facilitator)
        send(self.screens, self.for_screen)

    def _send_to_phones(self, numbers: Sequence[int] | dict[int, set[Listener]]) -> None:
        for number in numbers:
            tabs = self.phones_of.get(number)
            if tabs:
                message = self.for_participant(number)
                for listener in list(tabs):
                    listener.hear(message)

    def _shared_with_room(self) -> str:
        """Describe what is the same for everyone in the room, as JSON."""
        # A thousand phones hear the same but for their own choices, and it changes with the state
        # alone: before the reveal no vote is in it, and after it none is added.
        version, text = self._shared
        if version != self.state.version:
            if self._is_rehearsal:
                seen = moments.participant(self.state, self._played())
            else:
                seen = snapshot.participant(self.state, self.order, self._rounds(), self._now())
            text = json.dumps(seen)
            if "timer_seconds" not in seen:
                self._shared = (self.state.version, text)
        return text

    def _mine(self, number: int) -> dict[int, str]:
        decision, last = self.state.decision, self.state.round
        chosen = {
            round_: self.votes.get((decision, round_), {}).get(number)
            for round_ in range(1, last + 1)
        }
        return {round_: option for round_, option in chosen.items() if option}

    @property
    def _is_rehearsal(self) -> bool:
        return number_of(self.state.decision) is not None

    def _order(self) -> list[str]:
        return rehearsing.order([known.id for known in self.order], self.sitting)

    def _played(self) -> Played:
        ballots = rehearsing.votes_for_what_was_said(self.sitting, self.votes)
        return Played(self.sitting, self._rounds().get(1, {}), ballots)

    def _held(self) -> dict[str, int]:
        """Tell the last round in which somebody voted, for each decision."""
        held: dict[str, int] = {}
        for (decision, round_), ballots in self.votes.items():
            if ballots:
                held[decision] = max(round_, held.get(decision, 0))
        return held

    def _rounds(self) -> dict[int, Ballots]:
        decision, last = self.state.decision, self.state.round
        return {round_: self.votes.get((decision, round_), {}) for round_ in range(1, last + 1)}
