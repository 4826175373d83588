"""`course room`: a live room from a terminal."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from course.commands.parts import add_part
from course.errors import CourseError
from course.server.listening import port as port_number

if TYPE_CHECKING:
    import socket

#: Where a room is served unless another port is asked for.
PORT = 8765

_EXAMPLES = (
    "course room                      everyone in this network can join",
    "course room --host 127.0.0.1     only this computer, to rehearse",
    "course room --dry-run 30         30 simulated people vote, to practise",
    "course room --resume 0K71X2      lead an earlier room again, with a new link",
    "course room --link               a fresh link to lead the room that is served now",
)


_ADDRESS_EXAMPLE = "https://rooms.example.org/room/"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = add_part(
        subparsers,
        "room",
        "lead a live room: everyone votes, discusses, votes again, and then sees",
        *_EXAMPLES,
        more="Start a room in which everyone votes on the four decisions by phone.",
    )
    parser.add_argument(
        "--port", type=port_number, default=PORT, help=f"0 for any (default: {PORT})"
    )
    parser.add_argument(
        "--host",
        default="0.0.0.0",  # noqa: S104 - phones are to reach it; rooms open by code only
        help="the address to serve on (default: all of this computer's)",
    )
    parser.add_argument(
        "--address",
        metavar="URL",
        help="the web address of the room as phones reach it, behind a proxy or a tunnel, "
        f"such as {_ADDRESS_EXAMPLE}",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--resume", metavar="CODE", help="an earlier room instead of a new one")
    which.add_argument(
        "--dry-run",
        metavar="PEOPLE",
        type=int,
        help="let so many simulated people vote in the new room, for practice",
    )
    which.add_argument(
        "--link",
        metavar="CODE",
        nargs="?",
        const="",
        help="print a fresh link that leads a room which another terminal serves, and end; "
        "each link works once",
    )
    parser.add_argument("--json", action="store_true", help="print the links as one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Start a room and serve it until interrupted; return the exit code."""
    return _start(arguments) if arguments.link is None else _link(arguments)


def _link(arguments: argparse.Namespace) -> int:
    from course.room.rooms import invite_facilitator, rooms_file
    from course.room.serving import served
    from course.room.tokens import read_code

    running = served(rooms_file())
    wanted = read_code(arguments.link)
    found = [room for room in running if wanted in ("", room.code)]
    if len(found) != 1:
        sys.stderr.write(f"{_which_room(wanted, [room.code for room in running])}\n")
        return 2
    [room] = found
    admission = invite_facilitator(room.code)
    # Behind a Jupyter server only the browser knows the address of the server.
    lead = f"{room.lead or f'room/{room.code}/lead/'}#{admission.facilitator_token}"
    text = json.dumps({"code": room.code, "lead": lead}) if arguments.json else f"Lead:  {lead}"
    sys.stdout.write(f"{text}\n")
    return 0


def _which_room(wanted: str, running: list[str]) -> str:
    if not running:
        return (
            "No room is served from this home now. "
            f"Start it: course room{f' --resume {wanted}' * bool(wanted)}"
        )
    codes = ", ".join(running)
    if wanted:
        return f"Room {wanted} is not served now. Expected one of these: {codes}."
    return f"Several rooms are served. Say which: course room --link CODE, one of {codes}."


def _start(arguments: argparse.Namespace) -> int:
    from course.room.dry_run import MOST_PEOPLE
    from course.room.rooms import create_room, resume_room, rooms_file
    from course.room.server import listen, own_address, serve
    from course.room.serving import served

    people = arguments.dry_run
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        sys.stderr.write(f"--dry-run {people}: expected from 1 to {MOST_PEOPLE} people.\n")
        return 2
    if arguments.address is not None and not _is_web_address(arguments.address):
        sys.stderr.write(
            f"--address {arguments.address}: expected a web address such as {_ADDRESS_EXAMPLE}\n"
        )
        return 2
    taken: socket.socket | None = None
    beside = served(rooms_file())
    try:
        taken = listen(arguments.port, arguments.host)
        admission = create_room() if arguments.resume is None else resume_room(arguments.resume)
    except CourseError as error:
        if taken:
            taken.close()
        sys.stderr.write(f"{error}\n")
        return 2
    for other in beside:
        sys.stderr.write(
            f"Room {other.code} is served from this home as well, by process {other.process}; "
            f"it goes on there. Each room has one server.\n"
        )
    port = taken.getsockname()[1]
    everywhere = arguments.host in ("0.0.0.0", "::", "")  # noqa: S104 - compared, not bound
    named = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    host = own_address() if everywhere else named
    address = (arguments.address or f"http://{host}:{port}/room/").rstrip("/") + "/"
    local = f"http://{'127.0.0.1' if everywhere else host}:{port}/room/"
    links = {
        "code": admission.code,
        "address": address,
        "join": f"{address}{admission.code}/",
        "lead": f"{local}{admission.code}/lead/#{admission.facilitator_token}",
    }
    try:
        serve(
            taken,
            address=address,
            code=admission.code,
            lead_address=local,
            people=people,
            on_ready=lambda: _print_links(links, as_json=arguments.json),
        )
    except CourseError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_whole = parts.scheme in ("http", "https") and parts.hostname
    return bool(is_whole and not parts.query and not parts.fragment)


def _print_links(links: dict[str, Any], *, as_json: bool) -> None:
    from course.room.qr import blocks

    if as_json:
        text = json.dumps(links)
    else:
        text = (
            f"Join:  {links['address']}  with the code  {links['code']}\n"
            f"       {links['join']}\n"
            f"Lead:  {links['lead']}\n"
            "       This link leads the room, once: keep it to yourself. For a fresh one, in\n"
            f"       another terminal: course room --link {links['code']}\n"
            "Stop:  Ctrl+C. Every vote is saved; `course room --resume "
            f"{links['code']}` goes on."
        )
        if sys.stdout.isatty():
            text = f"{blocks(links['join'])}\n{text}"
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
