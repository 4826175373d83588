"""What a participant asks of a room: the same questions as a phone's, at the same addresses."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from course.errors import MembershipError, RoomGoneError, RoomSilentError
from course.membership.card import Card
from course.membership.line import Answer, ask

#: What a room says of itself to one participant.
Seen = Mapping[str, Any]

#: How often a room may send a question on: from http to https, and to its own name.
_MOVES = 2


def enter(room: str, tokens: Mapping[str, str]) -> tuple[str, str, Seen]:
    """Become a participant of a room, or the same one again."""
    join = f"/{Card(room).code}/join"
    answer = ask(room + "join", method="POST", token=tokens.get(room, ""))
    for _ in range(_MOVES):
        moved_to = urljoin(room, answer.moved_to)
        if not answer.moved_to or not moved_to.startswith("http") or not moved_to.endswith(join):
            break
        room = moved_to.removesuffix("join")
        answer = ask(moved_to, method="POST", token=tokens.get(room, ""))
    if answer.content:
        return room, answer.token, _seen(answer, room)
    return room, "", {}


def enter_first(rooms: list[str], tokens: Mapping[str, str]) -> tuple[str, str, Seen]:
    """Enter the first of several possible rooms that is one."""
    for possible in rooms:
        try:
            room, token, seen = enter(possible, tokens)
        except RoomSilentError as error:
            raise MembershipError(
                f"Nothing answers at {possible} ({error}). Is the address whole, and is this "
                "computer in the same network as the room? From Binder, only a room on the "
                "internet can be reached. Voting by phone works as well."
            ) from error
        if seen:
            return room, token, seen
    raise MembershipError(
        f"Something answers at {rooms[0]}, and it is no room. Copy the address again from what "
        "the facilitator shows."
    )


def state(room: str, token: str) -> tuple[str, Seen]:
    """Ask where a room is; whoever it does not know comes in again."""
    answer = ask(f"{room}state", token=token)
    if answer.content and answer.status == HTTPStatus.UNAUTHORIZED:
        _, token, seen = enter(room, {room: token})
        return token, seen
    return token, _seen(answer, room)


def vote(room: str, token: str, ballot: dict[str, Any]) -> Seen:
    """Vote, and hear what the room says then: also where the round has closed meanwhile."""
    return _seen(ask(f"{room}vote", method="POST", token=token, body=ballot), room)


def _seen(answer: Answer, room: str) -> Seen:
    if "phase" in answer.content:
        return answer.content
    if not answer.content:
        raise RoomSilentError("what answers there is no room")
    if answer.status == HTTPStatus.NOT_FOUND:
        raise RoomGoneError(
            f"There is no room {Card(room).code} at this address, or no longer. Check the code "
            "with the facilitator."
        )
    raise MembershipError(str(answer.content["error"]))
