"""Everyone who is connected to a room, and what is sent to them."""

import json
from collections.abc import Callable
from typing import Protocol

from course.room.snapshot import Snapshot


class Listener(Protocol):
    """Somebody who is sent snapshots."""

    def hear(self, message: str) -> None:
        """Take a message, at once and without raising."""

    def leave(self) -> None:
        """Be told that the room is gone."""

    def join_again(self) -> None:
        """Be told that whoever this is for is no longer in the room, and may come back."""


class Listeners:
    """Those who listen to a room."""

    def __init__(self) -> None:
        #: Those who listen for each participant.
        self.phones_of: dict[int, set[Listener]] = {}
        #: Those who listen for the projector.
        self.screens: set[Listener] = set()
        #: Those who listen for the facilitator.
        self.facilitators: set[Listener] = set()

    def phones(self, number: int) -> set[Listener]:
        """Those who listen for a participant; several if they have several tabs."""
        return self.phones_of.setdefault(number, set())

    def everyone(self) -> list[Listener]:
        """All of them."""
        phones = [listener for tabs in self.phones_of.values() for listener in tabs]
        return [*phones, *self.screens, *self.facilitators]


def send(listeners: set[Listener], describe: Callable[[], Snapshot]) -> None:
    """Describe the room to those who listen; where nobody does it is not described."""
    if listeners:
        message = json.dumps(describe())
        for listener in list(listeners):
            listener.hear(message)
