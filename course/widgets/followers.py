"""What is shown about an incident, and turns to another one: all of it, or nothing."""

from typing import Protocol, TypeVar

from course.content import load
from course.incident.how_far import tell_drawn
from course.incident.loading import Incident


class Follower(Protocol):
    """What is shown about an incident and can turn to another one."""

    whose: str

    def about(self, incident: Incident) -> None:
        """Turn to another incident."""


_Shown = TypeVar("_Shown", bound=Follower)


class Followers:
    """All that is shown about one incident, each under a name of its own."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        self._followers: dict[object, Follower] = {}

    def follow(self, name: object, shown: _Shown) -> _Shown:
        """Let something turn with the rest, in the place of what had its name."""
        shown.whose = self._whose()
        self._followers[name] = shown
        return shown

    def turn(self, incident: Incident) -> None:
        """Turn all that is shown to an incident, or, when some of it cannot be drawn, nothing."""
        followers = self._followers.values()
        try:
            for done, follower in enumerate(followers):
                tell_drawn(done, len(followers))
                follower.about(incident)
        except BaseException:
            for follower in followers:
                follower.about(self.incident)
            raise
        self.incident = incident
        for follower in followers:
            follower.whose = self._whose()

    def _whose(self) -> str:
        texts = load("own_incident")
        if self.incident.is_built_in:
            return str(texts["example"])
        return str(texts["yours"]).format(title=self.incident.title)
