"""`course room` in a terminal."""

import argparse
import socket
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest

from course.commands import room


def test_taken_port(capsys: Any):
    """A port that is taken is told with what to do, and the call was not right: 2."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        assert room.main(["--host", "127.0.0.1", "--port", port]) == 2
    told = capsys.readouterr()
    assert "Choose another with --port" in told.err
    assert told.out == ""


def test_unknown_room(capsys: Any):
    """A room that is not there cannot be resumed."""
    assert room.main(["--host", "127.0.0.1", "--port", "0", "--resume", "ZZZZZZ"]) == 2
    assert "no room ZZZZZZ" in capsys.readouterr().err


def test_help_has_an_example(capsys: Any):
    """The help shows how it is called."""
    with pytest.raises(SystemExit):
        room.main(["--help"])
    assert "course room --host 127.0.0.1" in capsys.readouterr().out


def test_run_is_the_default():
    """The parser says what to run."""
    parser = argparse.ArgumentParser()
    room.add(parser.add_subparsers())
    assert parser.parse_args(["room"]).run is room.run


def test_links(room_process: Any):
    """What is printed leads to the room, and the process stops when asked."""
    links = room_process.start()
    assert links["join"] == f"{links['address']}{links['code']}/"
    assert "#" in links["lead"]
    assert room_process.stop() == 0


@pytest.mark.parametrize(
    "address",
    [
        "rooms.example.org/room",
        "ftp://rooms.example.org/room/",
        "https:///room/",
        "https://rooms.example.org/room/?code=1",
        "https://rooms.example.org/room/#1",
        "http://[::1/room/",
        "",
    ],
)
def test_address_that_is_none(address: str, capsys: Any):
    """An address that no phone could open is told with one that it could; nothing is started."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        # A port that is taken, so that a server cannot start whatever is thought of the address.
        port = str(taken.getsockname()[1])
        assert room.main(["--host", "127.0.0.1", "--port", port, "--address", address]) == 2
    told = capsys.readouterr()
    assert f"--address {address}" in told.err
    assert "https://rooms.example.org/room/" in told.err
    assert told.out == ""


@pytest.mark.parametrize("host", ["::", "::1"])
async def test_links_where_there_is_ipv6(room_process: Any, new_visitor: Any, host: str):
    """The links that are printed open the room, whichever of the two protocols they name."""
    links = room_process.start("--host", host)
    for link in ("join", "lead"):
        visitor = new_visitor(links[link].partition("#")[0])
        answer = await visitor.get("")
        await visitor.leave()
        assert answer.code == 200
    assert room_process.stop() == 0


async def test_dry_run(room_process: Any, new_visitor: Any):
    """With `--dry-run` the room is full of simulated people from the start."""
    links = room_process.start("--dry-run", "7")
    lead = new_visitor(links["join"])
    lead.cookies["facilitator"] = links["lead"].rpartition("#")[2]
    state = await lead.step("open")
    await lead.leave()
    assert state["joined"] == 7
    assert "7 simulated people" in state["rehearsal"]
    assert room_process.stop() == 0


@pytest.mark.parametrize("words", [["--dry-run", "0"], ["--dry-run", "100000"]])
def test_dry_run_with_an_odd_number(words: list[str], capsys: Any):
    """A number of people that is none is told with those that are; nothing is started."""
    assert room.main(["--port", "0", *words]) == 2
    assert "expected from 1 to" in capsys.readouterr().err


def test_dry_run_is_a_room_of_its_own():
    """A room with votes in it is not gone on with as a dry run."""
    with pytest.raises(SystemExit):
        room.main(["--resume", "0K71X2", "--dry-run", "5"])


def test_starts_light():
    """A room of its own needs neither widgets nor a Jupyter server."""
    code = (
        "import sys, course.room.server, course.commands.room; "
        "print({name.partition('.')[0] for name in sys.modules} "
        "& {'ipywidgets', 'anywidget', 'jupyter_server', 'traitlets', 'pandas', 'matplotlib'})"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout
    assert told.strip() == "set()"
