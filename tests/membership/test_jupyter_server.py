"""A notebook joins a room inside a real Jupyter server, behind a prefix as on Binder."""

import os
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from course.content.notebooks import ROOT
from course.membership import Membership
from course.room.rooms import create_room

pytestmark = pytest.mark.slow

BASE = "/user/x/"


@pytest.fixture
def jupyter(tmp_path, wait_until_served):
    """Start a Jupyter server with the room switched on by the file that ships with it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    home = tmp_path / "facilitator"
    environment = os.environ | {
        "COURSE_HOME": str(home),
        "JUPYTER_CONFIG_PATH": str(ROOT / "jupyter-config"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
    }
    command = [sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser"]
    command += [f"--port={port}", "--IdentityProvider.token=a-token-for-this-test-only"]
    command += [f"--ServerApp.base_url={BASE}", f"--ServerApp.root_dir={tmp_path}"]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stderr=log, cwd=ROOT)
        wait_until_served(server, port, tmp_path / "log")
        yield f"http://127.0.0.1:{port}{BASE}", home / "room.sqlite"
        server.terminate()
        server.wait(20)


def test_by_the_address_of_the_server_and_without_its_token(jupyter, member, course_home):
    """The address above the room is enough, and the server's own token is not needed."""
    address, rooms = jupyter
    admission = create_room(rooms)
    member.join(address, admission.code)
    assert "not opened yet" in member.answered("opening", "B").heading
    member.join(f"{address}room/{admission.code}/")
    again = Membership(course_home)
    assert again.look("opening").holds
    assert len(again.path.read_text().split(admission.code)) == 3, "one room, one token"
