"""`course room` in a terminal."""

import os
import re
import socket
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
import segno

from course.cli import main


def test_taken_port(capsys: Any):
    """A port that is taken is told with what to do, and the call was not right: 2."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        assert main(["room", "--host", "127.0.0.1", "--port", port]) == 2
    told = capsys.readouterr()
    assert "Choose another with --port" in told.err
    assert told.out == ""


@pytest.mark.parametrize("host", ["203.0.113.1", "nosuch.invalid"])
def test_address_of_another_computer(host: str, capsys: Any):
    """An address that this computer does not have is told as that, not as a port in use."""
    assert main(["room", "--host", host, "--port", "0"]) == 2
    told = capsys.readouterr()
    assert f"Expected {host} to be an address of this computer" in told.err
    assert "--port" not in told.err


def test_port_that_cannot_be(capsys: Any):
    """The range of ports is told, and nothing is started."""
    with pytest.raises(SystemExit) as end:
        main(["room", "--port", "70000"])
    assert end.value.code == 2
    assert "65535" in capsys.readouterr().err


def test_empty_code(capsys: Any):
    """To resume no room in particular is not to start another."""
    assert main(["room", "--host", "127.0.0.1", "--port", "0", "--resume", ""]) == 2
    assert capsys.readouterr().out == ""


def test_unknown_room(capsys: Any):
    """A room that is not there cannot be resumed."""
    assert main(["room", "--host", "127.0.0.1", "--port", "0", "--resume", "ZZZZZZ"]) == 2
    assert "no room ZZZZZZ" in capsys.readouterr().err


def test_help_has_an_example(capsys: Any):
    """The help shows how it is called."""
    with pytest.raises(SystemExit):
        main(["room", "--help"])
    assert "course room --host 127.0.0.1" in capsys.readouterr().out


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
        assert main(["room", "--host", "127.0.0.1", "--port", port, "--address", address]) == 2
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


def test_terminal_shows_the_join_address_to_a_camera(tmp_path: Any):
    """In a terminal a QR code of the join address stands above the links."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "course", "room", "--host", "127.0.0.1", "--port", "0"]
    environment = {**os.environ, "COURSE_HOME": str(tmp_path)}
    process = subprocess.Popen(command, env=environment, stdout=theirs)
    told = b""
    while b"goes on." not in told:
        told += os.read(ours, 4_096)
    process.terminate()
    assert process.wait(timeout=10) == 0
    os.close(ours)
    os.close(theirs)
    lines = re.sub(r"\x1b\[[\d;]*m", "", told.decode()).splitlines()
    join = next(line.strip() for line in lines if line.strip().startswith("http"))
    code = segno.make(join, error="m", micro=False).matrix_iter(border=4)
    drawn = [line for line in lines if set(line) & set("█▀▄")]
    halves = [[symbol not in light for symbol in line] for line in drawn for light in ("█▀", "█▄")]
    assert halves[: len(halves) - 1] == [[bool(dot) for dot in row] for row in code]


async def test_dry_run(room_process: Any, new_visitor: Any):
    """With `--dry-run` the room is full of simulated people from the start."""
    links = room_process.start("--dry-run", "7")
    lead = new_visitor(links["join"])
    lead.link_token = links["lead"].partition("#")[2]
    state = await lead.step("open")
    await lead.leave()
    assert state["joined"] == 7
    assert "7 simulated people" in state["dry_run"]
    assert room_process.stop() == 0


@pytest.mark.parametrize("words", [["--dry-run", "0"], ["--dry-run", "100000"]])
def test_dry_run_with_an_odd_number(words: list[str], capsys: Any):
    """A number of people that is none is told with those that are; nothing is started."""
    assert main(["room", "--port", "0", *words]) == 2
    assert "expected from 1 to" in capsys.readouterr().err


def test_dry_run_is_a_room_of_its_own():
    """A room with votes in it is not gone on with as a dry run."""
    with pytest.raises(SystemExit):
        main(["room", "--resume", "0K71X2", "--dry-run", "5"])


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
